#include "extract/dates_calendar.h"

#include <fmt/core.h>

#include <algorithm>

namespace claimline {
namespace {

using std::chrono::days;
using std::chrono::year_month_day;

year_month_day civil(sys_days day) {
    return year_month_day{day};
}
int year_of(sys_days day) {
    return static_cast<int>(civil(day).year());
}
int month_of(sys_days day) {
    return static_cast<int>(static_cast<unsigned>(civil(day).month()));
}
int monthday_of(sys_days day) {
    return static_cast<int>(static_cast<unsigned>(civil(day).day()));
}

// Monday of ISO week 1 of `year`: the week that holds 4 January.
sys_days first_week(int year) {
    const sys_days fourth = day_of(year, 1, 4);
    return fourth - days{iso_weekday(fourth) - 1};
}

struct IsoWeek {
    int year = 0;
    int week = 0;
};
IsoWeek iso_week(sys_days day) {
    const sys_days thursday = day + days{4 - iso_weekday(day)};
    const int year = year_of(thursday);
    return {year, static_cast<int>((thursday - first_week(year)).count() / 7 + 1)};
}

sys_days month_start(int year, int month) {
    const int zero_based = year * 12 + month - 1;
    return day_of(zero_based / 12, zero_based % 12 + 1, 1);
}

// Days [first, until) of a unit of a day or more.
struct DayRange {
    sys_days first;
    sys_days until;
};

std::optional<DayRange> day_range(const CalendarUnit& unit) {
    const int year = unit.year;
    if (year < kFirstYear || year > kLastYear || unit.bc || unit.fiscal || unit.school) return std::nullopt;
    const auto months = [&](int first, int count) {
        return DayRange{month_start(year, first), month_start(year, first + count)};
    };
    switch (unit.grain) {
        case Grain::year: return months(1, 12);
        case Grain::half: return months(6 * unit.half - 5, 6);
        case Grain::quarter: return months(3 * unit.quarter - 2, 3);
        case Grain::season: return months(3 * (unit.season - 20), 3);
        case Grain::month: return months(unit.month, 1);
        case Grain::decade: return DayRange{day_of(year / 10 * 10, 1, 1), day_of(year / 10 * 10 + 10, 1, 1)};
        case Grain::century:
            return DayRange{day_of(std::max(1, year / 100 * 100), 1, 1),
                            day_of(year / 100 * 100 + 100, 1, 1)};
        case Grain::week:
        case Grain::fortnight: {
            const sys_days monday = first_week(year) + days{7 * (unit.week - 1)};
            return DayRange{monday, monday + days{unit.grain == Grain::week ? 7 : 14}};
        }
        case Grain::weekend: {
            const sys_days monday = first_week(year) + days{7 * (unit.week - 1)};
            return DayRange{monday + days{5}, monday + days{7}};
        }
        case Grain::day:
        case Grain::part_of_day:
        case Grain::hour:
        case Grain::minute:
        case Grain::second: {
            if (!is_valid_day(year, unit.month, unit.day)) return std::nullopt;
            const sys_days day = day_of(year, unit.month, unit.day);
            return DayRange{day, day + days{1}};
        }
        case Grain::none: return std::nullopt;
    }
    return std::nullopt;
}

struct PartOfDay {
    Key key;
    const char* code;  // TIMEX3
    int from;          // hours, as the Recognizers specification has them
    int until;
};
constexpr PartOfDay kPartsOfDay[] = {{Key::morning, "MO", 8, 12},
                                     {Key::afternoon, "AF", 12, 16},
                                     {Key::evening, "EV", 16, 20},
                                     {Key::night, "NI", 20, 24},
                                     {Key::daytime, "DT", 8, 18}};

const PartOfDay* part_of_day(Key key) {
    const auto* found = std::ranges::find(kPartsOfDay, key, &PartOfDay::key);
    return found == std::end(kPartsOfDay) ? nullptr : found;
}

std::string season_code(int season) {
    constexpr const char* kCodes[] = {"SP", "SU", "FA", "WI"};
    return kCodes[std::clamp(season - 21, 0, 3)];
}

std::string year_text(const CalendarUnit& unit) {
    if (unit.year == 0) return "XXXX";
    return fmt::format("{}{:04}", unit.bc ? "BC" : "", unit.year);
}

std::string date_text(const CalendarUnit& unit) {
    switch (unit.grain) {
        case Grain::year: return (unit.fiscal ? "FY" : unit.school ? "SY" : "") + year_text(unit);
        case Grain::half: return fmt::format("{}-H{}", year_text(unit), unit.half);
        case Grain::quarter: return fmt::format("{}-Q{}", year_text(unit), unit.quarter);
        case Grain::season: return fmt::format("{}-{}", year_text(unit), season_code(unit.season));
        case Grain::month: return fmt::format("{}-{:02}", year_text(unit), unit.month);
        case Grain::decade: return year_text(unit).substr(0, unit.bc ? 5 : 3);
        case Grain::century: return year_text(unit).substr(0, unit.bc ? 4 : 2);
        case Grain::week:
        case Grain::fortnight: return fmt::format("{}-W{:02}", year_text(unit), unit.week);
        case Grain::weekend: return fmt::format("{}-W{:02}-WE", year_text(unit), unit.week);
        default: break;
    }
    if (unit.day == 0 && unit.month == 0) {
        return unit.weekday != 0 ? fmt::format("XXXX-WXX-{}", unit.weekday) : "XXXX-XX-XX";
    }
    const std::string month = unit.month == 0 ? "XX" : fmt::format("{:02}", unit.month);
    return fmt::format("{}-{}-{:02}", year_text(unit), month, unit.day);
}

std::string clock_text(const CalendarUnit& unit) {
    if (unit.hour < 0) {
        const PartOfDay* part = part_of_day(unit.part);
        return part == nullptr ? "" : fmt::format("T{}", part->code);
    }
    std::string out = fmt::format("T{:02}", unit.hour);
    if (unit.minute >= 0) out += fmt::format(":{:02}", unit.minute);
    if (unit.second >= 0) out += fmt::format(":{:02}", unit.second);
    return out;
}

}  // namespace

bool is_valid_day(int year, int month, int day) {
    if (year < kFirstYear || year > kLastYear || month < 1 || month > 12 || day < 1 || day > 31) return false;
    return year_month_day{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                          std::chrono::day{static_cast<unsigned>(day)}}
        .ok();
}

sys_days day_of(int year, int month, int day) {
    return sys_days{year_month_day{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                                   std::chrono::day{static_cast<unsigned>(day)}}};
}

int iso_weekday(sys_days day) {
    return static_cast<int>(std::chrono::weekday{day}.iso_encoding());
}

CalendarUnit unit_at(sys_days day, Grain grain) {
    CalendarUnit unit;
    unit.grain = grain;
    unit.year = year_of(day);
    const int month = month_of(day);
    switch (grain) {
        case Grain::half: unit.half = month <= 6 ? 1 : 2; break;
        case Grain::quarter: unit.quarter = (month + 2) / 3; break;
        case Grain::month: unit.month = month; break;
        case Grain::season:
            unit.season = 20 + (month % 12 < 3 ? 4 : month / 3);
            if (month < 3) --unit.year;
            break;
        case Grain::week:
        case Grain::fortnight:
        case Grain::weekend: {
            const IsoWeek week = iso_week(day);
            unit.year = week.year;
            unit.week = week.week;
            break;
        }
        case Grain::day:
        case Grain::part_of_day:
        case Grain::hour:
        case Grain::minute:
        case Grain::second:
            unit.month = month;
            unit.day = monthday_of(day);
            break;
        case Grain::year:
        case Grain::decade:
        case Grain::century:
        case Grain::none: break;
    }
    return unit;
}

std::optional<sys_days> first_day(const CalendarUnit& unit) {
    const auto range = day_range(unit);
    return range ? std::optional(range->first) : std::nullopt;
}

Interval interval_of(const CalendarUnit& unit) {
    using std::chrono::seconds;
    const auto range = day_range(unit);
    if (!range) return {};
    Interval out{range->first, range->until};
    if (unit.hour >= 0) {
        // An hour without minutes is a point of time ("at 8 pm"), not sixty minutes.
        const std::chrono::sys_seconds at =
            range->first +
            seconds{unit.hour * 3600 + std::max(unit.minute, 0) * 60 + std::max(unit.second, 0)};
        return {at, at + seconds{unit.second >= 0 ? 1 : 60}};
    }
    if (const PartOfDay* part = part_of_day(unit.part)) {
        const std::chrono::hours from{unit.edge > 0 ? part->until - 2 : part->from};
        const std::chrono::hours until{unit.edge < 0 ? part->from + 2 : part->until};
        return {range->first + from, range->first + until};
    }
    return out;
}

sys_days shift(sys_days day, long count, Grain grain) {
    long months = 0;
    switch (grain) {
        case Grain::day:
        case Grain::part_of_day: return day + days{count};
        case Grain::week:
        case Grain::weekend: return day + days{7 * count};
        case Grain::fortnight: return day + days{14 * count};
        case Grain::month: months = count; break;
        case Grain::season:
        case Grain::quarter: months = 3 * count; break;
        case Grain::half: months = 6 * count; break;
        case Grain::year: months = 12 * count; break;
        case Grain::decade: months = 120 * count; break;
        case Grain::century: months = 1200 * count; break;
        case Grain::none:
        case Grain::second:
        case Grain::minute:
        case Grain::hour: return day;
    }
    const long zero_based = static_cast<long>(year_of(day)) * 12 + month_of(day) - 1 + months;
    const long year = zero_based / 12;
    if (year < kFirstYear || year > kLastYear) return day;
    const int month = static_cast<int>(zero_based % 12) + 1;
    int monthday = monthday_of(day);
    while (!is_valid_day(static_cast<int>(year), month, monthday)) --monthday;
    return day_of(static_cast<int>(year), month, monthday);
}

std::string to_timex(const CalendarUnit& unit) {
    const std::string clock = clock_text(unit);
    const bool dated = unit.year != 0 || unit.month != 0 || unit.day != 0 || unit.weekday != 0;
    if (!clock.empty() && !dated) return clock;
    return date_text(unit) + clock;
}

PartialDates to_partial_dates(const CalendarUnit& unit) {
    if (unit.year == 0 || unit.bc || unit.fiscal || unit.school) return {};
    switch (unit.grain) {
        case Grain::year:
        case Grain::half:
        case Grain::quarter:
        case Grain::month: {
            const std::string text = date_text(unit);
            return {text, text};
        }
        case Grain::decade:
            return {fmt::format("{:04}", unit.year / 10 * 10), fmt::format("{:04}", unit.year / 10 * 10 + 9)};
        case Grain::century:
            return {fmt::format("{:04}", unit.year / 100 * 100),
                    fmt::format("{:04}", unit.year / 100 * 100 + 99)};
        case Grain::season: {
            const auto range = day_range(unit);
            if (!range) return {};
            return {to_iso(range->first).substr(0, 7), to_iso(range->until - days{1}).substr(0, 7)};
        }
        default: {
            const auto range = day_range(unit);
            if (!range) return {};
            return {to_iso(range->first), to_iso(range->until - days{1})};
        }
    }
}

sys_days easter_sunday(int year) {
    const int a = year % 19;
    const int b = year / 100;
    const int c = year % 100;
    const int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    const int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    const int m = (a + 11 * h + 22 * l) / 451;
    const int sum = h + l - 7 * m + 114;
    return day_of(year, sum / 31, sum % 31 + 1);
}

sys_days nth_weekday(int year, int month, int weekday, int nth) {
    if (nth < 0) {
        const sys_days last = month_start(year, month + 1) - days{1};
        return last - days{(iso_weekday(last) - weekday + 7) % 7};
    }
    const sys_days first = day_of(year, month, 1);
    return first + days{(weekday - iso_weekday(first) + 7) % 7 + 7 * (nth - 1)};
}

}  // namespace claimline
