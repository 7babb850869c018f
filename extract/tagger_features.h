#pragma once
// What the tagger looks at: one description a word, then hashed feature templates over a window of them.
// Training and tagging share this file; kTaggerTemplates changes whenever a feature does.

#include <array>
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

[[nodiscard]] WordShape shape_of_word(std::string_view form, std::uint16_t flags);
// The same with what `known` says of the word.
[[nodiscard]] WordShape shape_of_known_word(std::string_view form, std::uint16_t flags,
                                            const KnownWords& known);

// Whether most words of a sentence are capitalised, as in a headline: words of three bytes or less, which
// titles write small, do not count.
class HeadlineSigns {
  public:
    void see(const Token& token) {
        const bool letters = !token.has(kPunctuation) && !token.has(kNumeric) && token.span.size() > 3;
        words_ += letters ? 1U : 0U;
        capitals_ += letters && token.has(kCapital) ? 1U : 0U;
    }
    [[nodiscard]] bool headline() const { return words_ >= 3 && capitals_ * 4 >= words_ * 3; }

  private:
    std::size_t words_ = 0;
    std::size_t capitals_ = 0;
};

// The templates, by what they depend on: `add(name, a, b)` is called for each with its number and its parts.
// Names are 1 ... kTaggerFeatures.
inline constexpr std::size_t kTaggerFeatures = 41;

template <class Add>
void own_features(const WordShape& word, Add&& add) {
    add(1, word.word);
    for (std::size_t i = 0; i < 3; ++i) add(2 + i, word.prefix[i]);
    for (std::size_t i = 0; i < 4; ++i) add(5 + i, word.suffix[i]);
}

// `place`: see place_of().
template <class Add>
void placed_features(const WordShape& word, std::uint64_t place, Add&& add) {
    add(9, word.shape, place);
    add(22, word.word, word.shape * 4 + place);
    add(28, word.labels, place);
}

// What a word says of the word one or two places to its right (as_left) or left (as_right).
template <class Add>
void as_left_features(const WordShape& word, Add&& add) {
    add(10, word.word);
    add(14, word.suffix[2]);
}
template <class Add>
void as_second_left_features(const WordShape& word, Add&& add) {
    add(11, word.word);
}
template <class Add>
void as_right_features(const WordShape& word, Add&& add) {
    add(12, word.word);
    add(15, word.suffix[2]);
}
template <class Add>
void as_second_right_features(const WordShape& word, Add&& add) {
    add(13, word.word);
}

// Two words stand on both sides of `at`.
template <class Add>
void pair_features(const WordShape* at, Add&& add) {
    const WordShape& word = at[0];
    const WordShape& left = at[-1];
    const WordShape& right = at[1];
    add(16, left.word, word.word);
    add(17, word.word, right.word);
    add(18, left.shape, word.shape);
    add(19, word.shape, right.shape);
    add(20, left.word, right.word);
    add(21, word.suffix[2], right.suffix[2]);
    add(23, right.word, at[2].word);
    add(24, right.labels, at[2].labels);
    add(25, word.labels, right.labels);
    add(26, word.word, right.labels);
    add(27, left.labels, word.labels);
}

// Those that need the tags already given: `before` to the left neighbour, `earlier` to the word before it.
template <class Add>
void tag_pair_features(unsigned before, unsigned earlier, Add&& add) {
    add(29, before, 0);
    add(30, earlier, 0);
    add(31, before * 32U + earlier, 0);
}
template <class Add>
void tag_features(const WordShape* at, unsigned before, unsigned earlier, bool headline, Add&& add) {
    const WordShape& word = at[0];
    const std::uint64_t caps =
        (word.flags & (kCapital | kAllCaps | kMixedCase | kSentenceStart)) * 2U + (headline ? 1U : 0U);
    const std::uint64_t both = before * 32U + earlier;
    add(32, before, word.word);
    add(33, earlier, word.word);
    add(34, both, word.word);
    add(35, before, at[1].word);
    add(36, before, word.suffix[2]);
    add(37, before, caps);
    add(38, before, at[1].suffix[2]);
    add(39, both, at[1].word);
    add(40, both, word.suffix[1]);
    add(41, before, word.labels * 65536ULL + at[1].labels);
}

// Where a word stands, for features of its capitals: bit 0 in a headline, bit 1 at the start of a sentence.
[[nodiscard]] inline std::uint64_t place_of(const WordShape& word, bool headline) {
    return ((word.flags & kSentenceStart) != 0 ? 2U : 0U) | (headline ? 1U : 0U);
}

// What stands before the first word of a sentence, as a tag.
inline constexpr unsigned kNoTag = 17;
inline constexpr std::size_t kTagStates = 18;

// Tag of a token without letter and digit: % and currencies SYM, a dash between numbers SYM, an apostrophe
// after a plural PART, everything else PUNCT or what closed_class.tsv says.
[[nodiscard]] Pos tag_of_symbol(std::string_view text, std::span<const Token> sentence, std::size_t at);

}  // namespace claimline
