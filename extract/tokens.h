#pragma once
// Text cut into tokens and sentences, once per document; everything later refers to these arrays.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/text.h"

namespace claimline {

// Universal POS tags (universaldependencies.org/u/pos).
enum class Pos : std::uint8_t {
    x,
    adj,
    adp,
    adv,
    aux,
    cconj,
    det,
    intj,
    noun,
    num,
    part,
    pron,
    propn,
    punct,
    sconj,
    sym,
    verb,
};
[[nodiscard]] Pos parse_pos(std::string_view upper_case_name);  // "VERB" -> verb; unknown -> x
[[nodiscard]] const char* to_string(Pos pos);

// Lemma ids. Interned while packs load, read-only afterwards: threads share one vocabulary without a lock.
using LemmaId = std::uint32_t;
inline constexpr LemmaId kUnknownLemma = 0;  // a word that no rule, set or map mentions

class Vocabulary {
  public:
    Vocabulary();
    LemmaId intern(std::string_view lower_case_lemma);
    [[nodiscard]] LemmaId find(std::string_view lower_case_lemma) const;  // kUnknownLemma when absent
    [[nodiscard]] std::string_view text(LemmaId id) const;
    [[nodiscard]] std::size_t size() const { return words_.size(); }

  private:
    [[nodiscard]] std::size_t slot_of(std::string_view word) const;

    std::vector<std::string> words_;  // by id; words_[0] is empty
    std::vector<LemmaId> slots_;      // open addressing, a power of two, at most half full
};

enum TokenFlags : std::uint16_t {
    kCapital = 1 << 0,      // first letter upper case
    kAllCaps = 1 << 1,      // two letters or more, all upper case
    kNumeric = 1 << 2,      // holds a digit
    kPunctuation = 1 << 3,  // no letter, no digit, and no symbol read as a word (%, currencies)
    kSpaceBefore = 1 << 4,
    kSentenceStart = 1 << 5,
    kQuoted = 1 << 6,     // inside quotation marks
    kMixedCase = 1 << 7,  // an upper-case letter after a lower-case one: TikTok, iPhone
};

struct Token {
    Span span;
    LemmaId lemma = kUnknownLemma;  // of the vocabulary given to tokenise()
    LemmaId alt_lemma =
        kUnknownLemma;  // a second reading (found: find, found), kUnknownLemma when there is none
    Pos pos = Pos::x;
    std::uint16_t flags = 0;

    [[nodiscard]] bool has(TokenFlags flag) const { return (flags & flag) != 0; }
};

enum class SentenceRole : std::uint8_t { prose, heading, list_item, table_row };

struct Sentence {
    Span span;                // without surrounding white space
    std::uint32_t first = 0;  // tokens [first, last)
    std::uint32_t last = 0;
    std::uint32_t paragraph = 0;  // counts blocks separated by an empty line
    SentenceRole role = SentenceRole::prose;
};

struct TokenizedText {
    std::vector<Token> tokens;
    std::vector<Sentence> sentences;

    // The sentence that holds byte `at`, or sentences.size().
    [[nodiscard]] std::size_t sentence_at(std::uint32_t at) const;
};

class Tagger;

// Splits the whole text: words, numbers ("1,234.5", "4.5"), clitics apart ("n't", "'s"), hyphenated words as
// one token ("20-year-old", "Paris-based") but ranges of numbers apart ("10-15"), full stops of abbreviations
// kept
// ("Inc.", "U.S."), punctuation singly. Never glues across white space. Lemmas by `vocabulary` (English:
// irregular table plus suffix rules checked against it). Tags by `tagger`; without one by a small lexicon and
// context rules. Any bytes are safe; linear time; no allocation per token. `text` must be shorter than 4 GiB.
[[nodiscard]] TokenizedText tokenise(std::string_view text, const Vocabulary& vocabulary,
                                     const Tagger* tagger);
[[nodiscard]] TokenizedText tokenise(std::string_view text, const Vocabulary& vocabulary);

// Every lemma `lower_case_form` may have, most likely first, lower case: "fined" -> {"fine", "fined"}.
[[nodiscard]] std::vector<std::string> lemmas_of(std::string_view lower_case_form);

}  // namespace claimline
