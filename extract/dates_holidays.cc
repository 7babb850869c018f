// Public holidays that reports name instead of a date.

#include "extract/dates_holidays.h"

#include <string_view>

#include "extract/dates_grammar.h"

namespace claimline {
namespace {

enum class Rule : std::uint8_t { fixed, nth_weekday, easter, after_thanksgiving };

struct Holiday {
    std::string_view
        words;  // lower case, blank between words, apostrophes dropped with what follows ("new year")
    Rule rule;
    int month;  // easter, after_thanksgiving: days after it
    int day;    // nth_weekday: ISO weekday
    int nth;
};

constexpr Holiday kHolidays[] = {
    {"christmas eve", Rule::fixed, 12, 24, 0},
    {"christmas day", Rule::fixed, 12, 25, 0},
    {"christmas", Rule::fixed, 12, 25, 0},
    {"xmas", Rule::fixed, 12, 25, 0},
    {"boxing day", Rule::fixed, 12, 26, 0},
    {"new year s eve", Rule::fixed, 12, 31, 0},
    {"new years eve", Rule::fixed, 12, 31, 0},
    {"new year s day", Rule::fixed, 1, 1, 0},
    {"new years day", Rule::fixed, 1, 1, 0},
    {"valentine s day", Rule::fixed, 2, 14, 0},
    {"valentines day", Rule::fixed, 2, 14, 0},
    {"saint patrick s day", Rule::fixed, 3, 17, 0},
    {"st patrick s day", Rule::fixed, 3, 17, 0},
    {"saint patrick", Rule::fixed, 3, 17, 0},
    {"may day", Rule::fixed, 5, 1, 0},
    {"juneteenth", Rule::fixed, 6, 19, 0},
    {"independence day", Rule::fixed, 7, 4, 0},
    {"bastille day", Rule::fixed, 7, 14, 0},
    {"halloween", Rule::fixed, 10, 31, 0},
    {"veterans day", Rule::fixed, 11, 11, 0},
    {"earth day", Rule::fixed, 4, 22, 0},
    {"martin luther king day", Rule::nth_weekday, 1, 1, 3},
    {"mlk day", Rule::nth_weekday, 1, 1, 3},
    {"new year", Rule::fixed, 1, 1, 0},
    {"trinity sunday", Rule::easter, 56, 0, 0},
    {"whit sunday", Rule::easter, 49, 0, 0},
    {"presidents day", Rule::nth_weekday, 2, 1, 3},
    {"mother s day", Rule::nth_weekday, 5, 7, 2},
    {"mothers day", Rule::nth_weekday, 5, 7, 2},
    {"memorial day", Rule::nth_weekday, 5, 1, -1},
    {"father s day", Rule::nth_weekday, 6, 7, 3},
    {"fathers day", Rule::nth_weekday, 6, 7, 3},
    {"labor day", Rule::nth_weekday, 9, 1, 1},
    {"columbus day", Rule::nth_weekday, 10, 1, 2},
    {"thanksgiving day", Rule::nth_weekday, 11, 4, 4},
    {"thanksgiving", Rule::nth_weekday, 11, 4, 4},
    {"black friday", Rule::after_thanksgiving, 1, 0, 0},
    {"cyber monday", Rule::after_thanksgiving, 4, 0, 0},
    {"labour day", Rule::nth_weekday, 9, 1, 1},
    {"mardi gras", Rule::easter, -47, 0, 0},
    {"ash wednesday", Rule::easter, -46, 0, 0},
    {"palm sunday", Rule::easter, -7, 0, 0},
    {"maundy thursday", Rule::easter, -3, 0, 0},
    {"good friday", Rule::easter, -2, 0, 0},
    {"easter sunday", Rule::easter, 0, 0, 0},
    {"easter monday", Rule::easter, 1, 0, 0},
    {"easter", Rule::easter, 0, 0, 0},
    {"ascension day", Rule::easter, 39, 0, 0},
    {"whit monday", Rule::easter, 50, 0, 0},
    {"pentecost", Rule::easter, 49, 0, 0},
};

// Lexemes of `name` spelled at `at`, or 0. Apostrophes between words count for nothing.
std::size_t length_of(const Lexemes& l, std::size_t at, std::string_view name) {
    std::size_t next = at;
    while (!name.empty()) {
        const std::size_t blank = name.find(' ');
        if (l.is(next, '\'') || (next > at && l.is(next, '.'))) ++next;
        if (!l.spells(next, name.substr(0, blank))) return 0;
        ++next;
        name = blank == std::string_view::npos ? std::string_view{} : name.substr(blank + 1);
    }
    return next - at;
}

}  // namespace

sys_days holiday_in(int holiday, int year) {
    const Holiday& row = kHolidays[static_cast<std::size_t>(holiday - 1)];
    switch (row.rule) {
        case Rule::fixed: return day_of(year, row.month, row.day);
        case Rule::nth_weekday: return nth_weekday(year, row.month, row.day, row.nth);
        case Rule::after_thanksgiving: return nth_weekday(year, 11, 4, 4) + std::chrono::days{row.month};
        case Rule::easter: return easter_sunday(year) + std::chrono::days{row.month};
    }
    return day_of(year, 1, 1);
}

std::optional<DatePhrase> DateGrammar::holiday(std::size_t at) const {
    if (!l_.is_word(at) || l_[at].span.size() < 2) return std::nullopt;
    DatePhrase phrase;
    phrase.first = at;
    for (std::size_t i = 0; i < std::size(kHolidays); ++i) {
        if (to_lower(l_.text(at)[0]) != kHolidays[i].words[0]) continue;
        const std::size_t length = length_of(l_, at, kHolidays[i].words);
        if (length == 0 || at + length <= phrase.last) continue;
        phrase.last = at + length;
        phrase.unit.grain = Grain::day;
        phrase.unit.holiday = static_cast<int>(i + 1);
        phrase.rule = "holiday";
    }
    if (phrase.last == 0) return std::nullopt;
    std::size_t last = 0;
    if (year_after(phrase.last, phrase.unit, last)) phrase.last = last;
    return phrase;
}

}  // namespace claimline
