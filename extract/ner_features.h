#pragma once
// What the name recogniser looks at: words with their tags and name classes, the capitalised run a word
// stands in, and what the rest of the document says of the word. Training and use share this file;
// kNerTemplates changes with it.

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "extract/tagger_features.h"
#include "extract/tokens.h"
#include "extract/weights.h"

namespace claimline {

inline constexpr std::string_view kNerTemplates = "ner-2";

// Classes of data/names: bit i of WordEntry::labels is kNameClasses[i].
inline constexpr std::array<std::string_view, 16> kNameClasses{
    "adjective", "calendar",   "company_end", "family", "given", "org",   "org_part", "org_word",
    "place",     "place_part", "place_word",  "role",   "said",  "title", "common",   "other"};
[[nodiscard]] constexpr std::uint16_t name_class_bit(std::string_view name) {
    for (std::size_t i = 0; i < kNameClasses.size(); ++i) {
        if (kNameClasses[i] == name) return static_cast<std::uint16_t>(1U << i);
    }
    return 0;
}

// Labels: O, then for PER, ORG, LOC each begin, inside, last, unit.
inline constexpr std::size_t kNerLabels = 13;
inline constexpr std::size_t kOutside = 0;
enum class NamePart : std::uint8_t { begin, inside, last, unit };
[[nodiscard]] constexpr std::size_t ner_label(std::size_t type, NamePart part) {
    return 1 + type * 4 + static_cast<std::size_t>(part);
}
// Whether label `to` may follow `from`; the border of a sentence acts as O on both sides.
[[nodiscard]] constexpr bool may_follow(std::size_t from, std::size_t to) {
    const auto goes_on = [](std::size_t label) { return label != kOutside && (label - 1) % 4 < 2; };  // B, I
    const auto continues = [](std::size_t label) {
        return label != kOutside && ((label - 1) % 4 + 3) % 4 < 2;
    };  // I, L
    if (goes_on(from) != continues(to)) return false;
    return !goes_on(from) || (from - 1) / 4 == (to - 1) / 4;
}

// What the form alone tells.
struct NerForm {
    WordShape shape;
    std::uint64_t exact = 0;    // hash of the form as written
    std::uint16_t classes = 0;  // of data/names
};
[[nodiscard]] NerForm form_of_word(std::string_view form, const KnownWords& names);

struct NerWord : NerForm {
    std::uint16_t phrase = 0;      // classes of the listed phrase it is part of
    std::uint8_t phrase_part = 0;  // 1 first, 2 inside, 3 last
    std::uint16_t document = 0;    // what other places of the document say
    std::uint8_t pos = 0;
    bool may_be_name = false;  // capital, digit or lower case beside one; all others are outside
    std::uint16_t run = 0;     // its place in the capitalised run, from 1; 0 = in none
    std::uint16_t run_length = 0;
    std::uint32_t run_first = 0;    // index of the run's first word
    std::uint16_t run_classes = 0;  // classes of all words of the run
};

// Memory for one document. Words of all sentences, each sentence with two empty words on both sides.
struct NerScratch {
    std::vector<NerWord> words;
    std::vector<std::uint32_t> starts;   // index of each sentence's first word
    std::vector<std::uint8_t> headline;  // by sentence
    std::vector<std::pair<std::uint64_t, std::uint16_t>>
        memory;  // word hash -> document bits, open addressing
};

// In three steps: add_words() for every sentence of the document, in which the caller describes each token by
// its form, then relate_words().
template <class FormOf>
void add_words(std::string_view text, const TokenizedText& tokens, NerScratch& scratch, FormOf&& form_of) {
    scratch.words.clear();
    scratch.starts.clear();
    scratch.headline.clear();
    scratch.words.reserve(tokens.tokens.size() + 2 * tokens.sentences.size() + 2);
    for (const Sentence& sentence : tokens.sentences) {
        scratch.words.resize(scratch.words.size() + 2);
        scratch.starts.push_back(static_cast<std::uint32_t>(scratch.words.size()));
        HeadlineSigns signs;
        for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
            const Token& token = tokens.tokens[i];
            NerWord& word = scratch.words.emplace_back();
            static_cast<NerForm&>(word) = form_of(slice(text, token.span), scratch.words.size() - 1);
            word.shape.flags = token.flags;
            word.pos = static_cast<std::uint8_t>(token.pos);
            signs.see(token);
        }
        scratch.headline.push_back(signs.headline() ? 1 : 0);
    }
    scratch.words.resize(scratch.words.size() + 2);
}

