#pragma once
// Averaged perceptron weights while they are learnt: integers only, rows made on their first update.

#include <array>
#include <cstdint>
#include <random>
#include <span>
#include <vector>

#include "extract/weights.h"

namespace claimline {

class PerceptronTrainer {
  public:
    using Feature = std::uint32_t;  // index of a feature hash

    PerceptronTrainer();
    [[nodiscard]] Feature feature(std::uint64_t hash);
    void add_scores(Feature feature, std::span<int, kMaxLabels> scores) const;
    // Weight of `feature` for `label` changes by `change` from now on.
    void update(Feature feature, std::size_t label, int change);
    // Begins anew from empty weights; what was averaged so far keeps its part in the average.
    void restart();
    // One decision was made: averages count decisions.
    void step() { ++now_; }

    // Averages, pruned below `prune` and scaled to 16 bits with `scale` units a weight of 1 (less when the
    // largest weight needs it). Adds "scale" to the header.
    void finish(double prune, int scale, LinearModel& out);

  private:
    struct Row {
        std::array<std::int32_t, kMaxLabels> weight{};
        std::array<std::int64_t, kMaxLabels> total{};
        std::array<std::uint32_t, kMaxLabels> since{};
    };

    std::vector<std::uint64_t> hashes_;  // by feature
    std::vector<std::uint32_t> row_of_;  // by feature; 0 = never updated
    std::vector<Row> rows_;
    std::vector<Feature> slots_;  // open addressing; index + 1
    std::uint32_t now_ = 0;
};

// Fisher-Yates with the standard's mt19937: the same order with every library (std::shuffle is not).
template <class T>
void shuffle(std::vector<T>& items, std::mt19937& random) {
    for (std::size_t i = items.size(); i > 1; --i) std::swap(items[i - 1], items[random() % i]);
}

}  // namespace claimline
