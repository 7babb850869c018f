#include "extract/written_dates.h"

#include <gtest/gtest.h>

#include <string>

namespace claimline {
namespace {

std::string first(std::string_view text, std::string_view lang = "") {
    const auto date = first_written_date(text, lang);
    return date ? date->to_iso() : "none";
}

TEST(WrittenDates, IsoFormsKeepTheirOffset) {
    EXPECT_EQ(first("2023-02-18T09:12:44.123+0100"), "2023-02-18T09:12:44+01:00");
    EXPECT_EQ(first("2023-02-18T23:30:00Z"), "2023-02-18T23:30:00Z");
    EXPECT_EQ(first("2023-02-18 09:12:44 -05:00"), "2023-02-18T09:12:44-05:00");
    EXPECT_EQ(first("20230218"), "2023-02-18");
}

TEST(WrittenDates, LanguageDecidesDayAndMonth) {
    EXPECT_EQ(first("03/04/2020", "en-US"), "2020-03-04");
    EXPECT_EQ(first("03/04/2020", "en-GB"), "2020-04-03");
    EXPECT_EQ(first("03/04/2020", "it"), "2020-04-03");
    EXPECT_EQ(first("23/04/2020", "en-US"), "2020-04-23");
    EXPECT_EQ(first("03.04.2020", "en-US"), "2020-04-03");
}

TEST(WrittenDates, MonthNamesOfManyLanguages) {
    EXPECT_EQ(first("Saturday, February 18th, 2023 at 9:12 pm", "en"), "2023-02-18T21:12");
    EXPECT_EQ(first("18. März 2023", "de"), "2023-03-18");
    EXPECT_EQ(first("18 de febrero de 2023", "es"), "2023-02-18");
    EXPECT_EQ(first("le 18 août 2023", "fr"), "2023-08-18");
    EXPECT_EQ(first("18 февраля 2023", "ru"), "2023-02-18");
    EXPECT_EQ(first("2023. február 18.", "hu"), "2023-02-18");
    EXPECT_EQ(first("18 Φεβρουαρίου 2023", "el"), "2023-02-18");
    EXPECT_EQ(first("2023年2月18日", "ja"), "2023-02-18");
}

TEST(WrittenDates, MonthNamesThatLanguagesDisputeAreReadByThePagesLanguage) {
    EXPECT_EQ(first("5 listopada 2021", "pl"), "2021-11-05");
    EXPECT_EQ(first("5. listopada 2021", "hr"), "2021-10-05");
    EXPECT_EQ(first("5 listopada 2021", ""), "none");
}

TEST(WrittenDates, ImpossibleDaysAreNoDates) {
    EXPECT_EQ(first("31.02.2020"), "none");
    EXPECT_EQ(first("version 1.2.2020.4"), "none");
    EXPECT_EQ(first("in the year 2020"), "none");
}

TEST(WrittenDates, UrlsNameDays) {
    using namespace std::chrono_literals;
    EXPECT_EQ(date_in_url("https://news.example/2023/02/18/ferry"), 2023y / 2 / 18);
    EXPECT_EQ(date_in_url("https://news.example/2023/feb/18/ferry"), 2023y / 2 / 18);
    EXPECT_EQ(date_in_url("https://news.example/a-20230218-b"), 2023y / 2 / 18);
    EXPECT_EQ(date_in_url("https://news.example/id/912023021877"), std::nullopt);
    EXPECT_EQ(date_in_url("https://2023-02-18.example/"), std::nullopt);
}

TEST(WrittenDates, FutureAndOldDaysAreRefused) {
    using namespace std::chrono_literals;
    const std::chrono::sys_days today = 2023y / 2 / 18;
    EXPECT_TRUE(is_plausible(2023y / 2 / 18, today));
    EXPECT_FALSE(is_plausible(2023y / 3 / 1, today));
    EXPECT_FALSE(is_plausible(1994y / 12 / 31, today));
}

}  // namespace
}  // namespace claimline
