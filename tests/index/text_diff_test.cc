// What changed between two texts.

#include "index/text_diff.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace claimline {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST(TextDiff, OneWordForAnother) {
    EXPECT_THAT(diff_words("Velta is opening two new halls.", "Velta is opening three new halls."),
                ElementsAre(TextChange{"Velta is opening", "two", "three", "new halls."}));
}

TEST(TextDiff, WordsThatCameAndWent) {
    EXPECT_THAT(
        diff_words("a b c d e f g h", "a b x c d e f g"),
        ElementsAre(TextChange{"a b", "", "x", "c d e f g h"}, TextChange{"b c d e f g", "h", "", ""}));
    EXPECT_THAT(diff_words("", "new text"), ElementsAre(TextChange{"", "", "new text", ""}));
    EXPECT_THAT(diff_words("old text", ""), ElementsAre(TextChange{"", "old text", "", ""}));
}

TEST(TextDiff, LineBreaksAreNoChange) {
    EXPECT_THAT(diff_words("One line.\n\nAnother  line.", "One line. Another line."), IsEmpty());
    EXPECT_THAT(diff_words("", ""), IsEmpty());
}

TEST(TextDiff, ATextThatIsAllNewIsOneChangeAndCostsLittle) {
    std::string one, two;
    for (int i = 0; i < 20000; ++i) {
        one += "a" + std::to_string(i) + " ";
        two += "b" + std::to_string(i) + " ";
    }
    EXPECT_THAT(diff_words("Same start. " + one, "Same start. " + two), SizeIs(1));
}

}  // namespace
}  // namespace claimline
