#pragma once
// Numbers written in digits, with the separators of either style and exponents: "1,234.5", "1.234,5", "1 234
// 567",
// ".5", "1.3e6", "2.48×10−5".

#include <optional>

#include "extract/numbers.h"

namespace claimline {

// The number whose digits start at lexeme `at`, without sign, scale or unit.
[[nodiscard]] std::optional<ParsedNumber> parse_digits(const Lexemes& lexemes, std::size_t at);

}  // namespace claimline
