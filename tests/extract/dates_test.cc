#include "extract/dates.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace claimline {
namespace {

sys_days day(int year, unsigned month, unsigned d) {
    return std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(d);
}

// 18 February 2023 was a Saturday.
std::vector<DateMention> dates_in(std::string_view text, DateOptions options = {}) {
    if (!options.reference) options.reference = day(2023, 2, 18);
    return find_dates(text, {}, options);
}

// The only mention's value, and what it covers, as "covered = value".
std::string read(std::string_view text, DateOptions options = {}) {
    std::string out;
    for (const DateMention& mention : dates_in(text, options)) {
        if (!out.empty()) out += "; ";
        out += std::string(slice(text, mention.span)) + " = " + mention.value;
    }
    return out;
}

std::string period(std::string_view text, DateOptions options = {}) {
    const auto found = dates_in(text, options);
    return found.empty() ? "" : found[0].start + " to " + found[0].end;
}

std::string interval(std::string_view text, DateOptions options = {}) {
    const auto found = dates_in(text, options);
    return found.empty() ? "" : to_edtf(found[0]);
}

TEST(Dates, ReadsTheWaysADayIsWritten) {
    for (const char* text : {"3 May 2021", "May 3, 2021", "the 3rd of May 2021", "2021-05-03", "3 May, 2021",
                             "Monday, May 3, 2021", "03-May-2021", "3/May/2021", "May third, 2021"}) {
        const auto found = dates_in(std::string("It opened on ") + text + ".");
        ASSERT_EQ(found.size(), 1U) << text;
        EXPECT_EQ(found[0].value, "2021-05-03") << text;
    }
}

TEST(Dates, TakesMonthFirstUnlessToldOtherwise) {
    EXPECT_EQ(read("Signed on 02/03/2021."), "02/03/2021 = 2021-02-03");
    DateOptions day_first;
    day_first.day_first = true;
    EXPECT_EQ(read("Signed on 02/03/2021.", day_first), "02/03/2021 = 2021-03-02");
    EXPECT_EQ(read("Signed on 23/03/2021."), "23/03/2021 = 2021-03-23");
}

TEST(Dates, CountsFromThePublicationDay) {
    EXPECT_EQ(read("The firm said so yesterday."), "yesterday = 2023-02-17");
    EXPECT_EQ(read("Sales doubled last year."), "last year = 2022");
    EXPECT_EQ(read("It will move next month."), "next month = 2023-03");
    EXPECT_EQ(read("It was founded two years ago."), "two years ago = 2021");
    EXPECT_EQ(read("It left earlier this year."), "earlier this year = 2023");
    EXPECT_EQ(dates_in("It left last year.")[0].anchor, "published 2023-02-18");
}

TEST(Dates, TakesABareWeekdayForTheLastOneUnlessTheSentenceLooksAhead) {
    EXPECT_EQ(read("The court ruled on Tuesday."), "Tuesday = 2023-02-14");
    EXPECT_EQ(read("The court ruled on Saturday."), "Saturday = 2023-02-18");
    EXPECT_EQ(read("The court will rule on Tuesday."), "Tuesday = 2023-02-21");
    EXPECT_EQ(read("The firm said on Tuesday that it will move."), "Tuesday = 2023-02-14");
}

TEST(Dates, GivesABareMonthTheYearThatTheTenseAsksFor) {
    EXPECT_EQ(read("The site opened in November."), "November = 2022-11");
    EXPECT_EQ(read("The site will open in November."), "November = 2023-11");
    EXPECT_EQ(read("The site opened in January."), "January = 2023-01");
}

TEST(Dates, ReadsPeriods) {
    EXPECT_EQ(period("from August 2022 to January 2023"), "2022-08 to 2023-01");
    EXPECT_EQ(period("from August to January 2023"), "2022-08 to 2023-01");
    EXPECT_EQ(period("between 2020 and 2022"), "2020 to 2022");
    EXPECT_EQ(period("in the final six months of 2022"), "2022-07 to 2022-12");
    EXPECT_EQ(period("in the six months to 31 January"), "2022-08 to 2023-01");
    EXPECT_EQ(period("in the three months ended June 2022"), "2022-04 to 2022-06");
    EXPECT_EQ(period("over the next two years"), "2023 to 2025");
    EXPECT_EQ(period("on 12-14 July 2022"), "2022-07-12 to 2022-07-14");
}

TEST(Dates, GivesHalfOpenIntervals) {
    const auto found = dates_in("in the six months to 31 January");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].begin, std::optional<std::chrono::sys_seconds>(day(2022, 8, 1)));
    EXPECT_EQ(found[0].until, std::optional<std::chrono::sys_seconds>(day(2023, 2, 1)));
}

