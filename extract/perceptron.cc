// Totals are kept lazily: a weight is multiplied by its age only when it changes.

#include "extract/perceptron.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>

#include "extract/word_map.h"

namespace claimline {

PerceptronTrainer::PerceptronTrainer() : rows_(1), slots_(1U << 20) {}

PerceptronTrainer::Feature PerceptronTrainer::feature(std::uint64_t hash) {
    const auto place = [this](std::uint64_t wanted) {
        std::size_t at = wanted & (slots_.size() - 1);
        while (slots_[at] != 0 && hashes_[slots_[at] - 1] != wanted) at = (at + 1) & (slots_.size() - 1);
        return at;
    };
    std::size_t at = place(hash);
    if (slots_[at] != 0) return slots_[at] - 1;
    if (hashes_.size() * 2 >= slots_.size()) {
        slots_.assign(slots_.size() * 2, 0);
        for (std::size_t i = 0; i < hashes_.size(); ++i)
            slots_[place(hashes_[i])] = static_cast<Feature>(i + 1);
        at = place(hash);
    }
    hashes_.push_back(hash);
    row_of_.push_back(0);
    slots_[at] = static_cast<Feature>(hashes_.size());
    return slots_[at] - 1;
}

void PerceptronTrainer::add_scores(Feature feature, std::span<int, kMaxLabels> scores) const {
    if (row_of_[feature] == 0) return;
    const Row& row = rows_[row_of_[feature]];
    for (std::size_t label = 0; label < kMaxLabels; ++label) scores[label] += row.weight[label];
}

void PerceptronTrainer::update(Feature feature, std::size_t label, int change) {
    if (row_of_[feature] == 0) {
        row_of_[feature] = static_cast<std::uint32_t>(rows_.size());
        rows_.emplace_back();
    }
    Row& row = rows_[row_of_[feature]];
    row.total[label] += static_cast<std::int64_t>(row.weight[label]) * (now_ - row.since[label]);
    row.since[label] = now_;
    row.weight[label] += change;
}

void PerceptronTrainer::restart() {
    for (Row& row : rows_) {
        for (std::size_t label = 0; label < kMaxLabels; ++label) {
            row.total[label] += static_cast<std::int64_t>(row.weight[label]) * (now_ - row.since[label]);
            row.since[label] = now_;
            row.weight[label] = 0;
        }
    }
}

void PerceptronTrainer::finish(double prune, int scale, LinearModel& out) {
    std::vector<std::array<double, kMaxLabels>> averages(rows_.size());
    double largest = 0;
    for (std::size_t i = 1; i < rows_.size(); ++i) {
        for (std::size_t label = 0; label < kMaxLabels; ++label) {
            const Row& row = rows_[i];
            const std::int64_t total =
                row.total[label] + static_cast<std::int64_t>(row.weight[label]) * (now_ - row.since[label]);
            averages[i][label] = static_cast<double>(total) / std::max(now_, 1U);
            largest = std::max(largest, std::abs(averages[i][label]));
        }
    }
    const int used = std::max(1, std::min(scale, static_cast<int>(kMaxWeight / std::max(largest, 1.0))));
    std::vector<std::size_t> order(hashes_.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, {}, [this](std::size_t i) { return hashes_[i]; });
    for (const std::size_t i : order) {
        WeightRow row;
        for (std::size_t label = 0; label < kMaxLabels; ++label) {
            const double average = averages[row_of_[i]][label];
            if (std::abs(average) >= prune)
                row.by_label[label] = static_cast<std::int16_t>(std::lround(average * used));
        }
        if (std::ranges::all_of(row.by_label, [](std::int16_t weight) { return weight == 0; })) continue;
        out.hashes.push_back(hashes_[i]);
        out.rows.push_back(row);
    }
    out.header.emplace_back("scale", std::to_string(used));
}

}  // namespace claimline
