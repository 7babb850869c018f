#pragma once
// How the blocks of a page stand to each other: rows of like elements (cards, comments, list entries),
// sections under their headings, the way through the tree to the title. What one block cannot tell of itself.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "extract/blocks.h"
#include "extract/class_words.h"
#include "extract/html.h"

namespace claimline {

// A number for "nowhere": no row, no section, no title.
inline constexpr std::uint32_t kNowhere = 0xFFFFFFFF;

// What a group of blocks holds together.
struct GroupTotals {
    float blocks = 0;
    float bytes = 0;
    float link_bytes = 0;
    float links = 0;
    float prose_bytes = 0;
    float headings = 0;
    float link_headings = 0;  // headings that are one link: the title of a teaser
};

class PageShape {
  public:
    static constexpr std::size_t kFeatureCount = 32;

    // `title_block` is kNowhere when the title is not on the page. Everything is lent for the call only,
    // except `tree` and `page`, which must outlive this object.
    PageShape(const HtmlTree& tree, const PageBlocks& page, const std::vector<ClassWords>& words,
              std::uint32_t title_block);

    // Writes kFeatureCount numbers about page.blocks[index].
    void fill(std::size_t index, std::span<float> out) const;

    // The row of like elements that the block stands in, and the heading it stands under; kNowhere if none.
    [[nodiscard]] std::uint32_t row_of(std::size_t index) const { return row_of_[index]; }
    [[nodiscard]] std::uint32_t section_of(std::size_t index) const { return section_of_[index]; }

  private:
    struct Row {
        float members = 0;
        GroupTotals totals;
    };
    struct Section {
        std::uint32_t heading = 0;  // block
        ClassWords words = 0;       // of the heading and the three elements around it
        float furniture = 0;        // words of page furniture in it
        GroupTotals totals;         // what stands under it
    };

    using Put = std::function<void(float)>;

    [[nodiscard]] float page_prose() const { return std::max(subtree_[0].prose_bytes, 1.0F); }
    void find_rows();
    void find_sections(const std::vector<ClassWords>& words);
    void measure_way_to_title();
    void find_images();
    void put_row(std::size_t index, const Put& put) const;
    void put_section(std::size_t index, const Put& put) const;
    void put_way_to_title(std::size_t index, const Put& put) const;
    void put_pictures(std::size_t index, const Put& put) const;

    const HtmlTree& tree_;
    const PageBlocks& page_;
    std::uint32_t title_block_;
    std::vector<GroupTotals> subtree_;     // by node
    std::vector<std::uint32_t> row_of_;    // by block: index into rows_
    std::vector<std::uint8_t> row_level_;  // by block: elements up to its item of the row
    std::vector<std::uint32_t> item_of_;   // by block: the node of its item
    std::vector<Row> rows_;
    std::vector<std::uint32_t> section_of_;  // by block: index into sections_
    std::vector<Section> sections_;
    std::vector<std::uint8_t> on_title_way_;  // by node: elements down to the title; 255 when not above it
    std::vector<std::uint8_t> has_image_;     // by node
};

}  // namespace claimline
