// Reading and evaluating boosted trees: see trees.h.
#include "extract/trees.h"

#include <algorithm>
#include <cassert>
#include <charconv>
#include <limits>

namespace claimline {
namespace {

template <class T>
bool read_number(std::string_view text, T& value) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size();
}

std::string_view next_word(std::string_view& line) {
    const std::size_t begin = std::min(line.find_first_not_of(' '), line.size());
    line.remove_prefix(begin);
    const std::size_t end = std::min(line.find(' '), line.size());
    const std::string_view word = line.substr(0, end);
    line.remove_prefix(end);
    return word;
}

}  // namespace

TreeModel TreeModel::parse(std::string_view text) {
    TreeModel model;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.empty() || line.starts_with('#')) continue;
        if (line.starts_with("base ")) {
            [[maybe_unused]] const bool ok = read_number(line.substr(5), model.base_);
            assert(ok);
            continue;
        }
        model.add_tree(line);
    }
    return model;
}

// Nodes come in prefix order: the "no" subtree of a question follows it at once.
void TreeModel::add_tree(std::string_view line) {
    Tree tree{static_cast<std::uint32_t>(nodes_.size()), 0};
    std::vector<std::uint32_t> open;  // questions whose "yes" subtree has yet to begin
    std::vector<std::uint32_t> depths;
    std::uint32_t depth = 0;
    for (std::string_view word = next_word(line); !word.empty(); word = next_word(line)) {
        const auto index = static_cast<std::uint32_t>(nodes_.size());
        Node node{0, std::numeric_limits<float>::infinity(), {index, index}};
        float leaf = 0;
        const std::size_t colon = word.find(':');
        const bool is_leaf = word.starts_with('=');
        [[maybe_unused]] const bool ok = is_leaf ? read_number(word.substr(1), leaf)
                                                 : colon != std::string_view::npos &&
                                                       read_number(word.substr(0, colon), node.feature) &&
                                                       read_number(word.substr(colon + 1), node.threshold);
        assert(ok);
        tree.depth = std::max(tree.depth, depth);
        if (!is_leaf) {
            node.next[0] = index + 1;
            open.push_back(index);
            depths.push_back(++depth);
        } else if (!open.empty()) {
            nodes_[open.back()].next[1] = index + 1;
            depth = depths.back();
            open.pop_back();
            depths.pop_back();
        }
        nodes_.push_back(node);
        leaf_values_.push_back(leaf);
    }
    assert(open.empty());
    trees_.push_back(tree);
}

float TreeModel::score(std::span<const float> features) const {
    float sum = base_;
    for (const Tree& tree : trees_) {
        std::uint32_t at = tree.root;
        for (std::uint32_t step = 0; step < tree.depth; ++step) {
            const Node& node = nodes_[at];
            at = node.next[features[node.feature] > node.threshold ? 1 : 0];
        }
        sum += leaf_values_[at];
    }
    return sum;
}

void TreeModel::score_rows(std::span<const float> features, std::size_t columns, std::span<float> out) const {
    // So many walks at a time hide the latency of each other's loads.
    constexpr std::size_t kTogether = 8;
    std::ranges::fill(out, base_);
    for (std::size_t begin = 0; begin < out.size(); begin += kTogether) {
        const std::size_t count = std::min(kTogether, out.size() - begin);
        std::array<const float*, kTogether> rows{};  // the last few walks of all may be repetitions
        for (std::size_t k = 0; k < kTogether; ++k)
            rows[k] = features.data() + (begin + std::min(k, count - 1)) * columns;
        for (const Tree& tree : trees_) {
            std::array<std::uint32_t, kTogether> at{};
            at.fill(tree.root);
            for (std::uint32_t step = 0; step < tree.depth; ++step) {
                for (std::size_t k = 0; k < kTogether; ++k) {
                    const Node& node = nodes_[at[k]];
                    at[k] = node.next[rows[k][node.feature] > node.threshold ? 1 : 0];
                }
            }
            for (std::size_t k = 0; k < count; ++k) out[begin + k] += leaf_values_[at[k]];
        }
    }
}

}  // namespace claimline
