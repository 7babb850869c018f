#include "extract/live_blog.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "extract/main_text_render.h"

namespace claimline {
namespace {

constexpr std::string_view kEntries =
    "<div><time datetime=2023-11-02T09:40Z>09:40</time><p>Ferries stay.</p></div>"
    "<div><time>08:15</time><p>School closed.</p></div>"
    "<div><time datetime=2023-11-02T07:20Z></time><p>Lines down.</p></div>";

struct Page {
    explicit Page(const std::string& html)
        : tree(parse_html(html)), words(class_words_of(tree)), blocks(split_blocks(tree, words)) {}
    [[nodiscard]] std::vector<LiveEntry> entries(bool is_live_blog = false) const {
        return find_live_entries(tree, blocks, words, is_live_blog);
    }
    HtmlTree tree;
    std::vector<ClassWords> words;
    PageBlocks blocks;
};

TEST(LiveBlog, LikeElementsWithATimeEachAreEntries) {
    const Page page("<section class=live-ticker>" + std::string(kEntries) + "</section>");
    const std::vector<LiveEntry> entries = page.entries();
    ASSERT_EQ(entries.size(), 3U);
    EXPECT_EQ(entries[0].time, "2023-11-02T09:40Z");
    EXPECT_EQ(entries[1].time, "08:15");
    EXPECT_EQ(page.blocks.of(page.blocks.blocks[entries[2].first_block]), "Lines down.");
}

TEST(LiveBlog, OrdinaryListsOfNewsAreNone) {
    const Page page("<section class=latest>" + std::string(kEntries) + "</section>");
    EXPECT_TRUE(page.entries().empty());
    EXPECT_EQ(page.entries(true).size(), 3U);
}

TEST(LiveBlog, TwoEntriesAreNoBlog) {
    const Page page("<div class=live><p><time>9:40</time> a</p><p><time>9:50</time> b</p></div>");
    EXPECT_TRUE(page.entries().empty());
}

TEST(LiveBlog, TheTimeStandsBeforeTheFirstBlockThatIsKept) {
    const Page page("<section class=live>" + std::string(kEntries) + "</section>");
    std::vector<bool> keep;
    for (const TextBlock& block : page.blocks.blocks) keep.push_back(block.end - block.begin > 8);
    EXPECT_EQ(
        render_blocks(page.blocks, keep, page.entries()),
        "2023-11-02T09:40Z\n\nFerries stay.\n\n08:15\n\nSchool closed.\n\n2023-11-02T07:20Z\n\nLines down.");
}

TEST(LiveBlog, ATimeThatIsShownIsWrittenOnce) {
    const Page page("<section class=live>" + std::string(kEntries) + "</section>");
    const std::vector<bool> all(page.blocks.blocks.size(), true);
    const std::string text = render_blocks(page.blocks, all, page.entries());
    EXPECT_EQ(text.find("09:40\n"), std::string::npos) << text;
    EXPECT_EQ(text.find("08:15"), text.rfind("08:15")) << text;
}

TEST(LiveBlog, UpdatesThatThePageDoesNotShowAreAddedWithTheirTimes) {
    const std::vector<JsonLdUpdate> updates{{"2023-11-02T09:40Z", "Ferries", "Ferries stay in harbour."},
                                            {"2023-11-02T06:05Z", "Warning", "Gusts are  expected."}};
    EXPECT_EQ(missing_updates(updates, "Ferries stay in harbour."),
              "2023-11-02T06:05Z\n\nWarning\n\nGusts are expected.");
    EXPECT_EQ(missing_updates({}, "x"), "");
}

}  // namespace
}  // namespace claimline
