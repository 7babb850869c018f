#pragma once
// Quotations: which parts of a text stand between quotation marks.

#include <string_view>
#include <vector>

#include "core/text.h"

namespace claimline {

struct Quotation {
    Span span;             // with its marks
    bool closed = true;    // false: ends with its line, to go on in the next
    bool goes_on = false;  // opens where the one before was left open
};

// “ ” „ “ « » ‹ › ‘ ’ and straight quotes, paired within a line; left to right, never nested. A line that
// opens a quotation without closing it quotes to its end (as newspapers do for quotations of several
// paragraphs); an apostrophe closes nothing. Linear time, any bytes.
[[nodiscard]] std::vector<Quotation> find_quotations(std::string_view text);

}  // namespace claimline
