#pragma once
// Numbers as reports write them: "1,234.5", "1 234 567", "1.234,5", "1.2bn", "two hundred and five", "half a
// billion", "three quarters", "10 1/2", "3rd", "twenty-first".

#include <cstddef>
#include <optional>

#include "extract/numbers_lexer.h"

namespace claimline {

struct ParsedNumber {
    std::size_t first = 0;  // lexemes [first, last)
    std::size_t last = 0;
    double value = 0;
    double scale = 1;       // the product of the scale words in `value`: 1e6 in "45 million"
    bool digits = false;    // starts with digits
    bool plain = false;     // one bare run of digits: may be a year, a day, a clock time
    bool grouped = false;   // thousands were separated
    bool ordinal = false;   // "3rd", "third"
    bool fraction = false;  // "two thirds", "1/4", "half"
    bool vague = false;     // "few", "several", "a couple"
    bool article = false;   // only "a" or "an" stands for one: "a million", "an hour"
};

struct NumberRules {
    bool letters_scale = true;  // "1.2m", "5k", "10G", "3bn" glued to the digits
    bool articles = false;      // "a" and "an" alone count as one (before units)
    bool vague = false;         // "few", "several" are numbers (before units of time)
};

// The longest number that starts at lexeme `at`.
[[nodiscard]] std::optional<ParsedNumber> parse_number(const Lexemes& lexemes, std::size_t at,
                                                       const NumberRules& rules = {});

// The same for ordinals only: "3rd", "21st", "twenty-first", "last" is none.
[[nodiscard]] std::optional<ParsedNumber> parse_ordinal(const Lexemes& lexemes, std::size_t at);

// The scale that the letters at `at` stand for when they are glued to digits or follow them ("m", "bn", "k",
// "mn"), or 0. `money` says that a currency stands before: then "m" after a blank is a million too.
[[nodiscard]] double letter_scale(const Lexemes& lexemes, std::size_t at, bool money);

// Past one hyphen that joins two words ("twenty-one", "three-month"), else `at` itself.
[[nodiscard]] std::size_t past_hyphen(const Lexemes& lexemes, std::size_t at);

}  // namespace claimline
