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

// Blocks that the first model is sure of are the landmarks of the second.
constexpr float kSureProbability = 0.7F;

float probability_of(float log_odds) {
    return 1 / (1 + std::exp(-log_odds));
}

}  // namespace

// One row of numbers in the making.
class BlockContext::Row {
  public:
    explicit Row(std::span<float> out) : out_(out) {}
    void add(float value) { out_[at_++] = value; }
    void add(bool value) { add(value ? 1.0F : 0.0F); }
    void finish() { std::ranges::fill(out_.subspan(at_), 0.0F); }

  private:
    std::span<float> out_;
    std::size_t at_ = 0;
};

void BlockContext::Sums::add(float more_bytes, float probability) {
    bytes += more_bytes;
    weighted += more_bytes * probability;
}

BlockContext::BlockContext(const HtmlTree& tree, const PageBlocks& page, const BlockFeatures& features,
                           std::span<const float> first_scores)
    : tree_(tree), page_(page), features_(features), scores_(first_scores), subtree_(tree.size()) {
    first_chosen_ = page.blocks.size();
    for (std::size_t i = 0; i < page.blocks.size(); ++i) {
        const TextBlock& block = page.blocks[i];
        const auto bytes = static_cast<float>(block.end - block.begin);
        probability_.push_back(probability_of(scores_[i]));
        subtree_[block.node].add(bytes, probability_[i]);
        if (probability_[i] <= 0.5F) continue;
        chosen_bytes_ += bytes;
        first_chosen_ = std::min(first_chosen_, i);
        last_chosen_ = i;
    }
    for (std::uint32_t i = tree.size(); i-- > 1;) {
        subtree_[tree[i].parent].bytes += subtree_[i].bytes;
        subtree_[tree[i].parent].weighted += subtree_[i].weighted;
    }
    sum_groups();
    find_best_root();
}

void BlockContext::sum_groups() {
    const auto at = [](std::vector<Sums>& sums, std::uint32_t index) -> Sums& {
        if (index >= sums.size()) sums.resize(index + 1);
        return sums[index];
    };
    const PageShape& shape = features_.shape();
    float weighted = 0;
    std::uint32_t sure_end = 0;
    for (std::size_t i = 0; i < page_.blocks.size(); ++i) {
        const TextBlock& block = page_.blocks[i];
        const auto bytes = static_cast<float>(block.end - block.begin);
        at(makes_, features_.make_of(i)).add(bytes, probability_[i]);
        if (shape.row_of(i) != kNowhere) at(rows_, shape.row_of(i)).add(bytes, probability_[i]);
        if (shape.section_of(i) != kNowhere) at(sections_, shape.section_of(i)).add(bytes, probability_[i]);
        weighted_before_.push_back(weighted);
        weighted += bytes * probability_[i];
        sure_before_.push_back(sure_end);
        if (probability_[i] > kSureProbability) sure_end = block.end;
    }
    sure_after_.resize(page_.blocks.size());
    auto sure_begin = static_cast<std::uint32_t>(page_.text.size());
    for (std::size_t i = page_.blocks.size(); i-- > 0;) {
        sure_after_[i] = sure_begin;
        if (probability_[i] > kSureProbability) sure_begin = page_.blocks[i].begin;
    }
}

// The element whose whole text would have the best expected F1, were the first model's probabilities true.
void BlockContext::find_best_root() {
    float best = 0;
    for (std::uint32_t i = 0; i < tree_.size(); ++i) {
        const float f1 = 2 * subtree_[i].weighted / std::max(subtree_[i].bytes + subtree_[0].weighted, 1.0F);
        if (f1 < best || subtree_[i].bytes <= 0) continue;  // of equals the innermost
        best = f1;
        best_root_ = i;
    }
}

void BlockContext::fill(std::size_t index, std::span<float> out) const {
    Row row(out);
    const TextBlock& block = page_.blocks[index];
    const auto count = static_cast<std::ptrdiff_t>(page_.blocks.size());
    for (std::ptrdiff_t step = -4; step <= 4; ++step) {
        const std::ptrdiff_t other = static_cast<std::ptrdiff_t>(index) + step;
        row.add(other < 0 || other >= count ? -9.0F : scores_[static_cast<std::size_t>(other)]);
    }
    std::uint32_t node = block.node;
    for (int level = 0; level < 5; ++level) {
        node = tree_[node].parent;
        const Sums& sums = subtree_[node];
        row.add(sums.bytes > 0 ? sums.weighted / sums.bytes : 0);
        row.add(std::log2(1 + sums.weighted));
    }
    // The nearest sure blocks on both sides: how far, and do they share the container?
    for (const std::ptrdiff_t step : {-1, 1}) {
        std::ptrdiff_t other = static_cast<std::ptrdiff_t>(index) + step;
        int distance = 1;
        while (other >= 0 && other < count && distance < 12 &&
               probability_[static_cast<std::size_t>(other)] < kSureProbability) {
            other += step;
            ++distance;
        }
        const bool found = other >= 0 && other < count && distance < 12;
        row.add(found ? static_cast<float>(distance) : 12.0F);
        row.add(found &&
                tree_[page_.blocks[static_cast<std::size_t>(other)].node].parent == tree_[block.node].parent);
    }
    row.add(std::log2(1 + chosen_bytes_));
    row.add(index < first_chosen_ ? -1.0F : index > last_chosen_ ? 1.0F : 0.0F);
    row.add(static_cast<float>(index) - static_cast<float>(first_chosen_));
    row.add(static_cast<float>(last_chosen_) - static_cast<float>(index));
    const auto bytes = static_cast<float>(block.end - block.begin);
    row.add(std::log2(1 + bytes));
    row.add(static_cast<float>(block.link_bytes) / bytes);
    row.add(static_cast<float>(block.kind));
    row.add(static_cast<float>(tree_[block.node].tag));
    row.add(features_.json_ld_share(index));
    add_groups(index, row);
    add_place(index, row);
    row.finish();
}

