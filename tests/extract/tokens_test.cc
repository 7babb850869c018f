#include "extract/tokens.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace claimline {
namespace {

std::vector<std::string> forms(std::string_view text) {
    std::vector<std::string> words;
    for (const Token& token : tokenise(text, Vocabulary()).tokens)
        words.emplace_back(slice(text, token.span));
    return words;
}
using Words = std::vector<std::string>;

TEST(Tokens, CutsPunctuationAndKeepsNumbersWhole) {
    EXPECT_EQ(forms("It paid $1,234.5, or 4.5% of sales."),
              (Words{"It", "paid", "$", "1,234.5", ",", "or", "4.5", "%", "of", "sales", "."}));
}

TEST(Tokens, CutsCliticsOff) {
    EXPECT_EQ(forms("Norvik's lawyers can't say they'll pay"),
              (Words{"Norvik", "'s", "lawyers", "ca", "n't", "say", "they", "'ll", "pay"}));
    EXPECT_EQ(forms("It isn’t Norvik’s; we cannot"),
              (Words{"It", "is", "n’t", "Norvik", "’s", ";", "we", "can", "not"}));
    EXPECT_EQ(forms("O'Hara's users' data"), (Words{"O'Hara", "'s", "users", "'", "data"}));
}

TEST(Tokens, KeepsHyphenatedWordsButNotRanges) {
    EXPECT_EQ(forms("a 20-year-old Tallinn-based firm"),
              (Words{"a", "20-year-old", "Tallinn-based", "firm"}));
    EXPECT_EQ(forms("10-15 sites, on 2031-02-18"),
              (Words{"10", "-", "15", "sites", ",", "on", "2031-02-18"}));
    EXPECT_EQ(forms("a U.S.-based lab"), (Words{"a", "U.S.-based", "lab"}));
}

TEST(Tokens, KeepsAbbreviationsAndInitials) {
    EXPECT_EQ(forms("Mr. J. Olsen of Brandt Inc. spoke, e.g. twice."),
              (Words{"Mr.", "J.", "Olsen", "of", "Brandt", "Inc.", "spoke", ",", "e.g.", "twice", "."}));
    EXPECT_EQ(forms("No. 5 but no."), (Words{"No.", "5", "but", "no", "."}));
}

TEST(Tokens, KeepsCurrenciesAddressesAndNamesWithSigns) {
    EXPECT_EQ(forms("US$56 to S$6.6m"), (Words{"US$", "56", "to", "S$", "6.6m"}));
    EXPECT_EQ(forms("see https://x.example/a?b=1. Or mail jo@x.example."),
              (Words{"see", "https://x.example/a?b=1", ".", "Or", "mail", "jo@x.example", "."}));
    EXPECT_EQ(forms("R&D at Vidra+ for norvik.example"),
              (Words{"R&D", "at", "Vidra+", "for", "norvik.example"}));
}

TEST(Tokens, SeparatesWordsWhereTheBlankWasForgotten) {
    EXPECT_EQ(forms("search services.Lawyers met"), (Words{"search", "services", ".", "Lawyers", "met"}));
}

TEST(Tokens, DescribesFormsByFlags) {
    constexpr std::string_view text = "The EU fined vPhone 5 times.";
    const auto tokens = tokenise(text, Vocabulary()).tokens;
    ASSERT_EQ(tokens.size(), 7U);
    EXPECT_TRUE(tokens[0].has(kCapital) && tokens[0].has(kSentenceStart));
    EXPECT_TRUE(tokens[1].has(kAllCaps) && tokens[1].has(kSpaceBefore) && !tokens[1].has(kSentenceStart));
    EXPECT_TRUE(tokens[3].has(kMixedCase) && !tokens[3].has(kCapital));
    EXPECT_TRUE(tokens[4].has(kNumeric));
    EXPECT_TRUE(tokens[6].has(kPunctuation) && !tokens[6].has(kSpaceBefore));
}

TEST(Tokens, MarksWhatStandsBetweenQuotationMarks) {
    constexpr std::string_view text =
        "\"We agree,\" he said. “No” followed.\n\nThen “it ‘went’ on.\n\nPlain.";
    std::string quoted;
    for (const Token& token : tokenise(text, Vocabulary()).tokens) {
        if (token.has(kQuoted)) quoted += std::string(slice(text, token.span)) + " ";
    }
    EXPECT_EQ(quoted, "We agree , No it went on . ");
}

TEST(Tokens, FindsTheSentenceOfAByte) {
    const auto tokenized = tokenise("One is here. Two is there.", Vocabulary());
    EXPECT_EQ(tokenized.sentence_at(0), 0U);
    EXPECT_EQ(tokenized.sentence_at(11), 0U);
    EXPECT_EQ(tokenized.sentence_at(12), tokenized.sentences.size());  // the blank between
    EXPECT_EQ(tokenized.sentence_at(13), 1U);
    EXPECT_EQ(tokenized.sentence_at(400), tokenized.sentences.size());
}

TEST(Tokens, NamesOfTagsAreReadBack) {
    for (int i = 0; i <= static_cast<int>(Pos::verb); ++i) {
        const auto pos = static_cast<Pos>(i);
        EXPECT_EQ(parse_pos(to_string(pos)), pos);
    }
    EXPECT_EQ(parse_pos("verb"), Pos::x);
}

TEST(Tokens, SurviveAnyBytes) {
    std::string bytes;
    std::uint32_t state = 7;
    for (int round = 0; round < 300; ++round) {
        bytes.clear();
        for (int i = 0; i < 200; ++i) {
            state = state * 1664525U + 1013904223U;
            constexpr std::string_view kLikely = "aZ9.,'\"-\n\xE2\x80\x99\x9C\xC3 |:&$@#+\t";
            bytes +=
                (state >> 30) == 0 ? static_cast<char>(state >> 16) : kLikely[(state >> 16) % kLikely.size()];
        }
        const auto result = tokenise(bytes, Vocabulary());
        std::uint32_t at = 0;
        for (const Token& token : result.tokens) {
            ASSERT_GE(token.span.begin, at);
            ASSERT_GT(token.span.end, token.span.begin);
            at = token.span.end;
        }
        ASSERT_LE(at, bytes.size());
        std::uint32_t next = 0;
        for (const Sentence& sentence : result.sentences) {
            ASSERT_EQ(sentence.first, next);
            next = sentence.last;
        }
        ASSERT_EQ(next, result.tokens.size());
    }
}

TEST(Tags, WithoutWeightsFollowLexiconAndContext) {
    constexpr std::string_view text = "The regulator quickly fined Norvik for the new building.";
    std::string tags;
    for (const Token& token : tokenise(text, Vocabulary()).tokens)
        tags += std::string(to_string(token.pos)) + " ";
    EXPECT_EQ(tags, "DET NOUN ADV VERB PROPN ADP DET ADJ NOUN PUNCT ");
}

}  // namespace
}  // namespace claimline
