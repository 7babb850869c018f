#pragma once
// Training of boosted decision trees (extract/trees.h) on a table of numbers: gradient boosting with
// second-order leaf values and feature histograms (Chen and Guestrin 2016, Ke et al. 2017). The loss is
// logistic, each row for itself; with groups it is that of a choice: softmax over the rows of a group and
// "none of them", which has score 0 (McFadden 1974; ListNet, Cao et al. 2007).

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace claimline {

struct TrainingTable {
    std::size_t columns = 0;
    std::vector<float> values;  // rows of `columns` numbers
    std::vector<float> labels;  // 0..1
    std::vector<float> weights;
    // Empty, or the group of each row, ascending: at most one row of a group is right.
    std::vector<std::uint32_t> groups;

    [[nodiscard]] std::size_t rows() const { return labels.size(); }
    [[nodiscard]] std::span<const float> row(std::size_t i) const {
        return {values.data() + i * columns, columns};
    }
};

struct BoostingOptions {
    int trees = 120;
    int depth = 5;
    float rate = 0.1F;
    float lambda = 1;            // L2 on leaf values, in units of the mean row weight
    float min_child_weight = 4;  // hessian a leaf needs, in the same units
    float row_share = 0.8F;      // rows and columns a tree looks at
    float column_share = 0.5F;
    // Above 0: about this share of the rows a tree, those with a great gradient rather than the others,
    // which are weighed up for it (Ibragimov and Gusev 2019). Four times as fast on large tables.
    float gradient_share = 0;
    unsigned seed = 1;
    int models = 1;  // so many, each with a seed of its own, averaged
};

// The model in the text form of TreeModel::parse(). Rows with `use[i]` false are left out. Same input, same
// model.
[[nodiscard]] std::string train_trees(const TrainingTable& table, const std::vector<bool>& use,
                                      const BoostingOptions& options);

// Cross-validation: folds[i] is that of row i, 0 to fold_count - 1.
struct CrossValidated {
    std::string model;          // of all rows, as train_trees() gives it
    std::vector<float> scores;  // of each row, by a model that saw no row of its fold
};
[[nodiscard]] CrossValidated cross_validate(const TrainingTable& table, const std::vector<unsigned>& folds,
                                            unsigned fold_count, const BoostingOptions& options);

}  // namespace claimline
