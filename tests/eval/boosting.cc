// Gradient boosting: see boosting.h.
#include "tests/eval/boosting.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <random>

#include "extract/trees.h"

namespace claimline {
namespace {

constexpr std::size_t kBins = 48;
// With sampled gradients the bins of larger tables are found from about so many rows.
constexpr std::size_t kRowsForBins = 40'000;

// One column as bin numbers, and the value above which each bin begins.
struct Column {
    std::vector<float> thresholds;  // bin b holds values in (thresholds[b - 1], thresholds[b]]
    std::vector<std::uint8_t> bins;
};

// The bins are found from every `step`th row.
Column bin_column(const TrainingTable& table, const std::vector<std::size_t>& rows, std::size_t feature,
                  std::size_t step) {
    std::vector<float> sorted;
    for (std::size_t k = 0; k < rows.size(); k += step) sorted.push_back(table.row(rows[k])[feature]);
    std::ranges::sort(sorted);
    Column column;
    for (std::size_t b = 1; b < kBins; ++b) {
        const float value = sorted[b * sorted.size() / kBins];
        if (value < sorted.back() && (column.thresholds.empty() || value > column.thresholds.back()))
            column.thresholds.push_back(value);
    }
    // Rare large values would share one bin with the common ones.
    std::vector<float> distinct = sorted;
    distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
    if (distinct.size() <= kBins) {
        distinct.pop_back();
        column.thresholds = distinct;
    }
    for (const std::size_t row : rows) {
        const auto at = std::ranges::lower_bound(column.thresholds, table.row(row)[feature]);
        column.bins.push_back(static_cast<std::uint8_t>(at - column.thresholds.begin()));
    }
    return column;
}

struct Sums {
    double gradient = 0, hessian = 0;
};

struct Split {
    double gain = 0;
    std::size_t feature = 0;
    std::size_t bin = 0;  // rows with bin <= this go below
};

struct TreeNode {
    Sums sums;
    Split split;
    int below = -1, above = -1;
};

class Trainer {
  public:
    Trainer(const TrainingTable& table, const std::vector<bool>& use, const BoostingOptions& options)
        : table_(table), options_(options), random_(options.seed) {
        for (std::size_t i = 0; i < table.rows(); ++i) {
            if (use[i] && table.weights[i] > 0) rows_.push_back(i);
        }
        double total = 0;
        for (const std::size_t row : rows_) total += table.weights[row];
        scale_ = static_cast<double>(rows_.size()) / std::max(total, 1e-9);
        const std::size_t step = options.gradient_share > 0 ? 1 + rows_.size() / kRowsForBins : 1;
        for (std::size_t f = 0; f < table.columns; ++f) columns_.push_back(bin_column(table, rows_, f, step));
    }

    std::string train() {
        double positive = 0, all = 0;
        for (const std::size_t row : rows_) {
            positive += static_cast<double>(table_.weights[row] * table_.labels[row]);
            all += static_cast<double>(table_.weights[row]);
        }
        const double base =
            table_.groups.empty() ? std::log((positive + 1e-6) / (all - positive + 1e-6)) : 0.0;
        scores_.assign(rows_.size(), base);
        std::string out = fmt::format("base {:.4g}\n", base);
        for (int t = 0; t < options_.trees; ++t) out += grow() + "\n";
        return out;
    }

  private:
    std::string grow() {
        std::uniform_real_distribution<float> uniform(0, 1);
        gradients_.assign(rows_.size(), {});
        node_of_.assign(rows_.size(), -1);
        nodes_.assign(1, {});
        guess();
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            const double p = guesses_[i];
            const double w = static_cast<double>(table_.weights[rows_[i]]) * scale_;
            gradients_[i] = {w * (p - static_cast<double>(table_.labels[rows_[i]])),
                             w * std::max(p * (1 - p), 1e-6)};
        }
        choose_rows();
        std::vector<std::size_t> features;
        for (std::size_t f = 0; f < columns_.size(); ++f) {
            if (!columns_[f].thresholds.empty() && uniform(random_) <= options_.column_share)
                features.push_back(f);
        }
        std::vector<int> level{0};
        for (int depth = 0; depth < options_.depth && !level.empty(); ++depth)
            level = split_level(level, features);
        apply();
        return write(0);
    }

