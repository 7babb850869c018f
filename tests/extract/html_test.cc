#include "extract/html.h"

#include <gtest/gtest.h>

#include <string>

#include "extract/html_prepass.h"

namespace claimline {
namespace {

std::string repeated(std::string_view piece, int times) {
    std::string out;
    for (int i = 0; i < times; ++i) out += piece;
    return out;
}

std::string text_of(std::string_view html) {
    return parse_html(html).inner_text(0);
}

TEST(Prepass, DropsWhatNoReaderSees) {
    const PrepassResult result =
        prepare_html("a<script>x<b>y</script ><!-- z --><style>s</style>b<svg><p>q</p></svg>");
    EXPECT_EQ(result.html, "a  b ");
    EXPECT_FALSE(result.cut);
}

TEST(Prepass, KeepsJsonLdAside) {
    const PrepassResult result = prepare_html("<SCRIPT type='application/LD+JSON'>{\"a\":1}</script><p>t");
    ASSERT_EQ(result.json_ld.size(), 1U);
    EXPECT_EQ(result.json_ld[0], "{\"a\":1}");
}

TEST(Prepass, NeverGluesOrSplitsWordsAtPresentationalTags) {
    EXPECT_EQ(text_of("un<b>believ</b>able <i>words</i>"), "unbelievable words");
    EXPECT_EQ(text_of("<p>one</p><p>two</p>three"), "one two three");
}

TEST(Prepass, KeepsPresentationalTagsWithAClassAsSpans) {
    EXPECT_EQ(prepare_html("<em class=by>Ann</em> <b>x</b>").html, "<span class=\"by\">Ann</span> x");
}

TEST(Prepass, CommentsEndWhereBrowsersEndThem) {
    EXPECT_EQ(prepare_html("a<!-->b<!--->c<!-- -- > --!>d<!-- open").html, "abcd");
}

TEST(Prepass, BareLessThanIsText) {
    EXPECT_EQ(text_of("if 1 < 2 and a <3"), "if 1 < 2 and a <3");
}

TEST(Prepass, CutsDepthAndSaysSo) {
    const PrepassResult result = prepare_html(repeated("<div>", 1000) + "deep", {.depth = 100});
    EXPECT_TRUE(result.cut);
    EXPECT_EQ(result.html, repeated("<div>", 100) + "deep");
}

TEST(Prepass, EndTagsThatCloseNothingDoNotLowerTheDepth) {
    const PrepassResult result = prepare_html(repeated("<div><table></div>", 1000), {.depth = 100});
    EXPECT_TRUE(result.cut);
}

TEST(Prepass, AttributesAreCountedAndDuplicatesDropped) {
    std::string tag = "<p class=first class=second";
    for (int i = 0; i < 40'000; ++i) tag += " a" + std::to_string(i) + "=1";
    const PrepassResult result = prepare_html(tag + ">t</p>");
    EXPECT_EQ(result.html, "<p class=\"first\">t</p>");
    EXPECT_TRUE(result.cut);
}

TEST(Html, UnclosedRawTextElementsEndQuickly) {
    EXPECT_EQ(text_of("a<svg>b" + repeated("<svg>", 100'000)), "ab");
    EXPECT_EQ(text_of("a<script>b"), "a");
}

// Each of these takes the bare parser seconds, gigabytes or the stack.
TEST(Html, HostileNestingIsParsedInBoundedTime) {
    for (const std::string& page : {
             repeated("<div>", 1'000'000),
             repeated("<ul><li>", 200'000),
             repeated("<p><font size=1>", 60'000),
             repeated("<a href=x><table>", 60'000),
             repeated("<b><i><div></b>", 60'000),
             repeated("<table><td>", 60'000),
             repeated("<div>", 1000) + repeated("</p>", 200'000),
             repeated("<span class=a><div></span>", 30'000),
             repeated("<select><option>", 60'000),
             repeated("<math><mi>", 60'000),
         }) {
        const HtmlTree tree = parse_html(page);
        for (std::uint32_t i = 0; i < tree.size(); ++i) ASSERT_LT(tree[i].depth, 1200) << page.substr(0, 40);
    }
}

TEST(Html, AttributesAndTextAreReadable) {
    const HtmlTree tree = parse_html("<p id=x class='a b' data-n=1>fish &amp; chips</p>");
    for (std::uint32_t i = 0; i < tree.size(); ++i) {
        if (tree[i].tag != Tag::p) continue;
        EXPECT_EQ(tree.attribute(i, Attribute::class_), "a b");
        EXPECT_EQ(tree.attribute(i, Attribute::id), "x");
        EXPECT_FALSE(tree.has(i, Attribute::href));
        EXPECT_EQ(tree.inner_text(i), "fish & chips");
        return;
    }
    FAIL() << "no paragraph";
}

TEST(Html, SubtreesAreContiguous) {
    const HtmlTree tree = parse_html("<div><p>a</p><p>b</p></div><div>c</div>");
    for (std::uint32_t i = 1; i < tree.size(); ++i) {
        EXPECT_LT(tree[i].parent, i);
        EXPECT_LE(tree[i].end, tree[tree[i].parent].end);
    }
}

}  // namespace
}  // namespace claimline
