// Date expressions of the query language: ISO periods, ranges and a few words counted from today.

#include <array>
#include <charconv>

#include "core/text.h"
#include "index/query.h"

namespace claimline {
namespace {

using namespace std::chrono;

constexpr int kMostUnits = 10000;  // 10,000 years back is as good as open

Failure bad_date(std::string_view text) {
    return with_hint(
        fail(ErrorKind::usage, "'{}' is not a date", text),
        "write 2023, 2023-Q1, 2023-02, 2023-02-18, a range a..b, today, yesterday, last-month or 3w");
}

std::optional<sys_days> months_before(sys_days day, int count) {
    year_month_day ymd{day};
    ymd -= months{count};
    if (ymd.year() < year{1}) return std::nullopt;
    if (!ymd.ok()) return sys_days{ymd.year() / ymd.month() / last};
    return sys_days{ymd};
}

// "3w": the day so long before today.
std::optional<sys_days> read_ago(std::string_view text, sys_days today) {
    int count = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    if (error != std::errc{} || count < 0 || count > kMostUnits || end + 1 != text.data() + text.size())
        return std::nullopt;
    switch (*end) {
        case 'd': return today - days{count};
        case 'w': return today - weeks{count};
        case 'm': return months_before(today, count);
        case 'y': return months_before(today, 12 * count);
        default: return std::nullopt;
    }
}

// The period named by `unit` that holds `day`.
std::optional<DateRange> period_around(std::string_view unit, sys_days day) {
    const year_month_day ymd{day};
    const auto from_month = [&ymd](unsigned first, int length) {
        const auto start = ymd.year() / month{first} / std::chrono::day{1};
        return DateRange{sys_days{start}, sys_days{start + months{length}}};
    };
    const unsigned m = static_cast<unsigned>(ymd.month());
    if (unit == "day") return DateRange{day, day + days{1}};
    if (unit == "month") return from_month(m, 1);
    if (unit == "quarter") return from_month((m - 1) / 3 * 3 + 1, 3);
    if (unit == "year") return from_month(1, 12);
    if (unit == "week") {  // ISO 8601: weeks begin on Monday
        const auto monday = day - (weekday{day} - Monday);
        return DateRange{monday, monday + days{7}};
    }
    return std::nullopt;
}

std::optional<sys_days> last_weekday(std::string_view name, sys_days today) {
    constexpr std::array<std::string_view, 7> kNames{"sunday",   "monday", "tuesday", "wednesday",
                                                     "thursday", "friday", "saturday"};
    for (unsigned i = 0; i < kNames.size(); ++i) {
        if (kNames[i] != name) continue;
        const auto back = weekday{today} - weekday{i};
        return today - (back.count() == 0 ? days{7} : back);
    }
    return std::nullopt;
}

std::optional<DateRange> read_word(std::string_view word, sys_days today) {
    if (word == "today" || word == "now") return period_around("day", today);
    if (word == "yesterday") return period_around("day", today - days{1});
    if (word == "tomorrow") return period_around("day", today + days{1});
    if (word.starts_with("this-")) return period_around(word.substr(5), today);
    if (!word.starts_with("last-")) return std::nullopt;
    const auto unit = word.substr(5);
    if (const auto day = last_weekday(unit, today)) return period_around("day", *day);
    const auto now = period_around(unit, today);
    if (!now) return std::nullopt;
    return period_around(unit, *now->from - days{1});
}

// One side of a range, or a whole expression without "..".
std::optional<DateRange> read_one(std::string_view text, sys_days today) {
    std::string word = to_lower(text);
    for (char& c : word)
        if (c == ' ' || c == '_') c = '-';
    if (const auto named = read_word(word, today)) return named;
    if (const auto ago = read_ago(word, today)) return DateRange{*ago, today + days{1}};
    std::string iso(text);
    for (char& c : iso)
        if (c == 'q' || c == 'h') c = static_cast<char>(c - 32);
    if (const auto date = parse_iso_date(iso)) return DateRange{date->start, end_of(*date)};
    return std::nullopt;
}

}  // namespace

Result<DateRange> parse_date_range(std::string_view text, sys_days today) {
    const auto dots = text.find("..");
    if (dots == std::string_view::npos) {
        if (const auto range = read_one(trim(text), today)) return *range;
        return bad_date(text);
    }
    const auto left = trim(text.substr(0, dots));
    const auto right = trim(text.substr(dots + 2));
    if (left.empty() && right.empty()) return bad_date(text);
    DateRange range;
    if (!left.empty()) {
        const auto from = read_one(left, today);
        if (!from) return bad_date(left);
        range.from = from->from;
    }
    if (!right.empty()) {
        const auto until = read_one(right, today);
        // "..3w" ends three weeks ago, not today.
        const auto ago = read_ago(to_lower(right), today);
        if (!until) return bad_date(right);
        range.until = ago ? *ago + days{1} : *until->until;
    }
    if (range.from && range.until && *range.from >= *range.until)
        return with_hint(fail(ErrorKind::usage, "the range '{}' ends before it begins", text),
                         "write the earlier day first");
    return range;
}

}  // namespace claimline
