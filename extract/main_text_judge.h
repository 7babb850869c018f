#pragma once
// How likely each block belongs to the article: two boosted-tree models, the second of which sees what the
// first said of a block's neighbours, so that an article comes out in one piece.

#include <array>
#include <span>
#include <vector>

#include "extract/main_text_features.h"
#include "extract/trees.h"

namespace claimline {

inline constexpr std::size_t kContextFeatureCount = 40;

// What the second model sees of block `index`: the first model's scores around it (log-odds, one a block).
class BlockContext {
  public:
    BlockContext(const HtmlTree& tree, const PageBlocks& page, std::span<const float> first_scores);
    void fill(std::size_t index, const BlockFeatures& features, std::span<float> out) const;

  private:
    struct Sums {
        float bytes = 0;
        float weighted = 0;  // bytes times probability
    };
    const HtmlTree& tree_;
    const PageBlocks& page_;
    std::span<const float> scores_;
    std::vector<Sums> subtree_;
    std::vector<float> probability_;
    float chosen_bytes_ = 0;
    std::size_t first_chosen_ = 0, last_chosen_ = 0;
};

// Log-odds for every block, by the models that ship.
[[nodiscard]] std::vector<float> judge_blocks(const HtmlTree& tree, const PageBlocks& page,
                                              const BlockFeatures& features);

}  // namespace claimline
