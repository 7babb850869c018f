#include "extract/lemma.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace claimline {
namespace {

std::string best(std::string_view form, Pos pos, const Vocabulary& vocabulary) {
    return std::string(vocabulary.text(find_lemmas(form, pos, vocabulary).best));
}
std::string other(std::string_view form, Pos pos, const Vocabulary& vocabulary) {
    return std::string(vocabulary.text(find_lemmas(form, pos, vocabulary).other));
}

Vocabulary vocabulary_of(const std::vector<std::string>& words) {
    Vocabulary vocabulary;
    for (const std::string& word : words) vocabulary.intern(word);
    return vocabulary;
}

TEST(Lemma, UndoesRegularInflection) {
    const auto words = vocabulary_of({"fine", "plan", "open", "pass", "carry", "company", "house", "hope",
                                      "settle", "require", "cancel", "process", "box"});
    EXPECT_EQ(best("fined", Pos::verb, words), "fine");
    EXPECT_EQ(best("planning", Pos::verb, words), "plan");
    EXPECT_EQ(best("Opened", Pos::verb, words), "open");
    EXPECT_EQ(best("passes", Pos::verb, words), "pass");
    EXPECT_EQ(best("carried", Pos::verb, words), "carry");
    EXPECT_EQ(best("companies", Pos::noun, words), "company");
    EXPECT_EQ(best("houses", Pos::noun, words), "house");
    EXPECT_EQ(best("hoping", Pos::verb, words), "hope");
    EXPECT_EQ(best("settled", Pos::verb, words), "settle");
    EXPECT_EQ(best("requires", Pos::verb, words), "require");
    EXPECT_EQ(best("cancelled", Pos::verb, words), "cancel");
    EXPECT_EQ(best("process", Pos::noun, words), "process");
    EXPECT_EQ(best("boxes", Pos::noun, words), "box");
}

TEST(Lemma, KnowsIrregularForms) {
    const auto words = vocabulary_of({"say", "find", "found", "be", "not", "person", "will", "buy"});
    EXPECT_EQ(best("said", Pos::verb, words), "say");
    EXPECT_EQ(best("bought", Pos::verb, words), "buy");
    EXPECT_EQ(best("found", Pos::verb, words), "find");
    EXPECT_EQ(other("found", Pos::verb, words), "found");
    EXPECT_EQ(best("were", Pos::aux, words), "be");
    EXPECT_EQ(best("n’t", Pos::part, words), "not");
    EXPECT_EQ(best("people", Pos::noun, words), "person");
    EXPECT_EQ(best("wo", Pos::aux, words), "will");
}

TEST(Lemma, DependsOnTheTag) {
    const auto words = vocabulary_of({"build", "building"});
    EXPECT_EQ(best("building", Pos::verb, words), "build");
    EXPECT_EQ(other("building", Pos::verb, words), "building");
    EXPECT_EQ(best("building", Pos::noun, words), "building");
    EXPECT_EQ(other("building", Pos::noun, words), "build");
    EXPECT_EQ(best("buildings", Pos::noun, words), "building");
}

TEST(Lemma, FallsBackOnTheOtherReadings) {
    const auto words = vocabulary_of({"plan"});
    EXPECT_EQ(best("planned", Pos::adj, words), "plan");  // a wrong tag must not lose the match
    EXPECT_EQ(other("planned", Pos::adj, words), "");
}

TEST(Lemma, LeavesWordsAloneThatOnlyLookInflected) {
    const auto words = vocabulary_of({"new", "mean", "head", "bus", "us", "off", "numb", "even", "stat"});
    EXPECT_EQ(best("news", Pos::noun, words), "");
    EXPECT_EQ(best("offer", Pos::noun, words), "");
    EXPECT_EQ(best("number", Pos::noun, words), "");
    EXPECT_EQ(best("evening", Pos::noun, words), "");
    EXPECT_EQ(best("status", Pos::noun, words), "");
    EXPECT_EQ(best("buses", Pos::noun, words), "bus");
}

TEST(Lemma, UnknownWordsHaveNone) {
    const auto words = vocabulary_of({"fine"});
    EXPECT_EQ(find_lemmas("walked", Pos::verb, words).best, kUnknownLemma);
    EXPECT_EQ(find_lemmas(std::string(5000, 'a'), Pos::verb, words).best, kUnknownLemma);
}

TEST(Lemma, ListsEveryLemmaOfAForm) {
    using Forms = std::vector<std::string>;
    EXPECT_EQ(lemmas_of("fined"), (Forms{"fine", "fined"}));
    EXPECT_EQ(lemmas_of("found"), (Forms{"find", "found"}));
    EXPECT_EQ(lemmas_of("users"), (Forms{"user", "users"}));
    EXPECT_EQ(lemmas_of("news"), (Forms{"news"}));
}

TEST(Lemma, VocabularyGivesEachWordOneId) {
    Vocabulary vocabulary;
    std::vector<LemmaId> ids;
    for (int i = 0; i < 5000; ++i) ids.push_back(vocabulary.intern("w" + std::to_string(i)));
    for (int i = 0; i < 5000; ++i) {
        const std::string word = "w" + std::to_string(i);
        ASSERT_EQ(vocabulary.find(word), ids[static_cast<std::size_t>(i)]);
        ASSERT_EQ(vocabulary.intern(word), ids[static_cast<std::size_t>(i)]);
        ASSERT_EQ(vocabulary.text(ids[static_cast<std::size_t>(i)]), word);
    }
    EXPECT_EQ(vocabulary.find("absent"), kUnknownLemma);
    EXPECT_EQ(vocabulary.find(""), kUnknownLemma);
}

}  // namespace
}  // namespace claimline
