#pragma once
// What every catalogue must do, whatever it is built on. A backend instantiates the suite with a function
// that opens it, empty for a new folder and as it was left for an old one.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <memory>

#include "index/claim_terms.h"
#include "index/make.h"

namespace claimline::testing {

using OpenCatalogue = std::function<Result<std::unique_ptr<Catalogue>>(const std::filesystem::path& folder)>;

class CatalogueContract : public ::testing::TestWithParam<OpenCatalogue> {
  protected:
    void SetUp() override {
        const auto* info = ::testing::UnitTest::GetInstance()->current_test_info();
        std::string name = std::string("claimline-") + info->test_suite_name() + info->name();
        std::ranges::replace(name, '/', '-');
        folder_ = std::filesystem::temp_directory_path() / (name + std::to_string(::getpid()));
        std::filesystem::remove_all(folder_);
        std::filesystem::create_directories(folder_);
        reopen();
    }
    void TearDown() override {
        catalogue_.reset();
        std::filesystem::remove_all(folder_);
    }
    void reopen() {
        catalogue_.reset();
        auto opened = GetParam()(folder_);
        ASSERT_TRUE(opened) << opened.error().message;
        catalogue_ = std::move(*opened);
    }
    PutCounts put(const Batch& batch) {
        const auto counts = catalogue_->put(batch);
        EXPECT_TRUE(counts) << (counts ? "" : counts.error().message);
        return counts.value_or(PutCounts{});
    }
    // Ids of all claims the filter finds, in its order.
    std::vector<std::string> ids(const ClaimFilter& filter, std::size_t page = 100) {
        std::vector<std::string> found;
        std::optional<ClaimCursor> after;
        do {
            const auto got = catalogue_->claims(filter, page, after);
            EXPECT_TRUE(got) << (got ? "" : got.error().message);
            if (!got) break;
            for (const auto& record : got->claims) found.push_back(record.claim.id);
            after = got->next;
        } while (after);
        return found;
    }

    std::filesystem::path folder_;
    std::unique_ptr<Catalogue> catalogue_;
};

}  // namespace claimline::testing

namespace claimline::testing {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST_P(CatalogueContract, KeepsAClaimWithItsQuoteAndTheBytesThatProveIt) {
    const Document document = norrvik_plan();
    put(batch_of({document}));
    const auto found = catalogue_->claim(document.claims[0].id);
    ASSERT_TRUE(found) << found.error().message;
    EXPECT_EQ(found->quote, "Norrvik is in talks about a third server hall in Estonia.");
    EXPECT_EQ(found->claim.slots, document.claims[0].slots);
    EXPECT_EQ(found->claim.attribution.speaker, "Ada Brandt");
    EXPECT_EQ(found->claim.evidence, document.claims[0].evidence);
    EXPECT_EQ(found->capture, document.capture);
    EXPECT_EQ(found->article.url, document.article.url);
    EXPECT_EQ(found->article.host, "wire.example");
    EXPECT_EQ(found->article.source, "wire");
    EXPECT_EQ(found->text_digest, to_hex(sha256(document.article.text)));
    EXPECT_EQ(found->version, 1);
    EXPECT_EQ(found->pack_version, kPack);
    EXPECT_EQ(found->first_seen, document.capture.at);
}

TEST_P(CatalogueContract, FindsAClaimAboutSeveralUnderEachOfThem) {
    Document document = norrvik_plan();
    document.claims[0].co_subjects = {{"Tallis", "c-tallis"}, {"Brannbo", ""}};
    put(batch_of({document}));
    const auto found = catalogue_->claim(document.claims[0].id);
    ASSERT_TRUE(found) << found.error().message;
    EXPECT_EQ(found->claim.co_subjects, document.claims[0].co_subjects);
    const auto terms = claim_terms(found->claim, {});
    const auto subjects = std::ranges::find(terms, "subject", &TermClause::field);
    ASSERT_NE(subjects, terms.end());
    EXPECT_THAT(subjects->values, ::testing::IsSupersetOf({"tallis", "brannbo"}));
}

TEST_P(CatalogueContract, GivesBackWhatAPackFoundInAText) {
    const Document document = norrvik_plan();
    Batch batch = batch_of({document});
    batch.rule_book = "first";
    put(batch);
    EXPECT_EQ(*catalogue_->rule_book(), "first");
    const auto found = catalogue_->claims_of(document.article, kPack);
    ASSERT_TRUE(found && *found);
    ASSERT_EQ((*found)->size(), document.claims.size());
    EXPECT_EQ((*found)->front().id, document.claims[0].id);
    EXPECT_EQ((*found)->front().evidence, document.claims[0].evidence);
    EXPECT_FALSE(*catalogue_->claims_of(document.article, "another pack"));
    Article edited = document.article;
    edited.text += " More.";
    EXPECT_FALSE(*catalogue_->claims_of(edited, kPack));
}

TEST_P(CatalogueContract, CountsEvidenceInCodePointsToo) {
    DocumentMaker maker("https://wire.example/x", "2023-01-01T00:00:00Z",
                        "Ørsø-café öffnet. Tallis closes a hall.");
    maker.claim("facility_plan", "Tallis", "Tallis closes a hall.");
    put(batch_of({maker.document}));
    const auto found = catalogue_->claim(maker.last().id);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->claim.evidence, std::vector<Span>({{22, 43}}));
    EXPECT_EQ(found->evidence_points, std::vector<Span>({{18, 39}}));
}