TEST(Dates, KnowsOpenPeriods) {
    EXPECT_EQ(interval("It has been so since March."), "2022-03/..");
    EXPECT_EQ(interval("It must end by the end of 2025."), "../2025-12-31");
    EXPECT_EQ(interval("no later than 15 March 2024"), "../2024-03-15");
    EXPECT_EQ(interval("before May 2021"), "../2021-04-30");
    EXPECT_EQ(interval("after May 2021"), "2021-06-01/..");
}

TEST(Dates, TellsLastYearFromTheLastYear) {
    EXPECT_EQ(period("It grew last year."), "2022 to 2022");
    const auto found = dates_in("It grew over the last year.");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].value, "P1Y");
    EXPECT_EQ(found[0].begin, std::optional<std::chrono::sys_seconds>(day(2022, 2, 18)));
    EXPECT_EQ(found[0].until, std::optional<std::chrono::sys_seconds>(day(2023, 2, 18)));
}

TEST(Dates, ReadsQuartersHalvesAndCompanyYears) {
    EXPECT_EQ(read("in the third quarter of 2022"), "the third quarter of 2022 = 2022-Q3");
    EXPECT_EQ(read("Q3 2022 results"), "Q3 2022 = 2022-Q3");
    EXPECT_EQ(read("in the fourth quarter"), "the fourth quarter = 2022-Q4");
    EXPECT_EQ(read("H1 2022"), "H1 2022 = 2022-H1");
    EXPECT_EQ(read("in fiscal 2022"), "fiscal 2022 = FY2022");
    EXPECT_FALSE(dates_in("in fiscal 2022")[0].begin.has_value());
}

TEST(Dates, CountsFromTheDateMentionedBefore) {
    EXPECT_EQ(read("It stood at 9 on 7 July 2022, falling a week later."),
              "7 July 2022 = 2022-07-07; a week later = 2022-07-14");
}

TEST(Dates, ReadsDurationsAndSets) {
    EXPECT_EQ(read("It took 18 months."), "18 months = P18M");
    EXPECT_EQ(read("for two and a half years"), "two and a half years = P2.5Y");
    EXPECT_EQ(read("for several weeks"), "several weeks = PXW");
    EXPECT_EQ(read("a daily report"), "daily = P1D");
    EXPECT_EQ(read("every Monday"), "every Monday = XXXX-WXX-1");
}

TEST(Dates, ReadsTimesOfTheDay) {
    EXPECT_EQ(read("at 3 pm"), "3 pm = T15");
    EXPECT_EQ(read("at 15:30"), "15:30 = T15:30");
    EXPECT_EQ(read("at half past seven"), "half past seven = T07:30");
    EXPECT_EQ(read("tomorrow at 8:05 am"), "tomorrow at 8:05 am = 2023-02-19T08:05");
    EXPECT_EQ(read("It ruled on Tuesday morning."), "Tuesday morning = 2023-02-14TMO");
    EXPECT_EQ(read("9 a.m. on 3 May 2021"), "9 a.m. on 3 May 2021 = 2021-05-03T09");
    EXPECT_EQ(read("2021-05-03T10:00:00Z"), "2021-05-03T10:00:00Z = 2021-05-03T10:00:00");
    EXPECT_EQ(read("between 5 and 6 people"), "");
    EXPECT_EQ(read("the ratio was 4:3"), "");
}

