#pragma once
// Plain text files -> the form of Article::text.

#include <string>
#include <string_view>

namespace claimline {

// Paragraphs of a text that is valid UTF-8: line ends unified, hard-wrapped lines joined, runs of empty lines
// made one, list items kept a line each.
[[nodiscard]] std::string tidy_plain_text(std::string_view text);

}  // namespace claimline
