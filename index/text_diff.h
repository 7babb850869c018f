#pragma once
// What changed between two texts, word by word (Myers, "An O(ND) Difference Algorithm", 1986).

#include <string>
#include <string_view>
#include <vector>

namespace claimline {

// One place: what stood there and what stands there now, with the unchanged words around it. Words are joined
// by single blanks; line breaks do not count as changes.
struct TextChange {
    std::string before;   // up to six words
    std::string removed;  // may be empty
    std::string added;    // may be empty
    std::string after;    // up to six words
    friend bool operator==(const TextChange&, const TextChange&) = default;
};

// In the order of the text. Texts that have more than 1,000 changed words are one change from the first
// difference to the last.
[[nodiscard]] std::vector<TextChange> diff_words(std::string_view from, std::string_view to);

}  // namespace claimline