TEST_P(CatalogueContract, PuttingABatchAgainChangesNothing) {
    const Batch batch = batch_of({norrvik_plan(), tallis_fine()});
    EXPECT_EQ(put(batch).new_claims, 3U);
    const auto before = catalogue_->summary().value();
    const auto again = put(batch);
    EXPECT_EQ(again.new_articles, 0U);
    EXPECT_EQ(again.new_claims, 0U);
    EXPECT_EQ(again.unchanged, 2U);
    const auto after = catalogue_->summary().value();
    EXPECT_EQ(after.change_seq, before.change_seq) << "the full text would be written again";
    EXPECT_EQ(after.captures, before.captures);
    EXPECT_EQ(ids({}).size(), 3U);
}

TEST_P(CatalogueContract, OutlivesClosing) {
    put(batch_of({norrvik_plan()}));
    const auto uuid = catalogue_->summary()->uuid;
    reopen();
    EXPECT_EQ(ids({}).size(), 2U);
    EXPECT_EQ(catalogue_->summary()->uuid, uuid);
}

TEST_P(CatalogueContract, OrdersClaimsByContentWhateverTheOrderOfWriting) {
    put(batch_of({norrvik_plan()}));
    put(batch_of({tallis_fine()}));
    const auto one = ids({});
    const auto folder = folder_;
    folder_ = folder / "second";
    std::filesystem::create_directories(folder_);
    reopen();
    put(batch_of({tallis_fine(), norrvik_plan()}));
    EXPECT_EQ(ids({}), one);
    catalogue_.reset();
    folder_ = folder;
    // The fine of May 2022, the figure counted from August 2022, the plan told (undated) on 2023-02-17.
    EXPECT_THAT(one, ElementsAre(tallis_fine().claims[0].id, norrvik_plan().claims[1].id,
                                 norrvik_plan().claims[0].id));
}

TEST_P(CatalogueContract, PagesMeetWithoutGapOrOverlapInBothDirections) {
    std::vector<Document> documents;
    for (int i = 0; i < 23; ++i) {
        DocumentMaker maker("https://wire.example/" + std::to_string(i), "2023-03-01T00:00:00Z",
                            "Tallis builds.");
        maker.claim("facility_plan", "Tallis", "Tallis builds.", {}, {i % 3 == 0 ? "2023" : "", "", ""});
        documents.push_back(maker.document);
    }
    put(batch_of(documents));
    for (const auto order : {DateField::about, DateField::published, DateField::seen}) {
        ClaimFilter filter;
        filter.order = order;
        const auto whole = ids(filter);
        ASSERT_EQ(whole.size(), 23U);
        EXPECT_EQ(ids(filter, 5), whole);
        EXPECT_EQ(ids(filter, 1), whole);
        filter.descending = true;
        auto reversed = ids(filter, 4);
        std::ranges::reverse(reversed);
        EXPECT_EQ(reversed, whole);
    }
}

