// Documents are put together from their sentences, so that training sees the same document features as use.

#include "extract/ner_train.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <random>

#include "extract/ner_features.h"
#include "extract/ner_viterbi.h"
#include "extract/perceptron.h"

namespace claimline {
namespace {

constexpr int kScale = 32;
constexpr unsigned kRounds = 5;      // trainings from nothing, averaged: one alone swings by half a point
constexpr unsigned kForgotten = 40;  // per cent; swept 0..40 on left-out documents
constexpr std::uint64_t kUnknownWord = 0x5EED5EED5EED5EEDULL;
// The right labels must lead by this much (Taskar 2004): 68.9 -> 69.9 on left-out documents.
constexpr int kMargin = 15;
// Few words are names, so training leans to precision; found names count more for us. Units of kScale.
constexpr int kLean = 150;
constexpr std::size_t kLongestDocument =
    60;  // sentences; longer ones are cut: real articles are of this size

// A document as tokenise() would give it, with the annotated labels beside.
struct NerDocument {
    std::string text;
    TokenizedText tokens;
    std::vector<std::uint8_t> labels;
};

std::size_t type_of(std::string_view name) {
    const std::string_view type = name.substr(std::min<std::size_t>(2, name.size()));
    return type == "PER" ? 0 : type == "ORG" ? 1 : 2;
}

// BIO as annotated -> BILOU.
void add_labels(const std::vector<std::string>& names, std::vector<std::uint8_t>& labels) {
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (names[i] == "O" || names[i].size() < 3) {
            labels.push_back(kOutside);
            continue;
        }
        const bool begins = names[i][0] == 'B' || i == 0 || names[i - 1].substr(1) != names[i].substr(1);
        const bool ends = i + 1 == names.size() || names[i + 1] != "I-" + names[i].substr(2);
        const NamePart part =
            begins ? (ends ? NamePart::unit : NamePart::begin) : (ends ? NamePart::last : NamePart::inside);
        labels.push_back(static_cast<std::uint8_t>(ner_label(type_of(names[i]), part)));
    }
}

void add_sentence(NerDocument& document, const TreebankSentence& from, const Tagger& tagger) {
    std::vector<Token> tokens = from.tokens;
    tagger.tag(from.text, tokens);
    const auto base = static_cast<std::uint32_t>(document.text.size());
    Sentence sentence;
    sentence.first = static_cast<std::uint32_t>(document.tokens.tokens.size());
    for (Token& token : tokens) {
        token.span = {token.span.begin + base, token.span.end + base};
        document.tokens.tokens.push_back(token);
    }
    sentence.last = static_cast<std::uint32_t>(document.tokens.tokens.size());
    sentence.span = {tokens.front().span.begin, tokens.back().span.end};
    document.tokens.sentences.push_back(sentence);
    document.text += from.text + "\n";
    add_labels(from.names, document.labels);
}

std::vector<NerDocument> make_documents(const std::vector<TreebankSentence>& sentences,
                                        const Tagger& tagger) {
    std::vector<NerDocument> documents;
    const std::string* current = nullptr;
    for (const TreebankSentence& sentence : sentences) {
        const bool next = current == nullptr || *current != sentence.document ||
                          documents.back().tokens.sentences.size() >= kLongestDocument;
        if (next) documents.emplace_back();
        current = &sentence.document;
        add_sentence(documents.back(), sentence, tagger);
    }
    return documents;
}

class NameTrainer {
  public:
    NameTrainer(const std::vector<NerDocument>& documents, const std::vector<WordEntry>& names)
        : documents_(documents), names_(names) {
        for (std::size_t from = 0; from < kNerLabels; ++from)
            transition_[from] = perceptron_.feature(transition_feature(from));
    }

