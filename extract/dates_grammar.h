#pragma once
// The grammar of dates: which phrase, if any, starts at a lexeme. It looks at words only; what "last" or
// "March" means on a given day is the resolver's business.

#include <optional>

#include "extract/dates_phrase.h"
#include "extract/numbers_lexer.h"

namespace claimline {

struct GrammarOptions {
    bool day_first = false;       // 02/03/2023 is 2 March
    bool years_anywhere = false;  // "1775" without a preposition is a year: histories
};

class DateGrammar {
  public:
    DateGrammar(const Lexemes& lexemes, const GrammarOptions& options) : l_(lexemes), options_(options) {}

    // The longest phrase that starts at lexeme `at`, prepositions left out.
    [[nodiscard]] std::optional<DatePhrase> parse(std::size_t at) const;

  private:
    using Found = std::optional<DatePhrase>;

    // dates_calendar_grammar.cc: dates of the calendar
    [[nodiscard]] Found absolute(std::size_t at) const;
    [[nodiscard]] Found iso(std::size_t at) const;
    [[nodiscard]] Found numeric(std::size_t at) const;
    [[nodiscard]] Found month_first(std::size_t at) const;
    [[nodiscard]] Found day_first(std::size_t at) const;
    [[nodiscard]] Found year_first(std::size_t at) const;
    [[nodiscard]] Found weekday(std::size_t at) const;
    [[nodiscard]] Found bare_day(std::size_t at) const;
    [[nodiscard]] Found quarter_or_half(std::size_t at) const;
    [[nodiscard]] Found fiscal_year(std::size_t at) const;
    [[nodiscard]] Found decade_or_century(std::size_t at) const;
    [[nodiscard]] Found season(std::size_t at) const;
    [[nodiscard]] Found bare_year(std::size_t at) const;
    [[nodiscard]] Found holiday(std::size_t at) const;
    [[nodiscard]] Found week(std::size_t at) const;

    // dates_relative_grammar.cc: phrases that count from another day
    [[nodiscard]] Found deictic(std::size_t at) const;
    [[nodiscard]] Found directed(std::size_t at) const;
    [[nodiscard]] Found counted_direction(std::size_t at) const;
    [[nodiscard]] bool quarters(std::size_t at, Amounts& amounts, std::size_t& last) const;
    [[nodiscard]] Found nth(std::size_t at) const;
    [[nodiscard]] Found set(std::size_t at) const;
    [[nodiscard]] Found modified(std::size_t at) const;
    [[nodiscard]] Found vague(std::size_t at) const;

    // dates_counted_grammar.cc: lengths of time and what they count from
    [[nodiscard]] Found counted(std::size_t at) const;
    [[nodiscard]] Found stretch_from(std::size_t at, const DatePhrase& length) const;
    void join_weekday(DatePhrase& phrase) const;
    [[nodiscard]] bool is_hour_sign(std::size_t at, std::size_t unit) const;
    [[nodiscard]] bool amounts(std::size_t at, Amounts& amounts, std::size_t& last) const;

    // dates_clock_grammar.cc: times of the day
    [[nodiscard]] Found clock(std::size_t at) const;
    [[nodiscard]] Found part_of_day(std::size_t at) const;
    void add_clock(DatePhrase& phrase) const;
    void add_clock_of_set(DatePhrase& phrase) const;
    [[nodiscard]] std::optional<ClockPhrase> clock_phrase(std::size_t at, bool bare) const;
    [[nodiscard]] bool clock_time(std::size_t at, bool bare, ClockTime& out) const;
    [[nodiscard]] bool past_hour(std::size_t at, ClockTime& out) const;
    [[nodiscard]] bool word_minutes(std::size_t at, bool bare, ClockTime& out) const;
    void finish_clock(ClockTime& out) const;
    [[nodiscard]] bool half_of_day(std::size_t at, bool& pm, std::size_t& last) const;
    [[nodiscard]] Key part_after(std::size_t at, std::size_t& last) const;
    [[nodiscard]] std::size_t past_zone(std::size_t at) const;
    [[nodiscard]] std::size_t past_zone_name(std::size_t at) const;
    void put(DatePhrase& phrase, const ClockPhrase& clock) const;
    [[nodiscard]] bool counts(std::size_t at) const;
    [[nodiscard]] int clock_minutes(std::size_t at, std::size_t& last) const;
    [[nodiscard]] std::optional<ClockPhrase> clock_stretch(std::size_t at) const;
    [[nodiscard]] static bool add_length(int minutes, ClockPhrase& phrase);
    static void settle(ClockPhrase& phrase, Key part);
    static void settle_range(ClockPhrase& phrase);

    // shared pieces
    [[nodiscard]] bool day_number(std::size_t at, int& day, std::size_t& last, bool* ordinal = nullptr) const;
    [[nodiscard]] bool year_number(std::size_t at, CalendarUnit& unit, std::size_t& last) const;
    [[nodiscard]] bool two_digit_year(std::size_t at, int& year, std::size_t& last) const;
    [[nodiscard]] std::size_t past_comma(std::size_t at) const { return l_.is(at, ',') ? at + 1 : at; }
    [[nodiscard]] std::size_t past(std::size_t at, Key key) const { return l_.is(at, key) ? at + 1 : at; }
    [[nodiscard]] int month(std::size_t at, std::size_t& last) const;
    [[nodiscard]] bool year_after(std::size_t at, CalendarUnit& unit, std::size_t& last) const;
    [[nodiscard]] bool month_stands_alone(std::size_t at, std::size_t last) const;
    [[nodiscard]] bool beside_month(std::size_t at, std::size_t last) const;
    [[nodiscard]] bool counts_things(std::size_t at) const;
    [[nodiscard]] bool after_preposition(std::size_t at) const;
    [[nodiscard]] bool after_label(std::size_t at) const;

    const Lexemes& l_;
    GrammarOptions options_;
};

}  // namespace claimline
