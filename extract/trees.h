#pragma once
// Boosted decision trees: many small questions about a candidate, added up to one number. The judges of text
// blocks, titles, authors and dates are such models; tests/eval/train_* makes them.

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace claimline {

class TreeModel {
  public:
    // Text form, one tree a line, nodes in prefix order and apart by blanks: "<feature>:<threshold>" is a
    // question whose "no" subtree (value <= threshold) follows at once and whose "yes" subtree after it;
    // "=<value>" is a leaf. "base <value>" starts the sum. Lines with '#' are comments.
    // A model of our own that cannot be read is our own mistake: asserts, and scores 0 in release.
    [[nodiscard]] static TreeModel parse(std::string_view text);

    // Log-odds that the candidate is good.
    [[nodiscard]] float score(std::span<const float> features) const;

    // The same for many candidates at once, several times as fast: out[i] is the score of
    // features[i * columns, (i + 1) * columns).
    void score_rows(std::span<const float> features, std::size_t columns, std::span<float> out) const;

  private:
    // Leaves ask whether feature 0 is above infinity and lead to themselves: a walk of `depth` steps ends in
    // a leaf without asking whether it is one.
    struct Node {
        std::uint32_t feature = 0;
        float threshold = 0;
        std::array<std::uint32_t, 2> next{};  // for value <= threshold, for value above it
    };
    struct Tree {
        std::uint32_t root = 0;
        std::uint32_t depth = 0;
    };
    void add_tree(std::string_view line);

    std::vector<Node> nodes_;
    std::vector<float> leaf_values_;  // by node; 0 for questions
    std::vector<Tree> trees_;
    float base_ = 0;
};

}  // namespace claimline
