#pragma once
// The best allowed label sequence of a sentence (Viterbi 1967), shared by training and use.

#include <array>
#include <cstdint>
#include <vector>

#include "extract/ner_features.h"

namespace claimline {

using LabelScores = std::array<int, kNerLabels>;
using TransitionScores = std::array<std::array<int, kNerLabels>, kNerLabels>;

inline constexpr int kImpossible = -100'000'000;  // far below any sum over a sentence

// Scores of a word that cannot be part of a name.
[[nodiscard]] inline LabelScores only_outside() {
    LabelScores scores;
    scores.fill(kImpossible);
    scores[kOutside] = 0;
    return scores;
}

struct ViterbiScratch {
    std::vector<LabelScores> sums;
    std::vector<std::array<std::uint8_t, kNerLabels>> from;
    std::vector<std::uint8_t> labels;
};

// One label a word; the sequence obeys may_follow() from border to border. Ties go to the lower label. The
// words may be part of a sentence: what lies before them counts as the border, `goes_on` says that a word
// follows which is outside of every name.
[[nodiscard]] const std::vector<std::uint8_t>& best_labels(const std::vector<LabelScores>& scores,
                                                           const TransitionScores& transitions, bool goes_on,
                                                           ViterbiScratch& scratch);

}  // namespace claimline
