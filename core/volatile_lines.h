#pragma once
// Lines of a page that change without anybody editing it: clocks, "3 minutes ago", counters of views and
// shares.

#include <string>
#include <string_view>

namespace claimline {

// True when the line is short, has a digit, and consists of nothing but numbers, times and the words of
// data/lang/en/clock_words.txt, one of which (or a time like 10:42) makes it a clock or counter. A row of
// figures is none, neither is a sentence.
[[nodiscard]] bool is_volatile_line(std::string_view line);

// `text` without such lines: what two captures of an unedited page have in common.
[[nodiscard]] std::string without_volatile_lines(std::string_view text);

}  // namespace claimline
