// Two families: numbers from large to small (ISO 8601), and words (RFC 822, asctime).

#include "crawler/moments.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "core/text.h"

namespace claimline {
namespace {

using namespace std::chrono;

// Digits taken off the front of `text`: at least `least`, at most `most`.
std::optional<int> take_number(std::string_view& text, std::size_t least, std::size_t most) {
    std::size_t size = 0;
    while (size < text.size() && size < most && is_digit(text[size])) ++size;
    if (size < least) return std::nullopt;
    int value = 0;
    std::from_chars(text.data(), text.data() + size, value);
    text.remove_prefix(size);
    return value;
}

bool take(std::string_view& text, char sign) {
    if (!text.starts_with(sign)) return false;
    text.remove_prefix(1);
    return true;
}

// "10:00", "10:00:30", "10:00:30.25", "24:00" included; what follows stays.
std::optional<seconds> take_clock(std::string_view& text) {
    const auto h = take_number(text, 1, 2);
    if (!h || !take(text, ':')) return std::nullopt;
    const auto m = take_number(text, 2, 2);
    std::optional<int> s = 0;
    if (take(text, ':')) s = take_number(text, 1, 2);
    if (!m || !s || *h > 24 || *m > 59 || *s > 60) return std::nullopt;
    if (take(text, '.') || take(text, ',')) (void)take_number(text, 0, 18);
    return hours(*h) + minutes(*m) + seconds(*s);
}

// RFC 822 section 5.1, and the zones of North America and Europe that feeds use besides.
std::optional<seconds> zone_offset(std::string_view text) {
    text = trim(text);
    if (text.empty() || equals_ignoring_case(text, "z")) return seconds(0);
    if (text[0] == '+' || text[0] == '-') {
        const int sign = text[0] == '-' ? -1 : 1;
        text.remove_prefix(1);
        const auto h = take_number(text, 1, 2);
        (void)take(text, ':');
        const auto m = text.empty() ? std::optional(0) : take_number(text, 2, 2);
        if (!h || !m || *h > 15 || *m > 59) return std::nullopt;
        return sign * (hours(*h) + minutes(*m));
    }
    constexpr std::array<std::pair<std::string_view, int>, 16> kZones{{{"gmt", 0},
                                                                       {"ut", 0},
                                                                       {"utc", 0},
                                                                       {"wet", 0},
                                                                       {"bst", 1},
                                                                       {"cet", 1},
                                                                       {"cest", 2},
                                                                       {"eet", 2},
                                                                       {"est", -5},
                                                                       {"edt", -4},
                                                                       {"cst", -6},
                                                                       {"cdt", -5},
                                                                       {"mst", -7},
                                                                       {"mdt", -6},
                                                                       {"pst", -8},
                                                                       {"pdt", -7}}};
    const std::string_view word = text.substr(0, text.find_first_of(" ("));
    for (const auto& [name, offset] : kZones)
        if (equals_ignoring_case(word, name)) return hours(offset);
    return std::nullopt;
}

std::optional<Instant> moment(int year, int month, int day, seconds clock, seconds offset) {
    const year_month_day date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                              std::chrono::day(static_cast<unsigned>(day))};
    if (!date.ok() || year < 1900 || year > 9999) return std::nullopt;
    return sys_days(date) + clock - offset;
}

std::optional<Instant> parse_iso(std::string_view text) {
    const auto year = take_number(text, 4, 4);
    if (!year) return std::nullopt;
    const bool dashed = take(text, '-');
    const auto month =
        text.empty() || !is_digit(text[0]) ? std::optional(1) : take_number(text, dashed ? 1 : 2, 2);
    if (dashed) (void)take(text, '-');
    const auto day =
        text.empty() || !is_digit(text[0]) ? std::optional(1) : take_number(text, dashed ? 1 : 2, 2);
    if (!month || !day) return std::nullopt;
    if (!take(text, 'T') && !take(text, 't')) text = trim(text);
    if (text.empty()) return moment(*year, *month, *day, seconds(0), seconds(0));
    const auto clock = take_clock(text);
    const auto offset = zone_offset(text);
    if (!clock || !offset) return std::nullopt;
    return moment(*year, *month, *day, *clock, *offset);
}

std::optional<int> month_of(std::string_view word) {
    constexpr std::array<std::string_view, 12> kMonths{"jan", "feb", "mar", "apr", "may", "jun",
                                                       "jul", "aug", "sep", "oct", "nov", "dec"};
    const auto* found = std::ranges::find(kMonths, to_lower(word.substr(0, 3)));
    if (found == kMonths.end()) return std::nullopt;
    return static_cast<int>(found - kMonths.begin()) + 1;
}

// Words in any of the usual orders: the month is a word, the clock has a colon, the year is what comes last
// or has four digits, and what follows the clock and is no year is the zone.
std::optional<Instant> parse_words(std::string_view text, bool clock_needed) {
    std::optional<int> day;
    std::optional<int> month;
    std::optional<int> year;
    std::optional<seconds> clock;
    std::optional<seconds> offset;
    while (!(text = trim(text)).empty()) {
        const auto end = std::min(text.find_first_of(" ,\t\n"), text.size());
        std::string_view word = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (word.empty()) continue;
        if (word.find(':') != std::string_view::npos && !clock && is_digit(word[0])) {
            clock = take_clock(word);
            if (!clock) return std::nullopt;
            if (!word.empty()) offset = zone_offset(word);
        } else if (is_digit(word[0])) {
            // "06-Nov-94" holds all three.
            for (const bool dashes = word.find('-') != std::string_view::npos; !word.empty();) {
                const auto part = std::min(dashes ? word.find('-') : word.size(), word.size());
                std::string_view piece = word.substr(0, part);
                word.remove_prefix(std::min(part + 1, word.size()));
                if (!month && !piece.empty() && !is_digit(piece[0])) {
                    month = month_of(piece);
                    continue;
                }
                const bool long_year = piece.size() == 4;
                const auto value = take_number(piece, 1, 4);
                if (!value || !piece.empty()) return std::nullopt;
                if (!day && !long_year) {
                    day = value;
                } else if (!year) {
                    year = long_year ? *value : *value + (*value < 70 ? 2000 : 1900);
                }
            }
        } else if (!month && month_of(word)) {
            month = month_of(word);
        } else if (clock && !offset) {
            offset = zone_offset(word);
            if (!offset) return std::nullopt;
        }
    }
    if (!day || !month || !year || (clock_needed && !clock)) return std::nullopt;
    return moment(*year, *month, *day, clock.value_or(seconds(0)), offset.value_or(seconds(0)));
}

}  // namespace

