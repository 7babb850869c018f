#pragma once
// A stretch of text cut into words, numbers and punctuation (conventions of the English treebanks of
// Universal Dependencies, but hyphenated words stay whole).

#include <string_view>
#include <vector>

#include "core/text.h"
#include "extract/tokens.h"

namespace claimline {

// Appends the tokens of `part` of `text`, with spans and the flags that follow from the form alone (all but
// kSentenceStart and kQuoted). Linear in part.size().
void split_tokens(std::string_view text, Span part, std::vector<Token>& out);

// The flags that follow from one form alone (not kSpaceBefore).
[[nodiscard]] std::uint16_t flags_of_form(std::string_view form);

}  // namespace claimline
