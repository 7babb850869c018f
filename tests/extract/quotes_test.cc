// Quotation marks of several languages, apostrophes, and quotations that go on in the next line.

#include "extract/quotes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace claimline {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> quoted(const std::string& text) {
    std::vector<std::string> parts;
    for (const auto& quotation : find_quotations(text)) parts.emplace_back(slice(text, quotation.span));
    return parts;
}

TEST(Quotations, PairTheMarksOfSeveralLanguages) {
    EXPECT_THAT(
        quoted(
            "\u201cone\u201d \"two\" \u2018three\u2019 \u201evier\u201c \u00abcinq\u00bb \u00bbsechs\u00ab"),
        ElementsAre("\u201cone\u201d", "\"two\"", "\u2018three\u2019", "\u201evier\u201c", "\u00abcinq\u00bb",
                    "\u00bbsechs\u00ab"));
}

TEST(Quotations, AnApostropheClosesNothing) {
    EXPECT_THAT(quoted("\u2018they don\u2019t mind the users\u2019 anger\u2019 he said"),
                ElementsAre("\u2018they don\u2019t mind the users\u2019 anger\u2019"));
    EXPECT_THAT(quoted("the users' data and Orbis's hall"), IsEmpty());
}

TEST(Quotations, GoOnInTheNextLine) {
    const auto found = find_quotations("\u201cWe start.\n\u201cWe end,\u201d he said.");
    ASSERT_EQ(found.size(), 2U);
    EXPECT_FALSE(found[0].closed);
    EXPECT_TRUE(found[1].closed);
    EXPECT_TRUE(found[1].goes_on);
}

TEST(Quotations, StayInsideAnyText) {
    std::string text;
    for (int i = 0; i < 2000; ++i) text += i % 3 == 0 ? "'a " : i % 5 == 0 ? "\u201c" : "\"b\xe2\x80";
    for (const auto& quotation : find_quotations(text)) {
        EXPECT_LT(quotation.span.begin, quotation.span.end);
        EXPECT_LE(quotation.span.end, text.size());
    }
}

}  // namespace
}  // namespace claimline
