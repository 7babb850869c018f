// Exports: every format keeps what it is given, and nothing in it acts.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "cli/citation.h"
#include "cli/exchange_rates.h"
#include "cli/export_format.h"
#include "cli/render_csv.h"

namespace claimline {
namespace {

using namespace std::chrono;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

ClaimRecord hall() {
    ClaimRecord record;
    record.claim.id = "c:0123456789ab";
    record.claim.kind = "facility_plan";
    record.claim.subject = "Norrvik";
    record.claim.slots = {{"facility_type", {SlotItem{std::string("data_center")}}},
                          {"status", {SlotItem{std::string("planned")}}}};
    record.claim.time.date = "2024-06";
    record.about_from = sys_days{year{2024} / 6 / 1};
    record.about_until = sys_days{year{2024} / 7 / 1};
    record.quote = "Norrvik plans a hall; it opens, they say, in June.";
    record.first_seen = sys_days{year{2023} / 2 / 18} + hours{9};
    record.version = 2;
    record.article.title = "A hall_for 50% & {more}";
    record.article.url = "https://wire.example/a_b?c=1";
    record.article.host = "wire.example";
    record.article.published = "2023-02-17";
    record.article.authors = {"Ada Brandt"};
    record.capture.at = record.first_seen;
    record.capture.payload_digest = std::string(64, 'a');
    return record;
}

TEST(Calendar, APlanForALaterMonthIsAnEventOfThatMonth) {
    const auto event = calendar_event(hall(), nullptr);
    ASSERT_TRUE(event);
    EXPECT_THAT(*event, HasSubstr("UID:0123456789ab@claimline\r\n"));
    EXPECT_THAT(*event, HasSubstr("DTSTART;VALUE=DATE:20240601\r\nDTEND;VALUE=DATE:20240701\r\n"));
    EXPECT_THAT(*event, HasSubstr("DTSTAMP:20230218T090000Z\r\n"));
    EXPECT_THAT(*event, HasSubstr("SEQUENCE:1\r\n"));
    EXPECT_THAT(*event, HasSubstr("a hall\\; it opens\\, they"));
}

TEST(Calendar, WhatWasPastWhenToldIsNoEvent) {
    auto record = hall();
    record.about_from = sys_days{year{2023} / 1 / 1};
    EXPECT_FALSE(calendar_event(record, nullptr));
    record = hall();
    record.about_basis = DateBasis::published;
    EXPECT_FALSE(calendar_event(record, nullptr));
}

TEST(Calendar, ADeadlineCountsWheneverItWasTold) {
    auto record = hall();
    record.about_basis = DateBasis::published;
    record.claim.slots["deadline"] = {SlotItem{std::string("2023-02-17")}};
    const auto event = calendar_event(record, nullptr);
    ASSERT_TRUE(event);
    EXPECT_THAT(*event, HasSubstr("DTSTART;VALUE=DATE:20230217\r\nDTEND;VALUE=DATE:20230218\r\n"));
    EXPECT_THAT(*event, HasSubstr("CATEGORIES:deadline\r\n"));
    record.claim.slots["deadline"] = {SlotItem{std::string("6 months")}};
    EXPECT_FALSE(calendar_event(record, nullptr)) << "no day can be told";
}

TEST(Calendar, LinesAreFoldedBetweenCharacters) {
    auto record = hall();
    record.quote.clear();
    for (int i = 0; i < 60; ++i) record.quote += "数据";
    const auto event = *calendar_event(record, nullptr);
    std::size_t at = 0;
    while (at < event.size()) {
        const auto end = event.find("\r\n", at);
        EXPECT_LE(end - at, 75U);
        EXPECT_TRUE(is_valid_utf8(std::string_view(event).substr(at, end - at)));
        at = end + 2;
    }
}

TEST(Markdown, CellsAreInertAndStayInTheirRow) {
    auto record = hall();
    record.claim.subject = "a|b [x](javascript:1) <b> `c`\nd";
    record.article.url = "javascript:alert(1)";
    const auto line = markdown_line(record, nullptr);
    EXPECT_THAT(line, HasSubstr("a\\|b \\[x\\](javascript\\:1) \\<b\\> \\`c\\` d"));
    EXPECT_THAT(line, Not(HasSubstr("](<javascript")));
    EXPECT_EQ(std::ranges::count(line, '\n'), 1);
}

TEST(CsvField, TheShortWayWritesTheSameAsTheLongOne) {
    for (const std::string_view cell :
         {"plain", "", "=1+1", "-12", "a,b", "a\"b", "a\nb", "数据", "\t", "a\x01"}) {
        std::string slow;
        std::string fast;
        append_csv_field(slow, safe_cell(cell, true));
        append_safe_csv_field(fast, cell, true);
        EXPECT_EQ(fast, slow) << cell;
    }
}

TEST(Citation, HasQuotePlaceAndProof) {
    const auto text = cite_text(hall());
    for (const char* part :
         {"Ada Brandt", "2023-02-17", "it opens, they say", "https://wire.example/a_b?c=1", "c:0123456789ab"})
        EXPECT_THAT(text, HasSubstr(part));
    EXPECT_THAT(text, HasSubstr(std::string(64, 'a')));
}

TEST(Citation, TexCommandsAreEscapedButNotInTheAddress) {
    const auto entry = cite_bibtex(hall());
    EXPECT_THAT(entry, StartsWith("@online{claim-0123456789ab,\n"));
    EXPECT_THAT(entry, HasSubstr("title = {A hall\\_for 50\\% \\& \\{more\\}}"));
    EXPECT_THAT(entry, HasSubstr("url = {https://wire.example/a_b?c=1}"));
}

TEST(Citation, CslDatesAreAsPreciseAsKnown) {
    auto record = hall();
    record.article.published = "2023-02";
    EXPECT_THAT(cite_csl({record}), HasSubstr("\"literal\": \"Ada Brandt\""));
    std::string packed = cite_csl({record});
    std::erase_if(packed, [](char c) { return c == ' ' || c == '\n'; });
    EXPECT_THAT(packed, HasSubstr("\"issued\":{\"date-parts\":[[2023,2]]}"));
}

class Rates : public ::testing::Test {
  protected:
    std::filesystem::path file_ =
        std::filesystem::temp_directory_path() / fmt::format("rates-{}.csv", ::getpid());
    void write(const std::string& text) { std::ofstream(file_) << text; }
    ~Rates() override { std::filesystem::remove(file_); }

