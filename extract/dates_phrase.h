#pragma once
// A date phrase as it was said, before it is resolved against the publication date or an earlier mention.

#include <array>
#include <cstddef>
#include <cstdint>

#include "extract/dates_calendar.h"

namespace claimline {

// "3 years", "a few weeks", "18 months".
struct Amount {
    double count = 1;
    Grain grain = Grain::none;
    bool vague = false;    // "several", or no number at all ("months")
    bool working = false;  // "business days": Saturdays and Sundays don't count
};

struct Amounts {
    std::array<Amount, 4> items{};  // "2 years 1 month 21 days"
    std::size_t size = 0;
};

enum class Direction : std::uint8_t { none, this_, last, next, same };

// What a phrase counts from.
enum class Base : std::uint8_t {
    reference,  // the publication date
    mention,    // the date mentioned before ("a week later")
    unit,       // the date in the phrase itself ("two days after 3 May")
};

enum class PhraseKind : std::uint8_t {
    unit,      // a date, a month, a quarter: `unit`, perhaps with `direction`
    range,     // `unit` to `other`
    shifted,   // `amounts` from the base, `direction` last or next
    stretch,   // "the last three months", "the six months to 31 January"
    nth,       // "the first week of October": `ordinal`-th `unit.grain` or weekday of `other`
    duration,  // `amounts`
    set,       // "every Friday", "weekly"
    vague,     // PRESENT_REF and its like
};

// How the interval meant lies to the date named.
enum class Openness : std::uint8_t { closed, from, until_start, until_end, after };

struct DatePhrase {
    std::size_t first = 0;  // lexemes [first, last)
    std::size_t last = 0;
    PhraseKind kind = PhraseKind::unit;
    CalendarUnit unit;
    CalendarUnit other;
    std::size_t first_end =
        0;  // ranges: `unit` was said in [first, first_end), `other` in [other_first, last)
    std::size_t other_first = 0;
    Direction direction = Direction::none;
    Base base = Base::reference;
    Amounts amounts;
    int ordinal = 0;            // nth: 1.., -1 the last
    int shift = 0;              // units of unit.grain away from the base: yesterday -1
    bool in_week = false;       // `unit` is a weekday of the week that `direction` points to
    int weekday_of = 0;         // shifted: that weekday of the week reached ("Monday two weeks from now")
    bool week_of = false;       // the whole week that holds `unit` ("the week of 3 May")
    const char* modifier = "";  // start, mid, end, before, after, approx
    Openness openness = Openness::closed;
    const char* value = "";  // kinds vague and set
    const char* rule = "";
};

// A phrase of kind `unit` over lexemes [first, last).
inline DatePhrase make_phrase(std::size_t first, std::size_t last, Grain grain, const char* rule) {
    DatePhrase phrase;
    phrase.first = first;
    phrase.last = last;
    phrase.unit.grain = grain;
    phrase.rule = rule;
    return phrase;
}

inline void set_day(DatePhrase& phrase, int year, int month, int day) {
    phrase.unit.grain = Grain::day;
    phrase.unit.year = year;
    phrase.unit.month = month;
    phrase.unit.day = day;
}

// Makes `phrase` the range from its unit to `other`.
inline void make_range(DatePhrase& phrase, const CalendarUnit& other, std::size_t first_end,
                       std::size_t other_first) {
    phrase.kind = PhraseKind::range;
    phrase.other = other;
    phrase.first_end = first_end;
    phrase.other_first = other_first;
}

[[nodiscard]] constexpr bool is_part_of_day(Key key) {
    return key == Key::morning || key == Key::afternoon || key == Key::evening || key == Key::night ||
           key == Key::daytime;
}

// '39 is 2039, '40 is 1940.
[[nodiscard]] constexpr int full_year(int two_digits) {
    return two_digits < 40 ? 2000 + two_digits : 1900 + two_digits;
}

// A time of day as the grammar reads it; -1 where nothing was said.
struct ClockTime {
    int hour = -1;
    int minute = -1;
    int second = -1;
    bool sure = false;      // can be nothing but a time: "15:30", "3 pm", "noon"
    bool halved = false;    // before or after noon is settled
    bool finished = false;  // nothing more to read after it
    std::size_t last = 0;
};

struct ClockPhrase {
    std::size_t first = 0;
    std::size_t last = 0;
    std::size_t first_end = 0;
    ClockTime from;
    ClockTime to;
    bool range = false;
    Key part = Key::none;
};

}  // namespace claimline
