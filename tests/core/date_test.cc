#include "core/date.h"

#include <gtest/gtest.h>

#include "core/clock.h"

namespace claimline {
namespace {

TEST(Date, WritesWhatItReads) {
    for (const char* text :
         {"2023", "2023-02", "2023-Q1", "2023-Q4", "2023-H1", "2023-H2", "2024-02-29", "0001"}) {
        const auto date = parse_iso_date(text);
        ASSERT_TRUE(date) << text;
        EXPECT_EQ(to_iso(*date), text);
    }
}

TEST(Date, RefusesWhatIsNoDate) {
    for (const char* text :
         {"", "23", "2023-13", "2023-02-30", "2023-Q5", "2023-H3", "2023-2", "0000", "2023-02-18x"})
        EXPECT_FALSE(parse_iso_date(text)) << text;
}

TEST(Date, EndsTheDayAfterThePeriod) {
    EXPECT_EQ(to_iso(end_of(*parse_iso_date("2023-Q4"))), "2024-01-01");
    EXPECT_EQ(to_iso(end_of(*parse_iso_date("2024-02"))), "2024-03-01");
    EXPECT_EQ(to_iso(end_of(*parse_iso_date("2023-H1"))), "2023-07-01");
}

TEST(Date, ContainsItsParts) {
    EXPECT_TRUE(contains(*parse_iso_date("2023"), *parse_iso_date("2023-09")));
    EXPECT_TRUE(contains(*parse_iso_date("2023-Q3"), *parse_iso_date("2023-09-30")));
    EXPECT_FALSE(contains(*parse_iso_date("2023-09"), *parse_iso_date("2023")));
}

TEST(Date, KeepsThePageLocalDayOfATimestamp) {
    EXPECT_EQ(to_iso(*date_of_timestamp("2023-02-18T00:30:00+02:00")), "2023-02-18");
    EXPECT_FALSE(date_of_timestamp("yesterday"));
}

TEST(Clock, WritesRfc3339AndReadsItBack) {
    const auto at = parse_rfc3339("2023-02-18T09:12:44Z");
    ASSERT_TRUE(at);
    EXPECT_EQ(to_rfc3339(*at), "2023-02-18T09:12:44Z");
    EXPECT_FALSE(parse_rfc3339("2023-02-18 09:12:44"));
    EXPECT_FALSE(parse_rfc3339("2023-02-18T29:12:44Z"));
}

}  // namespace
}  // namespace claimline