    static SeriesRow fine() {
        SeriesRow row;
        row.claim.about_from = sys_days{year{2023} / 5 / 24};
        row.figure = {100e6, std::nullopt, "", "EUR"};
        return row;
    }
};

TEST_F(Rates, TheLastOneBeforeTheDayCounts) {
    write("date,from,to,rate\n# European Central Bank\n2023-05-22,EUR,USD,1.1\n2023-05-25,EUR,USD,1.2\n");
    const auto rates = read_rates(file_);
    ASSERT_TRUE(rates);
    const auto sum = convert(*rates, fine(), "USD");
    ASSERT_TRUE(sum);
    EXPECT_EQ(sum->value, 110e6);
    EXPECT_EQ(sum->rate_day, sys_days(year{2023} / 5 / 22));
}

TEST_F(Rates, WorkInBothDirectionsAndNeverFromAnOldDay) {
    write("2023-05-22,USD,EUR,0.5\n2020-01-01,EUR,GBP,0.9\n");
    const auto rates = read_rates(file_);
    EXPECT_EQ(convert(*rates, fine(), "USD")->value, 200e6);
    EXPECT_FALSE(convert(*rates, fine(), "GBP")) << "three years old";
    EXPECT_FALSE(convert(*rates, fine(), "EUR")) << "it is that already";
}

TEST_F(Rates, AMistakeIsNamedWithItsLine) {
    for (const char* line : {"2023-05-22,EUR,USD", "2023-05,EUR,USD,1", "2023-05-22,Euro,USD,1",
                             "2023-05-22,EUR,USD,-1", "2023-05-22,EUR,USD,1,2"}) {
        write(std::string("2023-05-22,EUR,USD,1\n") + line + "\n");
        const auto rates = read_rates(file_);
        ASSERT_FALSE(rates) << line;
        EXPECT_THAT(rates.error().message, HasSubstr(":2: ")) << line;
    }
}

}  // namespace
}  // namespace claimline
