#pragma once
// Gapping: "fined Velta 90 million euros, Orbis 60 million and Nordkom 35 million" says its verb once.

#include <vector>

#include "extract/rule_relations.h"

namespace claimline {

struct GappedPair {
    const Mention* party = nullptr;
    SlotValue amount;
};

// The pairs of party and amount that follow `party` and `amount`, the first pair, in the same order and with
// nothing but separators, prepositions and "one" between them; none when there is no such row. A number
// without a unit is money where the first amount was.
[[nodiscard]] std::vector<GappedPair> find_gapped(const SentenceView& view, const Mention& party,
                                                  const Mention& amount, const Filler& parties,
                                                  const Filler& amounts);

}  // namespace claimline
