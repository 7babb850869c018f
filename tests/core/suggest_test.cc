#include "core/suggest.h"

#include <gtest/gtest.h>

namespace claimline {
namespace {

const std::vector<std::string> kCommands{"crawl", "search", "series", "show", "status"};

TEST(Nearest, ForgivesASwapAMissAndCase) {
    EXPECT_EQ(nearest("sereis", kCommands), "series");
    EXPECT_EQ(nearest("crwl", kCommands), "crawl");
    EXPECT_EQ(nearest("STATUS", kCommands), "status");
}

TEST(Nearest, IsSilentWhenNothingIsNear) {
    EXPECT_FALSE(nearest("bake", kCommands));
    EXPECT_FALSE(nearest("", kCommands));
    EXPECT_FALSE(nearest(std::string(1000, 'x'), kCommands));
}

}  // namespace
}  // namespace claimline
