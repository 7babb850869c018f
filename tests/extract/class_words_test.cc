#include "extract/class_words.h"

#include <gtest/gtest.h>

namespace claimline {
namespace {

using enum ClassWord;

TEST(ClassWords, CompoundsAreTakenApart) {
    EXPECT_EQ(find_class_words("articlebody"), bit(article) | bit(body));
    EXPECT_EQ(find_class_words("relatedPosts"), bit(related) | bit(article));
    EXPECT_EQ(find_class_words("c-share__bar"), bit(share));
}

TEST(ClassWords, ShortStemsMustBeWholeWords) {
    EXPECT_EQ(find_class_words("ad"), bit(promo));
    EXPECT_EQ(find_class_words("adagio shadow"), 0U);
}

TEST(ClassWords, TagsAndRolesCountToo) {
    const HtmlTree tree = parse_html("<nav>x</nav><div role=complementary>y</div><p hidden>z</p>");
    const auto words = class_words_of(tree);
    ClassWords all = 0;
    for (const ClassWords one : words) all |= one;
    EXPECT_EQ(all, bit(nav) | bit(sidebar) | bit(unseen));
}

}  // namespace
}  // namespace claimline
