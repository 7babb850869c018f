// Threads in the catalogue: made for what changed, the same whatever the order of writing, safe to repeat.

#include "index/thread_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <unistd.h>

#include "core/sqlite/open.h"
#include "index/make.h"
#include "index/search_index.h"
#include "index/sqlite_schema.h"

namespace claimline::testing {
namespace {

using ::testing::SizeIs;

const KeySlots kKeys{{"facility_plan", {"facility_type", "location", "ordinal"}}};

class ThreadStoreFile : public ::testing::Test {
  protected:
    ThreadStoreFile()
        : folder_(std::filesystem::temp_directory_path() /
                  ("claimline-threads-" + std::to_string(::getpid()))) {
        std::filesystem::remove_all(folder_);
        std::filesystem::create_directories(folder_);
    }
    ~ThreadStoreFile() override { std::filesystem::remove_all(folder_); }

    [[nodiscard]] std::filesystem::path file() const { return folder_ / "catalogue.db"; }
    [[nodiscard]] std::unique_ptr<Catalogue> catalogue() const {
        return open_sqlite_catalogue(file(), kKeys).value();
    }
    [[nodiscard]] std::unique_ptr<ThreadStore> threads() const {
        return open_sqlite_threads(file(), kKeys).value();
    }
    [[nodiscard]] std::string thread_of(const Document& document) const {
        return catalogue()->claim(document.claims.front().id).value().thread;
    }

