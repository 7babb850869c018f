// Descriptions of words: made once a token, on the stack, without allocation.

#include "extract/tagger_features.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "extract/char_class.h"
#include "extract/language_tables.h"

namespace claimline {
namespace {

constexpr std::size_t kLongestForm = 40;  // bytes kept of a word; longer ones are addresses

// The last part of a hyphenated word, when that part is a word of its own.
std::string_view last_part(std::string_view form) {
    const std::size_t hyphen = form.rfind('-');
    if (hyphen == std::string_view::npos || hyphen == 0 || hyphen + 2 >= form.size()) return form;
    return form.substr(hyphen + 1);
}

constexpr std::uint32_t kUpper = 1;
constexpr std::uint32_t kLower = 2;
constexpr std::uint32_t kDigit = 3;
constexpr std::uint32_t kStop = 4;
constexpr std::uint32_t kDash = 5;
constexpr std::uint32_t kOther = 6;

struct Normal {
    std::array<char, kLongestForm> bytes{};
    std::size_t size = 0;
    std::uint32_t shape = 1;  // a leading 1, then three bits a character; runs are kept to one or two
    bool symbol = true;

    void put(char c) {
        if (size < bytes.size()) bytes[size++] = c;
    }
    void see(std::uint32_t kind) {
        symbol = symbol && kind > kDigit;
        const bool repeats = shape > 7 && kind == (shape & 7);
        const bool twice = repeats && shape > 0x3F && (shape >> 3 & 7) == kind;
        if (twice || (repeats && kind > kDigit) || shape >= 1U << 28) return;
        shape = shape << 3 | kind;
    }
    [[nodiscard]] std::string_view view() const { return {bytes.data(), size}; }
};

char plain_mark(char32_t code) {
    if (code >= 0x2018 && code <= 0x201B) return '\'';
    if ((code >= 0x201C && code <= 0x201F) || code == 0xAB || code == 0xBB) return '"';
    return 0;
}

Normal normalise(std::string_view form) {
    Normal out;
    for (std::size_t at = 0; at < form.size();) {
        const CharAt c = char_at(form, at);
        switch (c.kind) {
            case CharClass::upper: out.see(kUpper); break;
            case CharClass::lower: out.see(kLower); break;
            case CharClass::digit: out.see(kDigit); break;
            case CharClass::space:
            case CharClass::mark:
            case CharClass::symbol: out.see(c.code == '.' ? kStop : c.code == '-' ? kDash : kOther); break;
        }
        if (c.kind == CharClass::digit) {
            out.put('0');
        } else if (const char mark = plain_mark(c.code); mark != 0) {
            out.put(mark);
        } else if (c.size == 1) {
            out.put(to_lower(static_cast<char>(c.code)));
        } else {
            for (std::size_t i = 0; i < c.size; ++i) out.put(form[at + i]);
        }
        at += c.size;
    }
    return out;
}

std::uint32_t first_bytes(std::string_view word, std::size_t count) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < std::min(count, word.size()); ++i)
        value = value << 8 | static_cast<unsigned char>(word[i]);
    return value;
}

bool is_numeric(const Token& token) {
    return token.has(kNumeric);
}

}  // namespace

WordShape shape_of_word(std::string_view form, std::uint16_t flags) {
    const std::string_view part = last_part(form);
    const Normal normal = normalise(part);
    const std::string_view word = normal.view();
    WordShape out;
    out.word = hash_bytes(word);
    for (std::size_t n = 1; n <= 3; ++n) out.prefix[n - 1] = first_bytes(word, n);
    for (std::size_t n = 1; n <= 4; ++n) {
        const std::size_t size = std::min(n, word.size());
        out.suffix[n - 1] = first_bytes(word.substr(word.size() - size), size);
    }
    out.shape = normal.shape;
    out.flags = flags;
    out.compound = part.size() < form.size();
    out.symbol = normal.symbol;
    return out;
}

WordShape shape_of_known_word(std::string_view form, std::uint16_t flags, const KnownWords& known) {
    WordShape word = shape_of_word(form, flags);
    const WordEntry entry = known.find(word.word);
    word.labels = entry.labels;
    word.only = entry.only;
    return word;
}

Pos tag_of_symbol(std::string_view text, std::span<const Token> sentence, std::size_t at) {
    const std::string_view form = slice(text, sentence[at].span);
    const bool dash = form == "-" || form == "\xE2\x80\x93";
    const bool inside = at > 0 && at + 1 < sentence.size();
    if (dash && inside && is_numeric(sentence[at - 1]) && is_numeric(sentence[at + 1])) return Pos::sym;
    if (form == "#") return Pos::sym;
    if (form == "'" || form == "\xE2\x80\x99") {
        const bool after_plural =
            at > 0 && !sentence[at].has(kSpaceBefore) && text[sentence[at].span.begin - 1] == 's';
        return after_plural ? Pos::part : Pos::punct;
    }
    const bool run = std::ranges::all_of(form, [&form](char c) { return c == form.front(); });
    if (form.front() == '[') return Pos::punct;
    if (form.size() > 1 && static_cast<unsigned char>(form.front()) < 0x80)
        return run ? Pos::punct : Pos::sym;
    if (const Pos listed = closed_class_of(form); listed != Pos::x) return listed;
    return sentence[at].has(kPunctuation) ? Pos::punct : Pos::sym;
}

}  // namespace claimline
