// Threads, series and snippets over small catalogues.

#include "index/timeline.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "index/make.h"
#include "index/series.h"
#include "index/snippet.h"

namespace claimline::testing {
namespace {

using ::testing::ElementsAre;

const KeySlots kKeys{{"facility_plan", {"facility_type", "location", "ordinal"}},
                     {"user_metric", {"metric", "geography"}}};

std::unique_ptr<Catalogue> catalogue_of(const std::vector<Document>& documents) {
    auto catalogue = open_sqlite_catalogue(":memory:", kKeys).value();
    EXPECT_TRUE(catalogue->put(batch_of(documents)));
    return catalogue;
}

Document plan(const std::string& host, std::string_view day, std::string status, std::string outlet = {}) {
    DocumentMaker maker("https://" + host + "/plan", std::string(day) + "T00:00:00Z",
                        "Norrvik has a hall in Estonia.");
    maker.claim("facility_plan", "Norrvik", "Norrvik has a hall in Estonia.",
                {{"facility_type", text_slot("data_center")},
                 {"location", text_slot("Estonia")},
                 {"status", text_slot(std::move(status))}});
    maker.last().attribution.outlet = std::move(outlet);
    return maker.document;
}

TEST(Timeline, OneEntryAThreadWithItsNewestStatement) {
    const auto catalogue = catalogue_of({plan("a.example", "2023-02-17", "in_talks"),
                                         plan("b.example", "2023-05-02", "approved"),
                                         plan("c.example", "2023-03-01", "announced")});
    const auto entries = timeline(*catalogue, {});
    ASSERT_TRUE(entries);
    ASSERT_EQ(entries->size(), 1U);
    EXPECT_EQ(entries->front().claim.article.host, "b.example");
    EXPECT_EQ(entries->front().claims, 3U);
    EXPECT_THAT(entries->front().origins, ElementsAre("a.example", "b.example", "c.example"));
}

TEST(Timeline, APaperAndAPageThatQuotesItAreOneOrigin) {
    Document paper = plan("gazette.example", "2023-02-17", "in_talks");
    paper.article.site = "The Gazette";
    const auto catalogue =
        catalogue_of({paper, plan("blog.example", "2023-02-17", "in_talks", "the Gazette")});
    const auto entries = timeline(*catalogue, {});
    EXPECT_THAT(entries->front().origins, ElementsAre("the gazette"));
    EXPECT_EQ(entries->front().claim.article.host, "gazette.example") << "told first hand";
}

TEST(Timeline, OtherPlacesOrdinalsAndDenialsAreOtherThreads) {
    Document other = plan("a.example", "2023-02-17", "in_talks");
    other.claims[0].slots["ordinal"] = number_slot(3);
    other.claims[0].id = "c:000000000001";
    Document denied = plan("b.example", "2023-02-17", "in_talks");
    denied.claims[0].negative = true;
    const auto catalogue = catalogue_of({other, denied, plan("c.example", "2023-02-17", "in_talks")});
    EXPECT_EQ(timeline(*catalogue, {})->size(), 3U);
}

Document figure(const std::string& host, std::string_view day, double value, std::string geography,
                ClaimTime time = {}, std::string qualifier = {}) {
    DocumentMaker maker("https://" + host + "/figure", std::string(day) + "T00:00:00Z", "Norrvik has users.");
    Slots slots{{"metric", text_slot("MAU")}, {"value", number_slot(value)}};
    if (!geography.empty()) slots["geography"] = text_slot(std::move(geography));
    if (!qualifier.empty()) slots["qualifier"] = text_slot(std::move(qualifier));
    maker.claim("user_metric", "Norrvik", "Norrvik has users.", std::move(slots), std::move(time));
    return maker.document;
}
const ClaimTime kHalf{"", "2022-08", "2023-01"};

TEST(Timeline, DifferentFiguresOfOneThreadStandSideBySide) {
    const auto catalogue = catalogue_of({figure("a.example", "2023-02-17", 125e6, "EU", kHalf),
                                         figure("b.example", "2023-02-18", 130e6, "EU", kHalf),
                                         figure("c.example", "2023-02-19", 125e6, "EU", kHalf)});
    const auto entries = timeline(*catalogue, {});
    ASSERT_TRUE(entries);
    ASSERT_EQ(entries->size(), 2U);
    EXPECT_EQ(entries->at(0).claim.thread, entries->at(1).claim.thread);
    EXPECT_EQ(entries->at(0).origins.size() + entries->at(1).origins.size(), 3U);
}

TEST(Series, StandsDifferentFiguresSideBySideWithTheReason) {
    const auto catalogue = catalogue_of({figure("a.example", "2023-02-17", 125e6, "European Union", kHalf),
                                         figure("b.example", "2023-02-18", 150e6, "Europe", kHalf),
                                         figure("c.example", "2023-02-18", 130e6, "European Union", kHalf)});
    const auto rows = series(*catalogue, {});
    ASSERT_TRUE(rows);
    ASSERT_EQ(rows->size(), 3U);
    EXPECT_EQ((*rows)[0].relation, SeriesRelation::primary);
    EXPECT_EQ((*rows)[0].figure.value, 125e6);
    const auto& other_region = (*rows)[1].figure.value == 150e6 ? (*rows)[1] : (*rows)[2];
    const auto& other_value = (*rows)[1].figure.value == 150e6 ? (*rows)[2] : (*rows)[1];
    EXPECT_EQ(other_region.relation, SeriesRelation::differs);
    EXPECT_EQ(other_region.reason, "region: Europe, not European Union; value: 150000000, not 125000000");
    EXPECT_THAT(other_region.differences, ElementsAre("region", "value"));
    EXPECT_EQ(other_value.relation, SeriesRelation::conflicts);
    EXPECT_EQ(other_value.reason, "value: 130000000, not 125000000");
    EXPECT_THAT(other_value.differences, ElementsAre("value"));
}

TEST(Series, TheSameFigureFromTwoSourcesIsOneRow) {
    const auto catalogue = catalogue_of({figure("a.example", "2023-02-17", 125e6, "European Union", kHalf),
                                         figure("b.example", "2023-02-18", 125e6, "European Union", kHalf)});
    const auto rows = series(*catalogue, {});
    ASSERT_EQ(rows->size(), 1U);
    EXPECT_THAT(rows->front().origins, ElementsAre("a.example", "b.example"));
    EXPECT_EQ(rows->front().claim.article.host, "a.example") << "the earlier one";
}

TEST(Series, RoundedFiguresAgree) {
    const auto catalogue = catalogue_of({figure("a.example", "2023-02-17", 125.3e6, "EU", kHalf),
                                         figure("b.example", "2023-02-18", 125e6, "EU", kHalf, "approx")});
    const auto rows = series(*catalogue, {});
    ASSERT_EQ(rows->size(), 2U);
    EXPECT_EQ((*rows)[1].relation, SeriesRelation::agrees);
}

TEST(Series, AnUndatedFigureStandsBesideTheLastPeriodBeforeIt) {
    const auto catalogue = catalogue_of({figure("a.example", "2023-02-17", 125e6, "EU", kHalf),
                                         figure("b.example", "2023-03-01", 150e6, "EU"),
                                         figure("c.example", "2025-03-01", 170e6, "EU")});
    const auto rows = series(*catalogue, {});
    ASSERT_EQ(rows->size(), 3U);
    EXPECT_EQ((*rows)[1].group, (*rows)[0].group);
    EXPECT_EQ((*rows)[1].reason,
              "period: not stated, not 2022-08-01..2023-01-31; value: 150000000, not 125000000");
    EXPECT_EQ((*rows)[2].relation, SeriesRelation::primary) << "two years later is another time";
}

TEST(Series, PeriodsThatDoNotMeetAreOtherGroups) {
    const auto catalogue =
        catalogue_of({figure("a.example", "2023-02-17", 125e6, "EU", kHalf),
                      figure("b.example", "2023-08-17", 134e6, "EU", {"", "2023-02", "2023-07"})});
    const auto rows = series(*catalogue, {});
    ASSERT_EQ(rows->size(), 2U);
    EXPECT_EQ((*rows)[1].relation, SeriesRelation::primary);
    EXPECT_NE((*rows)[1].group, (*rows)[0].group);
}

TEST(Series, SumsOfTwoMattersAreNotCompared) {
    const auto fine = [](const std::string& host, std::string law, double value) {
        DocumentMaker maker("https://" + host + "/fine", "2023-02-17T00:00:00Z", "Tallis was fined.");
        maker.claim("regulatory_action", "Tallis", "Tallis was fined.",
                    {{"action", text_slot("fine")},
                     {"legal_basis", text_slot(std::move(law))},
                     {"amount", money_slot("EUR", value)}});
        return maker.document;
    };
    const auto catalogue =
        catalogue_of({fine("a.example", "Data Act", 12e6), fine("b.example", "Toy Act", 3e6)});
    const auto rows = series(*catalogue, {});
    ASSERT_EQ(rows->size(), 2U);
    EXPECT_EQ((*rows)[0].relation, SeriesRelation::primary);
    EXPECT_EQ((*rows)[1].relation, SeriesRelation::primary);
}

TEST(Snippet, ShowsTheWindowWithMostDifferentWords) {
    const std::string text = "hall hall hall. " + std::string(300, 'x') +
                             " the server stands in the hall and hums. " + std::string(300, 'y');
    std::vector<Span> matches;
    for (const std::string_view word : {"hall", "server"})
        for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + 1))
            matches.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + word.size())});
    std::ranges::sort(matches);
    const auto snippet = best_snippet(text, matches, 60);
    EXPECT_NE(std::string(slice(text, snippet.window)).find("server stands in the hall"), std::string::npos);
    EXPECT_EQ(snippet.marks.size(), 2U);
    EXPECT_TRUE(snippet.cut_before);
    EXPECT_TRUE(snippet.cut_after);
}

TEST(Snippet, WithoutMatchesIsTheBeginning) {
    const auto snippet = best_snippet("A short text.", {}, 60);
    EXPECT_EQ(snippet.window, (Span{0, 13}));
    EXPECT_FALSE(snippet.cut_before);
    EXPECT_FALSE(snippet.cut_after);
    EXPECT_EQ(best_snippet("", {}, 60).window, (Span{0, 0}));
}

TEST(Snippet, NeverSplitsACharacter) {
    std::string text;
    for (int i = 0; i < 100; ++i) text += "数据中心";
    const auto at = static_cast<std::uint32_t>(text.size() / 2 / 12 * 12);
    const auto snippet = best_snippet(text, {{at, at + 12}}, 30);
    EXPECT_TRUE(is_valid_utf8(slice(text, snippet.window)));
    EXPECT_LE(display_width(slice(text, snippet.window)), 30U);
}

}  // namespace
}  // namespace claimline::testing