TEST(Dates, GivesATimeWithoutADayNoDate) {
    EXPECT_EQ(period("at 3 pm"), " to ");
    EXPECT_EQ(period("on Tuesday night"), "2023-02-14 to 2023-02-14");
}

TEST(Dates, CountsMinutesFromTheTimeOfPublication) {
    DateOptions options;
    options.time_of_day = std::chrono::hours{9};
    EXPECT_EQ(read("It will start in 20 minutes.", options), "in 20 minutes = 2023-02-18T09:20");
}

TEST(Dates, LeavesOrdinaryWordsAlone) {
    for (const char* text :
         {"It may appeal.", "May I ask?", "Section 2010 of the act", "Article 17 applies", "version 2.0.1",
          "call 555-32-89-89", "2000 people came", "2,000 people came", "a second data centre", "No. 1984",
          "in 1500 cases", "I like the sun and sat down", "the march of time"}) {
        EXPECT_EQ(read(text), "") << text;
    }
}

TEST(Dates, AnchorsHistoriesOnTheLastFullDate) {
    DateOptions narrative;
    narrative.anchor = DateAnchor::narrative;
    EXPECT_EQ(read("The siege began on 3 May 1604. In June the wall fell.", narrative),
              "3 May 1604 = 1604-05-03; June = 1604-06");
    EXPECT_EQ(read("from 12-14 July 1604", narrative), "12 = 1604-07-12; 14 July 1604 = 1604-07-14");
}

TEST(Dates, StaysOpenWithoutAPublicationDay) {
    DateOptions options;
    const auto found = find_dates("It opened in May.", {}, options);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].value, "XXXX-05");
    EXPECT_FALSE(found[0].begin.has_value());
}

TEST(Dates, ReadsPeriodsFromALengthAndADay) {
    EXPECT_EQ(period("for three years from 1 May 2024"), "2024-05-01 to 2027-04-30");
    EXPECT_EQ(period("two weeks starting May 20th, 2024"), "2024-05-20 to 2024-06-02");
    EXPECT_EQ(read("every Monday at 4 pm"), "every Monday at 4 pm = XXXX-WXX-1T16");
}

TEST(Dates, CountsOnlyWorkingDaysWhenToldTo) {
    // 18 February 2023 was a Saturday.
    EXPECT_EQ(period("in the next 3 business days"), "2023-02-19 to 2023-02-22");
    EXPECT_EQ(read("It will answer in two working days."), "in two working days = 2023-02-21");
}

TEST(Dates, TakesQuartersAfterACountFromTheCalendar) {
    const auto found = dates_in("over the past three quarters");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].begin, std::optional<std::chrono::sys_seconds>(day(2022, 4, 1)));
    EXPECT_EQ(found[0].until, std::optional<std::chrono::sys_seconds>(day(2023, 1, 1)));
}

TEST(Dates, ReadsTheCountBeforeTheDirection) {
    EXPECT_EQ(period("in the ten previous weeks"), period("in the previous ten weeks"));
    EXPECT_EQ(read("the 2 next days"), "the 2 next days = P2D");
}

TEST(Dates, KeepsTheLastDayOfAnAllowedTime) {
    const auto found = dates_in("The firm must reply within ten days.");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].begin, std::optional<std::chrono::sys_seconds>(day(2023, 2, 18)));
    EXPECT_EQ(found[0].until, std::optional<std::chrono::sys_seconds>(day(2023, 3, 1)));
}

TEST(Dates, ReadsVaguePeriodsAheadWithoutInventingDays) {
    const auto found = dates_in("It will move in the coming weeks.");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].value, "PXW");
    EXPECT_FALSE(found[0].begin.has_value());
    EXPECT_EQ(found[0].rule, "stretch");
    EXPECT_EQ(found[0].anchor, "published 2023-02-18");
}

TEST(Dates, JoinsAWeekdayToTheWeekThatIsCountedTo) {
    EXPECT_EQ(read("It opens Monday two weeks from now."), "Monday two weeks from now = 2023-02-27");
    EXPECT_EQ(read("It closed two weeks ago on Thursday."), "two weeks ago on Thursday = 2023-02-02");
    EXPECT_EQ(read("She said on Tuesday, two years after 3 May 2021, that it fell."),
              "Tuesday, two years after 3 May 2021 = 2023-05-02");
}

