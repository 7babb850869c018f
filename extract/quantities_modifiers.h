#pragma once
// The words around an amount: "more than", "up to", "nearly", "rose", "or more", "per day".

#include <string>

#include "extract/numbers_lexer.h"
#include "extract/quantities.h"

namespace claimline {

struct FoundModifier {
    Modifier modifier = Modifier::none;
    Span span;
};

// The modifier of the amount at lexemes [first, last).
[[nodiscard]] FoundModifier find_modifier(const Lexemes& lexemes, std::size_t first, std::size_t last);

// What the amount that ends at `last` is counted per: "day" of "per day"; empty when nothing. `money` may
// also be counted "a day".
[[nodiscard]] std::string per_after(const Lexemes& lexemes, std::size_t last, bool money);

// The word at `at` speaks of a length: "tall", "height", "metres".
[[nodiscard]] bool is_about_length(const Lexemes& lexemes, std::size_t at);

}  // namespace claimline
