#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "core/sqlite/open.h"

namespace claimline {
namespace {

namespace fs = std::filesystem;

constexpr const char* kFirst[] = {"CREATE TABLE word (text TEXT NOT NULL) STRICT"};
constexpr const char* kSecond[] = {"CREATE TABLE word (text TEXT NOT NULL) STRICT",
                                   "ALTER TABLE word ADD COLUMN n INTEGER"};
constexpr SqliteSchema kOld{0x434C5431, kFirst};
constexpr SqliteSchema kNew{0x434C5431, kSecond};

class SqliteOpen : public testing::Test {
  protected:
    void SetUp() override {
        folder_ = fs::temp_directory_path() / ("claimline-sqlite-" + std::to_string(::getpid()));
        fs::create_directories(folder_);
    }
    void TearDown() override { fs::remove_all(folder_); }
    fs::path folder_;
};

TEST_F(SqliteOpen, MigratesAfterABackup) {
    const auto path = folder_ / "a.db";
    { ASSERT_TRUE(open_sqlite(path, kOld)); }
    auto db = open_sqlite(path, kNew);
    ASSERT_TRUE(db) << db.error().message;
    (*db)->exec("INSERT INTO word (text, n) VALUES ('x', 1)");
    EXPECT_TRUE(fs::exists(path.string() + ".v1.bak"));
}

TEST_F(SqliteOpen, RefusesANewerFile) {
    const auto path = folder_ / "a.db";
    { ASSERT_TRUE(open_sqlite(path, kNew)); }
    const auto db = open_sqlite(path, kOld);
    ASSERT_FALSE(db);
    EXPECT_NE(db.error().message.find("newer claimline"), std::string::npos);
}

TEST_F(SqliteOpen, RefusesAnotherProgramsFile) {
    const auto path = folder_ / "a.db";
    { ASSERT_TRUE(open_sqlite(path, kOld)); }
    const auto db = open_sqlite(path, SqliteSchema{0x1234, kFirst});
    ASSERT_FALSE(db);
    EXPECT_EQ(db.error().kind, ErrorKind::corrupt);
}

}  // namespace
}  // namespace claimline