TEST(Dates, ReadsTheWeekOfADay) {
    EXPECT_EQ(read("in the week of 8 February 2023"), "the week of 8 February 2023 = 2023-W06");
    EXPECT_EQ(read("the week beginning 6 February 2023"), "the week beginning 6 February 2023 = 2023-W06");
}

TEST(Dates, ReadsALengthOfClockTime) {
    const auto found = dates_in("The hearing runs on 3 May 2023 from 10 am for 2 hours 30 minutes.");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].begin,
              std::optional<std::chrono::sys_seconds>(day(2023, 5, 3) + std::chrono::hours{10}));
    EXPECT_EQ(found[0].until,
              std::optional<std::chrono::sys_seconds>(day(2023, 5, 3) + std::chrono::minutes{750}));
    EXPECT_EQ(read("for 3 hours from 9"), "3 hours from 9 = T09/T12:00");
    EXPECT_EQ(read("for 3 hours from 9 sites"), "3 hours = PT3H");
}

TEST(Dates, SaysWhenNoDayWasNamed) {
    EXPECT_TRUE(dates_in("between 4pm and 5pm")[0].any_day);
    EXPECT_EQ(read("between 4pm and 5pm"), "between 4pm and 5pm = T16/T17");
    EXPECT_FALSE(dates_in("on Tuesday between 4pm and 5pm")[0].any_day);
    EXPECT_EQ(period("between 4pm and 5pm"), " to ");
}

TEST(Dates, StartsAnOpenTimeAtItsInstant) {
    const auto found = dates_in("on 3 May 2023 after 6 pm");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].begin,
              std::optional<std::chrono::sys_seconds>(day(2023, 5, 3) + std::chrono::hours{18}));
    EXPECT_FALSE(found[0].until.has_value());
}

TEST(Dates, ReadsFiscalQuartersAsLabels) {
    const auto found = dates_in("in the second fiscal quarter of 2022");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_FALSE(found[0].begin.has_value());
}

TEST(Dates, KnowsTheBuddhistEra) {
    EXPECT_EQ(read("Dated 10 August 2565 BE."), "10 August 2565 BE = 2022-08-10");
}

TEST(Dates, LeavesFractionsOfAnHourToTheClock) {
    DateOptions options;
    options.time_of_day = std::chrono::hours{9};
    EXPECT_EQ(read("in 1/2 h", options), "in 1/2 h = 2023-02-18T09:30");
    EXPECT_EQ(read("It takes 1/4 hour."), "1/4 hour = PT0.25H");
}

TEST(Dates, ReadsGerman) {
    DateOptions german;
    german.lang = "de";
    EXPECT_EQ(read("Das Amt entschied am 3. Mai 2021.", german), "3. Mai 2021 = 2021-05-03");
    EXPECT_EQ(read("Das Gericht entschied am Dienstag.", german), "Dienstag = 2023-02-14");
    EXPECT_EQ(read("Die Firma wird am Dienstag öffnen.", german), "Dienstag = 2023-02-21");
    EXPECT_EQ(read("vor zwei Jahren", german), "vor zwei Jahren = 2021");
    EXPECT_EQ(read("im dritten Quartal 2022", german), "dritten Quartal 2022 = 2022-Q3");
    EXPECT_EQ(read("im vergangenen Jahr", german), "vergangenen Jahr = 2022");
    EXPECT_EQ(read("gestern und heute", german), "gestern = 2023-02-17; heute = 2023-02-18");
    EXPECT_EQ(read("am 18.02.2022", german), "18.02.2022 = 2022-02-18");
    EXPECT_EQ(interval("seit März 2021", german), "2021-03/..");
    EXPECT_EQ(interval("bis Ende 2025", german), "../2025-12-31");
    EXPECT_EQ(interval("bis zum 3. Mai 2025", german), "../2025-05-03");
    EXPECT_EQ(period("zwischen 2011 und 2020", german), "2011 to 2020");
}

}  // namespace
}  // namespace claimline
