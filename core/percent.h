#pragma once
// Percent-encoding (RFC 3986 section 2.1), as URLs and robots.txt rules are compared by.

#include <optional>
#include <string>
#include <string_view>

#include "core/text.h"

namespace claimline {

// -1 when `c` is no hexadecimal digit.
[[nodiscard]] constexpr int hex_value(char c) {
    if (is_digit(c)) return c - '0';
    const char lower = to_lower(c);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// The byte that a triplet at the beginning of `text` stands for ("%C3..." -> 0xC3).
[[nodiscard]] constexpr std::optional<unsigned char> percent_triplet(std::string_view text) {
    if (text.size() < 3 || text[0] != '%') return std::nullopt;
    const int high = hex_value(text[1]);
    const int low = hex_value(text[2]);
    if (high < 0 || low < 0) return std::nullopt;
    return static_cast<unsigned char>(high * 16 + low);
}

// Characters that mean the same with and without encoding (RFC 3986 section 2.3).
[[nodiscard]] constexpr bool is_unreserved(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '-' || c == '.' ||
           c == '_' || c == '~';
}

inline void append_percent(std::string& out, unsigned char byte) {
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    out += '%';
    out += kDigits[byte >> 4];
    out += kDigits[byte & 15];
}

}  // namespace claimline
