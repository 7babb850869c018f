#pragma once
// Units of the calendar and the clock, known in whole or in part, with their TIMEX3 / ISO 8601 values and
// half-open intervals. Proleptic Gregorian calendar; weeks are ISO weeks.

#include <chrono>
#include <optional>
#include <string>

#include "core/date.h"
#include "extract/numbers_words.h"

namespace claimline {

// "March 2023", "the 12th", "Friday", "Q3", "3 pm": fields that were not said are 0 (clock: -1). `grain` is
// the finest part that was said.
struct CalendarUnit {
    Grain grain = Grain::none;
    int year = 0;
    bool bc = false;
    bool fiscal = false;  // a company's own year: stays a label, without an interval
    bool school = false;
    int month = 0;
    int day = 0;
    int weekday = 0;  // ISO; also a check of a date that names its weekday
    int week = 0;     // ISO week of `year`
    int quarter = 0;
    int half = 0;
    int season = 0;        // EDTF 21 spring .. 24 winter; winter begins in December of `year`
    Key part = Key::none;  // morning, afternoon, evening, night, daytime
    int edge = 0;          // of the part: -1 its first two hours ("early morning"), 1 its last two
    int hour = -1;
    int minute = -1;
    int second = -1;
    int holiday = 0;  // row of the holiday table + 1, until it is resolved

    [[nodiscard]] bool has_clock() const { return hour >= 0 || part != Key::none; }
};

struct Interval {
    std::optional<std::chrono::sys_seconds> begin;
    std::optional<std::chrono::sys_seconds> until;
};

// Years outside this range are refused everywhere: chrono's day count stays far from overflow.
inline constexpr int kFirstYear = 1;
inline constexpr int kLastYear = 9998;

[[nodiscard]] bool is_valid_day(int year, int month, int day);
[[nodiscard]] sys_days day_of(int year, int month, int day);

// The unit of `grain` that holds `day`.
[[nodiscard]] CalendarUnit unit_at(sys_days day, Grain grain);
// First day of a resolved unit (it needs a year).
[[nodiscard]] std::optional<sys_days> first_day(const CalendarUnit& unit);
[[nodiscard]] Interval interval_of(const CalendarUnit& unit);
// `day` moved by `count` units; months and years keep the day, clamped to the month's last.
[[nodiscard]] sys_days shift(sys_days day, long count, Grain grain);

// "2023-02-18", "2023-W07", "2023-Q1", "2023-SP", "199", "BC0490", "2023-02-18TMO", "T15:30", "FY2023";
// unknown parts are X: "XXXX-03", "XXXX-WXX-5". `century` units give two digits.
[[nodiscard]] std::string to_timex(const CalendarUnit& unit);

// The unit as ISO partial dates, first and last: ("2023-03", "2023-03"), seasons and weeks as two ends.
struct PartialDates {
    std::string first;
    std::string last;
};
[[nodiscard]] PartialDates to_partial_dates(const CalendarUnit& unit);

// Western Easter Sunday (anonymous Gregorian algorithm, Meeus/Jones/Butcher).
[[nodiscard]] sys_days easter_sunday(int year);
// The n-th (1..5; -1 the last) `weekday` of a month.
[[nodiscard]] sys_days nth_weekday(int year, int month, int weekday, int nth);
[[nodiscard]] int iso_weekday(sys_days day);

}  // namespace claimline
