// The SQLite catalogue keeps the contract of catalogues, and what only a file can get wrong.

#include <sqlite3.h>

#include "index/catalogue_contract.h"

namespace claimline::testing {
namespace {

Result<std::unique_ptr<Catalogue>> open_in(const std::filesystem::path& folder) {
    return open_sqlite_catalogue(folder / "catalogue.db",
                                 {{"facility_plan", {"facility_type", "location", "ordinal"}},
                                  {"user_metric", {"metric", "geography", "time"}}});
}

INSTANTIATE_TEST_SUITE_P(Sqlite, CatalogueContract, ::testing::Values(OpenCatalogue(open_in)));

class SqliteCatalogueFile : public ::testing::Test {
  protected:
    SqliteCatalogueFile()
        : folder_(std::filesystem::temp_directory_path() / ("claimline-file-" + std::to_string(::getpid()))) {
        std::filesystem::remove_all(folder_);
        std::filesystem::create_directories(folder_);
    }
    ~SqliteCatalogueFile() override { std::filesystem::remove_all(folder_); }

    std::string scalar(const std::string& sql) {
        std::string out;
        sqlite3* db = nullptr;
        EXPECT_EQ(sqlite3_open((folder_ / "catalogue.db").c_str(), &db), SQLITE_OK);
        const auto read = [](void* to, int, char** values, char**) {
            *static_cast<std::string*>(to) = values[0] != nullptr ? values[0] : "";
            return 0;
        };
        EXPECT_EQ(sqlite3_exec(db, sql.c_str(), read, &out, nullptr), SQLITE_OK) << sqlite3_errmsg(db);
        sqlite3_close(db);
        return out;
    }
    std::filesystem::path folder_;
};

TEST_F(SqliteCatalogueFile, PublicViewsShowOneRowAClaimAndAnArticle) {
    auto catalogue = open_in(folder_).value();
    ASSERT_TRUE(catalogue->put(batch_of({norrvik_plan(), norrvik_edited(), tallis_fine()})));
    EXPECT_EQ(scalar("SELECT count(*) FROM v1_articles"), "2");
    EXPECT_EQ(scalar("SELECT count(*) FROM v1_versions"), "3");
    EXPECT_EQ(scalar("SELECT count(*) FROM v1_claims"), "4");
    EXPECT_EQ(scalar("SELECT count(*) FROM v1_claims WHERE state = 'current'"), "3");
    EXPECT_EQ(scalar("SELECT name FROM v1_mentions WHERE entity_id = 'ee' LIMIT 1"), "Estonia");
    EXPECT_EQ(scalar("SELECT first_seen_at FROM v1_claims WHERE kind = 'regulatory_action'"),
              "2022-06-01T08:00:00Z");
}

TEST_F(SqliteCatalogueFile, ADamagedColumnIsAnErrorAndNotACrash) {
    auto catalogue = open_in(folder_).value();
    ASSERT_TRUE(catalogue->put(batch_of({tallis_fine()})));
    scalar("UPDATE claim SET slots = '{\"action\": '");
    const auto page = catalogue->claims({}, 10, std::nullopt);
    ASSERT_FALSE(page);
    EXPECT_EQ(page.error().kind, ErrorKind::corrupt);
}

TEST_F(SqliteCatalogueFile, LeavesNoReferenceBehindWhenVersionsAreReplaced) {
    auto catalogue = open_in(folder_).value();
    ASSERT_TRUE(catalogue->put(batch_of({norrvik_plan(), norrvik_edited()})));
    ASSERT_TRUE(catalogue->put(batch_of({norrvik_plan()}, "pack-2")));
    EXPECT_EQ(scalar("SELECT count(*) FROM pragma_foreign_key_check"), "0");
    EXPECT_EQ(scalar("SELECT count(*) FROM claim_term WHERE claim NOT IN (SELECT id FROM claim)"), "0");
    EXPECT_EQ(scalar("SELECT count(*) FROM version WHERE proof NOT IN (SELECT id FROM capture)"), "0");
    EXPECT_EQ(scalar("PRAGMA integrity_check"), "ok");
}

}  // namespace
}  // namespace claimline::testing
