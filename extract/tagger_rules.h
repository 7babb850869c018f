#pragma once
// Part-of-speech tags without trained weights: closed-class words, suffixes and a few rules of context.

#include <span>
#include <string_view>

#include "extract/tokens.h"

namespace claimline {

// Sets `pos` of the tokens of one sentence (flags must be set).
void tag_by_rules(std::string_view text, std::span<Token> sentence);

}  // namespace claimline
