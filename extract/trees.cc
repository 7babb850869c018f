// Reading and evaluating boosted trees: see trees.h.
#include "extract/trees.h"

#include <algorithm>
#include <cassert>
#include <charconv>

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
        model.roots_.push_back(static_cast<std::uint32_t>(model.nodes_.size()));
        std::vector<std::uint32_t> open;  // questions whose "above" subtree has yet to begin
        for (std::string_view word = next_word(line); !word.empty(); word = next_word(line)) {
            Node node;
            const std::size_t colon = word.find(':');
            const bool leaf = word.starts_with('=');
            [[maybe_unused]] bool ok = leaf ? read_number(word.substr(1), node.value)
                                            : colon != std::string_view::npos &&
                                                  read_number(word.substr(0, colon), node.feature) &&
                                                  read_number(word.substr(colon + 1), node.value);
            assert(ok);
            const auto index = static_cast<std::uint32_t>(model.nodes_.size());
            model.nodes_.push_back(node);
            if (!leaf) {
                open.push_back(index);
            } else if (!open.empty()) {
                model.nodes_[open.back()].above = index + 1;
                open.pop_back();
            }
        }
        assert(open.empty());
    }
    return model;
}

float TreeModel::score(std::span<const float> features) const {
    float sum = base_;
    for (std::uint32_t at : roots_) {
        while (nodes_[at].feature >= 0) {
            const Node& node = nodes_[at];
            at = features[static_cast<std::size_t>(node.feature)] > node.value ? node.above : at + 1;
        }
        sum += nodes_[at].value;
    }
    return sum;
}

}  // namespace claimline
