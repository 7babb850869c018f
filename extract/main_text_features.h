#pragma once
// What can be said of one text block in numbers: the questions that the main-text model may ask.

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "extract/blocks.h"
#include "extract/class_words.h"
#include "extract/html.h"
#include "extract/main_text.h"
#include "extract/page_shape.h"

namespace claimline {

inline constexpr std::size_t kBlockFeatureCount = 164 + PageShape::kFeatureCount;

class BlockFeatures {
  public:
    // Everything is lent and must outlive this object.
    BlockFeatures(const HtmlTree& tree, const PageBlocks& page, const std::vector<ClassWords>& words,
                  const MainTextHints& hints);

    // Writes kBlockFeatureCount numbers about page.blocks[index].
    void fill(std::size_t index, std::span<float> out) const;

    // Share of the block's words that the JSON-LD body has too, in runs of four; -1 without such a body.
    [[nodiscard]] float json_ld_share(std::size_t index) const;

    // Number of the block's make: blocks of one make have the same tags and classes around them.
    [[nodiscard]] std::uint32_t make_of(std::size_t index) const { return signature_[index]; }
    [[nodiscard]] const PageShape& shape() const { return *shape_; }

  private:
    struct Totals {  // of a subtree, or of all blocks with one signature
        float blocks = 0;
        float bytes = 0;
        float link_bytes = 0;
        float prose_bytes = 0;
        void add(const Totals& other);
    };
    class Row;

    [[nodiscard]] Totals totals_of(const TextBlock& block) const;
    [[nodiscard]] std::uint64_t signature_of(const TextBlock& block) const;
    void sum_subtrees();
    void group_signatures();
    void index_json_ld_body();
    void find_title_block();
    void count_repetitions();
    void look_back();

    void add_shape(std::size_t index, Row& row) const;
    void add_words(std::size_t index, Row& row) const;
    void add_names(const TextBlock& block, Row& row) const;
    void add_ancestors(const TextBlock& block, Row& row) const;
    void add_surroundings(std::size_t index, Row& row) const;
    void add_strategies(std::size_t index, Row& row) const;
    void add_history(std::size_t index, Row& row) const;
    void add_repetition(const TextBlock& block, Row& row) const;
    void add_neighbour(std::size_t index, std::ptrdiff_t step, Row& row) const;

    const HtmlTree& tree_;
    const PageBlocks& page_;
    const std::vector<ClassWords>& words_;
    const MainTextHints& hints_;
    std::vector<Totals> subtree_;           // by node
    std::vector<std::uint32_t> signature_;  // by block: index into signatures_
    std::vector<Totals> signatures_;
    // Blocks since the last short block that spoke of comments, of more to read and so on; since the last
    // heading.
    static constexpr std::size_t kHistory = 8;
    std::vector<std::array<std::uint8_t, kHistory>> history_;
    std::vector<std::uint16_t> siblings_alike_;  // by node: children of its parent with its tag and classes
    std::vector<std::uint16_t> copies_;          // by block: how often the page has this text
    std::vector<std::uint64_t> title_words_;     // sorted hashes
    std::unordered_set<std::uint64_t> json_grams_;
    std::array<std::uint32_t, 3> roots_{};  // by surplus, density, name
    std::unique_ptr<PageShape> shape_;
    std::string title_letters_;
    std::size_t title_block_ = 0;  // where the title stands; blocks.size() when nowhere
    std::size_t description_block_ = 0;
};

}  // namespace claimline