TEST_P(CatalogueContract, FindsClaimsByPartyKindSlotPlaceSpeakerSourceHostAndLanguage) {
    put(batch_of({norrvik_plan(), tallis_fine()}));
    const auto plan = norrvik_plan().claims[0].id;
    const auto figure = norrvik_plan().claims[1].id;
    const auto fine = tallis_fine().claims[0].id;
    const auto found = [this](Query where) { return ids({.where = std::move(where)}); };
    EXPECT_THAT(found(term("entity", {"norrvik"})), ElementsAre(figure, plan));
    EXPECT_THAT(found(term("entity", {"ee"})), ElementsAre(plan));
    EXPECT_THAT(found(term("subject", {"ee"})), IsEmpty());
    EXPECT_THAT(found(term("kind", {"regulatory_action", "user_metric"})), ElementsAre(fine, figure));
    EXPECT_THAT(found(term("action", {"fine"})), ElementsAre(fine));
    EXPECT_THAT(found(term("status", {"in_talks"})), ElementsAre(plan));
    EXPECT_THAT(found(term("place", {"estonia"})), ElementsAre(plan));
    EXPECT_THAT(found(term("speaker", {"ada brandt"})), ElementsAre(plan));
    EXPECT_THAT(found(term("source", {"court"})), ElementsAre(fine));
    EXPECT_THAT(found(term("host", {"wire.example"})), ElementsAre(figure, plan));
    EXPECT_THAT(found(term("host", {"example"})), ElementsAre(fine, figure, plan))
        << "subdomains belong to it";
    EXPECT_THAT(found(term("host", {"ire.example"})), IsEmpty());
    EXPECT_THAT(found(term("lang", {"de"})), IsEmpty());
    EXPECT_THAT(found({NotOf{{term("kind", {"user_metric"})}}}), ElementsAre(fine, plan));
    EXPECT_THAT(found({AnyOf{{term("action", {"fine"}), term("place", {"estonia"})}}}),
                ElementsAre(fine, plan));
    EXPECT_THAT(found({AllOf{{term("action", {"fine"}), term("place", {"estonia"})}}}), IsEmpty());
}

TEST_P(CatalogueContract, ComparesFiguresWithTheirCurrency) {
    put(batch_of({norrvik_plan(), tallis_fine()}));
    const auto found = [this](ValueClause clause) { return ids({.where = {clause}}).size(); };
    EXPECT_EQ(found({Comparison::at_least, 12e6, ""}), 2U);
    EXPECT_EQ(found({Comparison::more, 12e6, ""}), 1U);
    EXPECT_EQ(found({Comparison::equal, 12e6, "EUR"}), 1U);
    EXPECT_EQ(found({Comparison::equal, 12e6, "USD"}), 0U);
    EXPECT_EQ(found({Comparison::less, 1e6, ""}), 0U);
}

TEST_P(CatalogueContract, KeepsTheThreeDatesApart) {
    Document late = tallis_fine();
    late.capture.at = at("2024-01-05T00:00:00Z");
    put(batch_of({late}));
    const auto in = [this](DateField field, std::string_view from, std::string_view until) {
        return ids({.where = {DateClause{field,
                                         {parse_iso_date(from)->start, parse_iso_date(until)->start}}}})
            .size();
    };
    EXPECT_EQ(in(DateField::about, "2022-05-30", "2022-05-31"), 1U);
    EXPECT_EQ(in(DateField::about, "2022-05-31", "2025"), 0U);
    EXPECT_EQ(in(DateField::published, "2022-06-01", "2022-06-02"), 1U);
    EXPECT_EQ(in(DateField::published, "2022-05-30", "2022-05-31"), 0U);
    EXPECT_EQ(in(DateField::seen, "2024-01-05", "2024-01-06"), 1U);
}

TEST_P(CatalogueContract, APeriodIsFoundFromAnyDayInsideIt) {
    put(batch_of({norrvik_plan()}));  // counted from 2022-08 to 2023-01
    const auto day = [this](std::string_view text) {
        const auto start = parse_iso_date(text)->start;
        return ids({.where = {AllOf{{{DateClause{DateField::about, {start, start + std::chrono::days{1}}}},
                                     term("kind", {"user_metric"})}}}})
            .size();
    };
    EXPECT_EQ(day("2022-07-31"), 0U);
    EXPECT_EQ(day("2022-08-01"), 1U);
    EXPECT_EQ(day("2023-01-31"), 1U);
    EXPECT_EQ(day("2023-02-01"), 0U);
}

