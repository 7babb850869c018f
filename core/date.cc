// ISO 8601 partial dates, by hand: std::chrono::parse is missing from both compilers' libraries.

#include "core/date.h"

#include <array>

namespace claimline {
namespace {

using namespace std::chrono;

// `count` digits at `at`, or -1.
int digits(std::string_view text, std::size_t at, std::size_t count) {
    if (at + count > text.size()) return -1;
    int value = 0;
    for (std::size_t i = at; i < at + count; ++i) {
        if (text[i] < '0' || text[i] > '9') return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

std::optional<Date> make(int y, int m, int d, Precision precision) {
    const year_month_day ymd{year{y}, month{static_cast<unsigned>(m)}, day{static_cast<unsigned>(d)}};
    if (y < 1 || m < 1 || d < 1 || !ymd.ok()) return std::nullopt;
    return Date{sys_days{ymd}, precision};
}

// What stands after "YYYY-": "Q1".."Q4", "H1", "H2", "MM" or "MM-DD".
std::optional<Date> read_after_year(int y, std::string_view rest) {
    if (rest.size() == 2 && rest[0] == 'Q' && rest[1] >= '1' && rest[1] <= '4')
        return make(y, (rest[1] - '1') * 3 + 1, 1, Precision::quarter);
    if (rest.size() == 2 && rest[0] == 'H' && (rest[1] == '1' || rest[1] == '2'))
        return make(y, (rest[1] - '1') * 6 + 1, 1, Precision::half);
    const int m = digits(rest, 0, 2);
    if (rest.size() == 2) return make(y, m, 1, Precision::month);
    if (rest.size() == 5 && rest[2] == '-') return make(y, m, digits(rest, 3, 2), Precision::day);
    return std::nullopt;
}

std::optional<Date> read(std::string_view text) {
    const int y = digits(text, 0, 4);
    if (y < 1) return std::nullopt;
    if (text.size() == 4) return make(y, 1, 1, Precision::year);
    if (text[4] != '-') return std::nullopt;
    return read_after_year(y, text.substr(5));
}

}  // namespace

Result<Date> parse_iso_date(std::string_view text) {
    if (const auto date = read(text)) return *date;
    return with_hint(fail(ErrorKind::invalid_input, "'{}' is not a date", text),
                     "write 2023, 2023-02, 2023-Q1, 2023-H1 or 2023-02-18");
}

std::optional<Date> date_of_timestamp(std::string_view text) {
    const auto stop = text.find_first_of("T ");
    return read(text.substr(0, stop));
}

std::string to_iso(sys_days when) {
    const year_month_day ymd{when};
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(ymd.year()), static_cast<unsigned>(ymd.month()),
                       static_cast<unsigned>(ymd.day()));
}

std::string to_iso(const Date& date) {
    const year_month_day ymd{date.start};
    const int y = static_cast<int>(ymd.year());
    const unsigned m = static_cast<unsigned>(ymd.month());
    switch (date.precision) {
        case Precision::day: return to_iso(date.start);
        case Precision::month: return fmt::format("{:04}-{:02}", y, m);
        case Precision::quarter: return fmt::format("{:04}-Q{}", y, (m - 1) / 3 + 1);
        case Precision::half: return fmt::format("{:04}-H{}", y, (m - 1) / 6 + 1);
        case Precision::year: return fmt::format("{:04}", y);
    }
    return {};
}

sys_days end_of(const Date& date) {
    const year_month_day ymd{date.start};
    switch (date.precision) {
        case Precision::day: return date.start + days{1};
        case Precision::month: return sys_days{ymd + months{1}};
        case Precision::quarter: return sys_days{ymd + months{3}};
        case Precision::half: return sys_days{ymd + months{6}};
        case Precision::year: return sys_days{ymd + years{1}};
    }
    return date.start;
}

bool contains(const Date& outer, const Date& inner) {
    return outer.start <= inner.start && end_of(inner) <= end_of(outer);
}

}  // namespace claimline
