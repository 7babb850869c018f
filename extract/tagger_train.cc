// Greedy training: tags given so far are the features of the next word, right or wrong, as in use.

#include "extract/tagger_train.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <random>

#include "extract/perceptron.h"
#include "extract/tagger_features.h"

namespace claimline {
namespace {

constexpr int kScale = 32;           // units a weight of 1
constexpr unsigned kSeenEnough = 3;  // a rarer word counts as unknown
constexpr unsigned kForgotten = 40;  // per cent; swept 0..40 on left-out news: 95.3 without, 95.7 with
constexpr unsigned kSeenOften = 30;  // a word seen this often ...
constexpr unsigned kPerMille = 995;  // ... with one tag in this many of 1000 cases is not decided by weights

// PUNCT is left out: symbols are tagged by rule. The 16 other tags fill a row exactly.
std::vector<Pos> model_labels() {
    std::vector<Pos> labels;
    for (int i = 0; i <= static_cast<int>(Pos::verb); ++i) {
        if (static_cast<Pos>(i) != Pos::punct) labels.push_back(static_cast<Pos>(i));
    }
    return labels;
}

using Features = std::vector<PerceptronTrainer::Feature>;

class TaggerTrainer {
  public:
    explicit TaggerTrainer(const std::vector<TreebankSentence>& sentences) : sentences_(sentences) {
        for (std::size_t i = 0; i < labels_.size(); ++i)
            label_of_[static_cast<std::size_t>(labels_[i])] = static_cast<int>(i);
        count_words();
    }

    LinearModel run(const TrainingOptions& options) {
        random_.seed(options.seed);
        std::vector<const TreebankSentence*> order;
        for (const TreebankSentence& sentence : sentences_) order.push_back(&sentence);
        for (unsigned i = 0; i < options.iterations; ++i) {
            shuffle(order, random_);
            for (const TreebankSentence* sentence : order) learn(*sentence);
        }
        return finish(options);
    }

  private:
    // What the table will say of words: their usual labels, and for some that no weights are needed. A word
    // tagged as punctuation is a slip of the treebank.
    void count_words() {
        std::map<std::uint64_t, std::array<unsigned, kMaxLabels + 1>> counts;  // last: all
        for (const TreebankSentence& sentence : sentences_) {
            for (const Token& token : sentence.tokens) {
                const WordShape word = shape_of_word(slice(sentence.text, token.span), token.flags);
                const int label = label_of_[static_cast<std::size_t>(token.pos)];
                if (word.symbol || label < 0) continue;
                ++counts[word.word][static_cast<std::size_t>(label)];
                ++counts[word.word][kMaxLabels];
            }
        }
        for (const auto& [word, count] : counts) {
            const unsigned all = count[kMaxLabels];
            if (all < kSeenEnough) continue;
            WordEntry entry{word, 0, WordEntry::kNoLabel};
            for (std::size_t label = 0; label < kMaxLabels; ++label) {
                if (count[label] * 10 >= all)
                    entry.labels = static_cast<std::uint16_t>(entry.labels | 1U << label);
                const bool alone = all >= kSeenOften && count[label] * 1000 >= all * kPerMille;
                if (alone) entry.only = static_cast<std::uint8_t>(label);
            }
            words_.push_back(entry);
        }
        known_ = KnownWords(words_);
    }

    void learn(const TreebankSentence& sentence) {
        const bool headline = describe(sentence);
        forget_some_words();
        unsigned before = kNoTag;
        unsigned earlier = kNoTag;
        for (std::size_t i = 0; i < sentence.tokens.size(); ++i) {
            const WordShape* word = &words_of_sentence_[i + 2];
            Pos pos = Pos::x;
            if (word->symbol) {
                pos = tag_of_symbol(sentence.text, sentence.tokens, i);
            } else if (word->only != WordEntry::kNoLabel) {
                pos = labels_[word->only];
            } else {
                const int right = label_of_[static_cast<std::size_t>(sentence.tokens[i].pos)];
                pos = labels_[decide(features_at(word, before, earlier, headline), right)];
            }
            earlier = before;
            before = static_cast<unsigned>(pos);
        }
    }

    // Fills words_of_sentence_, with two empty words on both sides; true for a headline.
    bool describe(const TreebankSentence& sentence) {
        HeadlineSigns signs;
        words_of_sentence_.assign(2, WordShape{});
        for (const Token& token : sentence.tokens) {
            signs.see(token);
            words_of_sentence_.push_back(
                shape_of_known_word(slice(sentence.text, token.span), token.flags, known_));
        }
        words_of_sentence_.resize(sentence.tokens.size() + 4);
        return signs.headline();
    }

    // All words of the training text are known, those of new text are not: some are forgotten each time.
    void forget_some_words() {
        for (WordShape& word : words_of_sentence_) {
            if (word.only == WordEntry::kNoLabel && random_() % 100 < kForgotten) word.labels = 0;
        }
    }

    Features features_at(const WordShape* word, unsigned before, unsigned earlier, bool headline) {
        Features features;
        features.reserve(kTaggerFeatures);
        const auto add = [this, &features](std::uint64_t name, std::uint64_t a, std::uint64_t b = 0) {
            features.push_back(perceptron_.feature(feature_key(name, a, b)));
        };
        own_features(*word, add);
        placed_features(*word, place_of(*word, headline), add);
        as_left_features(word[-1], add);
        as_second_left_features(word[-2], add);
        as_right_features(word[1], add);
        as_second_right_features(word[2], add);
        pair_features(word, add);
        tag_pair_features(before, earlier, add);
        tag_features(word, before, earlier, headline, add);
        return features;
    }

    // The best label by the weights so far, after which they are corrected.
    std::size_t decide(const Features& features, int right) {
        std::array<int, kMaxLabels> scores{};
        for (const auto feature : features) perceptron_.add_scores(feature, scores);
        const auto guess = static_cast<std::size_t>(std::ranges::max_element(scores) - scores.begin());
        perceptron_.step();
        if (right < 0 || guess == static_cast<std::size_t>(right)) return guess;
        for (const auto feature : features) {
            perceptron_.update(feature, static_cast<std::size_t>(right), 1);
            perceptron_.update(feature, guess, -1);
        }
        return guess;
    }

    LinearModel finish(const TrainingOptions& options) {
        LinearModel model;
        std::string names;
        for (const Pos label : labels_) names += (names.empty() ? "" : " ") + std::string(to_string(label));
        model.header = {{"kind", "part-of-speech tagger"},
                        {"templates", std::string(kTaggerTemplates)},
                        {"labels", names},
                        {"seed", fmt::format("{}", options.seed)},
                        {"iterations", fmt::format("{}", options.iterations)},
                        {"prune", fmt::format("{}", options.prune)},
                        {"sentences", fmt::format("{}", sentences_.size())}};
        perceptron_.finish(options.prune, kScale, model);
        model.words = words_;
        return model;
    }

    const std::vector<TreebankSentence>& sentences_;
    std::vector<Pos> labels_ = model_labels();
    std::array<int, kMaxLabels + 1> label_of_ = [] {
        std::array<int, kMaxLabels + 1> none{};
        none.fill(-1);
        return none;
    }();
    std::vector<WordEntry> words_;
    KnownWords known_{{}};
    std::mt19937 random_;
    PerceptronTrainer perceptron_;
    std::vector<WordShape> words_of_sentence_;
};

}  // namespace

LinearModel train_tagger(const std::vector<TreebankSentence>& sentences, const TrainingOptions& options) {
    return TaggerTrainer(sentences).run(options);
}

}  // namespace claimline
