// Entries, and the relation `under`. Finds headings by layout alone: bars between the cells of a row, a colon
// after the label of a line.

#include "extract/rule_headings.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "extract/rule_relations.h"

namespace claimline {
namespace {

using Range = std::pair<std::uint32_t, std::uint32_t>;

constexpr std::uint32_t kMostLabelWords = 4;
constexpr std::size_t kFewestLines = 3;

// The tokens after a bullet.
std::uint32_t begin_of(const Layers& layers, const Sentence& line) {
    auto at = line.first;
    while (at < line.last && layers.tokens()[at].pos == Pos::punct) ++at;
    return at;
}

// The colon that ends the label of the line.
std::optional<std::uint32_t> colon_of(const Layers& layers, const Sentence& line) {
    const auto begin = begin_of(layers, line);
    const auto limit = std::min(begin + kMostLabelWords + 1, line.last);
    for (auto at = begin; at < limit; ++at)
        if (layers.text(at) == ":")
            return at > begin && at + 1 < line.last ? std::optional(at) : std::nullopt;
    return std::nullopt;
}

bool names_one(const Layers& layers, Range heading, const std::vector<LemmaId>& words) {
    for (auto at = heading.first; at < heading.second; ++at)
        if (std::ranges::any_of(words, [&](LemmaId word) { return layers.is(at, word); })) return true;
    return false;
}

std::vector<Range> cells_of(const Layers& layers, const Sentence& row) {
    std::vector<Range> cells{{row.first, row.first}};
    for (auto at = row.first; at < row.last; ++at) {
        if (layers.text(at) == "|")
            cells.emplace_back(at + 1, at + 1);
        else
            cells.back().second = at + 1;
    }
    return cells;
}

// The row that the table begins with, unless that is the row itself.
std::optional<std::size_t> header_of(const Layers& layers, std::size_t row) {
    const auto& sentences = layers.sentences();
    auto first = row;
    while (first > 0 && sentences[first - 1].role == SentenceRole::table_row &&
           sentences[first - 1].paragraph == sentences[row].paragraph)
        --first;
    return first < row ? std::optional(first) : std::nullopt;
}

// Of the cell or line whose heading has one of the words; nothing when the view is neither a table row below
// a header row nor an entry.
std::optional<Range> find_under(const SentenceView& view, const std::vector<LemmaId>& headings) {
    const auto& layers = view.layers;
    const auto& sentences = layers.sentences();
    if (view.entry_last) {
        for (auto i = view.index; i <= *view.entry_last; ++i) {
            const auto colon = colon_of(layers, sentences[i]);
            if (colon && names_one(layers, {sentences[i].first, *colon}, headings))
                return Range{*colon + 1, sentences[i].last};
        }
        return std::nullopt;
    }
    if (sentences[view.index].role != SentenceRole::table_row) return std::nullopt;
    const auto header = header_of(layers, view.index);
    if (!header) return std::nullopt;
    const auto names = cells_of(layers, sentences[*header]);
    const auto cells = cells_of(layers, sentences[view.index]);
    for (std::size_t i = 0; i < std::min(names.size(), cells.size()); ++i)
        if (cells[i].first < cells[i].second && names_one(layers, names[i], headings)) return cells[i];
    return std::nullopt;
}

}  // namespace

std::optional<std::size_t> find_entry(const Layers& layers, std::size_t index) {
    const auto& sentences = layers.sentences();
    auto end = index;
    while (end < sentences.size() && end - index < kMostLines &&
           sentences[end].paragraph == sentences[index].paragraph && colon_of(layers, sentences[end]))
        ++end;
    return end - index >= kFewestLines ? std::optional(end - 1) : std::nullopt;
}

const Mention* Relations::under(const CompiledRelation& relation, const Wanted& wanted) {
    const auto cell = find_under(view_, relation.preps);
    if (!cell) return nullptr;
    if (const auto* named = nearest(cell->first, cell->second, wanted, {})) return named;
    constexpr std::uint32_t kMostWords = 8;
    constexpr auto kParties = mention_type::company | mention_type::regulator | mention_type::court;
    const auto& tokens = view_.layers.tokens();
    const bool name = std::any_of(tokens.begin() + cell->first, tokens.begin() + cell->second,
                                  [](const Token& token) { return token.has(kCapital); });
    if (!name || cell->second - cell->first > kMostWords) return nullptr;
    Mention mention;
    mention.first = cell->first;
    mention.last = cell->second;
    mention.type = wanted.filler->types & kParties;
    mention.value = {std::string(slice(view_.layers.article().text,
                                       {tokens[cell->first].span.begin, tokens[cell->second - 1].span.end}))};
    return accepts(wanted, mention) ? &made_.emplace_back(std::move(mention)) : nullptr;
}

}  // namespace claimline
