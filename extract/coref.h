#pragma once
// What pronouns and descriptions stand for: "it", "he", "the company", "the TikTok owner", "the watchdog".
//
// Sieves in the manner of Lee et al., "Deterministic coreference resolution based on entity-centric,
// precision-ranked rules" (Computational Linguistics 39(4), 2013), cut down to the references that claims
// need.

#include <vector>

#include "core/entity.h"
#include "extract/entities_names.h"

namespace claimline {

// Resolved references left to right, none overlapping a name except descriptions that hold one ("the Orbis
// owner"), which replace it in `names`. `title` may be null. Linear but for a look-back of a few sentences.
[[nodiscard]] std::vector<EntityMention> resolve_references(Names& names, const Reading* title);

}  // namespace claimline
