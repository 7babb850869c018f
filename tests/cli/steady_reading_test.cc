// A page that was edited, and one of which only other lines were taken for its text.

#include "cli/steady_reading.h"

#include <gtest/gtest.h>

namespace claimline {
namespace {

const std::string kText = "The mill reopens in May.\n\nForty people will work there.";
const std::vector<std::string> kPage{"Home", "The mill reopens in May.", "Forty people will work there.",
                                     "Press office: desk two", "More from the valley"};

TEST(SteadyReading, ALineThatBothPagesShowIsNoEditWhenOnlyOneTextHasIt) {
    const TextOnPage shorter{kText, kPage};
    auto page = kPage;
    page.back() = "Other stories";
    const std::string longer = kText + "\n\nPress office: desk two";
    EXPECT_TRUE(same_but_for_the_choice(shorter, {longer, page}));
    EXPECT_TRUE(same_but_for_the_choice({longer, page}, shorter));
}

TEST(SteadyReading, ALineThatOnlyOnePageShowsIsAnEdit) {
    auto page = kPage;
    std::erase(page, "Press office: desk two");
    EXPECT_FALSE(same_but_for_the_choice({kText, page}, {kText + "\n\nPress office: desk two", kPage}));
}

TEST(SteadyReading, AChangedWordIsAnEdit) {
    const std::string edited = "The mill reopens in June.\n\nForty people will work there.";
    auto page = kPage;
    page[1] = "The mill reopens in June.";
    EXPECT_FALSE(same_but_for_the_choice({kText, kPage}, {edited, page}));
}

TEST(SteadyReading, AParagraphTakenOutIsAnEditAlsoWhenATeaserRepeatsIt) {
    auto page = kPage;
    page.push_back("Forty people will work there.");
    EXPECT_FALSE(same_but_for_the_choice({kText, page}, {"The mill reopens in May.", kPage}));
}

TEST(SteadyReading, AnotherOrderIsAnEdit) {
    const std::string turned = "Forty people will work there.\n\nThe mill reopens in May.";
    EXPECT_FALSE(same_but_for_the_choice({kText, kPage}, {turned, kPage}));
}

TEST(SteadyReading, ATextThatIsNotOfThePageIsComparedAsItIs) {
    EXPECT_FALSE(same_but_for_the_choice({kText, {}}, {kText + "\n\nFrom a script.", {}}));
}

}  // namespace
}  // namespace claimline
