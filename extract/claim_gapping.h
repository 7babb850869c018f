#pragma once
// Rows of pairs inside a sentence. Gapping: "fined Velta 90 million euros, Orbis 60 million and Nordkom 35
// million" says its verb once.

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

// The party that labels `amount` in a row like "three fines: Velta, 90 million; Orbis, 60 million": it stands
// right before it, after a colon, a semicolon or the beginning. Null when it does not.
[[nodiscard]] const Mention* find_label(const SentenceView& view, const Mention& amount,
                                        const Filler& parties);

// The items of a list inside its sentence, after a colon and cut at semicolons, or where there are none at
// commas and "and": "users by service: Pixra 3 million; Velta: 2 million". Only items with a name and a
// figure; none unless there are two. Each is a sentence of its own in all but its number.
[[nodiscard]] std::vector<Sentence> find_inline_items(const Layers& layers, const Sentence& sentence);

}  // namespace claimline
