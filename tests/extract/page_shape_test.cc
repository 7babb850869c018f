#include "extract/page_shape.h"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <vector>

namespace claimline {
namespace {

struct Page {
    explicit Page(const std::string& html)
        : tree(parse_html(html)), words(class_words_of(tree)), blocks(split_blocks(tree, words)) {}
    [[nodiscard]] std::size_t find(std::string_view text) const {
        for (std::size_t i = 0; i < blocks.blocks.size(); ++i) {
            if (blocks.of(blocks.blocks[i]) == text) return i;
        }
        return blocks.blocks.size();
    }
    HtmlTree tree;
    std::vector<ClassWords> words;
    PageBlocks blocks;
};

const std::string kPage =
    "<main><h1>Ferries</h1><p>One.</p><p>Two.</p></main><div><div class=card><a href=1>Teaser A</a>"
    "<p>Text A.</p></div><div class=card><a href=2>Teaser B</a><p>Text B.</p></div></div>";

TEST(PageShape, CardsSideBySideAreARowParagraphsAreNone) {
    const Page page(kPage);
    const PageShape shape(page.tree, page.blocks, page.words, 0);
    EXPECT_EQ(shape.row_of(page.find("One.")), kNowhere);
    ASSERT_NE(shape.row_of(page.find("Text A.")), kNowhere);
    EXPECT_EQ(shape.row_of(page.find("Text A.")), shape.row_of(page.find("Teaser B")));
}

TEST(PageShape, ASectionRunsFromHeadingToHeading) {
    const Page page("<p>a</p><h2>First</h2><p>b</p><h3>Second</h3><p>c</p>");
    const PageShape shape(page.tree, page.blocks, page.words, kNowhere);
    EXPECT_EQ(shape.section_of(page.find("a")), kNowhere);
    EXPECT_EQ(shape.section_of(page.find("b")), 0U);
    EXPECT_EQ(shape.section_of(page.find("c")), 1U);
}

TEST(PageShape, WritesAllItsNumbersWithAndWithoutATitle) {
    const Page page(kPage);
    for (const std::uint32_t title : {0U, kNowhere}) {
        const PageShape shape(page.tree, page.blocks, page.words, title);
        for (std::size_t i = 0; i < page.blocks.blocks.size(); ++i) {
            std::array<float, PageShape::kFeatureCount> row{};
            row.fill(-99);
            shape.fill(i, row);
            for (const float value : row) EXPECT_GT(value, -99);
        }
    }
}

}  // namespace
}  // namespace claimline