    LinearModel run(const TrainingOptions& options) {
        random_.seed(options.seed);
        std::vector<const NerDocument*> order;
        for (const NerDocument& document : documents_) order.push_back(&document);
        for (unsigned round = 0; round < kRounds; ++round) {
            for (unsigned i = 0; i < options.iterations; ++i) {
                shuffle(order, random_);
                for (const NerDocument* document : order) learn(*document);
            }
            perceptron_.restart();
        }
        LinearModel model;
        model.header = {{"kind", "name recogniser"},
                        {"templates", std::string(kNerTemplates)},
                        {"labels", "O, then begin inside last unit of PER ORG LOC"},
                        {"seed", fmt::format("{}", options.seed)},
                        {"iterations", fmt::format("{}", options.iterations)},
                        {"prune", fmt::format("{}", options.prune)},
                        {"lean", fmt::format("{}", kLean)},
                        {"documents", fmt::format("{}", documents_.size())}};
        perceptron_.finish(options.prune, kScale, model);
        return model;
    }

  private:
    using Features = std::vector<PerceptronTrainer::Feature>;

    void learn(const NerDocument& document) {
        add_words(document.text, document.tokens, scratch_,
                  [this](std::string_view form, std::size_t) { return form_of_word(form, names_); });
        relate_words(document.text, document.tokens, names_, scratch_);
        forget_some_words();
        for (std::size_t s = 0; s < document.tokens.sentences.size(); ++s) {
            const Sentence& sentence = document.tokens.sentences[s];
            const std::size_t size = sentence.last - sentence.first;
            features_.assign(size, {});
            scores_.resize(size);
            for (std::size_t i = 0; i < size; ++i)
                scores_[i] = score_word(scratch_.starts[s] + i, scratch_.headline[s] != 0, features_[i]);
            const std::span<const std::uint8_t> right(document.labels.data() + sentence.first, size);
            if (!can_be_reached(right)) continue;
            for (std::size_t i = 0; i < size; ++i) {
                if (!features_[i].empty()) scores_[i][right[i]] -= kMargin;
            }
            correct(right, best_labels(scores_, transitions(), false, viterbi_));
            perceptron_.step();
        }
    }

    // Names of new texts were never seen: some words keep only their form, tag, lists and surroundings.
    void forget_some_words() {
        for (NerWord& word : scratch_.words) {
            if (word.run == 0 || random_() % 100 >= kForgotten) continue;
            word.shape.word = kUnknownWord;
            word.exact = kUnknownWord;
        }
    }

    // Names of small letters alone cannot be found; learning from them would only drive weights apart.
    bool can_be_reached(std::span<const std::uint8_t> right) const {
        for (std::size_t i = 0; i < right.size(); ++i) {
            if (right[i] != kOutside && features_[i].empty()) return false;
        }
        return true;
    }

    LabelScores score_word(std::size_t at, bool headline, Features& features) {
        if (!scratch_.words[at].may_be_name) return only_outside();
        std::array<int, kMaxLabels> sums{};
        const auto add = [&](std::uint64_t name, std::uint64_t a, std::uint64_t b = 0) {
            features.push_back(perceptron_.feature(feature_key(name, a, b)));
            perceptron_.add_scores(features.back(), sums);
        };
        const std::vector<NerWord>& words = scratch_.words;
        const std::uint64_t place = place_of(words[at].shape, headline);
        own_features(words[at], add);
        placed_features(words[at], place, add);
        as_left_features(words[at - 1], add);
        as_second_left_features(words[at - 2], add);
        as_right_features(words[at + 1], add);
        as_second_right_features(words[at + 2], add);
        tag_features(words[at - 1].pos, words[at].pos, words[at + 1].pos, add);
        context_features(words, at, place, add);
        LabelScores scores{};
        std::copy_n(sums.begin(), kNerLabels, scores.begin());
        return scores;
    }

    TransitionScores transitions() const {
        TransitionScores scores{};
        for (std::size_t from = 0; from < kNerLabels; ++from) {
            std::array<int, kMaxLabels> sums{};
            perceptron_.add_scores(transition_[from], sums);
            std::copy_n(sums.begin(), kNerLabels, scores[from].begin());
        }
        return scores;
    }

