#include "crawler/politeness.h"

#include <gtest/gtest.h>

#include "crawler/moments.h"
#include "crawler/traps.h"

namespace claimline {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

Instant at(std::string_view text) {
    return *parse_rfc3339(text);
}

TEST(Politeness, ReadsTheThreeFormsOfHttpDates) {
    const Instant expected = at("1994-11-06T08:49:37Z");
    for (const char* text :
         {"Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"}) {
        EXPECT_EQ(parse_http_date(text), expected) << text;
    }
    for (const char* text : {"", "soon", "Sun, 31 Feb 1994 08:49:37 GMT", "Sun, 06 Nov 1994 28:49:37 GMT",
                             "1994-11-06T08:49:37Z"}) {
        EXPECT_EQ(parse_http_date(text), std::nullopt) << text;
    }
}

TEST(Politeness, ReadsRetryAfterAndCapsIt) {
    const Instant now = at("1994-11-06T08:49:00Z");
    EXPECT_EQ(parse_retry_after("120", now), seconds(120));
    EXPECT_EQ(parse_retry_after("Sun, 06 Nov 1994 08:49:37 GMT", now), seconds(37));
    EXPECT_EQ(parse_retry_after("Sun, 06 Nov 1993 08:49:37 GMT", now), seconds(0));
    EXPECT_EQ(parse_retry_after("99999999999", now), hours(24));
    EXPECT_EQ(parse_retry_after("Sun, 06 Nov 2094 08:49:37 GMT", now), hours(24));
    EXPECT_EQ(parse_retry_after("later", now), std::nullopt);
    EXPECT_EQ(parse_retry_after("-5", now), std::nullopt);
}

TEST(Politeness, BacksOffFourfoldUpToADayWithJitter) {
    seconds last{0};
    for (std::uint32_t failures = 1; failures < 8; ++failures) {
        const seconds rest = backoff(failures, "http://d.example");
        EXPECT_GT(rest, last);
        EXPECT_EQ(rest, backoff(failures, "http://d.example"));
        last = rest;
    }
    EXPECT_LE(backoff(1000, "k"), hours(30));
    EXPECT_NE(backoff(5, "http://a.example"), backoff(5, "http://b.example"));
}

TEST(Politeness, RevisitsArticlesByTheirChanges) {
    const auto article = [](seconds last, bool changed) {
        return next_interval({.every = hours(1), .last = last, .changed = changed});
    };
    EXPECT_EQ(article(seconds(0), true), hours(6));
    EXPECT_EQ(article(hours(6), false), hours(12));
    EXPECT_EQ(article(hours(6), true), hours(3));
    EXPECT_EQ(article(hours(1), true), hours(1));
    EXPECT_EQ(article(hours(24 * 30), false), hours(24 * 30));
}

TEST(Politeness, RevisitsRarelyWhatIsOldOrWhoseChangesALeadWouldName) {
    EXPECT_EQ(next_interval({.age = hours(24 * 80)}), hours(24 * 10));
    EXPECT_EQ(next_interval({.age = hours(24 * 8000)}), hours(24 * 30));
    EXPECT_EQ(next_interval({.age = hours(1)}), hours(6));
    EXPECT_EQ(next_interval({.last = hours(6), .named = true}), hours(24));
}

TEST(Politeness, RevisitsLeadsAsConfiguredAndThoseThatLieStillLessOften) {
    EXPECT_EQ(next_interval({.lead = true, .every = hours(2), .last = hours(8)}), hours(2));
    EXPECT_EQ(next_interval({.lead = true, .every = hours(2), .age = hours(30)}), hours(2));
    EXPECT_EQ(next_interval({.lead = true, .every = hours(2), .age = hours(60)}), hours(3));
    EXPECT_EQ(next_interval({.lead = true, .every = hours(2), .age = hours(24 * 365)}), hours(8));
    EXPECT_EQ(next_interval({.lead = true, .every = hours(2), .changed = true, .age = hours(9999)}),
              hours(2));
}

TEST(Politeness, IgnoresValidatorsOfASampleSoonAfterTheFirstCaptureThenEverMoreRarely) {
    const Instant captured = at("2031-05-05T00:00:00Z");
    const auto audited = [&](hours age, hours since) {
        int count = 0;
        for (int i = 0; i < 800; ++i)
            count += audit_is_due(false, fmt::format("http://d.example/{}", i), captured,
                                  captured + age - since, captured + age)
                         ? 1
                         : 0;
        return count;
    };
    EXPECT_EQ(audited(hours(24), hours(24)), 0);
    EXPECT_NEAR(audited(hours(48), hours(48)), 100, 40);
    EXPECT_EQ(audited(hours(96), hours(48)), 0);
    EXPECT_NEAR(audited(hours(24 * 2000), hours(24 * 90)), 100, 40);
    EXPECT_TRUE(audit_is_due(true, "http://d.example/feed", captured, captured, captured + hours(36)))
        << "a feed that only seems to lie still";
}

bool trap(std::string_view url) {
    return TrapGuard(at("2031-05-05T00:00:00Z")).is_trap(*parse_url(url));
}

TEST(Traps, KnowsPathsThatRepeatThemselves) {
    EXPECT_TRUE(trap("http://d.example/deeper/deeper/deeper/page.html"));
    EXPECT_FALSE(trap("http://d.example/news/2031/05/05/news/story.html"));
    EXPECT_TRUE(trap("http://d.example/" + std::string(3000, 'x')));
}

TEST(Traps, KnowsCalendarsThatLeadOutOfTime) {
    EXPECT_TRUE(trap("http://d.example/cal/2040/5"));
    EXPECT_TRUE(trap("http://d.example/cal/1850/5/1"));
    EXPECT_TRUE(trap("http://d.example/events?date=2077-01-01"));
    EXPECT_FALSE(trap("http://d.example/cal/2031/5"));
    EXPECT_FALSE(trap("http://d.example/2040/05/05/a-plan-for-2040.html"));
    EXPECT_FALSE(trap("http://d.example/article/2077"));
}

TEST(Traps, BoundsTheDatePagesOfOnePlaceButNotTheStoriesBelowThem) {
    TrapGuard guard(at("2031-05-05T00:00:00Z"));
    int followed = 0;
    for (int year = 2000; year < 2031; ++year) {
        for (int month = 1; month <= 12; ++month) {
            followed +=
                guard.is_trap(*parse_url(fmt::format("http://d.example/cal/{}/{}", year, month))) ? 0 : 1;
            EXPECT_FALSE(guard.is_trap(
                *parse_url(fmt::format("http://d.example/{}/{:02}/story-{}", year, month, month))));
        }
    }
    EXPECT_EQ(followed, 120);
    EXPECT_FALSE(guard.is_trap(*parse_url("http://d.example/cal/2000/1"))) << "one that was taken stays";
}

}  // namespace
}  // namespace claimline
