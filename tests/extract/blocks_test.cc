#include "extract/blocks.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace claimline {
namespace {

std::vector<std::string> blocks_of(std::string_view html) {
    const HtmlTree tree = parse_html(html);
    const PageBlocks page = split_blocks(tree, class_words_of(tree));
    std::vector<std::string> texts;
    for (const TextBlock& block : page.blocks) texts.emplace_back(page.of(block));
    return texts;
}

using Texts = std::vector<std::string>;

TEST(Blocks, BlockElementsSeparateInlineElementsDoNot) {
    EXPECT_EQ(blocks_of("<p>A <a href=x>li</a>nk, <span>no</span>break.</p><div>B<p>C</p>D</div>"),
              (Texts{"A link, nobreak.", "B", "C", "D"}));
}

TEST(Blocks, OneLineBreakStaysInsideTwoEndTheParagraph) {
    EXPECT_EQ(blocks_of("<div>one<br>two<br><br>three</div>"), (Texts{"one\ntwo", "three"}));
}

TEST(Blocks, DataTableRowsAreLinesWithCellsApart) {
    EXPECT_EQ(blocks_of("<table><tr><th>Port<th>Ships<tr><td>North<td><b>1</b>2</table>"),
              (Texts{"Port | Ships", "North | 12"}));
}

TEST(Blocks, LayoutTablesFallApart) {
    EXPECT_EQ(blocks_of("<table><tr><td><h1>Head</h1><p>Text</p><td>Side<tr><td>x<td>y</table>"),
              (Texts{"Head", "Text", "Side", "x", "y"}));
}

TEST(Blocks, InvisibleCharactersDoNotDivideWords) {
    EXPECT_EQ(blocks_of("<p>har&shy;bour\xE2\x80\x8Bside&nbsp;quay</p>"), (Texts{"harbourside quay"}));
}

TEST(Blocks, TextForScreenReadersAndTooltipsIsNotReadIntoTheSentence) {
    EXPECT_EQ(blocks_of("<p>The port<span class=sr-only>(opens in a new tab)</span> is <span style='display: "
                        "none'>not</span> open.</p>"),
              (Texts{"The port is open."}));
}

TEST(Blocks, PreformattedTextKeepsItsLines) {
    EXPECT_EQ(blocks_of("<pre>a  = 1\nb = 2</pre>"), (Texts{"a = 1\nb = 2"}));
}

TEST(Blocks, LinksAreCounted) {
    const HtmlTree tree = parse_html("<p>to <a href=x>the port</a></p>");
    const PageBlocks page = split_blocks(tree, class_words_of(tree));
    ASSERT_EQ(page.blocks.size(), 1U);
    EXPECT_EQ(page.blocks[0].links, 1);
    EXPECT_EQ(page.blocks[0].link_bytes, 9U);
}

TEST(Blocks, ListItemsSayWhereTheyStart) {
    const HtmlTree tree = parse_html("<ul><li>one<p>more</p><li>two</ul>");
    const PageBlocks page = split_blocks(tree, class_words_of(tree));
    ASSERT_EQ(page.blocks.size(), 3U);
    EXPECT_TRUE(page.blocks[0].item_start);
    EXPECT_FALSE(page.blocks[1].item_start);
    EXPECT_TRUE(page.blocks[2].item_start);
}

}  // namespace
}  // namespace claimline
