#include "core/text.h"

#include <gtest/gtest.h>

namespace claimline {
namespace {

TEST(CodePoints, CountsAcrossCheckpoints) {
    std::string text;
    for (int i = 0; i < 100; ++i) text += "aé€😀";  // 10 bytes, 4 code points
    const CodePoints points(text);
    EXPECT_EQ(points.size(), 400U);
    for (std::size_t i = 0; i < 100; ++i) {
        EXPECT_EQ(points.from_byte(10 * i), 4 * i);
        EXPECT_EQ(points.from_byte(10 * i + 6), 4 * i + 3);
        EXPECT_EQ(points.to_byte(4 * i), 10 * i);
        EXPECT_EQ(points.to_byte(4 * i + 3), 10 * i + 6);
    }
    EXPECT_EQ(points.from_byte(text.size()), 400U);
    EXPECT_EQ(points.to_byte(400), text.size());
}

TEST(CodePoints, EmptyTextHasNone) {
    const CodePoints points("");
    EXPECT_EQ(points.size(), 0U);
    EXPECT_EQ(points.from_byte(5), 0U);
    EXPECT_EQ(points.to_byte(5), 0U);
}

TEST(Utf8, RefusesOverlongSurrogateAndTruncatedForms) {
    EXPECT_TRUE(is_valid_utf8("Zürich – 東京 😀 \xEF\xBF\xBD"));
    EXPECT_FALSE(is_valid_utf8("\xC0\xAF"));
    EXPECT_FALSE(is_valid_utf8("\xED\xA0\x80"));
    EXPECT_FALSE(is_valid_utf8("abc\xE2\x82"));
    EXPECT_FALSE(is_valid_utf8("\xF5\x80\x80\x80"));
}

TEST(Utf8, RepairsWithoutLosingWhatIsValid) {
    EXPECT_EQ(to_valid_utf8("a\xFFz"), "a\xEF\xBF\xBDz");
    EXPECT_EQ(to_valid_utf8("größer"), "größer");
}

TEST(Fold, IgnoresCaseAndDiacritics) {
    EXPECT_EQ(fold("Société Générale"), "societe generale");
    EXPECT_EQ(fold("META"), "meta");
    EXPECT_EQ(fold("Straße"), fold("STRASSE"));
}

TEST(CollapseSpace, TakesNoBreakSpacesForBlanks) {
    EXPECT_EQ(collapse_space("  125\xC2\xA0million \n\t users "), "125 million users");
}

TEST(DisplayWidth, CountsWideAndCombining) {
    EXPECT_EQ(display_width("abc"), 3U);
    EXPECT_EQ(display_width("東京"), 4U);
    EXPECT_EQ(display_width("e\xCC\x81"), 1U);
}

TEST(ToPrintable, DisarmsEscapesAndBidi) {
    EXPECT_EQ(to_printable("a\x1b[31mb"), "a\xEF\xBF\xBD[31mb");
    EXPECT_EQ(to_printable("x\xE2\x80\xAEy"), "x\xEF\xBF\xBDy");
    EXPECT_EQ(to_printable("two\nlines"), "two lines");
    EXPECT_EQ(to_printable("\xC2\x9B"), "\xEF\xBF\xBD");
}

}  // namespace
}  // namespace claimline