TEST_P(CatalogueContract, SaysWhereAnUndatedClaimGotItsDate) {
    put(batch_of({norrvik_plan()}));
    EXPECT_EQ(catalogue_->claim(norrvik_plan().claims[0].id)->about_basis, DateBasis::published);
    EXPECT_EQ(catalogue_->claim(norrvik_plan().claims[1].id)->about_basis, DateBasis::stated);
}

TEST_P(CatalogueContract, AChangedTextIsANewVersionAndItsLostClaimsAreSuperseded) {
    put(batch_of({norrvik_plan()}));
    EXPECT_EQ(put(batch_of({norrvik_edited()})).new_versions, 1U);
    const auto old_figure = norrvik_plan().claims[1].id;
    const auto new_figure = norrvik_edited().claims[1].id;
    const auto plan = norrvik_plan().claims[0].id;
    EXPECT_THAT(ids({}), ElementsAre(new_figure, plan));
    EXPECT_EQ(ids({.include_superseded = true}).size(), 3U);
    EXPECT_EQ(catalogue_->claim(old_figure)->state, ClaimState::superseded);
    EXPECT_EQ(catalogue_->claim(old_figure)->version, 1);
    const auto kept = catalogue_->claim(plan);
    EXPECT_EQ(kept->state, ClaimState::current);
    EXPECT_EQ(kept->version, 2) << "proof is of the last version that states it";
    EXPECT_EQ(kept->first_seen, norrvik_plan().capture.at) << "but it was seen a week before";
}

TEST_P(CatalogueContract, MarksAnEditThatThePagesOwnDatesHide) {
    Document open = norrvik_edited();
    open.capture.at = at("2023-03-01T10:00:00Z");
    open.capture.offset += 9;
    open.article.text += " Updated.";
    open.article.modified = "2023-03-01";
    put(batch_of({norrvik_plan(), norrvik_edited(), open}));
    const auto article = catalogue_->article(norrvik_plan().article.url);
    ASSERT_TRUE(article);
    ASSERT_EQ(article->versions.size(), 3U);
    EXPECT_FALSE(article->versions[0].silent);
    EXPECT_TRUE(article->versions[1].silent);
    EXPECT_FALSE(article->versions[2].silent) << "the page says that it was modified";
    EXPECT_TRUE(article->versions[2].current);
    EXPECT_EQ(article->versions[1].number, 2);
}

TEST_P(CatalogueContract, APageThatGoesBackToItsOldTextStatesItsOldClaimsAgain) {
    Document back = norrvik_plan();
    back.capture.at = at("2023-03-03T10:00:00Z");
    back.capture.offset += 99;
    put(batch_of({norrvik_plan(), norrvik_edited()}));
    put(batch_of({back}));
    EXPECT_EQ(catalogue_->claim(norrvik_plan().claims[1].id)->state, ClaimState::current);
    EXPECT_EQ(catalogue_->claim(norrvik_edited().claims[1].id)->state, ClaimState::superseded);
    EXPECT_EQ(catalogue_->article(back.article.url)->versions.size(), 2U);
}

TEST_P(CatalogueContract, AVanishedPageStaysAndItsClaimsAreMarkedWithdrawn) {
    put(batch_of({norrvik_plan()}));
    Batch gone = batch_of({});
    gone.withdrawals.push_back({norrvik_plan().article.url, norrvik_plan().capture});
    gone.withdrawals[0].capture.at = at("2023-04-01T00:00:00Z");
    gone.withdrawals[0].capture.offset = 5000;
    gone.withdrawals[0].capture.status = 410;
    EXPECT_EQ(put(gone).withdrawn, 1U);
    EXPECT_EQ(put(gone).withdrawn, 0U);
    EXPECT_EQ(catalogue_->article(norrvik_plan().article.url)->head.withdrawn, at("2023-04-01T00:00:00Z"));
    EXPECT_EQ(ids({}).size(), 2U);
    EXPECT_EQ(catalogue_->claim(norrvik_plan().claims[0].id)->state, ClaimState::withdrawn);

    Document back = norrvik_plan();
    back.capture.at = at("2023-05-01T00:00:00Z");
    back.capture.offset = 6000;
    put(batch_of({back}));
    EXPECT_FALSE(catalogue_->article(norrvik_plan().article.url)->head.withdrawn);
    EXPECT_EQ(catalogue_->claim(norrvik_plan().claims[0].id)->state, ClaimState::current);
}

