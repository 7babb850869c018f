#include "cli/ordered_parallel.h"

#include <gtest/gtest.h>

#include <atomic>

namespace claimline {
namespace {

std::vector<int> run(std::size_t threads, int count, int stop_after) {
    std::vector<int> seen;
    int at = 0;
    for_each_ordered(
        threads, [&]() -> std::optional<int> { return at < count ? std::optional(at++) : std::nullopt; },
        [](int number) {
            // Early numbers take longest, so that results come back out of order.
            volatile int spin = (100 - number % 100) * 200;
            while (spin > 0) spin = spin - 1;
            return number * 2;
        },
        [&](int result) {
            seen.push_back(result);
            return static_cast<int>(seen.size()) < stop_after;
        });
    return seen;
}

TEST(OrderedParallel, KeepsTheOrderForAnyNumberOfThreads) {
    const auto one = run(1, 500, 1000);
    ASSERT_EQ(one.size(), 500U);
    EXPECT_EQ(one[499], 998);
    for (const std::size_t threads : {2U, 3U, 8U}) EXPECT_EQ(run(threads, 500, 1000), one) << threads;
}

TEST(OrderedParallel, StopsEarlyWithoutEmittingMore) {
    EXPECT_EQ(run(4, 500, 10).size(), 10U);
}

TEST(OrderedParallel, NoInputIsNoWork) {
    EXPECT_TRUE(run(4, 0, 10).empty());
}

}  // namespace
}  // namespace claimline
