// Both frontiers against the contract, and what only the one on disk can promise.

#include "crawler/frontier_contract.h"
#include "crawler/memory_frontier.h"
#include "crawler/temp_folder.h"

namespace claimline {
namespace {

INSTANTIATE_TEST_SUITE_P(Sqlite, FrontierContract,
                         testing::Values([] { return std::move(*open_sqlite_frontier(":memory:")); }));
INSTANTIATE_TEST_SUITE_P(Memory, FrontierContract, testing::Values([]() -> std::unique_ptr<Frontier> {
                             return std::make_unique<MemoryFrontier>();
                         }));

constexpr Instant kNow{std::chrono::seconds(1'900'000'000)};

class SqliteFrontierTest : public testing::Test {
  protected:
    std::unique_ptr<Frontier> open(FrontierOptions options = {}) {
        auto frontier = std::move(*open_sqlite_frontier(folder_.path() / "crawl.db", std::move(options)));
        Source source;
        source.id = "desk";
        Discovery start{
            "http://a.example/", "http://a.example", "desk", Role::index, Priority::lead, 0, "", {}, kNow};
        EXPECT_TRUE(frontier->open_source(source, start, Again::no, kNow));
        return frontier;
    }

    TempFolder folder_;
};

TEST_F(SqliteFrontierTest, HandsOutAgainWhatAKilledRunHadClaimed) {
    EXPECT_EQ(open()->claim({kNow, 10, 10})->size(), 1U);
    EXPECT_EQ(open()->claim({kNow, 10, 10})->size(), 1U);
}

TEST_F(SqliteFrontierTest, LeavesTheHostsOfAnotherProcessToIt) {
    const auto one = open({.owner = "one", .sole = false});
    const auto two = open({.owner = "two", .sole = false});
    EXPECT_EQ(one->claim({kNow, 10, 10})->size(), 1U);
    EXPECT_TRUE(two->claim({kNow, 10, 10})->empty());
    EXPECT_EQ(two->claim({kNow + std::chrono::seconds(301), 10, 10})->size(), 1U) << "the lease ran out";
}

TEST_F(SqliteFrontierTest, TakesNoMoreUrlsOfAHostThanItMay) {
    const auto frontier = open({.pages_per_host = 3});
    FrontierBatch batch;
    for (int i = 0; i < 10; ++i) {
        batch.discoveries.push_back({fmt::format("http://a.example/{}", i),
                                     "http://a.example",
                                     "desk",
                                     Role::article,
                                     Priority::link,
                                     1,
                                     "",
                                     {},
                                     kNow});
    }
    ASSERT_TRUE(frontier->commit(batch));
    EXPECT_EQ(frontier->stats(kNow)->known, 3U);
}

TEST_F(SqliteFrontierTest, RefusesAFileOfAnotherProgram) {
    write_file(folder_.path() / "other.db",
               "not a database at all, but long enough to be looked at by somebody ...");
    EXPECT_EQ(open_sqlite_frontier(folder_.path() / "other.db").error().kind, ErrorKind::corrupt);
}

}  // namespace
}  // namespace claimline
