#pragma once
// What the tagger looks at: one description a word, then hashed feature templates over a window of them.
// Training and tagging share this file; kTaggerTemplates changes whenever a feature does.

#include <array>
#include <bit>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "extract/tokens.h"
#include "extract/weights.h"
#include "extract/word_map.h"

namespace claimline {

inline constexpr std::string_view kTaggerTemplates = "pos-2";

// A word as features see it. A hyphenated word is described by its last part ("Tallinn-based" by "based"):
// treebanks cut such words apart, tokenise() does not. Digits count as 0; typographic quotes and apostrophes
// as plain ones.
struct WordShape {
    std::uint64_t word = 0;                   // hash of the lower-case form
    std::array<std::uint32_t, 3> prefix{};    // first 1-3 bytes
    std::array<std::uint32_t, 4> suffix{};    // last 1-4 bytes
    std::uint32_t shape = 0;                  // runs of A a 0 . - and others
    std::uint16_t flags = 0;                  // TokenFlags
    std::uint16_t labels = 0;                 // those it was seen with in training, 0 for a new word
    std::uint8_t only = WordEntry::kNoLabel;  // the only one
    bool compound = false;                    // hyphenated, described by its last part
    bool symbol = false;                      // no letter and no digit: not the model's business
};

// Memory for one sentence, with two empty words on both sides.
struct TaggerScratch {
    std::vector<WordShape> words;
};

[[nodiscard]] WordShape shape_of_word(std::string_view form, std::uint16_t flags);
// Fills scratch.words, with what `known` says of each; true when most words of the sentence are capitalised,
// as in a headline.
bool describe_sentence(std::string_view text, std::span<const Token> sentence, const KnownWords& known,
                       TaggerScratch& scratch);

[[nodiscard]] inline std::uint64_t feature_key(std::uint64_t name, std::uint64_t a, std::uint64_t b = 0) {
    const std::uint64_t x =
        (a ^ std::rotl(b * 0x9E3779B97F4A7C15ULL, 31) ^ name << 56) * 0xD6E8FEB86659FD93ULL;
    return x ^ x >> 32;
}

inline constexpr std::size_t kStaticFeatures = 28;
inline constexpr std::size_t kTagFeatures = 13;

// Features of the words around `at`, where `words` has two words on both sides. Names 1 ... kStaticFeatures.
inline void static_features(const WordShape* at, bool headline,
                            std::span<std::uint64_t, kStaticFeatures> out) {
    const WordShape& word = at[0];
    const WordShape& left = at[-1];
    const WordShape& right = at[1];
    const std::uint64_t start = (word.flags & kSentenceStart) != 0 ? 2 : 0;
    const std::uint64_t place = start | (headline ? 1U : 0U);
    std::size_t n = 0;
    const auto add = [&out, &n](std::uint64_t a, std::uint64_t b = 0) {
        out[n] = feature_key(n + 1, a, b);
        ++n;
    };
    add(word.word);
    add(word.prefix[0]);
    add(word.prefix[1]);
    add(word.prefix[2]);
    add(word.suffix[0]);
    add(word.suffix[1]);
    add(word.suffix[2]);
    add(word.suffix[3]);
    add(word.shape, place);
    add(left.word);
    add(at[-2].word);
    add(right.word);
    add(at[2].word);
    add(left.suffix[2]);
    add(right.suffix[2]);
    add(left.word, word.word);
    add(word.word, right.word);
    add(left.shape, word.shape);
    add(word.shape, right.shape);
    add(left.word, right.word);
    add(word.suffix[2], right.suffix[2]);
    add(word.word, word.shape * 4 + place);
    add(right.word, at[2].word);
    add(right.labels, at[2].labels);
    add(word.labels, right.labels);
    add(word.word, right.labels);
    add(left.labels, word.labels);
    add(word.labels, place);
}

// Features that need the tags already given: `before` to the left neighbour, `earlier` to the word before it.
inline void tag_features(const WordShape* at, unsigned before, unsigned earlier, bool headline,
                         std::span<std::uint64_t, kTagFeatures> out) {
    const WordShape& word = at[0];
    const std::uint64_t caps =
        (word.flags & (kCapital | kAllCaps | kMixedCase | kSentenceStart)) * 2U + (headline ? 1U : 0U);
    std::size_t n = 0;
    const auto add = [&out, &n](std::uint64_t a, std::uint64_t b) {
        out[n] = feature_key(kStaticFeatures + n + 1, a, b);
        ++n;
    };
    const std::uint64_t both = before * 32U + earlier;
    add(before, 0);
    add(earlier, 0);
    add(both, 0);
    add(before, word.word);
    add(earlier, word.word);
    add(both, word.word);
    add(before, at[1].word);
    add(before, word.suffix[2]);
    add(before, caps);
    add(before, at[1].suffix[2]);
    add(both, at[1].word);
    add(both, word.suffix[1]);
    add(before, word.labels * 65536ULL + at[1].labels);
}

// What stands before the first word of a sentence, as a tag.
inline constexpr unsigned kNoTag = 17;

// Tag of a token without letter and digit: % and currencies SYM, a dash between numbers SYM, an apostrophe
// after a plural PART, everything else PUNCT or what closed_class.tsv says.
[[nodiscard]] Pos tag_of_symbol(std::string_view text, std::span<const Token> sentence, std::size_t at);

}  // namespace claimline
