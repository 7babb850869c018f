#pragma once
// What every full text index must do, whatever it is built on.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <functional>
#include <memory>

#include "index/make.h"
#include "index/search_index.h"

namespace claimline::testing {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

using OpenIndex =
    std::function<Result<std::unique_ptr<SearchIndex>>(const std::filesystem::path& folder, IndexMode mode)>;

class SearchIndexContract : public ::testing::TestWithParam<OpenIndex> {
  protected:
    SearchIndexContract() {
        const auto* info = ::testing::UnitTest::GetInstance()->current_test_info();
        std::string name = std::string("claimline-") + info->test_suite_name() + info->name();
        std::ranges::replace(name, '/', '-');
        folder_ = std::filesystem::temp_directory_path() / (name + std::to_string(::getpid()));
        std::filesystem::remove_all(folder_);
        std::filesystem::create_directories(folder_);
        catalogue_ = open_sqlite_catalogue(":memory:", {}).value();
    }
    ~SearchIndexContract() override {
        index_.reset();
        std::filesystem::remove_all(folder_);
    }

    void put(const std::vector<Document>& documents) { ASSERT_TRUE(catalogue_->put(batch_of(documents))); }
    std::size_t follow(IndexMode mode = IndexMode::write) {
        index_.reset();
        auto opened = GetParam()(folder_ / "fulltext", mode);
        EXPECT_TRUE(opened) << (opened ? "" : opened.error().message);
        index_ = std::move(*opened);
        const auto written = index_->follow(*catalogue_);
        EXPECT_TRUE(written) << (written ? "" : written.error().message);
        return written.value_or(0);
    }
    Query query(std::string_view text) {
        QueryVocabulary vocabulary;
        vocabulary.kinds = {"facility_plan", "user_metric", "regulatory_action"};
        vocabulary.slots = {"action", "status"};
        const auto parsed = parse_query(text, vocabulary);
        EXPECT_TRUE(parsed) << (parsed ? "" : parsed.error().message);
        return parsed.value_or(Query{});
    }
    // Paths of the articles found, best first.
    std::vector<std::string> search(std::string_view text, SearchOrder order = SearchOrder::best) {
        const auto page = index_->search(query(text), order, Copies::collapse, 0, 100);
        EXPECT_TRUE(page) << (page ? "" : page.error().message);
        std::vector<ArticleRow> rows;
        if (page)
            for (const auto& hit : page->hits) rows.push_back(hit.article);
        std::vector<std::string> paths;
        const auto articles = catalogue_->articles(rows);
        for (const auto& article : *articles)
            paths.push_back(article.head.url.substr(article.head.url.rfind('/') + 1));
        return paths;
    }
    std::vector<std::string> quotes(std::string_view text) {
        const auto rows = index_->claims(query(text), 100);
        EXPECT_TRUE(rows) << (rows ? "" : rows.error().message);
        ClaimFilter filter;
        filter.rows = rows.value_or(std::vector<ClaimRow>());
        std::vector<std::string> found;
        const auto page = catalogue_->claims(filter, 100, std::nullopt);
        for (const auto& claim : page->claims) found.push_back(claim.quote);
        return found;
    }
    std::string marked(std::string_view text, std::string_view body) {
        std::string out;
        std::size_t at = 0;
        for (const auto& span : index_->matches(query(text), body)) {
            out += std::string(body.substr(at, span.begin - at)) + "[" + std::string(slice(body, span)) + "]";
            at = span.end;
        }
        return out + std::string(body.substr(at));
    }