TEST_P(CatalogueContract, APageThatWasNeverThereIsNotWithdrawn) {
    Batch gone = batch_of({});
    gone.withdrawals.push_back({"https://wire.example/never", {}});
    EXPECT_EQ(put(gone).withdrawn, 0U);
    EXPECT_EQ(catalogue_->summary()->articles, 0U);
}

TEST_P(CatalogueContract, AnotherPackReplacesWhatTheFirstOneFound) {
    put(batch_of({norrvik_plan()}));
    Document better = norrvik_plan();
    better.claims.pop_back();
    better.claims[0].modality = Modality::attributed;
    put(batch_of({better}, "pack-2"));
    EXPECT_THAT(ids({.include_superseded = true}), ElementsAre(better.claims[0].id));
    EXPECT_EQ(catalogue_->claim(better.claims[0].id)->claim.modality, Modality::attributed);
    EXPECT_EQ(catalogue_->summary()->versions, 1U);
    EXPECT_EQ(catalogue_->summary()->other_packs, 0U);
}

TEST_P(CatalogueContract, AnotherReaderOfTheSameBytesLeavesNoVersionWithoutACapture) {
    put(batch_of({norrvik_plan()}));
    Document reread = norrvik_plan();
    reread.article.text += " And a line that the first reader missed.";
    put(batch_of({reread}, "pack-2"));
    EXPECT_EQ(catalogue_->summary()->versions, 1U);
    EXPECT_EQ(catalogue_->article(reread.article.url)->versions[0].text, reread.article.text);
}

TEST_P(CatalogueContract, TellsTheFullTextOnceOfEachChange) {
    put(batch_of({norrvik_plan(), tallis_fine()}));
    const auto first = catalogue_->changes(0, 10);
    ASSERT_TRUE(first);
    ASSERT_EQ(first->size(), 2U);
    EXPECT_THAT(*catalogue_->changes(first->back().seq, 10), IsEmpty());
    put(batch_of({norrvik_edited()}));
    const auto second = catalogue_->changes(first->back().seq, 10);
    ASSERT_EQ(second->size(), 1U);
    EXPECT_EQ(second->front().head.url, norrvik_plan().article.url);
    EXPECT_EQ(second->front().claims.size(), 2U) << "superseded claims leave the full text";
    EXPECT_EQ(second->front().seq, catalogue_->summary()->change_seq);
}

TEST_P(CatalogueContract, AcceptsShortIdsThatMeanOneThing) {
    put(batch_of({norrvik_plan(), tallis_fine()}));
    const auto id = tallis_fine().claims[0].id;
    EXPECT_EQ(catalogue_->claim(id.substr(0, 8))->claim.id, id);
    EXPECT_EQ(catalogue_->claim(id.substr(2, 6))->claim.id, id) << "the c: may be left out";
    EXPECT_EQ(catalogue_->claim("c:12").error().kind, ErrorKind::usage);
    EXPECT_EQ(catalogue_->claim("c:zzzzzz").error().kind, ErrorKind::usage);
    EXPECT_EQ(catalogue_->claim("c:000000000000").error().kind, ErrorKind::not_found);
    EXPECT_EQ(catalogue_->article("https://nowhere.example/").error().kind, ErrorKind::not_found);
    const auto article = catalogue_->article(norrvik_plan().article.url);
    EXPECT_EQ(catalogue_->article(article->head.id.substr(0, 7))->head.url, article->head.url);
}

TEST_P(CatalogueContract, KeepsProblemsUntilTheDocumentIsRead) {
    Batch batch = batch_of({});
    batch.problems.push_back({tallis_fine().article.url, "parse", ErrorKind::invalid_input, "no text",
                              at("2023-01-01T00:00:00Z")});
    put(batch);
    put(batch);
    ASSERT_EQ(catalogue_->summary()->problem_count, 1U);
    EXPECT_EQ(catalogue_->summary()->problems[0].message, "no text");
    put(batch_of({tallis_fine()}));
    EXPECT_EQ(catalogue_->summary()->problem_count, 0U);
}