std::optional<Instant> parse_feed_date(std::string_view text) {
    text = trim(text);
    if (text.size() > 100) return std::nullopt;
    if (const auto iso = parse_iso(text)) return iso;
    return parse_words(text, false);
}

std::optional<Instant> parse_page_date(std::string_view text) {
    text = trim(text);
    if (text.size() > 200) return std::nullopt;
    if (const auto known = parse_feed_date(text)) return known;
    const auto digit = std::ranges::find_if(text, is_digit);
    std::string_view rest = text.substr(static_cast<std::size_t>(digit - text.begin()));
    const auto first = take_number(rest, 1, 2);
    const bool parted = take(rest, '.') || take(rest, '/');
    const auto second = parted ? take_number(rest, 1, 2) : std::nullopt;
    if (!first || !second || (!take(rest, '.') && !take(rest, '/'))) return std::nullopt;
    const auto year = take_number(rest, 4, 4);
    if (!year) return std::nullopt;
    const auto day_first = moment(*year, *second, *first, seconds(0), seconds(0));
    return day_first ? day_first : moment(*year, *first, *second, seconds(0), seconds(0));
}

std::optional<Instant> parse_http_date(std::string_view text) {
    text = trim(text);
    const auto at = text.size() > 100 ? std::nullopt : parse_words(text, true);
    return at && *at >= Instant{} ? at : std::nullopt;
}

}  // namespace claimline
