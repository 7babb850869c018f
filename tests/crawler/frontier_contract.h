#pragma once
// What every frontier promises. A test file instantiates the suite with a function that makes an empty one.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <memory>

#include "crawler/frontier.h"

namespace claimline {

class FrontierContract : public testing::TestWithParam<std::function<std::unique_ptr<Frontier>()>> {
  protected:
    static constexpr Instant kNow{std::chrono::seconds(1'900'000'000)};

    static Source source(std::string id) {
        Source made;
        made.id = std::move(id);
        return made;
    }
    static Discovery found(std::string url, Priority priority = Priority::link, Instant due = kNow) {
        Discovery discovery;
        discovery.host = url.substr(0, url.find('/', 8));
        discovery.url = std::move(url);
        discovery.source_id = "desk";
        discovery.priority = priority;
        discovery.due = due;
        return discovery;
    }
    static Outcome done(const Task& task, Instant due) {
        Outcome outcome;
        outcome.id = task.id;
        outcome.due = due;
        outcome.status = 200;
        outcome.digest = "sha256:aa";
        outcome.etag = "\"e1\"";
        outcome.captured_at = kNow;
        outcome.whole_at = kNow;
        outcome.location = Location{"2031/01/f.warc.gz", 0, 10};
        return outcome;
    }

    void open(Again again = Again::no, Instant now = kNow) {
        ASSERT_TRUE(
            frontier_->open_source(source("desk"), found("http://a.example/", Priority::lead), again, now));
    }
    void add(std::vector<Discovery> discoveries) {
        FrontierBatch batch;
        batch.discoveries = std::move(discoveries);
        ASSERT_TRUE(frontier_->commit(batch));
    }
    void finish(const Task& task, Instant due) {
        FrontierBatch batch;
        batch.outcomes.push_back(done(task, due));
        ASSERT_TRUE(frontier_->commit(batch));
    }
    std::vector<Task> claim(std::size_t per_host = 100, std::size_t hosts = 100, Instant now = kNow) {
        return *frontier_->claim({now, hosts, per_host});
    }
    static std::vector<std::string> urls(const std::vector<Task>& tasks) {
        std::vector<std::string> out;
        for (const Task& task : tasks) out.push_back(task.url);
        return out;
    }

    std::unique_ptr<Frontier> frontier_ = GetParam()();
};

using std::chrono::hours;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::IsEmpty;

TEST_P(FrontierContract, HandsOutTheStartPageOnce) {
    open();
    EXPECT_THAT(urls(claim()), ElementsAre("http://a.example/"));
    EXPECT_THAT(claim(), IsEmpty()) << "until it is committed or released";
}

TEST_P(FrontierContract, HandsOutBetterPrioritiesFirstThenInOrderOfDiscovery) {
    open();
    add({found("http://a.example/2"), found("http://a.example/1"),
         found("http://a.example/f", Priority::feed_item)});
    EXPECT_THAT(urls(claim()), ElementsAre("http://a.example/", "http://a.example/f", "http://a.example/2",
                                           "http://a.example/1"));
}

TEST_P(FrontierContract, KnowsAUrlOnlyOnceButTakesABetterPriority) {
    open();
    add({found("http://a.example/x"), found("http://a.example/y")});
    Discovery feed = found("http://a.example/y", Priority::feed_item);
    feed.role = Role::feed;
    add({feed, found("http://a.example/x", Priority::archive)});
    const auto tasks = claim();
    EXPECT_THAT(urls(tasks), ElementsAre("http://a.example/", "http://a.example/y", "http://a.example/x"));
    EXPECT_EQ(tasks[1].role, Role::feed);
}

TEST_P(FrontierContract, WaitsUntilAUrlIsDue) {
    open();
    add({found("http://a.example/later", Priority::link, kNow + hours(1))});
    EXPECT_EQ(claim().size(), 1U);
    finish(claim(100, 100, kNow + hours(1)).at(0), kNow + hours(9));
    EXPECT_THAT(claim(), IsEmpty());
}

TEST_P(FrontierContract, RemembersWhatTheLastVisitBrought) {
    open();
    finish(claim().at(0), kNow + hours(1));
    const auto again = claim(100, 100, kNow + hours(1));
    ASSERT_EQ(again.size(), 1U);
    EXPECT_EQ(again[0].etag, "\"e1\"");
    EXPECT_EQ(again[0].digest, "sha256:aa");
    EXPECT_EQ(again[0].captured_at, kNow);
}

TEST_P(FrontierContract, LeavesAHostAloneUntilItMayBeAsked) {
    open();
    add({found("http://b.example/1")});
    FrontierBatch batch;
    batch.hosts.push_back({"http://b.example", kNow + seconds(30), 3, {}});
    ASSERT_TRUE(frontier_->commit(batch));
    EXPECT_THAT(urls(claim()), ElementsAre("http://a.example/"));
    EXPECT_EQ(frontier_->host("http://b.example")->failures, 3U);
    EXPECT_THAT(urls(claim(100, 100, kNow + seconds(30))), ElementsAre("http://b.example/1"));
}

TEST_P(FrontierContract, LimitsHostsAndTasksOfAHost) {
    open();
    add({found("http://a.example/1"), found("http://a.example/2"), found("http://b.example/1")});
    const auto first = claim(2, 1);
    EXPECT_THAT(urls(first), ElementsAre("http://a.example/", "http://a.example/1"));
    EXPECT_THAT(claim(2, 1), IsEmpty()) << "two are out";
    finish(first[0], kNow + hours(1));
    EXPECT_THAT(urls(claim(2, 1)), ElementsAre("http://a.example/2"));
}

TEST_P(FrontierContract, GivesBackWhatWasClaimedAndNotCommitted) {
    open();
    EXPECT_EQ(claim().size(), 1U);
    ASSERT_TRUE(frontier_->release({}));
    EXPECT_EQ(claim().size(), 1U);
}

TEST_P(FrontierContract, HandsOutNothingOfSourcesThatAreNotOpened) {
    open();
    Discovery other = found("http://o.example/1");
    other.source_id = "other";
    add({other});
    EXPECT_THAT(urls(claim()), ElementsAre("http://a.example/"));
}

TEST_P(FrontierContract, MakesEverythingDueAgainOnlyWhenTheLastRoundWasClosed) {
    open(Again::all);
    add({found("http://a.example/1")});
    for (const Task& task : claim()) finish(task, kNow + hours(24));
    open(Again::all, kNow + hours(1));
    EXPECT_THAT(claim(100, 100, kNow + hours(1)), IsEmpty()) << "the round that was cut off goes on";
    ASSERT_TRUE(frontier_->release({"desk"}));
    open(Again::all, kNow + hours(2));
    EXPECT_EQ(claim(100, 100, kNow + hours(2)).size(), 2U);
}

TEST_P(FrontierContract, MakesOnlyLeadsDueAgainAndWhatTheyNameAsChanged) {
    open(Again::leads);
    const auto named = [](std::string_view page, hours said) {
        Discovery item = found("http://a.example/" + std::string(page), Priority::feed_item);
        item.said_at = kNow - said;
        return item;
    };
    add({named("same", hours(9)), named("edited", hours(9)), found("http://a.example/linked")});
    for (const Task& task : claim()) finish(task, kNow + hours(900));
    add({named("edited", hours(5))});
    EXPECT_THAT(claim(100, 100, kNow + hours(1)), IsEmpty()) << "visited in this round";
    ASSERT_TRUE(frontier_->release({"desk"}));
    open(Again::leads, kNow + hours(2));
    EXPECT_THAT(urls(claim(100, 100, kNow + hours(2))), ElementsAre("http://a.example/"));
    add({named("same", hours(9)), named("edited", hours(1))});
    EXPECT_THAT(urls(claim(100, 100, kNow + hours(2))), ElementsAre("http://a.example/edited"));
}

TEST_P(FrontierContract, TrustsALeadLessThatNamesChangesInVain) {
    open(Again::leads);
    Discovery item = found("http://a.example/x", Priority::feed_item);
    item.said_at = kNow - hours(9);
    add({item});
    for (const Task& task : claim()) finish(task, kNow + hours(900));
    for (const int later : {2, 4}) {
        ASSERT_TRUE(frontier_->release({"desk"}));
        const Instant now = kNow + hours(later);
        open(Again::leads, now);
        item.said_at = item.due = now;
        add({item});
        const auto tasks = claim(100, 100, now);
        const auto asked = urls(tasks);
        EXPECT_EQ(std::ranges::count(asked, item.url), later == 2 ? 1 : 0) << "after " << later << " hours";
        for (const Task& task : tasks) finish(task, kNow + hours(900));
    }
    EXPECT_THAT(urls(claim(100, 100, kNow + hours(5))), ElementsAre("http://a.example/x"));
}

TEST_P(FrontierContract, RecallsWhatIsKnownOfTheOpenedSources) {
    open();
    Discovery link = found("http://a.example/print/1");
    link.title = 77;
    add({link});
    Outcome outcome = done(claim().at(1), kNow + hours(1));
    outcome.learnt = Learnt::alias;
    FrontierBatch batch;
    batch.outcomes.push_back(outcome);
    ASSERT_TRUE(frontier_->commit(batch));
    std::vector<std::string> known;
    ASSERT_TRUE(frontier_->recall([&](const KnownUrl& url) {
        known.push_back(fmt::format("{} {} {}", url.url, url.title, static_cast<int>(url.learnt)));
    }));
    EXPECT_THAT(known, ElementsAre("http://a.example/ 0 0", "http://a.example/print/1 77 2"));
}

TEST_P(FrontierContract, NeverAsksForADeadUrlAndNotForAGoneOneBeforeItsTime) {
    open(Again::all);
    add({found("http://a.example/dead"), found("http://a.example/gone")});
    FrontierBatch batch;
    for (const Task& task : claim()) {
        Outcome outcome = done(task, kNow + hours(5));
        if (task.url.ends_with("dead")) outcome.state = UrlState::dead;
        if (task.url.ends_with("gone")) outcome.state = UrlState::gone;
        batch.outcomes.push_back(outcome);
    }
    ASSERT_TRUE(frontier_->commit(batch));
    ASSERT_TRUE(frontier_->release({"desk"}));
    open(Again::all, kNow + hours(1));
    EXPECT_THAT(urls(claim(100, 100, kNow + hours(1))), ElementsAre("http://a.example/"));
    EXPECT_THAT(urls(claim(100, 100, kNow + hours(6))), ElementsAre("http://a.example/gone"));
}

TEST_P(FrontierContract, KeepsRobotsRulesWithTheirHost) {
    open();
    FrontierBatch batch;
    RobotsRecord robots{200, "User-agent: *\n", kNow, kNow + hours(24), "\"r\"", ""};
    batch.hosts.push_back({"http://a.example", kNow, 0, robots});
    batch.hosts[0].tdm_text = "[]";
    batch.hosts[0].tdm_until = kNow + hours(24);
    ASSERT_TRUE(frontier_->commit(batch));
    EXPECT_EQ(frontier_->host("http://a.example")->tdm_text, "[]");
    EXPECT_EQ(frontier_->host("http://a.example")->tdm_until, kNow + hours(24));
    batch.hosts[0].robots.reset();
    ASSERT_TRUE(frontier_->commit(batch)) << "a record without rules leaves those that are known";
    const auto host = frontier_->host("http://a.example");
    ASSERT_TRUE(host->robots);
    EXPECT_EQ(host->robots->text, "User-agent: *\n");
    EXPECT_EQ(host->robots->valid_until, kNow + hours(24));
    EXPECT_FALSE(frontier_->host("http://never.example")->robots);
}

TEST_P(FrontierContract, CountsAndTellsWhenTheNextOneIsDue) {
    open();
    add({found("http://a.example/later", Priority::link, kNow + hours(3))});
    EXPECT_EQ(frontier_->stats(kNow)->known, 2U);
    EXPECT_EQ(frontier_->stats(kNow)->due, 1U);
    EXPECT_EQ(frontier_->stats(kNow)->next_due, kNow);
    finish(claim().at(0), kNow + hours(9));
    EXPECT_EQ(frontier_->stats(kNow)->next_due, kNow + hours(3));
}

TEST_P(FrontierContract, KnowsUpToWhereTheArchiveIsSafe) {
    open();
    Outcome outcome = done(claim().at(0), kNow + hours(1));
    outcome.location = Location{"2031/01/f.warc.gz", 100, 50};
    FrontierBatch batch;
    batch.outcomes.push_back(outcome);
    ASSERT_TRUE(frontier_->commit(batch));
    EXPECT_THAT(*frontier_->committed(), ElementsAre(testing::Pair("2031/01/f.warc.gz", 150U)));
}

}  // namespace claimline
