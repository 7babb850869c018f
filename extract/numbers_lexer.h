#pragma once
// Text cut for the date and quantity grammars: runs of letters, runs of digits and single symbols, each
// looked up once in the word tables. Finer than the tokeniser's cut, because "90MW", "$1.2-1.5bn",
// "12-cent-a-share" and "2018-09-04T10:00" hold several words each; independent of it, because both grammars
// must read any text.

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/text.h"
#include "extract/numbers_words.h"

namespace claimline {

enum class LexemeKind : std::uint8_t { word, digits, symbol, end };

struct Lexeme {
    Span span;
    LexemeKind kind = LexemeKind::end;
    char symbol = 0;  // symbols: the ASCII character; all dashes are '-', all apostrophes '\'', ° is 'o'
    bool space_before = false;
    bool break_before = false;  // an empty line before it: no phrase goes on across it
    bool capital = false;       // words: the first letter is upper case
    WordId word = kNoWord;      // entry of the word table
    std::uint64_t digits = 0;   // digits: the number, capped at 10^18
};

// The lexemes of one text with the table their word ids refer to. Indexing past the end gives a lexeme of
// kind `end`, so that a grammar may look ahead freely.
class Lexemes {
  public:
    Lexemes(std::string_view text, const WordTable& table);

    [[nodiscard]] std::size_t size() const { return lexemes_.size(); }
    [[nodiscard]] const Lexeme& operator[](std::size_t at) const {
        return at < lexemes_.size() ? lexemes_[at] : end_;
    }
    [[nodiscard]] std::string_view text() const { return text_; }
    [[nodiscard]] std::string_view text(std::size_t at) const { return slice(text_, (*this)[at].span); }
    [[nodiscard]] const WordTable& table() const { return *table_; }
    [[nodiscard]] const Word& word(std::size_t at) const { return table_->at((*this)[at].word); }

    [[nodiscard]] bool is(std::size_t at, char symbol) const {
        const Lexeme& lexeme = (*this)[at];
        return lexeme.kind == LexemeKind::symbol && lexeme.symbol == symbol;
    }
    [[nodiscard]] bool is(std::size_t at, Key key) const {
        return word(at).key == key && (*this)[at].word != kNoWord;
    }
    [[nodiscard]] bool is_digits(std::size_t at) const { return (*this)[at].kind == LexemeKind::digits; }
    [[nodiscard]] bool is_word(std::size_t at) const { return (*this)[at].kind == LexemeKind::word; }
    // `at` touches what stands before it.
    [[nodiscard]] bool glued(std::size_t at) const { return at > 0 && !(*this)[at].space_before; }
    // The word at `at`, whatever its case, is `lower`.
    [[nodiscard]] bool spells(std::size_t at, std::string_view lower) const;
    // Bytes of lexemes [first, last).
    [[nodiscard]] Span span(std::size_t first, std::size_t last) const;
    // The first lexeme that starts at `byte` or later.
    [[nodiscard]] std::size_t at_byte(std::uint32_t byte) const;

  private:
    std::string_view text_;
    const WordTable* table_;
    std::vector<Lexeme> lexemes_;
    Lexeme end_;
};

}  // namespace claimline
