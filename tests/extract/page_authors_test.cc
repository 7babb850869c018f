#include "extract/page_authors.h"

#include <gtest/gtest.h>

namespace claimline {
namespace {

using Names = std::vector<std::string>;

TEST(Byline, OpeningsDatesAndJobsAreCutOff) {
    EXPECT_EQ(split_byline("By Ann Vik and Bo Ek | 3 May 2020"), (Names{"Ann Vik", "Bo Ek"}));
    EXPECT_EQ(split_byline("Von Ann Vik, Bo Ek und Cia Dal"), (Names{"Ann Vik", "Bo Ek", "Cia Dal"}));
    EXPECT_EQ(split_byline("Written by: Ann Vik on May 3, 2020"), (Names{"Ann Vik"}));
    EXPECT_EQ(split_byline("Ann Vik 3.5.2020"), (Names{"Ann Vik"}));
}

TEST(Byline, NamesThatBeginLikeAnOpeningStayWhole) {
    EXPECT_EQ(split_byline("Byron Vik"), (Names{"Byron Vik"}));
    EXPECT_EQ(split_byline("Diana Ek"), (Names{"Diana Ek"}));
}

TEST(Byline, NothingGivesNothing) {
    EXPECT_TRUE(split_byline("").empty());
    EXPECT_TRUE(split_byline("By ").empty() || split_byline("By ") == Names{"By"});
    EXPECT_TRUE(split_byline(" , ; / ").empty());
}

}  // namespace
}  // namespace claimline
