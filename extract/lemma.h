#pragma once
// Inflected English words back to their lemmas: irregular tables, then suffix rules checked against a
// vocabulary.

#include <string_view>

#include "extract/tokens.h"

namespace claimline {

struct Lemmas {
    LemmaId best = kUnknownLemma;
    LemmaId other = kUnknownLemma;  // set only when `best` is, and different from it
};

// The lemmas of `form` (any case) that `vocabulary` holds: first those its tag allows, then the others, so
// that a wrong tag costs the order and not the match. Comparatives are undone for adjectives and adverbs
// only.
[[nodiscard]] Lemmas find_lemmas(std::string_view form, Pos pos, const Vocabulary& vocabulary);

}  // namespace claimline
