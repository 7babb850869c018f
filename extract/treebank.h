#pragma once
// Annotated sentences for training and measuring: one token a line, seven columns apart by tabs
// (form, universal tag, other tag, head, relation, name tag, 1 when a blank follows), an empty line after
// each sentence, "#doc ID" and "#par" lines between.

#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "extract/tokens.h"

namespace claimline {

struct TreebankSentence {
    std::string text;
    std::vector<Token> tokens;       // spans of `text`, flags, and the annotated tag (X when there is none)
    std::vector<std::string> names;  // "O", "B-PER", "I-ORG" ..., parallel to tokens
    std::string document;
};

// Leaves out documents whose id starts with one of `skip`. Errors name the line.
[[nodiscard]] Result<std::vector<TreebankSentence>> parse_treebank(std::string_view tsv,
                                                                   const std::vector<std::string>& skip = {});

}  // namespace claimline
