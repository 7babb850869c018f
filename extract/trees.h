#pragma once
// Boosted decision trees: many small questions about a candidate, added up to one number. The judges of text
// blocks, titles, authors and dates are such models; tests/eval/train_* makes them.

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

  private:
    struct Node {
        std::int32_t feature = -1;  // -1: a leaf
        float value = 0;            // threshold or leaf value
        std::uint32_t above = 0;    // node for value > threshold; the other one is the next
    };
    std::vector<Node> nodes_;
    std::vector<std::uint32_t> roots_;
    float base_ = 0;
};

}  // namespace claimline
