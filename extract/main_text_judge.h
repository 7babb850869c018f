#pragma once
// How likely each block belongs to the article: two boosted-tree models, the second of which sees what the
// first said of a block's neighbours, so that an article comes out in one piece.

#include <array>
#include <span>
#include <vector>

#include "extract/main_text_features.h"
#include "extract/trees.h"

namespace claimline {

inline constexpr std::size_t kContextFeatureCount = 56;

// What the second model sees of block `index`: the first model's scores around it (log-odds, one a block).
class BlockContext {
  public:
    // Everything is lent and must outlive this object.
    BlockContext(const HtmlTree& tree, const PageBlocks& page, const BlockFeatures& features,
                 std::span<const float> first_scores);
    void fill(std::size_t index, std::span<float> out) const;

  private:
    struct Sums {
        float bytes = 0;
        float weighted = 0;  // bytes times probability
        void add(float more_bytes, float probability);
    };
    class Row;
    void sum_groups();
    void find_best_root();
    void add_groups(std::size_t index, Row& row) const;
    void add_place(std::size_t index, Row& row) const;

    const HtmlTree& tree_;
    const PageBlocks& page_;
    const BlockFeatures& features_;
    std::span<const float> scores_;
    std::vector<Sums> subtree_;                  // by node
    std::vector<Sums> makes_, rows_, sections_;  // by PageShape's and BlockFeatures' numbers
    std::vector<float> weighted_before_;         // by block: sum over the blocks before it
    std::vector<std::uint32_t> sure_before_,
        sure_after_;               // by block: where text of the nearest sure block ends, begins
    std::uint32_t best_root_ = 0;  // the element that agrees best with the scores
    std::vector<float> probability_;
    float chosen_bytes_ = 0;
    std::size_t first_chosen_ = 0, last_chosen_ = 0;
};

// Blocks are kept above these log-odds. Chosen by cross-validation over sites (docs/extraction.md): a wrong
// paragraph costs a page's precision more than a missing one costs its recall.
inline constexpr float kKeepAbove = 0.5F;

// Log-odds for every block, by the models that ship: the mean of both.
[[nodiscard]] std::vector<float> judge_blocks(const HtmlTree& tree, const PageBlocks& page,
                                              const BlockFeatures& features);

}  // namespace claimline
