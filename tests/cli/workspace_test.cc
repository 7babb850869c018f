#include "cli/workspace.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

#include "cli/settings.h"

namespace claimline {
namespace {

namespace fs = std::filesystem;

class WorkspaceTest : public testing::Test {
  protected:
    void SetUp() override {
        folder_ = fs::temp_directory_path() / ("claimline-workspace-" + std::to_string(::getpid()));
        fs::create_directories(folder_);
    }
    void TearDown() override { fs::remove_all(folder_); }

    Result<Settings> read(const std::string& toml) {
        std::ofstream(folder_ / "claimline.toml") << toml;
        return read_settings(folder_ / "claimline.toml");
    }
    fs::path folder_;
};

TEST_F(WorkspaceTest, TheFileThatInitWritesIsReadAndMeansTheDefaults) {
    bool created = false;
    const auto workspace = create_workspace(folder_ / "ws", created);
    ASSERT_TRUE(workspace) << workspace.error().message;
    EXPECT_TRUE(created);
    EXPECT_EQ(workspace->settings.delay_seconds, Settings{}.delay_seconds);
    EXPECT_EQ(workspace->settings.max_body_bytes, Settings{}.max_body_bytes);
}

TEST_F(WorkspaceTest, MakingItAgainKeepsTheSettings) {
    bool created = false;
    ASSERT_TRUE(create_workspace(folder_, created));
    std::ofstream(folder_ / "claimline.toml") << "[crawl]\ncontact = \"ana@example.org\"\n";
    const auto again = create_workspace(folder_, created);
    ASSERT_TRUE(again);
    EXPECT_FALSE(created);
    EXPECT_EQ(again->settings.contact, "ana@example.org");
}

TEST_F(WorkspaceTest, AFolderThatIsNoneSaysWhatToDo) {
    const auto workspace = open_workspace(folder_);
    ASSERT_FALSE(workspace);
    EXPECT_EQ(workspace.error().kind, ErrorKind::usage);
    EXPECT_NE(workspace.error().hint.find("init"), std::string::npos);
}

TEST_F(WorkspaceTest, ABrokenLineIsNamedWithLineAndColumn) {
    const auto settings = read("[crawl]\ndelay = = 5\n");
    ASSERT_FALSE(settings);
    EXPECT_EQ(settings.error().kind, ErrorKind::usage);
    EXPECT_NE(settings.error().message.find("claimline.toml:2:"), std::string::npos)
        << settings.error().message;
}

TEST_F(WorkspaceTest, AnUnknownKeyGetsTheNearestOne) {
    const auto settings = read("[crawl]\ndelya = 5\n");
    ASSERT_FALSE(settings);
    EXPECT_NE(settings.error().hint.find("delay"), std::string::npos);
}

TEST_F(WorkspaceTest, AValueOutOfRangeSaysWhatWouldBeRight) {
    const auto settings = read("[crawl]\nmax_body_mb = 0\n");
    ASSERT_FALSE(settings);
    EXPECT_NE(settings.error().hint.find("from 1 to 1024"), std::string::npos);
}

TEST_F(WorkspaceTest, LetsOneWriterIn) {
    bool created = false;
    const auto workspace = create_workspace(folder_, created);
    ASSERT_TRUE(workspace);
    {
        const auto first = WorkspaceLock::take(*workspace);
        ASSERT_TRUE(first);
        const auto second = WorkspaceLock::take(*workspace);
        ASSERT_FALSE(second);
        EXPECT_EQ(second.error().kind, ErrorKind::locked);
    }
    EXPECT_TRUE(WorkspaceLock::take(*workspace));
}

}  // namespace
}  // namespace claimline