TEST_P(CatalogueContract, RemembersHowFarAnArchiveFileWasReadUnderEachPack) {
    Batch batch = batch_of({norrvik_plan()});
    batch.marks.push_back({"2023/02/first.warc.gz", 4096});
    put(batch);
    EXPECT_EQ(catalogue_->archive_mark("2023/02/first.warc.gz", kPack).value(), 4096U);
    EXPECT_EQ(catalogue_->archive_mark("2023/02/first.warc.gz", "pack-2").value(), 0U);
    EXPECT_EQ(catalogue_->archive_mark("2023/02/other.warc.gz", kPack).value(), 0U);
    batch.marks[0].offset = 10;
    put(batch);
    EXPECT_EQ(catalogue_->archive_mark("2023/02/first.warc.gz", kPack).value(), 4096U)
        << "marks never go back";
}

TEST_P(CatalogueContract, CountsWhatItHolds) {
    Batch batch = batch_of({norrvik_plan(), norrvik_edited(), tallis_fine()});
    batch.runs = {claimline::Run{at("2023-02-24T10:00:00Z"), std::nullopt, "crawl", {{"pages", 3}}}};
    put(batch);
    const auto summary = catalogue_->summary();
    ASSERT_TRUE(summary);
    EXPECT_EQ(summary->articles, 2U);
    EXPECT_EQ(summary->versions, 3U);
    EXPECT_EQ(summary->silent_edits, 1U);
    EXPECT_EQ(summary->captures, 3U);
    EXPECT_EQ(summary->hosts, 2U);
    EXPECT_EQ(summary->claims.at("user_metric"), 1U) << "the superseded figure does not count";
    EXPECT_EQ(summary->by_source.at("wire"), 1U);
    EXPECT_EQ(summary->last_run->counters.at("pages"), 3);
    EXPECT_FALSE(summary->last_run->ended);
}

TEST_P(CatalogueContract, OnlyTheRowsThatTheFullTextFound) {
    put(batch_of({norrvik_plan(), tallis_fine()}));
    const auto fine = catalogue_->claim(tallis_fine().claims[0].id);
    EXPECT_THAT(ids({.rows = std::vector<ClaimRow>{fine->row}}), ElementsAre(fine->claim.id));
    EXPECT_THAT(ids({.rows = std::vector<ClaimRow>{}}), IsEmpty());
}

TEST_P(CatalogueContract, HostileTextGoesInAndOutUnchanged) {
    DocumentMaker maker("https://wire.example/'; DROP TABLE claim;--", "2023-01-01T00:00:00Z",
                        "Tallis '; DELETE FROM claim; -- \" \x01 \xE2\x80\xAE builds.");
    maker.title("=cmd|' /C calc'!A0").claim("facility_plan", "Tallis' \"x\"", maker.document.article.text);
    put(batch_of({maker.document}));
    const auto found = catalogue_->claim(maker.last().id);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->quote, maker.document.article.text);
    EXPECT_THAT(ids({.where = term("entity", {"tallis' \"x\""})}), ElementsAre(maker.last().id));
    EXPECT_THAT(ids({.where = term("entity", {"' OR 1=1 --"})}), IsEmpty());
}

TEST_P(CatalogueContract, AsOfADayShowsWhatWasKnownThen) {
    put(batch_of({norrvik_plan(), norrvik_edited()}));
    const auto figures = [&](const char* day) {
        ClaimFilter filter;
        filter.where = term("kind", {"user_metric"});
        filter.as_of = parse_iso_date(day).value().start;
        std::vector<std::string> found;
        const auto page = catalogue_->claims(filter, 10, std::nullopt);
        for (const auto& record : page.value().claims) {
            found.push_back(to_text(record.claim.slots.at("value")));
            EXPECT_EQ(record.state, ClaimState::current);
        }
        return found;
    };
    EXPECT_EQ(figures("2023-02-17"), std::vector<std::string>{}) << "before it was seen";
    EXPECT_EQ(figures("2023-02-20"), std::vector<std::string>{"40000000"});
    EXPECT_EQ(figures("2023-03-01"), std::vector<std::string>{"42000000"});
}

}  // namespace claimline::testing
