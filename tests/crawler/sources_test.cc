#include "crawler/sources.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "crawler/temp_folder.h"

namespace claimline {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using testing::HasSubstr;

std::string problem(std::string_view text) {
    const auto sources = parse_sources(text, "mill.toml");
    return sources ? "none" : sources.error().message;
}

TEST(Sources, ReadsOneSourceAFile) {
    const auto sources = parse_sources(
        "name = \"Mill desk\"\nkind = \"index\"\nurl = \"https://mill.example/news\"\nevery = \"90m\"\n"
        "link_pattern = \"/news/\"\nenabled = false\n",
        "mill.toml");
    ASSERT_TRUE(sources) << sources.error().message;
    ASSERT_EQ(sources->size(), 1U);
    const Source& source = sources->front();
    EXPECT_EQ(source.id, "mill") << "the file's name";
    EXPECT_EQ(source.kind, SourceKind::index);
    EXPECT_EQ(source.every, minutes(90));
    EXPECT_FALSE(source.enabled);
}

TEST(Sources, ReadsSeveralAsTables) {
    const auto sources = parse_sources(
        "[[source]]\nid = \"b\"\nurl = \"https://b.example/\"\n[[source]]\nid = \"a\"\nurl = "
        "\"https://a.example/\"\n",
        "x.toml");
    ASSERT_TRUE(sources);
    EXPECT_EQ(sources->size(), 2U);
}

TEST(Sources, NamesFileLineAndColumnOfAMistake) {
    EXPECT_EQ(problem("url = \"https://mill.example/\"\nknid = \"feed\"\n"),
              "mill.toml:2:8: unknown key `knid`");
    EXPECT_THAT(problem("url = \"ftp://mill.example/\"\n"), HasSubstr("mill.toml:1:7: not a URL to follow"));
    EXPECT_THAT(problem("name = \"x\"\n"), HasSubstr("source mill has no `url`"));
    EXPECT_THAT(problem("url = \n"), HasSubstr("mill.toml:1:"));
    EXPECT_THAT(problem("url = \"https://m.example/\"\nevery = \"2 hours\"\n"),
                HasSubstr("mill.toml:2:9: `every` must be a time"));
    EXPECT_THAT(problem("url = \"https://m.example/\"\nid = \"../x\"\n"), HasSubstr("mill.toml:2:6: `id`"));
    EXPECT_THAT(problem("url = \"https://m.example/\"\nkind = 3\n"), HasSubstr("`kind` must be"));
}

TEST(Sources, ReadsBackWhatItWrites) {
    Source source;
    source.id = "mill-desk";
    source.name = "The \"Mill\" desk\twith a tab, \\ and \x01";
    source.kind = SourceKind::sitemap;
    source.url = "https://mill.example/sitemap.xml";
    source.entity = "mill";
    source.note = "two\nlines";
    source.every = hours(36);
    source.enabled = false;
    const TempFolder folder;
    ASSERT_TRUE(write_source(folder.path(), source));
    const auto read = load_sources(folder.path());
    ASSERT_TRUE(read) << read.error().message;
    ASSERT_EQ(read->size(), 1U);
    EXPECT_EQ(to_toml(read->front()), to_toml(source));
    EXPECT_EQ(read->front().name, source.name);
    EXPECT_EQ(read->front().origin, (folder.path() / "mill-desk.toml").string());
}

TEST(Sources, RefusesAnIdThatIsNoFileName) {
    Source source;
    source.id = "../../etc/cron";
    EXPECT_EQ(write_source(TempFolder().path(), source).error().kind, ErrorKind::usage);
}

TEST(Sources, RefusesTheSameIdTwiceAndKnowsAnAbsentFolder) {
    const TempFolder folder;
    write_file(folder.path() / "a.toml", "id = \"x\"\nurl = \"https://a.example/\"\n");
    write_file(folder.path() / "b.toml", "id = \"x\"\nurl = \"https://b.example/\"\n");
    EXPECT_THAT(load_sources(folder.path()).error().message, HasSubstr("source x is defined twice"));
    EXPECT_TRUE(load_sources(folder.path() / "none")->empty());
}

TEST(Intervals, AreReadAndWritten) {
    EXPECT_EQ(*parse_interval("30m"), minutes(30));
    EXPECT_EQ(to_interval(hours(48)), "2d");
    EXPECT_EQ(to_interval(minutes(90)), "90m");
    for (const char* text : {"", "5", "m", "4m", "-1h", "1y", "1h ", "99999999999999999999d"})
        EXPECT_FALSE(parse_interval(text)) << text;
}

}  // namespace
}  // namespace claimline