    std::filesystem::path folder_;
    std::unique_ptr<Catalogue> catalogue_;
    std::unique_ptr<SearchIndex> index_;
};

inline Document page(const std::string& path, std::string_view seen, std::string title, std::string text) {
    DocumentMaker maker("https://wire.example/" + path, seen, std::move(text));
    maker.title(std::move(title));
    return maker.document;
}

TEST_P(SearchIndexContract, FindsArticlesByWordsInAnyInflection) {
    put({page("halls", "2023-02-01T00:00:00Z", "Norrvik", "Norrvik builds two server halls."),
         page("other", "2023-02-01T00:00:00Z", "Tallis", "Tallis builds a bridge.")});
    EXPECT_EQ(follow(), 2U);
    EXPECT_THAT(search("hall"), ElementsAre("halls"));
    EXPECT_THAT(search("HALLS building"), ElementsAre("halls"));
    EXPECT_THAT(search("hall OR bridge").size(), 2U);
    EXPECT_THAT(search("builds -bridge"), ElementsAre("halls"));
    EXPECT_THAT(search("-bridge"), ElementsAre("halls"));
    EXPECT_THAT(search("castle"), IsEmpty());
}

TEST_P(SearchIndexContract, AReaderSeesWhatWasCommittedAfterItOpened) {
    put({page("halls", "2023-02-01T00:00:00Z", "Norrvik", "Norrvik builds two server halls.")});
    follow();
    index_.reset();
    index_ = std::move(*GetParam()(folder_ / "fulltext", IndexMode::read));
    EXPECT_THAT(search("bridge"), IsEmpty());
    put({page("other", "2023-02-02T00:00:00Z", "Tallis", "Tallis builds a bridge.")});
    ASSERT_TRUE((*GetParam()(folder_ / "fulltext", IndexMode::write))->follow(*catalogue_));
    EXPECT_THAT(search("bridge"), ElementsAre("other"));
}

TEST_P(SearchIndexContract, PhrasesNearnessPrefixesAndTitles) {
    put({page("a", "2023-02-01T00:00:00Z", "Server hall opens",
              "The hall has a server in each of its many rooms."),
         page("b", "2023-02-01T00:00:00Z", "Bridge opens", "A server hall is not a bridge.")});
    follow();
    EXPECT_THAT(search("\"server hall\"").size(), 2U);
    EXPECT_THAT(search("title:\"server hall\""), ElementsAre("a"));
    EXPECT_THAT(search("\"server in each\""), ElementsAre("a"));
    EXPECT_THAT(search("server NEAR/2 bridge"), IsEmpty());
    EXPECT_THAT(search("server NEAR/5 bridge"), ElementsAre("b"));
    EXPECT_THAT(search("brid*").size(), 1U);
    EXPECT_THAT(search("title:bridge"), ElementsAre("b"));
    EXPECT_THAT(search("\"opens the\""), IsEmpty()) << "no phrase reaches from the title into the text";
}

TEST_P(SearchIndexContract, FiltersByFieldsAndDates) {
    put({norrvik_plan(), tallis_fine()});
    follow();
    EXPECT_THAT(search("entity:norrvik"), ElementsAre("norrvik"));
    EXPECT_THAT(search("kind:regulatory_action"), ElementsAre("tallis"));
    EXPECT_THAT(search("action:fine"), ElementsAre("tallis"));
    EXPECT_THAT(search("host:example").size(), 2U);
    EXPECT_THAT(search("host:court.example"), ElementsAre("tallis"));
    EXPECT_THAT(search("source:wire lang:en"), ElementsAre("norrvik"));
    EXPECT_THAT(search("published:2023-02"), ElementsAre("norrvik"));
    EXPECT_THAT(search("published:2022"), ElementsAre("tallis"));
    EXPECT_THAT(search("published:..2023-02-16"), ElementsAre("tallis"));
    EXPECT_THAT(search("published:2023-02-17"), ElementsAre("norrvik"));
    EXPECT_THAT(search("about:2022-05-30"), ElementsAre("tallis"));
    EXPECT_THAT(search("about:2022-12"), ElementsAre("norrvik")) << "a figure counted over that month";
    EXPECT_EQ(index_->search(query("value:>5"), SearchOrder::best, Copies::collapse, 0, 10).error().kind,
              ErrorKind::usage);
}

TEST_P(SearchIndexContract, APageThatGivesItsYearAloneIsOfEveryDayOfIt) {
    auto yearly = page("yearly", "2023-02-18T09:00:00Z", "Review of a year", "The harbour was quiet.");
    yearly.article.published = "2020";
    put({yearly, norrvik_plan()});
    follow();
    EXPECT_THAT(search("published:2020-05-03..2020-05-07"), ElementsAre("yearly"));
    EXPECT_THAT(search("published:2020-12-31..2021-01-04"), ElementsAre("yearly"));
    EXPECT_THAT(search("published:2021-01-01..2021-01-04"), IsEmpty());
}

TEST_P(SearchIndexContract, FindsClaimsByQuoteFieldsDatesAndFigures) {
    put({norrvik_plan(), tallis_fine()});
    follow();
    const std::string plan = "Norrvik is in talks about a third server hall in Estonia.";
    const std::string figure = "Norrvik counts 40 million users.";
    const std::string fine = "The watchdog fined Tallis 12 million euros";
    EXPECT_THAT(quotes("server"), ElementsAre(plan));
    EXPECT_THAT(quotes("million"), ElementsAre(fine, figure));
    EXPECT_THAT(quotes("million entity:tallis"), ElementsAre(fine));
    EXPECT_THAT(quotes("million value:>20m"), ElementsAre(figure));
    EXPECT_THAT(quotes("million value:\"EUR 12m\""), ElementsAre(fine));
    EXPECT_THAT(quotes("in value:<1e12"), IsEmpty()) << "a claim without a figure is not a small one";
    EXPECT_THAT(quotes("users about:2022-09-14"), ElementsAre(figure));
    EXPECT_THAT(quotes("users about:2023-02"), IsEmpty());
    EXPECT_THAT(quotes("server status:in_talks published:2023"), ElementsAre(plan));
}

TEST_P(SearchIndexContract, NewestFirstIsByDayThenByArticle) {
    std::vector<Document> documents;
    for (const auto* day : {"2023-02-03", "2021-01-01", "2023-02-01", "2022-06-30"})
        documents.push_back(page(day, std::string(day) + "T00:00:00Z", "Hall", "A hall."));
    documents.push_back(page("undated", "2023-02-09T00:00:00Z", "Hall", "A hall of old."));
    documents.back().article.published.clear();
    put(documents);
    follow();
    EXPECT_THAT(search("hall", SearchOrder::newest),
                ElementsAre("2023-02-03", "2023-02-01", "2022-06-30", "2021-01-01", "undated"));
    EXPECT_THAT(search(""), ElementsAre("2023-02-03", "2023-02-01", "2022-06-30", "2021-01-01", "undated"))
        << "without words there is no relevance";
}

TEST_P(SearchIndexContract, PagesMeet) {
    std::vector<Document> documents;
    for (int i = 0; i < 30; ++i)
        documents.push_back(page(std::to_string(i), "2023-02-01T00:00:00Z", "Hall", "A hall of stone."));
    put(documents);
    follow();
    const auto whole = index_->search(query("stone"), SearchOrder::best, Copies::collapse, 0, 100);
    std::vector<ArticleRow> paged;
    for (std::size_t offset = 0; offset < 30; offset += 7) {
        const auto part = index_->search(query("stone"), SearchOrder::best, Copies::collapse, offset, 7);
        EXPECT_EQ(part->matches, 30U);
        for (const auto& hit : part->hits) paged.push_back(hit.article);
    }
    ASSERT_EQ(whole->hits.size(), 30U);
    for (std::size_t i = 0; i < 30; ++i) EXPECT_EQ(paged[i], whole->hits[i].article);
}

TEST_P(SearchIndexContract, FollowsChangesAndForgetsWhatIsNoLongerStated) {
    put({norrvik_plan()});
    EXPECT_EQ(follow(), 1U);
    EXPECT_EQ(follow(), 0U) << "nothing changed";
    EXPECT_THAT(quotes("40").size(), 1U);
    put({norrvik_edited()});
    EXPECT_EQ(follow(), 1U);
    EXPECT_THAT(quotes("40"), IsEmpty());
    EXPECT_THAT(quotes("42").size(), 1U);
    const auto state = index_->state();
    EXPECT_EQ(state->articles, 1U);
    EXPECT_EQ(state->claims, 2U);
    EXPECT_EQ(state->change_seq, catalogue_->summary()->change_seq);
}

TEST_P(SearchIndexContract, AnotherCataloguesIndexIsBuiltAgain) {
    put({norrvik_plan()});
    follow();
    catalogue_ = open_sqlite_catalogue(":memory:", {}).value();
    put({tallis_fine()});
    EXPECT_EQ(follow(), 1U);
    EXPECT_THAT(search("norrvik"), IsEmpty());
    EXPECT_EQ(index_->state()->catalogue, catalogue_->summary()->uuid);
    EXPECT_EQ(follow(IndexMode::replace), 1U);
    EXPECT_EQ(index_->state()->articles, 1U);
}

TEST_P(SearchIndexContract, AReaderSurvivesManyCommitsOfTheWriter) {
    put({norrvik_plan()});
    follow();
    const auto reader = GetParam()(folder_ / "fulltext", IndexMode::read).value();
    for (int i = 0; i < 20; ++i) {
        put({page("n" + std::to_string(i), "2023-02-01T00:00:00Z", "Hall", "A hall of stone.")});
        ASSERT_TRUE(index_->follow(*catalogue_));
        const auto found =
            reader->search(query("stone OR server"), SearchOrder::best, Copies::collapse, 0, 100);
        ASSERT_TRUE(found) << found.error().message;
        EXPECT_FALSE(found->hits.empty());
    }
}

TEST_P(SearchIndexContract, OneWriterAtATimeAndNoReaderWithoutAnIndex) {
    EXPECT_EQ(GetParam()(folder_ / "fulltext", IndexMode::read).error().kind, ErrorKind::not_found);
    follow();
    EXPECT_EQ(GetParam()(folder_ / "fulltext", IndexMode::write).error().kind, ErrorKind::locked);
}

TEST_P(SearchIndexContract, HostileTextIsOnlyText) {
    DocumentMaker maker("https://wire.example/x", "2023-02-01T00:00:00Z",
                        std::string("Tallis \0 builds \xEF\xBF\xBD.", 20));
    maker.claim("facility_plan", std::string(400, 'x'), "Tallis",
                {{"action", text_slot(std::string("a\0b", 3))}});
    put({maker.document});
    follow();
    EXPECT_THAT(quotes("entity:" + std::string(400, 'x')).size(), 1U) << "longer than a term may be";
    EXPECT_THAT(search("builds").size(), 1U);
}

TEST_P(SearchIndexContract, FindsWordsInChineseAndJapaneseText) {
    put({page("cjk", "2023-02-01T00:00:00Z", "数据中心", "公司计划在爱沙尼亚建设第三个数据中心。"),
         page("other", "2023-02-01T00:00:00Z", "桥", "一座桥。")});
    follow();
    EXPECT_THAT(search("数据中心"), ElementsAre("cjk"));
    EXPECT_THAT(search("\"数据中心\""), ElementsAre("cjk"));
    EXPECT_EQ(marked("数据", "建设数据中心"), "建设[数据]中心");
}

TEST_P(SearchIndexContract, MarksTheWordsThatWereLookedFor) {
    put({norrvik_plan()});
    follow();
    EXPECT_EQ(marked("hall server*", "Servers in all halls, a hallway."),
              "[Servers] in all [halls], a hallway.");
    EXPECT_EQ(marked("\"third hall\" -servers", "Third hall, no servers."), "[Third] [hall], no servers.");
    EXPECT_EQ(marked("kind:user_metric", "user metric"), "user metric");
}

}  // namespace claimline::testing
