#pragma once
// The words that dates, numbers and quantities are written with: one table per language, found by one hash
// lookup. The grammars know roles (Key, month 3, unit "week"), never words: a language is added as a table.

#include <cstdint>
#include <string_view>
#include <vector>

namespace claimline {

// What a word does in the grammar of dates and numbers.
enum class Key : std::uint8_t {
    none,
    // articles, connectives, prepositions
    the,
    a,
    of,
    in,
    on,
    at,
    by,
    to,
    until,
    through,
    from,
    since,
    before,
    after,
    between,
    and_,
    or_,
    for_,
    during,
    within,
    as,
    per,
    not_,
    than,
    // deictic
    this_,
    last,
    past,
    previous,
    next,
    coming,
    following,
    same,
    that,
    each,
    every,
    another,
    these,
    ago,
    earlier,
    later,
    hence,
    now,
    today,
    tonight,
    tomorrow,
    yesterday,
    current,
    currently,
    recent,
    recently,
    former,
    formerly,
    future,
    soon,
    // parts and modifiers
    early,
    mid,
    late,
    beginning,
    end,
    middle,
    final,
    rest,
    about,
    more,
    less,
    nearly,
    over_,
    under_,
    up,
    down,
    least,
    most,
    only,
    few,
    several,
    couple,
    some,
    many,
    all,
    half,
    quarter,
    exactly,
    average,
    equal,
    rise,
    fall_,
    // calendar
    fiscal,
    school,
    calendar,
    year_label,
    decade_name,
    era_bc,
    era_ad,
    ended,
    old,
    season,
    holiday,
    weekday,
    // clock
    am,
    pm,
    noon,
    midnight,
    morning,
    afternoon,
    evening,
    night,
    daytime,
    // sets
    daily,
    weekly,
    monthly,
    quarterly,
    yearly,
    every_other,  // "bi-" before a set
    hourly,
    // numbers
    point,
    minus,
    percent,
    dozen,
    // verbs that point ahead ("will", "plans"), and the verb "may"
    ahead,
    behind,
    // labels of things that are numbered, not counted: "Section", "Article", "version", "page"
    label,
};

enum class NumberKind : std::uint8_t { none, unit, teen, tens, hundred, scale };

// Lengths of time; the order is by length.
enum class Grain : std::uint8_t {
    none,
    second,
    minute,
    hour,
    part_of_day,
    day,
    weekend,
    week,
    fortnight,
    month,
    season,
    quarter,
    half,
    year,
    decade,
    century,
};

using WordId = std::uint16_t;
inline constexpr WordId kNoWord = 0;

// One word may have several roles: "second" is an ordinal and a unit, "march" a month, "may" a month and a
// verb.
struct Word {
    Key key = Key::none;
    std::int16_t arg = 0;  // season number, holiday row, hour of a part of day, days from today
    NumberKind number_kind = NumberKind::none;
    bool abbreviation = false;  // "mar", "sat": too short to mean a date on its own
    bool ordinary = false;      // also an ordinary word: "may", "march", "sun", "second"
    std::uint8_t month = 0;     // 1..12
    std::uint8_t weekday = 0;   // ISO: Monday 1 .. Sunday 7
    Grain grain = Grain::none;  // a unit of time
    bool plural = false;        // of a unit of time
    std::uint16_t ordinal = 0;
    double number = 0;
    bool starts_date = false;  // a date may start at this word
    bool starts_number = false;
};

// Habits of writing that no word list can say; a language's file sets them.
struct WritingHabits {
    bool decimal_comma = false;       // 1.234,5
    bool stop_after_number = false;   // "3. Mai", "18.02.22", "5 Mio. Euro"
    bool ago_leads = false;           // "vor zwei Jahren"; the same word is "before"
    bool part_without_of = false;     // "Ende 2025"
    bool range_by_until = false;      // "5 bis 7"
    bool article_in_between = false;  // "vor dem 3. Mai"
};

class WordTable {
  public:
    // `lang` is an ISO 639-1 code; unknown ones get English. The tables live as long as the program.
    [[nodiscard]] static const WordTable& of(std::string_view lang);

    // Any case; kNoWord when unknown.
    [[nodiscard]] WordId find(std::string_view word) const;
    [[nodiscard]] const Word& at(WordId id) const { return words_[id]; }
    [[nodiscard]] const WritingHabits& habits() const { return habits_; }

    // Filling, done once: the entry of `word`, made if need be.
    Word& entry(std::string_view word);
    void finish();

  private:
    [[nodiscard]] std::size_t slot_of(std::string_view word) const;

    std::vector<Word> words_{Word{}};
    std::vector<std::string_view> spellings_{std::string_view{}};  // literals of the tables
    std::vector<WordId> slots_;                                    // open addressing, a power of two
    std::size_t longest_ = 0;
    WritingHabits habits_;

    friend void fill_english(WordTable& table);
    friend void fill_german(WordTable& table);
};

}  // namespace claimline
