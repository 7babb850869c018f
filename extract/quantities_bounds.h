#pragma once
// Ranges said by their two bounds: "more than 10 and less than 40 MW".

#include <cstddef>

#include "extract/numbers_lexer.h"
#include "extract/quantities.h"

namespace claimline {

// `after` is the other bound of the range that `before` begins, with nothing but "and" or "but" and its own
// words between lexeme `gap` (the first after `before`) and itself.
[[nodiscard]] bool closes_range(const Lexemes& lexemes, const QuantityMention& before, std::size_t gap,
                                const QuantityMention& after);

// Makes `range` the range from it to `other`.
void close_range(QuantityMention& range, const QuantityMention& other);

}  // namespace claimline