    std::filesystem::path folder_;
};

Document plan(const std::string& url, const std::string& day, const char* status,
              const std::string& more = "") {
    DocumentMaker maker(url, day + "T10:00:00Z", "Norrvik has a plan for a server hall in Estonia. " + more);
    maker.claim("facility_plan", "Norrvik", "Norrvik has a plan for a server hall in Estonia.",
                {{"facility_type", text_slot("data_center")},
                 {"status", text_slot(status)},
                 {"location", text_slot("Estonia")}});
    return maker.document;
}

TEST_F(ThreadStoreFile, ClaimsOfOneMatterGetOneThreadWithItsSteps) {
    const auto first = plan("https://a.example/1", "2023-02-01", "in_talks");
    const auto second = plan("https://b.example/2", "2023-05-01", "announced");
    ASSERT_TRUE(catalogue()->put(batch_of({second, first})));
    EXPECT_EQ(threads()->settle().value(), 1U);
    EXPECT_EQ(threads()->settle().value(), 0U) << "nothing is left to do";
    EXPECT_EQ(thread_of(first), thread_of(second));
    const auto thread = threads()->thread(thread_of(first)).value();
    ASSERT_THAT(thread.steps, SizeIs(2));
    EXPECT_EQ(thread.steps[0].status, "in_talks");
    EXPECT_EQ(thread.steps[1].status, "announced");
    EXPECT_THAT(thread.claims, SizeIs(2));
    EXPECT_EQ(thread.leading, second.claims[0].id);
    EXPECT_EQ(threads()->threads({thread.id, "t:000000000000", thread.id}).value().size(), 1U);
    EXPECT_EQ(threads()->thread("t:0000").error().kind, ErrorKind::not_found);
}

TEST_F(ThreadStoreFile, TheOrderOfWritingDecidesNothing) {
    const std::vector<Document> documents{plan("https://a.example/1", "2023-02-01", "in_talks"),
                                          plan("https://b.example/2", "2023-05-01", "announced"),
                                          plan("https://c.example/3", "2023-03-01", "planned")};
    std::set<std::string> ids;
    for (const bool backward : {false, true}) {
        std::filesystem::remove_all(folder_);
        std::filesystem::create_directories(folder_);
        for (std::size_t i = 0; i < documents.size(); ++i) {
            ASSERT_TRUE(catalogue()->put(batch_of({documents[backward ? documents.size() - 1 - i : i]})));
            if (!backward) continue;
            ASSERT_TRUE(threads()->settle()) << "settled after each, or once at the end";
        }
        ASSERT_TRUE(threads()->settle());
        for (const auto& document : documents) ids.insert(thread_of(document));
    }
    EXPECT_THAT(ids, SizeIs(1));
}

TEST_F(ThreadStoreFile, AnEntityTableThatTellsOwnersTiesBrandAndOwner) {
    auto brand = plan("https://a.example/1", "2023-02-01", "in_talks");
    const auto owner = plan("https://b.example/2", "2023-03-01", "announced");
    brand.claims[0].subject = "Fjell";
    ASSERT_TRUE(catalogue()->put(batch_of({brand, owner})));
    ASSERT_TRUE(threads()->settle());
    EXPECT_NE(thread_of(brand), thread_of(owner));
    Batch batch = batch_of({});
    batch.parties = {{"norrvik", "Norrvik", "company", "COMPANY", {}, "", ""},
                     {"fjell", "Fjell", "service", "PRODUCT", {}, "norrvik", ""},
                     {"ee", "Estonia", "country", "PLACE", {}, "", ""}};
    ASSERT_TRUE(catalogue()->put(batch));
    ASSERT_TRUE(threads()->settle());
    EXPECT_EQ(thread_of(brand), thread_of(owner));
}

TEST_F(ThreadStoreFile, CopiesOfOneReportAreOneStoryAndOneOrigin) {
    std::string more;
    for (int i = 0; i < 30; ++i)
        more += "Part " + std::to_string(i) + " of the plan will be ready before the next winter begins. ";
    const auto wire = plan("https://a.example/1", "2023-02-01", "planned", more);
    const auto copy = plan("https://b.example/2", "2023-02-01", "planned", more + "All rights reserved.");
    const auto own = plan("https://c.example/3", "2023-02-02", "planned", "The mayor said so to this paper.");
    ASSERT_TRUE(catalogue()->put(batch_of({wire, copy, own})));
    ASSERT_TRUE(threads()->settle());
    const auto story = [&](const Document& document) {
        return catalogue()->article(document.article.url).value().head.story;
    };
    EXPECT_FALSE(story(wire).empty());
    EXPECT_EQ(story(wire), story(copy));
    EXPECT_EQ(story(own), "");
    EXPECT_THAT(threads()->thread(thread_of(wire)).value().origins, SizeIs(1)) << "all three word it alike";
    const auto index = open_xapian_index(folder_ / "fulltext", IndexMode::write).value();
    ASSERT_TRUE(index->follow(*catalogue()));
    const Query plans{TextClause{TextClause::Form::word, {"winter"}, 0, false}};
    const auto collapsed = index->search(plans, SearchOrder::best, Copies::collapse, 0, 10).value();
    ASSERT_THAT(collapsed.hits, SizeIs(1));
    EXPECT_EQ(collapsed.hits[0].copies, 1U);
    EXPECT_THAT(index->search(plans, SearchOrder::best, Copies::show, 0, 10).value().hits, SizeIs(2));
    // The copy becomes a report of its own.
    auto edited =
        plan("https://b.example/2", "2023-02-01", "planned", "The paper has withdrawn what it had copied.");
    edited.capture.at += std::chrono::hours(48);
    edited.capture.offset += 7;
    ASSERT_TRUE(catalogue()->put(batch_of({edited})));
    ASSERT_TRUE(threads()->settle());
    EXPECT_EQ(story(wire), "");
    EXPECT_EQ(story(copy), "");
}

void execute(const std::filesystem::path& file, const char* sql) {
    sqlite3* db = nullptr;
    ASSERT_EQ(sqlite3_open(file.c_str(), &db), SQLITE_OK);
    EXPECT_EQ(sqlite3_exec(db, sql, nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(db);
    sqlite3_close(db);
}

TEST_F(ThreadStoreFile, AFileOfTheFirstFormatIsCopiedAndBroughtUpToDate) {
    const SqliteSchema first{catalogue_schema().application_id, catalogue_schema().migrations.first(1)};
    ASSERT_TRUE(open_sqlite(file(), first));
    execute(file(), R"sql(
INSERT INTO article VALUES (1, 'd:1', 'https://a.example/1', 'a.example', '', 100, 100, NULL, 1, 1);
INSERT INTO capture VALUES (1, 1, NULL, 'f', 0, 1, 'x', 200, 100, 'text/html', '');
INSERT INTO version VALUES (1, 1, 'd', 1, 'p', 1, 100, 100, 'Title', '[]', '2023-02-01', 19389, '', '', 'en', '', 0, 0, 't', 'Norrvik plans.');
INSERT INTO claim VALUES (1, 'c:00000000aaaa', 1, 1, 1, 'current', 100, 0, 'facility_plan', 'Norrvik', '', '{"status": "planned"}',
  '', '', '', 19389, 19390, 'published', 19389, '', '', '', '', 'asserted', 0, NULL, '', '', 0, '[[0,14,0,14]]', 'Norrvik plans.', 1, 'r', '', '{}', '[]', 't:old'))sql");
    ASSERT_TRUE(threads()->settle());
    EXPECT_TRUE(std::filesystem::exists(file().string() + ".v1.bak"));
    const auto claim = catalogue()->claim("c:00000000aaaa").value();
    EXPECT_EQ(claim.quote, "Norrvik plans.");
    EXPECT_EQ(threads()->thread(claim.thread).value().steps.at(0).status, "planned");
}

}  // namespace
}  // namespace claimline::testing
