#include "crawler/history.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "crawler/frontier.h"
#include "crawler/opml.h"
#include "crawler/temp_folder.h"

namespace claimline {
namespace {

using std::chrono::days;
using testing::HasSubstr;

constexpr Instant kNow{std::chrono::seconds(1'900'000'000)};

SourceHistory history(std::array<std::uint64_t, 7> items, days newest = days(1)) {
    SourceHistory made;
    made.looked_at = made.ok_at = kNow;
    made.status = 200;
    made.items = items;
    made.newest = kNow - newest;
    made.documents = 20;
    return made;
}
Health health(const SourceHistory& of, std::optional<std::uint64_t> readable = {},
              std::uint64_t expected = 0) {
    return judge_health(of, readable, expected, kNow).health;
}
SourceHistory failing(int status, std::string problem) {
    SourceHistory made = history({5, 5, 5, 5, 5, 5, 5});
    made.status = status;
    made.problem = std::move(problem);
    return made;
}

TEST(Health, ComparesASourceWithItsOwnPast) {
    EXPECT_EQ(health(SourceHistory{}), Health::fresh);
    EXPECT_EQ(health(history({9, 9, 9, 9, 9, 9, 9})), Health::ok);
    EXPECT_EQ(health(history({2, 12, 14, 9, 11, 10, 10})), Health::drift);
    EXPECT_EQ(health(history({1, 1, 0, 2, 0, 1, 0})), Health::ok) << "too few for a trend";
    EXPECT_EQ(health(history({0, 1, 0, 1, 0, 0, 1}, days(40))), Health::quiet);
    EXPECT_EQ(health(history({0, 12, 14, 9, 11, 10, 10}, days(35))), Health::stale);
    EXPECT_EQ(health(history({0, 0, 0, 0, 0, 0, 0}, days(400))), Health::stale);
}

TEST(Health, GoesByWhatItsUserExpectsWhereThatIsSaid) {
    EXPECT_EQ(health(history({3, 3, 3, 3, 3, 3, 3}), {}, 20), Health::drift);
    EXPECT_EQ(health(history({6, 30, 30, 30, 30, 30, 30}), {}, 20), Health::ok);
    EXPECT_EQ(health(history({0, 0, 1, 0, 0, 0, 0}, days(70)), {}, 20), Health::stale);
    EXPECT_EQ(health(history({0, 9, 9, 9, 9, 9, 9}, days(35)), {}, 1), Health::quiet);
    EXPECT_THAT(judge_health(history({3, 3, 3, 3, 3, 3, 3}), {}, 20, kNow).why,
                HasSubstr("20 were expected"));
}

TEST(Health, TellsWhyASourceDoesNotCome) {
    EXPECT_EQ(health(failing(404, "the server answered 404")), Health::broken);
    EXPECT_EQ(health(failing(403, "the server answered 403")), Health::refused);
    EXPECT_EQ(health(failing(0, "robots.txt forbids it")), Health::robots);
    EXPECT_THAT(judge_health(failing(404, "the server answered 404"), {}, 0, kNow).why, HasSubstr("404"));
}

TEST(Health, NoticesPagesWithoutText) {
    EXPECT_EQ(health(history({9, 9, 9, 9, 9, 9, 9}), 3), Health::empty_text);
    EXPECT_EQ(health(history({9, 9, 9, 9, 9, 9, 9}), 19), Health::ok);
}

TEST(History, IsCountedFromTheFrontier) {
    const TempFolder folder;
    const auto file = folder.path() / "crawl.db";
    EXPECT_TRUE(read_history(file, kNow)->empty());
    {
        const auto frontier = std::move(*open_sqlite_frontier(file));
        Source source;
        source.id = "desk";
        ASSERT_TRUE(frontier->open_source(source,
                                          {.url = "http://a.example/feed",
                                           .host = "http://a.example",
                                           .source_id = "desk",
                                           .role = Role::feed,
                                           .priority = Priority::lead},
                                          Again::no, kNow));
        FrontierBatch batch;
        for (const int age : {1, 20, 40}) {
            batch.discoveries.push_back({.url = fmt::format("http://a.example/{}", age),
                                         .host = "http://a.example",
                                         .source_id = "desk",
                                         .due = kNow,
                                         .said_at = kNow - days(age)});
        }
        batch.looks.push_back({"desk", kNow - days(1), 200, ""});
        batch.looks.push_back({"desk", kNow, 503, "the server answered 503"});
        ASSERT_TRUE(frontier->commit(batch));
    }
    const auto all = read_history(file, kNow);
    ASSERT_TRUE(all && all->contains("desk"));
    const SourceHistory& desk = all->at("desk");
    EXPECT_EQ(desk.items[0], 2U);
    EXPECT_EQ(desk.items[1], 1U);
    EXPECT_EQ(desk.newest, kNow - days(1));
    EXPECT_EQ(desk.ok_at, kNow - days(1));
    EXPECT_EQ(desk.problem, "the server answered 503");
}

TEST(Opml, GivesTheFeedsOfAllFolders) {
    const auto list = parse_opml(
        "<opml version='2.0'><body><outline text='Ports'><outline text='Quays' title='Quay news' "
        "xmlUrl='http://a.example/feed?a=1&amp;b=2'/></outline><outline xmlUrl=' http://b.example/rss "
        "'/></body></opml>");
    ASSERT_TRUE(list);
    ASSERT_EQ(list->size(), 2U);
    EXPECT_EQ((*list)[0].url, "http://a.example/feed?a=1&b=2");
    EXPECT_EQ((*list)[0].name, "Quay news");
    EXPECT_EQ((*list)[1].url, "http://b.example/rss");
    EXPECT_FALSE(parse_opml("<html><outline xmlUrl='x'/></html>"));
}

}  // namespace
}  // namespace claimline
