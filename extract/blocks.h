#pragma once
// A page as a sequence of text blocks: paragraphs, headings, list items, table rows, in reading order. The
// raw material that the main-text strategies choose from.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extract/class_words.h"
#include "extract/html.h"

namespace claimline {

enum class BlockKind : std::uint8_t { paragraph, heading, list_item, table_row, quote, preformatted };

struct TextBlock {
    BlockKind kind = BlockKind::paragraph;
    std::uint32_t node = 0;        // the innermost block element around the text
    std::uint32_t first_text = 0;  // text nodes [first_text, end_text) hold it
    std::uint32_t end_text = 0;
    std::uint32_t begin = 0;  // bytes [begin, end) of PageBlocks::text
    std::uint32_t end = 0;
    std::uint32_t link_bytes = 0;  // inside <a>
    std::uint16_t links = 0;
    bool item_start = false;  // the first block of its list item
};

struct PageBlocks {
    std::string text;  // all blocks, white space collapsed; single <br> as line break
    std::vector<TextBlock> blocks;

    [[nodiscard]] std::string_view of(const TextBlock& block) const {
        return std::string_view(text).substr(block.begin, block.end - block.begin);
    }
};

// Every non-empty run of text under `root` between two block boundaries. Rows of data tables are one block,
// cells joined by " | "; layout tables fall apart into their cells. Left out: buttons and fields, and inline
// elements that are not shown (tooltips, text for screen readers), which would be read into the sentence.
[[nodiscard]] PageBlocks split_blocks(const HtmlTree& tree, const std::vector<ClassWords>& words);

}  // namespace claimline
