#include "extract/ner.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "core/hash.h"
#include "extract/ner_features.h"
#include "extract/ner_train.h"
#include "extract/ner_viterbi.h"
#include "extract/tagger_train.h"

namespace claimline {
namespace {

constexpr std::string_view kNames =
    "given\tAna Mira\nfamily\tBerg Lund\nplace\tHamar New_Vidra\nplace_part\tNew Vidra\n";

// A small treebank in our own words: form, tag, name.
std::string tiny_treebank() {
    struct Word {
        const char* form;
        const char* tag;
        const char* name;
    };
    const std::vector<std::vector<Word>> sentences{
        {{"Ana", "PROPN", "B-PER"},
         {"Berg", "PROPN", "I-PER"},
         {"leads", "VERB", "O"},
         {"Norvik", "PROPN", "B-ORG"},
         {"Foods", "PROPN", "I-ORG"},
         {".", "PUNCT", "O"}},
        {{"The", "DET", "O"},
         {"firm", "NOUN", "O"},
         {"sits", "VERB", "O"},
         {"in", "ADP", "O"},
         {"Hamar", "PROPN", "B-LOC"},
         {".", "PUNCT", "O"}},
        {{"Norvik", "PROPN", "B-ORG"},
         {"Foods", "PROPN", "I-ORG"},
         {"sells", "VERB", "O"},
         {"bread", "NOUN", "O"},
         {"in", "ADP", "O"},
         {"New", "PROPN", "B-LOC"},
         {"Vidra", "PROPN", "I-LOC"},
         {".", "PUNCT", "O"}},
        {{"Mira", "PROPN", "B-PER"}, {"Lund", "PROPN", "I-PER"}, {"left", "VERB", "O"}, {".", "PUNCT", "O"}},
    };
    std::string tsv;
    for (int copy = 0; copy < 8; ++copy) {
        tsv += "#doc tiny" + std::to_string(copy) + "\n";
        for (const auto& sentence : sentences) {
            for (const Word& word : sentence)
                tsv += std::string(word.form) + "\t" + word.tag + "\t_\t0\t_\t" + word.name + "\t1\n";
            tsv += "\n";
        }
    }
    return tsv;
}

struct Trained {
    std::string tagger;
    std::string names;
};

Trained tiny_weights(std::uint32_t seed = 1) {
    const auto sentences = parse_treebank(tiny_treebank());
    const TrainingOptions options{.iterations = 4, .seed = seed, .prune = 0.1};
    Trained trained{to_bytes(train_tagger(*sentences, options)), {}};
    const auto tagger = Tagger::parse(trained.tagger);
    trained.names = to_bytes(train_names(*sentences, *tagger, *parse_name_lists(kNames), options));
    return trained;
}

std::string names_in(std::string_view text) {
    const Trained trained = tiny_weights();
    const auto tagger = Tagger::parse(trained.tagger);
    const auto finder = NameFinder::parse(trained.names);
    if (!tagger || !finder) return "no weights";
    std::string all;
    for (const NameSpan& name : finder->find_name_spans(text, tokenise(text, Vocabulary(), &*tagger)))
        all += std::string(slice(text, name.span)) + "/" + to_string(name.type) + " ";
    return all;
}

TEST(NameFinder, FindsWhatItWasShown) {
    EXPECT_EQ(names_in("Ana Berg leads Norvik Foods. The firm sits in Hamar."),
              "Ana Berg/PER Norvik Foods/ORG Hamar/LOC ");
}

TEST(NameFinder, KnowsPersonsOfOtherNamesByTheListsOfNames) {
    EXPECT_EQ(names_in("Mira Berg left."), "Mira Berg/PER ");
}

TEST(NameFinder, FindsNothingInSmallLettersAndInNothing) {
    EXPECT_EQ(names_in("the firm sells bread."), "");
    EXPECT_EQ(names_in(""), "");
}

TEST(NameFinder, TrainingIsRepeatableToTheByte) {
    EXPECT_EQ(tiny_weights().names, tiny_weights().names);
    EXPECT_NE(tiny_weights(1).names, tiny_weights(2).names);
}

TEST(NameFinder, RefusesWeightsOfAnotherKindOrCut) {
    const Trained trained = tiny_weights();
    const auto other = NameFinder::parse(trained.tagger);
    ASSERT_FALSE(other);
    EXPECT_EQ(other.error().kind, ErrorKind::corrupt);
    EXPECT_FALSE(NameFinder::parse(trained.names.substr(0, trained.names.size() / 2)));
    EXPECT_FALSE(NameFinder::parse(""));
    const auto absent = NameFinder::open("/nowhere/en-names.weights");
    ASSERT_FALSE(absent);
    EXPECT_EQ(absent.error().kind, ErrorKind::not_found);
}

TEST(NameFinder, ShippedWeightsLoadAndFitTheirSize) {
    const auto finder = NameFinder::open(CLAIMLINE_SOURCE_DATA "/models/en-names.weights");
    ASSERT_TRUE(finder) << finder.error().message;
    EXPECT_EQ(finder->digest().size(), 64U);
}

TEST(NameLists, RefuseAnUnknownClassByName) {
    const auto lists = parse_name_lists("given\tAna\nplanet\tMars\n");
    ASSERT_FALSE(lists);
    EXPECT_NE(lists.error().message.find("planet"), std::string::npos);
}

TEST(BestLabels, NeverLeaveANameOpen) {
    // "Begin" scores best for every word; only sequences that close their names are allowed.
    std::vector<LabelScores> scores(3);
    for (LabelScores& score : scores) {
        score.fill(0);
        score[ner_label(0, NamePart::begin)] = 100;
    }
    ViterbiScratch scratch;
    const auto& labels = best_labels(scores, TransitionScores{}, false, scratch);
    std::size_t before = kOutside;
    for (const std::size_t label : labels) {
        EXPECT_TRUE(may_follow(before, label));
        before = label;
    }
    EXPECT_TRUE(may_follow(before, kOutside));
}

}  // namespace
}  // namespace claimline