    void correct(std::span<const std::uint8_t> right, const std::vector<std::uint8_t>& guess) {
        std::size_t right_before = kOutside;
        std::size_t guess_before = kOutside;
        for (std::size_t i = 0; i < right.size(); ++i) {
            if (right[i] != guess[i]) {
                for (const auto feature : features_[i]) {
                    perceptron_.update(feature, right[i], 1);
                    perceptron_.update(feature, guess[i], -1);
                }
            }
            if (right[i] != guess[i] || right_before != guess_before) {
                perceptron_.update(transition_[right_before], right[i], 1);
                perceptron_.update(transition_[guess_before], guess[i], -1);
            }
            right_before = right[i];
            guess_before = guess[i];
        }
    }

    const std::vector<NerDocument>& documents_;
    KnownWords names_;
    std::mt19937 random_;
    PerceptronTrainer perceptron_;
    std::array<PerceptronTrainer::Feature, kNerLabels> transition_{};
    NerScratch scratch_;
    ViterbiScratch viterbi_;
    std::vector<Features> features_;
    std::vector<LabelScores> scores_;
};

// Annotated names as spans of tokens.
std::vector<NameSpan> gold_spans(const NerDocument& document) {
    std::vector<NameSpan> spans;
    for (std::uint32_t i = 0; i < document.labels.size(); ++i) {
        if (document.labels[i] == kOutside) continue;
        const auto part = static_cast<NamePart>((document.labels[i] - 1) % 4);
        const auto type = static_cast<NameType>((document.labels[i] - 1) / 4);
        if (part == NamePart::begin || part == NamePart::unit) spans.push_back({{}, i, i + 1, type});
        spans.back().last = i + 1;
    }
    return spans;
}

std::uint64_t hash_of_entry(std::string_view entry) {
    if (entry.find('_') == std::string_view::npos) return hash_bytes(entry);
    std::uint64_t key = 0;
    while (!entry.empty()) {
        const std::size_t end = std::min(entry.find('_'), entry.size());
        key = add_to_phrase(key, hash_bytes(entry.substr(0, end)));
        entry.remove_prefix(std::min(end + 1, entry.size()));
    }
    return key;
}

}  // namespace

Result<std::vector<WordEntry>> parse_name_lists(std::string_view tsv) {
    std::map<std::uint64_t, std::uint16_t> classes;
    while (!tsv.empty()) {
        const std::size_t end = std::min(tsv.find('\n'), tsv.size());
        std::string_view row = tsv.substr(0, end);
        tsv.remove_prefix(std::min(end + 1, tsv.size()));
        if (row.empty() || row.front() == '#') continue;
        const std::size_t tab = std::min(row.find('\t'), row.size());
        const std::uint16_t bit = name_class_bit(row.substr(0, tab));
        if (bit == 0)
            return fail(ErrorKind::invalid_input, "name lists: no such class: {}", row.substr(0, tab));
        row.remove_prefix(std::min(tab + 1, row.size()));
        while (!row.empty()) {
            const std::size_t blank = std::min(row.find(' '), row.size());
            std::uint16_t& bits = classes[hash_of_entry(row.substr(0, blank))];
            bits = static_cast<std::uint16_t>(bits | bit);
            row.remove_prefix(std::min(blank + 1, row.size()));
        }
    }
    std::vector<WordEntry> entries;
    for (const auto& [hash, bits] : classes) entries.push_back({hash, bits, WordEntry::kNoLabel});
    return entries;
}

LinearModel train_names(std::vector<TreebankSentence> sentences, const Tagger& tagger,
                        std::vector<WordEntry> names, const TrainingOptions& options) {
    const auto documents = make_documents(sentences, tagger);
    LinearModel model = NameTrainer(documents, names).run(options);
    model.words = std::move(names);
    return model;
}

NameScore score_names(std::vector<TreebankSentence> sentences, const Tagger& tagger,
                      const NameFinder& finder) {
    NameScore score;
    for (const NerDocument& document : make_documents(sentences, tagger)) {
        const auto found = finder.find_name_spans(document.text, document.tokens);
        const auto gold = gold_spans(document);
        score.found += found.size();
        score.gold += gold.size();
        for (const NameSpan& span : found) {
            const auto same = std::ranges::find_if(
                gold, [&span](const NameSpan& g) { return g.first == span.first && g.last == span.last; });
            if (same == gold.end()) continue;
            ++score.right_span;
            score.right += same->type == span.type;
        }
    }
    return score;
}

}  // namespace claimline
