#pragma once
// What the name recogniser looks at: words with their tags and name classes, the capitalised run a word
// stands in, and what the rest of the document says of the word. Training and use share this file;
// kNerTemplates changes with it.

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

struct NerWord {
    WordShape shape;
    std::uint64_t exact = 0;       // hash of the form as written
    std::uint16_t classes = 0;     // of data/names
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

void describe_document(std::string_view text, const TokenizedText& tokens, const KnownWords& names,
                       NerScratch& scratch);

// The key of a phrase of the name lists, word by word.
[[nodiscard]] constexpr std::uint64_t add_to_phrase(std::uint64_t phrase, std::uint64_t word) {
    return (phrase ^ word) * 0x9E3779B97F4A7C15ULL + 0x51ED;
}

inline constexpr std::size_t kMostNerFeatures = 64;
// Writes the features of a word (two words must stand on both sides), returns how many.
std::size_t ner_features(const std::vector<NerWord>& words, std::size_t at, bool headline,
                         std::span<std::uint64_t, kMostNerFeatures> out);

// The feature whose row holds the weights of label pairs (previous label, label).
[[nodiscard]] inline std::uint64_t transition_feature(std::size_t from) {
    return feature_key(200, from);
}

}  // namespace claimline
