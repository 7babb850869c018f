#include "extract/tagger.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "core/hash.h"
#include "extract/tagger_features.h"
#include "extract/tagger_train.h"

namespace claimline {
namespace {

// A small treebank in our own words, enough to learn that "-s" after a noun is a verb and after "the" a noun.
std::string tiny_treebank() {
    struct Word {
        const char* form;
        const char* tag;
    };
    const std::vector<std::vector<Word>> sentences{
        {{"The", "DET"}, {"watchdog", "NOUN"}, {"fines", "VERB"}, {"Vidra", "PROPN"}, {".", "PUNCT"}},
        {{"Vidra", "PROPN"}, {"pays", "VERB"}, {"the", "DET"}, {"fines", "NOUN"}, {".", "PUNCT"}},
        {{"Norvik", "PROPN"}, {"plans", "VERB"}, {"two", "NUM"}, {"sites", "NOUN"}, {".", "PUNCT"}},
        {{"The", "DET"}, {"plans", "NOUN"}, {"cost", "VERB"}, {"$", "SYM"}, {"5", "NUM"}, {".", "PUNCT"}},
    };
    std::string tsv = "#doc tiny\n#par\n";
    for (int copy = 0; copy < 10; ++copy) {
        for (const auto& sentence : sentences) {
            for (const Word& word : sentence)
                tsv += std::string(word.form) + "\t" + word.tag + "\t_\t0\t_\tO\t1\n";
            tsv += "\n";
        }
    }
    return tsv;
}

LinearModel tiny_model(std::uint32_t seed = 1) {
    const auto sentences = parse_treebank(tiny_treebank());
    return train_tagger(*sentences, {.iterations = 5, .seed = seed, .prune = 0.1});
}

std::string tags(const Tagger& tagger, std::string_view text) {
    std::string all;
    for (const Token& token : tokenise(text, Vocabulary(), &tagger).tokens)
        all += std::string(to_string(token.pos)) + " ";
    return all;
}

TEST(Tagger, LearnsWhatItWasShown) {
    const auto tagger = Tagger::parse(to_bytes(tiny_model()));
    ASSERT_TRUE(tagger) << tagger.error().message;
    EXPECT_EQ(tags(*tagger, "The watchdog fines Vidra."), "DET NOUN VERB PROPN PUNCT ");
    EXPECT_EQ(tags(*tagger, "Vidra pays the fines."), "PROPN VERB DET NOUN PUNCT ");
    EXPECT_EQ(tags(*tagger, "The plans cost $ 5."), "DET NOUN VERB SYM NUM PUNCT ");
}

TEST(Tagger, TrainingIsRepeatableToTheByte) {
    EXPECT_EQ(to_bytes(tiny_model()), to_bytes(tiny_model()));
    EXPECT_NE(to_bytes(tiny_model(1)), to_bytes(tiny_model(2)));
    // The same bytes from any compiler and processor; changes with features or training, then
    // kTaggerTemplates must.
    EXPECT_EQ(to_hex(sha256(to_bytes(tiny_model()))),
              "f8d753b9c4f2d60aafd1be11dc1dc470858016f70755956d269c750b0b5ad1d0");
}

TEST(Tagger, WeightsAreWrittenAndReadBackTheSame) {
    const std::string bytes = to_bytes(tiny_model());
    const auto model = parse_linear_model(bytes);
    ASSERT_TRUE(model);
    EXPECT_EQ(model->value("templates"), kTaggerTemplates);
    EXPECT_EQ(to_bytes(*model), bytes);
}

TEST(Tagger, RefusesDamagedWeights) {
    const std::string bytes = to_bytes(tiny_model());
    EXPECT_FALSE(Tagger::parse(""));
    EXPECT_FALSE(Tagger::parse("claimline-weights 2\n\n"));
    for (std::size_t size = 0; size < bytes.size(); size += 7) {
        EXPECT_FALSE(Tagger::parse(bytes.substr(0, size))) << size;
    }
    EXPECT_FALSE(Tagger::parse(bytes + "x"));
    auto other = tiny_model();
    other.header[1].second = "pos-0";
    const auto refused = Tagger::parse(to_bytes(other));
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().message.find("pos-0"), std::string::npos);
}

TEST(Tagger, MissingWeightsAreNotFound) {
    const auto tagger = Tagger::open("/nonexistent/weights");
    ASSERT_FALSE(tagger);
    EXPECT_EQ(tagger.error().kind, ErrorKind::not_found);
}

TEST(Tagger, ShippedWeightsTagNewsProse) {
    const auto tagger = Tagger::open(std::string(CLAIMLINE_SOURCE_DATA) + "/models/en-upos.weights");
    ASSERT_TRUE(tagger) << tagger.error().message;
    EXPECT_EQ(tags(*tagger, "The harbour authority fined Tarn Logistics 4.2 million crowns on Tuesday."),
              "DET NOUN NOUN VERB PROPN PROPN NUM NUM NOUN ADP PROPN PUNCT ");
    EXPECT_EQ(
        tags(*tagger, "It is building a Vessmark-based data centre and the building has been finished."),
        "PRON AUX VERB DET ADJ NOUN NOUN CCONJ DET NOUN AUX AUX VERB PUNCT ");
}

TEST(Treebank, LeavesDocumentsOutAndNamesBadLines) {
    const std::string tsv = tiny_treebank();
    EXPECT_EQ(parse_treebank(tsv)->size(), 40U);
    EXPECT_TRUE(parse_treebank(tsv, {"ti"})->empty());
    const auto bad = parse_treebank("#doc a\nword\tNOUN\n");
    ASSERT_FALSE(bad);
    EXPECT_NE(bad.error().message.find("line 2"), std::string::npos);
}

TEST(Treebank, ReadsSpacesAndTheHashSign) {
    const auto sentences =
        parse_treebank("#\tSYM\t_\t0\t_\tO\t0\n7\tNUM\t_\t0\t_\tO\t1\nwon\tVERB\t_\t0\t_\tO\t1\n");
    ASSERT_EQ(sentences->size(), 1U);
    EXPECT_EQ(sentences->front().text, "#7 won ");
    EXPECT_TRUE(sentences->front().tokens[2].has(kSpaceBefore));
    EXPECT_FALSE(sentences->front().tokens[1].has(kSpaceBefore));
}

}  // namespace
}  // namespace claimline