// Phrases of `names`, runs of capitals, and what the places of a word tell about its other places.
void relate_words(std::string_view text, const TokenizedText& tokens, const KnownWords& names,
                  NerScratch& scratch);

// The key of a phrase of the name lists, word by word.
[[nodiscard]] constexpr std::uint64_t add_to_phrase(std::uint64_t phrase, std::uint64_t word) {
    return (phrase ^ word) * 0x9E3779B97F4A7C15ULL + 0x51ED;
}

// The templates, by what they depend on: `add(name, a, b)` is called for each. Names are 100 ... 199.
template <class Add>
void own_features(const NerForm& word, Add&& add) {
    add(100, word.shape.word);
    add(101, word.exact);
    add(108, word.shape.suffix[1]);
    add(109, word.shape.suffix[2]);
    add(110, word.shape.suffix[3]);
    add(111, word.shape.prefix[1]);
    add(112, word.shape.prefix[2]);
    add(121, word.classes);
}
template <class Add>
void placed_features(const NerForm& word, std::uint64_t place, Add&& add) {
    add(113, word.shape.shape, place);
}
template <class Add>
void as_left_features(const NerForm& word, Add&& add) {
    add(102, word.shape.word);
    add(122, word.classes);
}
template <class Add>
void as_second_left_features(const NerForm& word, Add&& add) {
    add(103, word.shape.word);
}
template <class Add>
void as_right_features(const NerForm& word, Add&& add) {
    add(104, word.shape.word);
    add(123, word.classes);
}
template <class Add>
void as_second_right_features(const NerForm& word, Add&& add) {
    add(105, word.shape.word);
}
template <class Add>
void tag_features(std::uint64_t left, std::uint64_t tag, std::uint64_t right, Add&& add) {
    add(118, left, tag);
    add(119, tag, right);
    add(120, left * 32U + tag, right);
}

// Where a word stands in its capitalised run; 0 outside of one.
[[nodiscard]] inline std::uint64_t position_in_run(const NerWord& word) {
    return word.run == 0 ? 0U : (word.run == 1 ? 1U : 2U) + (word.run == word.run_length ? 4U : 0U);
}

// Of two words or more and of the document. Two words stand on both sides of `at`.
template <class Add>
void context_features(const std::vector<NerWord>& words, std::size_t at, std::uint64_t place, Add&& add) {
    const NerWord& word = words[at];
    const NerWord& left = words[at - 1];
    const NerWord& right = words[at + 1];
    const std::size_t first_at = word.run != 0 ? word.run_first : at;
    const std::size_t last_at = word.run != 0 ? word.run_first + word.run_length - 1U : at;
    const NerWord& first = words[first_at];
    const NerWord& last = words[last_at];
    const NerWord& before = words[first_at - 1];
    const NerWord& after = words[last_at + 1];
    const std::uint64_t position = position_in_run(word);
    add(106, left.shape.word, word.shape.word);
    add(107, word.shape.word, right.shape.word);
    add(114, left.shape.shape, word.shape.shape);
    add(115, word.shape.shape, right.shape.shape);
    add(116, left.shape.shape * 0x100000001ULL, word.shape.shape * 65537ULL + right.shape.shape);
    add(117, word.pos, place);
    add(124, left.classes, word.classes);
    add(125, word.classes, right.classes);
    add(126, word.run_classes, position);
    add(127, std::min<std::uint64_t>(word.run_length, 6), position);
    add(128, last.shape.word, position);
    add(129, first.shape.word, position);
    add(130, before.shape.word, position);
    add(131, after.shape.word, position);
    add(132, last.classes, position);
    add(133, first.classes, position);
    add(134, before.classes, after.classes);
    add(135, before.pos * 32U + after.pos, position);
    add(136, after.shape.word, words[last_at + 2].shape.word * 8 + position);
    add(137, word.phrase, word.phrase_part);
    add(138, word.phrase, word.phrase_part * 65536U + position);
    add(139, first.phrase * 65536U + last.phrase, position);
    add(140, word.shape.word, last.shape.word);
    add(141, word.document, place);
    for (unsigned bit = 0; bit < 11; ++bit) {
        if ((word.document >> bit & 1) != 0) add(142 + bit, position);
    }
}

// The feature whose row holds the weights of label pairs (previous label, label).
[[nodiscard]] inline std::uint64_t transition_feature(std::size_t from) {
    return feature_key(200, from);
}

}  // namespace claimline
