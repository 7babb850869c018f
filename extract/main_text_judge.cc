// Scores for text blocks: see main_text_judge.h.
#include "extract/main_text_judge.h"

#include <algorithm>
#include <cmath>

#include "data/models/articles/block.inc"
#include "data/models/articles/block_context.inc"

namespace claimline {
namespace {

const TreeModel& first_model() {
    static const TreeModel model = TreeModel::parse(kBlockModel);
    return model;
}
const TreeModel& second_model() {
    static const TreeModel model = TreeModel::parse(kBlockContextModel);
    return model;
}

float probability_of(float log_odds) {
    return 1 / (1 + std::exp(-log_odds));
}

}  // namespace

BlockContext::BlockContext(const HtmlTree& tree, const PageBlocks& page, std::span<const float> first_scores)
    : tree_(tree), page_(page), scores_(first_scores), subtree_(tree.size()) {
    first_chosen_ = page.blocks.size();
    for (std::size_t i = 0; i < page.blocks.size(); ++i) {
        const TextBlock& block = page.blocks[i];
        const auto bytes = static_cast<float>(block.end - block.begin);
        probability_.push_back(probability_of(scores_[i]));
        subtree_[block.node].bytes += bytes;
        subtree_[block.node].weighted += bytes * probability_[i];
        if (probability_[i] <= 0.5F) continue;
        chosen_bytes_ += bytes;
        first_chosen_ = std::min(first_chosen_, i);
        last_chosen_ = i;
    }
    for (std::uint32_t i = tree.size(); i-- > 1;) {
        subtree_[tree[i].parent].bytes += subtree_[i].bytes;
        subtree_[tree[i].parent].weighted += subtree_[i].weighted;
    }
}

void BlockContext::fill(std::size_t index, const BlockFeatures& features, std::span<float> out) const {
    std::size_t at = 0;
    const auto add = [&](float value) { out[at++] = value; };
    const TextBlock& block = page_.blocks[index];
    const auto count = static_cast<std::ptrdiff_t>(page_.blocks.size());
    for (std::ptrdiff_t step = -4; step <= 4; ++step) {
        const std::ptrdiff_t other = static_cast<std::ptrdiff_t>(index) + step;
        add(other < 0 || other >= count ? -9.0F : scores_[static_cast<std::size_t>(other)]);
    }
    std::uint32_t node = block.node;
    for (int level = 0; level < 5; ++level) {
        node = tree_[node].parent;
        const Sums& sums = subtree_[node];
        add(sums.bytes > 0 ? sums.weighted / sums.bytes : 0);
        add(std::log2(1 + sums.weighted));
    }
    // The nearest sure blocks on both sides: how far, and do they share the container?
    for (const std::ptrdiff_t step : {-1, 1}) {
        std::ptrdiff_t other = static_cast<std::ptrdiff_t>(index) + step;
        int distance = 1;
        while (other >= 0 && other < count && distance < 12 &&
               probability_[static_cast<std::size_t>(other)] < 0.7F) {
            other += step;
            ++distance;
        }
        const bool found = other >= 0 && other < count && distance < 12;
        add(found ? static_cast<float>(distance) : 12.0F);
        add(found && tree_[page_.blocks[static_cast<std::size_t>(other)].node].parent ==
                         tree_[block.node].parent
                ? 1.0F
                : 0.0F);
    }
    add(std::log2(1 + chosen_bytes_));
    add(index < first_chosen_ ? -1.0F : index > last_chosen_ ? 1.0F : 0.0F);
    add(static_cast<float>(index) - static_cast<float>(first_chosen_));
    add(static_cast<float>(last_chosen_) - static_cast<float>(index));
    const auto bytes = static_cast<float>(block.end - block.begin);
    add(std::log2(1 + bytes));
    add(static_cast<float>(block.link_bytes) / bytes);
    add(static_cast<float>(block.kind));
    add(static_cast<float>(tree_[block.node].tag));
    add(features.json_ld_share(index));
    while (at < out.size()) add(0);
}

std::vector<float> judge_blocks(const HtmlTree& tree, const PageBlocks& page, const BlockFeatures& features) {
    std::vector<float> first;
    std::array<float, kBlockFeatureCount> row{};
    for (std::size_t i = 0; i < page.blocks.size(); ++i) {
        features.fill(i, row);
        first.push_back(first_model().score(row));
    }
    const BlockContext context(tree, page, first);
    std::vector<float> second;
    std::array<float, kContextFeatureCount> context_row{};
    for (std::size_t i = 0; i < page.blocks.size(); ++i) {
        context.fill(i, features, context_row);
        second.push_back(second_model().score(context_row));
    }
    return second;
}

}  // namespace claimline
