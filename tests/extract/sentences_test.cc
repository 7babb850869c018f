#include "extract/sentences.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace claimline {
namespace {

using Lines = std::vector<std::string>;

Lines sentences(std::string_view text) {
    Lines found;
    for (const Sentence& sentence : tokenise(text, Vocabulary()).sentences) {
        found.emplace_back(slice(text, sentence.span));
    }
    return found;
}

std::vector<SentenceRole> roles(std::string_view text) {
    std::vector<SentenceRole> found;
    for (const Sentence& sentence : tokenise(text, Vocabulary()).sentences) found.push_back(sentence.role);
    return found;
}

std::vector<std::uint32_t> paragraphs(std::string_view text) {
    std::vector<std::uint32_t> found;
    for (const Sentence& sentence : tokenise(text, Vocabulary()).sentences)
        found.push_back(sentence.paragraph);
    return found;
}

TEST(Sentences, EndAfterFinalMarks) {
    EXPECT_EQ(sentences("Sales rose. Did they? Yes! 2031 was good."),
              (Lines{"Sales rose.", "Did they?", "Yes!", "2031 was good."}));
}

TEST(Sentences, DoNotEndAtAbbreviationsAndDecimals) {
    EXPECT_EQ(
        sentences("Mr. J. B. Olsen of Brandt Inc. paid 4.5 billion on Feb. 12 in the U.S. District Court."),
        (Lines{"Mr. J. B. Olsen of Brandt Inc. paid 4.5 billion on Feb. 12 in the U.S. District Court."}));
    EXPECT_EQ(sentences("It cites Art. 6 and No. 7 of the act, e.g. Norvik vs. Vidra."),
              (Lines{"It cites Art. 6 and No. 7 of the act, e.g. Norvik vs. Vidra."}));
}

TEST(Sentences, EndAtAbbreviationsBeforeAWordThatOpensOne) {
    EXPECT_EQ(
        sentences("It sued Brandt Inc. The case is old. It left the U.S. However, it came back."),
        (Lines{"It sued Brandt Inc.", "The case is old.", "It left the U.S.", "However, it came back."}));
}

TEST(Sentences, EndAfterWhatCloses) {
    EXPECT_EQ(sentences("\"We lost.\" Olsen left. “It is over.” (He paid.) Then he said ‘no.’ All left."),
              (Lines{"\"We lost.\"", "Olsen left.", "“It is over.”", "(He paid.)", "Then he said ‘no.’",
                     "All left."}));
    EXPECT_EQ(sentences("\"Why?\" she asked."), (Lines{"\"Why?\" she asked."}));
}

TEST(Sentences, KeepFootnoteMarks) {
    EXPECT_EQ(sentences("It won the case.2 Then it lost.[13] So it paid."),
              (Lines{"It won the case.2", "Then it lost.[13]", "So it paid."}));
}

TEST(Sentences, EndWhereTheBlankWasForgotten) {
    EXPECT_EQ(sentences("It hurts rivals.Lawyers met on Pop.Up street at norvik.example today."),
              (Lines{"It hurts rivals.", "Lawyers met on Pop.Up street at norvik.example today."}));
}

TEST(Sentences, NumberOfAnItemDoesNotStandAlone) {
    EXPECT_EQ(sentences("1. Pay the fine. Then go.\n2. Appeal."),
              (Lines{"1. Pay the fine.", "Then go.", "2. Appeal."}));
}

TEST(Sentences, ListItemsAndTableRowsAreWhole) {
    constexpr std::string_view text =
        "Users by service:\n- Vidra: 3.5 million\n- Norvik: about 2m\n\n| Body | Fine |\n| APX | 3 m. Not "
        "paid. |";
    EXPECT_EQ(sentences(text), (Lines{"Users by service:", "- Vidra: 3.5 million", "- Norvik: about 2m",
                                      "| Body | Fine |", "| APX | 3 m. Not paid. |"}));
    using enum SentenceRole;
    EXPECT_EQ(roles(text), (std::vector{prose, list_item, list_item, table_row, table_row}));
    EXPECT_EQ(paragraphs(text), (std::vector<std::uint32_t>{0, 0, 0, 1, 1}));
}

TEST(Sentences, LabelledValuesAreAListWithoutBullets) {
    using enum SentenceRole;
    EXPECT_EQ(roles("Vidra DAU: 2.1bn (average)\nVidra MAU: 3bn at June 30\nStaff: 67"),
              (std::vector{list_item, list_item, list_item}));
}

TEST(Sentences, HeadingsAreShortLinesWithoutAFullStop) {
    using enum SentenceRole;
    EXPECT_EQ(
        roles("Regulator fines Vidra\n\nVidra must pay. It said no.\n\nWhat happens next\nNobody knows."),
        (std::vector{heading, prose, prose, heading, prose}));
}

TEST(Sentences, LinesOfProseAreParagraphs) {
    EXPECT_EQ(paragraphs("Vidra pays. It does.\nNorvik waits.\n\nAll end."),
              (std::vector<std::uint32_t>{0, 0, 1, 2}));
}

TEST(Sentences, HardWrappedProseIsOneBlock) {
    constexpr std::string_view text =
        "The regulator opened the case after the\ncompany had changed its terms without a\nword to the "
        "users. Its chairman, Mr.\n"
        "Olsen, declined to talk about what the\nothers wanted.\n\nNext.";
    EXPECT_EQ(sentences(text),
              (Lines{"The regulator opened the case after the\ncompany had changed its terms without a\nword "
                     "to the users.",
                     "Its chairman, Mr.\nOlsen, declined to talk about what the\nothers wanted.", "Next."}));
    EXPECT_EQ(paragraphs(text), (std::vector<std::uint32_t>{0, 0, 1}));
}

TEST(Sentences, HaveNoSurroundingSpace) {
    EXPECT_EQ(sentences("  \xC2\xA0 One.  \r\n\t Two. \n \n"), (Lines{"One.", "Two."}));
    EXPECT_TRUE(sentences(" \n\t\n").empty());
}

}  // namespace
}  // namespace claimline
