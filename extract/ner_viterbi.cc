// Sums are capped from below so that long sentences of impossible labels cannot overflow.

#include "extract/ner_viterbi.h"

#include <algorithm>

namespace claimline {
namespace {

struct Allowed {
    std::array<std::array<std::uint8_t, kNerLabels>, kNerLabels>
        before{};  // by label: which may stand before it
    std::array<std::uint8_t, kNerLabels> count{};
};

constexpr Allowed kAllowed = [] {
    Allowed allowed;
    for (std::size_t to = 0; to < kNerLabels; ++to) {
        for (std::size_t from = 0; from < kNerLabels; ++from) {
            if (may_follow(from, to))
                allowed.before[to][allowed.count[to]++] = static_cast<std::uint8_t>(from);
        }
    }
    return allowed;
}();

}  // namespace

const std::vector<std::uint8_t>& best_labels(const std::vector<LabelScores>& scores,
                                             const TransitionScores& transitions, bool goes_on,
                                             ViterbiScratch& scratch) {
    const std::size_t size = scores.size();
    scratch.sums.resize(size);
    scratch.from.resize(size);
    scratch.labels.assign(size, kOutside);
    LabelScores before = only_outside();
    for (std::size_t i = 0; i < size; ++i) {
        LabelScores& now = scratch.sums[i];
        for (std::size_t to = 0; to < kNerLabels; ++to) {
            int best = 2 * kImpossible;
            for (std::size_t k = 0; k < kAllowed.count[to]; ++k) {
                const std::uint8_t from = kAllowed.before[to][k];
                const int sum = before[from] + transitions[from][to];
                if (sum > best) {
                    best = sum;
                    scratch.from[i][to] = from;
                }
            }
            now[to] = std::max(best + scores[i][to], kImpossible * 2);
        }
        before = now;
    }
    std::size_t label = kOutside;
    const auto end = [&](std::size_t last) {
        return before[last] + (goes_on ? transitions[last][kOutside] : 0);
    };
    for (std::size_t last = 0; last < kNerLabels; ++last) {
        if (size > 0 && may_follow(last, kOutside) && end(last) > end(label)) label = last;
    }
    for (std::size_t i = size; i-- > 0;) {
        scratch.labels[i] = static_cast<std::uint8_t>(label);
        label = scratch.from[i][label];
    }
    return scratch.labels;
}

}  // namespace claimline
