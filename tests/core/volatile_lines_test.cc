#include "core/volatile_lines.h"

#include <gtest/gtest.h>

namespace claimline {
namespace {

TEST(VolatileLine, IsAClockOrACounter) {
    for (const char* line :
         {"10:42 GMT", "Last updated at 10:42 am", "Updated 3 minutes ago", "1,204 views", "Views: 88",
          "12 comments", "Shared 1.2K times", "Monday, 23 November 2026", "2 hours ago"})
        EXPECT_TRUE(is_volatile_line(line)) << line;
}

TEST(VolatileLine, IsNoFigureAndNoSentence) {
    for (const char* line :
         {"February 125,000", "2023 12.5 13.1", "125", "Q1 2023", "The mill closes at 10:42", "40 MW",
          "Views differ", "", "125 million users", "Fine of 3 million", "17 February 2023"})
        EXPECT_FALSE(is_volatile_line(line)) << line;
    EXPECT_FALSE(is_volatile_line("10:42 " + std::string(80, '1')));
}

TEST(VolatileLines, AreLeftOutAndNothingElse) {
    EXPECT_EQ(without_volatile_lines("The mill closes.\n10:42 GMT\n\n7 views\nNobody knows why."),
              without_volatile_lines("The mill closes.\n11:03 GMT\n\n9 views\nNobody knows why."));
    EXPECT_NE(without_volatile_lines("The mill closes.\n10:42 GMT"),
              without_volatile_lines("The mill opens.\n10:42 GMT"));
}

}  // namespace
}  // namespace claimline