// What the first model said of the other blocks of the same make, row and section.
void BlockContext::add_groups(std::size_t index, Row& row) const {
    const TextBlock& block = page_.blocks[index];
    const auto bytes = static_cast<float>(block.end - block.begin);
    const auto add_others = [&](const std::vector<Sums>& sums, std::uint32_t group) {
        const float others = group == kNowhere ? 0 : sums[group].bytes - bytes;
        row.add(others < 1 ? -1.0F : (sums[group].weighted - bytes * probability_[index]) / others);
        row.add(group == kNowhere ? 0.0F : sums[group].weighted / std::max(subtree_[0].weighted, 1.0F));
    };
    const PageShape& shape = features_.shape();
    add_others(makes_, features_.make_of(index));
    add_others(rows_, shape.row_of(index));
    add_others(sections_, shape.section_of(index));
}

// Where the block stands in all that the first model took for the article.
void BlockContext::add_place(std::size_t index, Row& row) const {
    const TextBlock& block = page_.blocks[index];
    const float all = std::max(subtree_[0].weighted, 1.0F);
    const float own = static_cast<float>(block.end - block.begin) * probability_[index];
    row.add(weighted_before_[index] / all);
    row.add((subtree_[0].weighted - weighted_before_[index] - own) / all);
    row.add(std::log2(1 + static_cast<float>(block.begin - sure_before_[index])));
    row.add(std::log2(1 + static_cast<float>(sure_after_[index] - block.end)));
    // Steps up to the element that holds the best root; inside it, how deep.
    std::uint32_t node = block.node;
    float steps = 0;
    const bool inside = best_root_ <= block.node && block.node < tree_[best_root_].end;
    while (!inside && !(node <= best_root_ && best_root_ < tree_[node].end)) {
        node = tree_[node].parent;
        ++steps;
    }
    row.add(inside);
    row.add(inside ? static_cast<float>(tree_[block.node].depth - tree_[best_root_].depth)
                   : -static_cast<float>(tree_[best_root_].depth - tree_[node].depth));
    row.add(inside ? 0.0F : std::min(steps, 16.0F));
    row.add(subtree_[best_root_].weighted / std::max(subtree_[best_root_].bytes, 1.0F));
}

namespace {

// Rows are written and judged in batches: a page may have hundreds of thousands of blocks.
constexpr std::size_t kBatch = 64;

// Scores of blocks 0..count by `model`, which asks of the rows that `fill(index, row)` writes.
template <std::size_t columns, class Fill>
std::vector<float> score_blocks(std::size_t count, const TreeModel& model, Fill fill) {
    std::vector<float> scores(count);
    std::vector<float> rows(std::min(count, kBatch) * columns);
    for (std::size_t begin = 0; begin < count; begin += kBatch) {
        const std::size_t size = std::min(kBatch, count - begin);
        for (std::size_t i = 0; i < size; ++i) fill(begin + i, std::span(rows).subspan(i * columns, columns));
        model.score_rows(std::span(rows).first(size * columns), columns,
                         std::span(scores).subspan(begin, size));
    }
    return scores;
}

}  // namespace

std::vector<float> judge_blocks(const HtmlTree& tree, const PageBlocks& page, const BlockFeatures& features) {
    const std::size_t count = page.blocks.size();
    const std::vector<float> first = score_blocks<kBlockFeatureCount>(
        count, first_model(), [&](std::size_t i, std::span<float> row) { features.fill(i, row); });
    const BlockContext context(tree, page, features, first);
    std::vector<float> both = score_blocks<kContextFeatureCount>(
        count, second_model(), [&](std::size_t i, std::span<float> row) { context.fill(i, row); });
    for (std::size_t i = 0; i < count; ++i) both[i] = (first[i] + both[i]) / 2;
    return both;
}

}  // namespace claimline