    // What the trees so far hold for the probability of each row.
    void guess() {
        guesses_.resize(rows_.size());
        if (table_.groups.empty()) {
            std::ranges::transform(scores_, guesses_.begin(),
                                   [](double score) { return 1 / (1 + std::exp(-score)); });
            return;
        }
        for (std::size_t begin = 0, end = 0; begin < rows_.size(); begin = end) {
            double sum = 1;  // exp(0) for "none of them"
            for (; end < rows_.size() && table_.groups[rows_[end]] == table_.groups[rows_[begin]]; ++end)
                sum += std::exp(scores_[end]);
            for (std::size_t i = begin; i < end; ++i) guesses_[i] = std::exp(scores_[i]) / sum;
        }
    }

    void choose_rows() {
        constexpr double kLeastShare = 0.05;
        std::uniform_real_distribution<float> uniform(0, 1);
        double total = 0;
        for (const Sums& row : gradients_) total += std::abs(row.gradient);
        const double most = static_cast<double>(options_.row_share);
        const double each =
            static_cast<double>(options_.gradient_share) * static_cast<double>(rows_.size()) / total;
        chosen_.clear();
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            const double share =
                each > 0 ? std::clamp(each * std::abs(gradients_[i].gradient), kLeastShare, most) : most;
            if (static_cast<double>(uniform(random_)) > share) continue;
            chosen_.push_back(i);
            gradients_[i].gradient *= most / share;
            gradients_[i].hessian *= most / share;
            node_of_[i] = 0;
            nodes_[0].sums.gradient += gradients_[i].gradient;
            nodes_[0].sums.hessian += gradients_[i].hessian;
        }
    }

    double worth(const Sums& s) const {
        return s.gradient * s.gradient / (s.hessian + static_cast<double>(options_.lambda));
    }
    double leaf_value(const Sums& s) const {
        return -static_cast<double>(options_.rate) * s.gradient /
               (s.hessian + static_cast<double>(options_.lambda));
    }

    // Finds the best question for each node of the level; returns the nodes that came of it.
    std::vector<int> split_level(const std::vector<int>& level, const std::vector<std::size_t>& features) {
        std::vector<int> slot(nodes_.size(), -1);
        for (std::size_t i = 0; i < level.size(); ++i)
            slot[static_cast<std::size_t>(level[i])] = static_cast<int>(i);
        std::vector<Sums> histogram;
        for (const std::size_t feature : features) {
            const Column& column = columns_[feature];
            histogram.assign(level.size() * kBins, {});
            for (const std::size_t i : chosen_) {
                if (node_of_[i] < 0) continue;
                const int at = slot[static_cast<std::size_t>(node_of_[i])];
                if (at < 0) continue;
                Sums& cell = histogram[static_cast<std::size_t>(at) * kBins + column.bins[i]];
                cell.gradient += gradients_[i].gradient;
                cell.hessian += gradients_[i].hessian;
            }
            for (std::size_t n = 0; n < level.size(); ++n)
                best_split(nodes_[static_cast<std::size_t>(level[n])], {histogram.data() + n * kBins, kBins},
                           feature);
        }
        std::vector<int> next;
        for (const int index : level) {
            if (nodes_[static_cast<std::size_t>(index)].split.gain < 1e-3) continue;
            nodes_[static_cast<std::size_t>(index)].below = static_cast<int>(nodes_.size());
            nodes_[static_cast<std::size_t>(index)].above = static_cast<int>(nodes_.size() + 1);
            next.push_back(static_cast<int>(nodes_.size()));
            next.push_back(static_cast<int>(nodes_.size() + 1));
            nodes_.resize(nodes_.size() + 2);
        }
        for (const std::size_t i : chosen_) {
            if (node_of_[i] < 0) continue;
            const TreeNode& node = nodes_[static_cast<std::size_t>(node_of_[i])];
            if (node.below < 0) continue;
            node_of_[i] = columns_[node.split.feature].bins[i] <= node.split.bin ? node.below : node.above;
            Sums& sums = nodes_[static_cast<std::size_t>(node_of_[i])].sums;
            sums.gradient += gradients_[i].gradient;
            sums.hessian += gradients_[i].hessian;
        }
        return next;
    }

