#pragma once
// Training of the part-of-speech tagger: averaged perceptron (Collins 2002; averaging as in Daume 2006),
// repeatable to the byte: integer updates, our own shuffle, one thread.

#include <cstdint>
#include <vector>

#include "extract/treebank.h"
#include "extract/weights.h"

namespace claimline {

struct TrainingOptions {
    unsigned iterations = 8;
    std::uint32_t seed = 1;
    double prune = 1.2;  // averaged weights below this are dropped (of updates of 1)
};

// The model with labels, templates and settings in its header; corpora are for the caller to add.
[[nodiscard]] LinearModel train_tagger(const std::vector<TreebankSentence>& sentences,
                                       const TrainingOptions& options);

}  // namespace claimline
