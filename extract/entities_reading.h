#pragma once
// A document prepared for name finding: its tokens with the word classes and alias hits that start at them.

#include <string_view>
#include <vector>

#include "extract/entity_table_match.h"
#include "extract/tokens.h"

namespace claimline {

// A word or phrase of the table over tokens [first, last).
struct TokenWord {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    WordClass word_class = WordClass::said;
    std::string_view value;  // of the table
};

// Keeps references to its arguments, which must outlive it. Token indexes out of range are "no such token".
class Reading {
  public:
    Reading(std::string_view text, const TokenizedText& tokens, const EntityTable& table);

    [[nodiscard]] std::string_view text() const { return text_; }
    [[nodiscard]] const TokenizedText& tokenized() const { return tokens_; }
    [[nodiscard]] const EntityTable& table() const { return table_; }
    [[nodiscard]] const NameScan& scan() const { return scan_; }

    [[nodiscard]] std::size_t size() const { return tokens_.tokens.size(); }
    [[nodiscard]] const Token& token(std::size_t i) const { return tokens_.tokens[i]; }
    [[nodiscard]] std::string_view form(std::size_t i) const {
        return i < size() ? slice(text_, token(i).span) : std::string_view{};
    }
    // The token is `lower`, ASCII case apart.
    [[nodiscard]] bool is(std::size_t i, std::string_view lower) const;
    [[nodiscard]] bool is_one_of(std::size_t i, std::initializer_list<std::string_view> lower) const;
    [[nodiscard]] bool has(std::size_t i, WordClass word_class) const {
        return i < size() && (classes_[i] >> static_cast<unsigned>(word_class) & 1U) != 0;
    }
    // The longest word of that class that starts at the token, or null.
    [[nodiscard]] const TokenWord* word(std::size_t i, WordClass word_class) const;
    // A word of that class that ends just before the token (looked for over at most six tokens), or null.
    [[nodiscard]] const TokenWord* word_before(std::size_t i, WordClass word_class) const;

    [[nodiscard]] bool capital(std::size_t i) const {
        return i < size() && (token(i).has(kCapital) || token(i).has(kMixedCase));
    }
    [[nodiscard]] bool punctuation(std::size_t i) const { return i < size() && token(i).has(kPunctuation); }
    [[nodiscard]] bool possessive(std::size_t i) const;  // 's or ’ after a name
    [[nodiscard]] bool opening_quote(std::size_t i) const;
    // First word of its sentence, quotation marks and brackets apart.
    [[nodiscard]] bool opens_sentence(std::size_t i) const;
    [[nodiscard]] std::size_t sentence_of(std::size_t i) const { return sentence_of_token_[i]; }
    [[nodiscard]] const Sentence& sentence(std::size_t index) const { return tokens_.sentences[index]; }
    // A line in title case: its capitals say nothing.
    [[nodiscard]] bool title_case(std::size_t sentence) const { return title_case_[sentence]; }

    [[nodiscard]] std::uint32_t token_of_atom(std::size_t atom) const { return token_of_atom_[atom]; }
    // The token that holds byte `at`, or the one after it.
    [[nodiscard]] std::size_t token_at(std::uint32_t at) const;

  private:
    void index_words();
    void judge_capitals();

    std::string_view text_;
    const TokenizedText& tokens_;
    const EntityTable& table_;
    NameScan scan_;
    std::vector<std::uint32_t> token_of_atom_;
    std::vector<std::uint32_t> sentence_of_token_;
    std::vector<std::uint32_t> classes_;     // of each token, one bit a word class
    std::vector<TokenWord> words_;           // by first token, longer ones first
    std::vector<std::uint32_t> first_word_;  // of each token, in words_; size() + 1 entries
    std::vector<bool> title_case_;           // of each sentence
};

}  // namespace claimline
