// The one pass over a document: blocks, tokens, sentences, quotation marks, tags, lemmas.

#include "extract/tokens.h"

#include <algorithm>
#include <array>
#include <span>

#include "extract/char_class.h"
#include "extract/lemma.h"
#include "extract/sentences.h"
#include "extract/tagger.h"
#include "extract/tagger_rules.h"
#include "extract/tokens_split.h"
#include "extract/word_map.h"

namespace claimline {
namespace {

constexpr std::array<const char*, 17> kPosNames{"X",     "ADJ",   "ADP",   "ADV", "AUX",  "CCONJ",
                                                "DET",   "INTJ",  "NOUN",  "NUM", "PART", "PRON",
                                                "PROPN", "PUNCT", "SCONJ", "SYM", "VERB"};

// Quotation marks paired in one paragraph. A mark that opens and never closes holds to the end of the
// paragraph: by custom the next paragraph then opens anew.
class Quotes {
  public:
    // Whether the token lies between marks (the marks themselves do not).
    bool inside(char32_t first, const Token& token) {
        switch (first) {
            case 0x201C:
            case 0xAB:
            case 0x201E: return mark(true, double_);
            case 0x201D:
            case 0xBB: return mark(false, double_);
            case '"': return mark(!double_, double_);
            case 0x2018: return mark(true, single_);
            case 0x2019:  // on its own it closes; as an apostrophe it is part of a token
                return token.span.size() == 3 && single_ ? mark(false, single_) : open();
            default: return open();
        }
    }

  private:
    static bool mark(bool opens, bool& state) {
        state = opens;
        return false;
    }
    [[nodiscard]] bool open() const { return double_ || single_; }

    bool double_ = false;
    bool single_ = false;
};

void mark_quotations(std::string_view text, TokenizedText& out) {
    Quotes quotes;
    std::uint32_t paragraph = 0;
    for (const Sentence& sentence : out.sentences) {
        if (sentence.paragraph != paragraph) quotes = Quotes();
        paragraph = sentence.paragraph;
        for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
            Token& token = out.tokens[i];
            if (quotes.inside(char_at(text, token.span.begin).code, token)) token.flags |= kQuoted;
        }
    }
}

}  // namespace

Pos parse_pos(std::string_view upper_case_name) {
    const auto* const found = std::ranges::find(kPosNames, upper_case_name);
    return found == kPosNames.end() ? Pos::x : static_cast<Pos>(found - kPosNames.begin());
}

const char* to_string(Pos pos) {
    return kPosNames[static_cast<std::size_t>(pos)];
}

Vocabulary::Vocabulary() : words_(1), slots_(1024) {}

std::size_t Vocabulary::slot_of(std::string_view word) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = hash_bytes(word) & mask;
    while (slots_[at] != kUnknownLemma && words_[slots_[at]] != word) at = (at + 1) & mask;
    return at;
}

LemmaId Vocabulary::intern(std::string_view lower_case_lemma) {
    if (lower_case_lemma.empty()) return kUnknownLemma;
    const std::size_t at = slot_of(lower_case_lemma);
    if (slots_[at] != kUnknownLemma) return slots_[at];
    const auto id = static_cast<LemmaId>(words_.size());
    words_.emplace_back(lower_case_lemma);
    slots_[at] = id;
    if (words_.size() * 2 > slots_.size()) {
        slots_.assign(slots_.size() * 2, kUnknownLemma);
        for (LemmaId word = 1; word < words_.size(); ++word) slots_[slot_of(words_[word])] = word;
    }
    return id;
}

LemmaId Vocabulary::find(std::string_view lower_case_lemma) const {
    return slots_[slot_of(lower_case_lemma)];
}

std::string_view Vocabulary::text(LemmaId id) const {
    return id < words_.size() ? std::string_view(words_[id]) : std::string_view();
}

std::size_t TokenizedText::sentence_at(std::uint32_t at) const {
    const auto after =
        std::ranges::upper_bound(sentences, at, {}, [](const Sentence& s) { return s.span.begin; });
    if (after == sentences.begin()) return sentences.size();
    const auto found = std::prev(after);
    return at < found->span.end ? static_cast<std::size_t>(found - sentences.begin()) : sentences.size();
}

TokenizedText tokenise(std::string_view text, const Vocabulary& vocabulary, const Tagger* tagger) {
    TokenizedText out;
    out.tokens.reserve(text.size() / 5 + 8);  // English news: 5.2 bytes a token with its blank
    for (const SentenceBlock& block : find_blocks(text)) {
        const auto first = static_cast<std::uint32_t>(out.tokens.size());
        split_tokens(text, block.span, out.tokens);
        cut_sentences(text, block, first, out);
    }
    mark_quotations(text, out);
    if (tagger != nullptr) tagger->tag(text, out);
    for (const Sentence& sentence : out.sentences) {
        if (tagger != nullptr) break;
        tag_by_rules(text, {out.tokens.data() + sentence.first, sentence.last - sentence.first});
    }
    for (Token& token : out.tokens) {
        if (token.has(kPunctuation)) continue;
        const Lemmas lemmas = find_lemmas(slice(text, token.span), token.pos, vocabulary);
        token.lemma = lemmas.best;
        token.alt_lemma = lemmas.other;
    }
    return out;
}

TokenizedText tokenise(std::string_view text, const Vocabulary& vocabulary) {
    return tokenise(text, vocabulary, nullptr);
}

}  // namespace claimline
