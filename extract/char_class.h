#pragma once
// What a character is for cutting text: one table look-up for ASCII, ICU for the rest.

#include <array>
#include <cstdint>
#include <string_view>

namespace claimline {

enum class CharClass : std::uint8_t { space, upper, lower, digit, mark, symbol };

struct CharAt {
    char32_t code = 0;
    std::uint32_t size = 0;  // bytes
    CharClass kind = CharClass::space;

    // Letters without case (Arabic, Chinese) count as lower. A word goes on over a `mark`: combining accents,
    // soft hyphens, joiners.
    [[nodiscard]] bool is_letter() const { return kind == CharClass::upper || kind == CharClass::lower; }
    [[nodiscard]] bool is_alnum() const { return is_letter() || kind == CharClass::digit; }
};

inline constexpr std::array<CharClass, 128> kAsciiClasses = [] {
    std::array<CharClass, 128> table{};
    for (unsigned c = 0; c < 128; ++c) {
        const char letter = static_cast<char>(c);
        table[c] = CharClass::symbol;
        if (c <= ' ' || c == 127) table[c] = CharClass::space;
        if (letter >= 'A' && letter <= 'Z') table[c] = CharClass::upper;
        if (letter >= 'a' && letter <= 'z') table[c] = CharClass::lower;
        if (letter >= '0' && letter <= '9') table[c] = CharClass::digit;
    }
    return table;
}();

[[nodiscard]] CharAt char_beyond_ascii(std::string_view text, std::size_t at);

// The character at byte `at`; past the end a space of size 0.
[[nodiscard]] inline CharAt char_at(std::string_view text, std::size_t at) {
    if (at >= text.size()) return {};
    const auto byte = static_cast<unsigned char>(text[at]);
    return byte < 0x80 ? CharAt{byte, 1, kAsciiClasses[byte]} : char_beyond_ascii(text, at);
}

// Simple lower-case mapping of one code point (no locale, no special cases).
[[nodiscard]] char32_t to_lower(char32_t code);

}  // namespace claimline
