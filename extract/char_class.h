#pragma once
// What a character is for cutting text: one table look-up for ASCII, ICU for the rest.

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

// The character at byte `at`; past the end a space of size 0.
[[nodiscard]] CharAt char_at(std::string_view text, std::size_t at);

// Simple lower-case mapping of one code point (no locale, no special cases).
[[nodiscard]] char32_t to_lower(char32_t code);

}  // namespace claimline