    void best_split(TreeNode& node, std::span<const Sums> bins, std::size_t feature) const {
        Sums below;
        for (std::size_t b = 0; b < columns_[feature].thresholds.size(); ++b) {
            below.gradient += bins[b].gradient;
            below.hessian += bins[b].hessian;
            const Sums above{node.sums.gradient - below.gradient, node.sums.hessian - below.hessian};
            const auto least = static_cast<double>(options_.min_child_weight);
            if (below.hessian < least || above.hessian < least) continue;
            const double gain = worth(below) + worth(above) - worth(node.sums);
            if (gain > node.split.gain) node.split = {gain, feature, b};
        }
    }

    void apply() {
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            int at = 0;
            while (nodes_[static_cast<std::size_t>(at)].below >= 0) {
                const TreeNode& node = nodes_[static_cast<std::size_t>(at)];
                at = columns_[node.split.feature].bins[i] <= node.split.bin ? node.below : node.above;
            }
            scores_[i] += leaf_value(nodes_[static_cast<std::size_t>(at)].sums);
        }
    }

    // Depth is bounded by the options: recursion is safe.
    std::string write(int index) const {
        const TreeNode& node = nodes_[static_cast<std::size_t>(index)];
        if (node.below < 0) return fmt::format("={:.2g}", leaf_value(node.sums) / options_.models);
        return fmt::format("{}:{:.4g} {} {}", node.split.feature,
                           columns_[node.split.feature].thresholds[node.split.bin], write(node.below),
                           write(node.above));
    }

    const TrainingTable& table_;
    const BoostingOptions& options_;
    std::mt19937 random_;
    std::vector<std::size_t> rows_;
    double scale_ = 1;
    std::vector<Column> columns_;
    std::vector<double> scores_;
    std::vector<double> guesses_;
    std::vector<Sums> gradients_;
    std::vector<int> node_of_;
    std::vector<std::size_t> chosen_;  // rows that the tree in the making looks at
    std::vector<TreeNode> nodes_;
};

}  // namespace

std::string train_trees(const TrainingTable& table, const std::vector<bool>& use,
                        const BoostingOptions& options) {
    std::string text;
    BoostingOptions each = options;
    for (int model = 0; model < options.models; ++model) {
        std::string trees = Trainer(table, use, each).train();
        // All models start from the same base, which the reader adds once.
        text += model == 0 ? trees : trees.substr(trees.find('\n') + 1);
        ++each.seed;
    }
    return text;
}

CrossValidated cross_validate(const TrainingTable& table, const std::vector<unsigned>& folds,
                              unsigned fold_count, const BoostingOptions& options) {
    CrossValidated out{train_trees(table, std::vector<bool>(table.rows(), true), options),
                       std::vector<float>(table.rows(), 0)};
    for (unsigned fold = 0; fold < fold_count; ++fold) {
        std::vector<bool> use(table.rows());
        for (std::size_t i = 0; i < table.rows(); ++i) use[i] = folds[i] != fold;
        const TreeModel model = TreeModel::parse(train_trees(table, use, options));
        for (std::size_t i = 0; i < table.rows(); ++i)
            if (!use[i]) out.scores[i] = model.score(table.row(i));
    }
    return out;
}

}  // namespace claimline
