#include "crawler/archive_log.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "core/hash.h"
#include "crawler/temp_folder.h"

namespace claimline {
namespace {

class RunLogTest : public testing::Test {
  protected:
    void write(const std::string& name, std::string_view bytes) const {
        std::ofstream(folder_.path() / name, std::ios::binary) << bytes;
    }
    [[nodiscard]] std::string log() const {
        std::ostringstream text;
        text << std::ifstream(run_log_file(folder_.path())).rdbuf();
        return text.str();
    }
    [[nodiscard]] std::string append(const Archive::Marks& upto) const {
        return *append_run(folder_.path(), {.command = "crawl", .program = "claimline/9"}, upto);
    }
    [[nodiscard]] RunLog read() const { return *read_run_log(folder_.path()); }

    TempFolder folder_;
};

TEST_F(RunLogTest, VouchesForWhatWasAddedSinceTheLineBefore) {
    write("a.warc.gz", "firstsecond");
    (void)append({{"a.warc.gz", 5}});
    const auto head = append({{"a.warc.gz", 11}});
    const RunLog log = read();
    ASSERT_EQ(log.runs.size(), 2U);
    EXPECT_EQ(log.faults, std::vector<std::string>());
    EXPECT_EQ(log.runs[1].hash, head);
    EXPECT_EQ(log.runs[1].previous, log.runs[0].hash);
    ASSERT_EQ(log.runs[1].files.size(), 1U);
    EXPECT_EQ(log.runs[1].files[0].from, 5U);
    EXPECT_EQ(log.runs[1].files[0].sha256, to_hex(sha256("second")));
}

TEST_F(RunLogTest, IsNotForMoreBytesThanThereAre) {
    write("a.warc.gz", "first");
    EXPECT_EQ(append_run(folder_.path(), {}, {{"a.warc.gz", 6}}).error().kind, ErrorKind::corrupt);
    EXPECT_EQ(read().runs.size(), 0U);
}

TEST_F(RunLogTest, ShowsAChangedARemovedAndAnInsertedLine) {
    for (int i = 0; i < 3; ++i) (void)append({});
    const std::string whole = log();
    const auto first = whole.find('\n') + 1;
    const auto second = whole.find('\n', first) + 1;

    std::string changed = whole;
    changed.replace(changed.find("\"crawl\"", first), 7, "\"query\"");
    write("runs.jsonl", changed);
    EXPECT_THAT(read().faults, testing::ElementsAre(testing::HasSubstr("line 2 was changed")));

    write("runs.jsonl", whole.substr(0, first) + whole.substr(second));
    EXPECT_THAT(read().faults, testing::ElementsAre(testing::HasSubstr("line 2 does not follow")));

    write("runs.jsonl", whole.substr(0, first) + "{}\n" + whole.substr(first));
    EXPECT_THAT(read().faults, testing::ElementsAre(testing::HasSubstr("line 2 is no run")));
}

TEST_F(RunLogTest, WritesALineThatWasCutOffAnew) {
    (void)append({});
    const std::string whole = log();
    write("runs.jsonl", whole + "{\"run\":2,\"star");
    EXPECT_TRUE(read().cut_off);
    (void)append({});
    EXPECT_FALSE(read().cut_off);
    EXPECT_EQ(read().faults, std::vector<std::string>());
    EXPECT_EQ(read().runs.size(), 2U);
    EXPECT_EQ(log().substr(0, whole.size()), whole);
}

TEST_F(RunLogTest, NamesNoFileOutsideTheArchive) {
    for (const char* file : {"../secret", "/etc/passwd", ""}) {
        write("runs.jsonl",
              fmt::format(R"({{"run":1,"files":[{{"file":"{}","from":0,"to":1,"sha256":""}}],"hash":"{}"}})"
                          "\n",
                          file, std::string(64, 'a')));
        EXPECT_EQ(read().runs.size(), 0U) << file;
    }
}

}  // namespace
}  // namespace claimline
