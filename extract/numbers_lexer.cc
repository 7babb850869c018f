#include "extract/numbers_lexer.h"

#include <algorithm>

namespace claimline {
namespace {

constexpr std::uint64_t kDigitsCap = 1'000'000'000'000'000'000U;

// What one code point beyond ASCII is to the grammars.
enum class Wide : std::uint8_t { letter, space, dash, apostrophe, quote, degree, other, fraction, currency };

Wide classify(char32_t code) {
    if (code == 0xA0 || (code >= 0x2000 && code <= 0x200A) || code == 0x202F || code == 0x3000)
        return Wide::space;
    if ((code >= 0x2010 && code <= 0x2015) || code == 0x2212 || code == 0xFF0D) return Wide::dash;
    if (code == 0x2018 || code == 0x2019 || code == 0x2032 || code == 0x02BC) return Wide::apostrophe;
    if ((code >= 0x201A && code <= 0x201F) || code == 0x2033 || code == 0xAB || code == 0xBB)
        return Wide::quote;
    if (code == 0xB0 || code == 0xBA) return Wide::degree;
    if ((code >= 0xBC && code <= 0xBE) || (code >= 0x2150 && code <= 0x215E)) return Wide::fraction;
    if ((code >= 0xA2 && code <= 0xA5) || (code >= 0x20A0 && code <= 0x20CF) || code == 0x0E3F)
        return Wide::currency;
    if (code == 0xB5 || code == 0xAA) return Wide::letter;
    if (code < 0xC0 || code == 0xD7 || code == 0xF7 || (code >= 0x2000 && code < 0x2C00) || code == 0xFFFD) {
        return Wide::other;
    }
    return Wide::letter;
}

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

struct Gap {
    bool space = false;
    int newlines = 0;
};

// Reads one lexeme per call.
class Cutter {
  public:
    Cutter(std::string_view text, const WordTable& table) : text_(text), table_(table) {}

    bool next(Lexeme& out) {
        skip_space();
        if (at_ >= text_.size()) return false;
        out = Lexeme{};
        out.space_before = gap_.space || at_ == 0;
        out.break_before = gap_.newlines > 1;
        out.span.begin = static_cast<std::uint32_t>(at_);
        const char c = text_[at_];
        if (is_digit(c)) {
            read_digits(out);
        } else if (is_letter(c)) {
            out.capital = c <= 'Z';
            read_word(out);
        } else if (static_cast<unsigned char>(c) < 0x80) {
            out.kind = LexemeKind::symbol;
            out.symbol = c == '`' ? '\'' : c;
            ++at_;
        } else {
            read_wide(out);
        }
        out.span.end = static_cast<std::uint32_t>(at_);
        return true;
    }

  private:
    void skip_space() {
        gap_ = Gap{};
        while (at_ < text_.size()) {
            const char c = text_[at_];
            if (is_space(c)) {
                gap_.newlines += c == '\n' ? 1 : 0;
                ++at_;
            } else if (static_cast<unsigned char>(c) >= 0x80) {
                std::size_t after = at_;
                if (classify(next_code_point(text_, after)) != Wide::space) return;
                at_ = after;
            } else {
                return;
            }
            gap_.space = true;
        }
    }

    void read_digits(Lexeme& out) {
        out.kind = LexemeKind::digits;
        for (; at_ < text_.size() && is_digit(text_[at_]); ++at_) {
            if (out.digits < kDigitsCap)
                out.digits = out.digits * 10 + static_cast<std::uint64_t>(text_[at_] - '0');
        }
    }

    void read_word(Lexeme& out) {
        out.kind = LexemeKind::word;
        const std::size_t begin = at_;
        while (at_ < text_.size()) {
            if (is_letter(text_[at_])) {
                ++at_;
            } else if (static_cast<unsigned char>(text_[at_]) >= 0x80) {
                std::size_t after = at_;
                if (classify(next_code_point(text_, after)) != Wide::letter) break;
                at_ = after;
            } else {
                break;
            }
        }
        out.word = table_.find(text_.substr(begin, at_ - begin));
    }

    void read_wide(Lexeme& out) {
        const std::size_t begin = at_;
        std::size_t after = at_;
        const Wide kind = classify(next_code_point(text_, after));
        if (kind == Wide::letter) {
            read_word(out);
            return;
        }
        at_ = after;
        out.kind = LexemeKind::symbol;
        switch (kind) {
            case Wide::dash: out.symbol = '-'; break;
            case Wide::apostrophe: out.symbol = '\''; break;
            case Wide::quote: out.symbol = '"'; break;
            case Wide::degree: out.symbol = 'o'; break;
            case Wide::currency: out.symbol = 'c'; break;
            case Wide::fraction: out.symbol = 'f'; break;
            case Wide::letter:
            case Wide::space:
            case Wide::other: out.symbol = '?'; break;
        }
        out.word = table_.find(text_.substr(begin, at_ - begin));
    }

    std::string_view text_;
    const WordTable& table_;
    std::size_t at_ = 0;
    Gap gap_;
};

}  // namespace

Lexemes::Lexemes(std::string_view text, const WordTable& table) : text_(text), table_(&table) {
    lexemes_.reserve(text.size() / 5 + 8);
    Cutter cutter(text, table);
    Lexeme lexeme;
    while (cutter.next(lexeme)) lexemes_.push_back(lexeme);
    const auto size = static_cast<std::uint32_t>(text.size());
    end_.span = Span{size, size};
    end_.space_before = true;
    end_.break_before = true;
}

bool Lexemes::spells(std::size_t at, std::string_view lower) const {
    return is_word(at) && equals_ignoring_case(text(at), lower);
}

Span Lexemes::span(std::size_t first, std::size_t last) const {
    return Span{(*this)[first].span.begin,
                last > first ? (*this)[last - 1].span.end : (*this)[first].span.begin};
}

std::size_t Lexemes::at_byte(std::uint32_t byte) const {
    const auto found =
        std::ranges::lower_bound(lexemes_, byte, {}, [](const Lexeme& l) { return l.span.begin; });
    return static_cast<std::size_t>(found - lexemes_.begin());
}

}  // namespace claimline
