#include "extract/page_dates.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "extract/page_dates_mentions.h"
#include "tests/extract/page_fixture.h"

namespace claimline {
namespace {

constexpr std::string_view kProse =
    "<p>The ferry company said that it had ordered three vessels from a yard in the north, at a price of "
    "forty "
    "million, and that delivery would begin next spring, according to its managing director.</p>"
    "<p>Two of them run on hydrogen and one is a spare for the winter months, when the strait is at its "
    "worst, "
    "the company added in its statement to the harbour board.</p>";

std::string page(std::string_view head, std::string_view line, std::string_view end = "") {
    std::string html = "<html lang=en><head><title>Ferry company orders three vessels - Harbour Post</title>";
    html += head;
    html += "</head><body><article><h1>Ferry company orders three vessels</h1>";
    html += line;
    html += kProse;
    html += "</article>";
    html += end;
    return html + "</body></html>";
}

Found published(std::string_view html) {
    const PageFixture fixture(html);
    return find_page_dates(fixture.facts()).published;
}

TEST(PageDates, AFieldOfTheHeadIsTakenWithItsOffset) {
    const Found day =
        published(page("<meta property='article:published_time' content='2021-04-02T08:00:00+02:00'>"
                       "<meta property='article:modified_time' content='2021-05-09T10:00:00+02:00'>",
                       "<p class=date>2 April 2021</p>"));
    EXPECT_EQ(day.value, "2021-04-02T08:00:00+02:00");
    EXPECT_EQ(day.origin, "meta published");
}

TEST(PageDates, ADateLineUnderTheTitleIsEnough) {
    EXPECT_EQ(published(page("", "<p class=date>2 April 2021</p>")).value, "2021-04-02");
}

TEST(PageDates, DatesOfTeasersAndCommentsAreOfOthers) {
    std::string others = "<div class=related>";
    for (const char* day : {"5", "6", "7"})
        others += std::string("<div class=card><a href=/x>Another story of the week</a><span class=date>") +
                  day + " June 2022</span></div>";
    others +=
        "</div><div class=comments><div class=comment><time datetime=2023-01-05>5 January 2023</time> "
        "I waited and it did not come.</div></div>";
    EXPECT_EQ(published(page("", "<p class=date>2 April 2021</p>", others)).value, "2021-04-02");
}

TEST(PageDates, TheDayOfAnUpdateIsNotThatOfPublication) {
    const PageFixture fixture(page(
        "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Ferry company orders "
        "three "
        "vessels\",\"datePublished\":\"2021-04-02\",\"dateModified\":\"2021-06-11T07:00:00Z\"}</script>",
        "<p class=date>Published 2 April 2021 | Updated 11 June 2021</p>"));
    const PageDates dates = find_page_dates(fixture.facts());
    EXPECT_EQ(dates.published.value, "2021-04-02");
    EXPECT_EQ(dates.modified.value, "2021-06-11T07:00:00Z");
    EXPECT_EQ(dates.modified.origin, "json-ld dateModified");
}

std::ptrdiff_t second_readings(std::string_view html) {
    const PageFixture fixture(html);
    return std::ranges::count(collect_day_mentions(fixture.facts()).all, true, &DayMention::swapped);
}

TEST(PageDates, AnOpenPairOfDayAndMonthIsReadBothWaysWhereThePageNamesTheOtherDay) {
    const std::string html =
        page("<meta property='article:published_time' content='2021-04-03'>", "<p class=date>03/04/2021</p>");
    EXPECT_EQ(second_readings(html), 1);
    EXPECT_EQ(published(html).value.substr(0, 10), "2021-04-03");
}

TEST(PageDates, WithoutSuchAWitnessOnlyTheReadingOfTheLanguageCounts) {
    const PageFixture fixture(page("", "<p class=date>03/04/2021</p>"));
    EXPECT_EQ(collect_days(fixture.facts()).size(), 1U);
    EXPECT_EQ(second_readings(page("", "<p class=date>03/04/2021</p>")), 0);
}

TEST(PageDates, DaysBefore1995AndAfterTheCaptureAreNoCandidates) {
    const PageFixture fixture(
        page("<meta name=date content='1993-02-01'>", "<p class=date>2 April 2031</p>"));
    EXPECT_TRUE(collect_days(fixture.facts()).empty());
    EXPECT_EQ(find_page_dates(fixture.facts()).published.value, "");
}

TEST(PageDates, AnAddressNamesItsDayWithAMonthInWords) {
    const PageFixture fixture(page("", ""), "https://www.harbourpost.example/2021/april/02/ferry");
    EXPECT_EQ(find_page_dates(fixture.facts()).published.value, "2021-04-02");
}

}  // namespace
}  // namespace claimline
