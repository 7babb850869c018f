#pragma once
// Spans, UTF-8 and code points: inside, every offset is a byte offset; code points only leave the program.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace claimline {

// Byte offsets into a text, half open; [begin, end) never splits a UTF-8 sequence.
struct Span {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;

    [[nodiscard]] constexpr std::uint32_t size() const { return end - begin; }
    [[nodiscard]] constexpr bool contains(Span other) const {
        return begin <= other.begin && other.end <= end;
    }
    [[nodiscard]] constexpr bool overlaps(Span other) const { return begin < other.end && other.begin < end; }
    friend auto operator<=>(const Span&, const Span&) = default;
};

// The part of `text` under `span`. The span must lie inside the text.
[[nodiscard]] inline std::string_view slice(std::string_view text, Span span) {
    return text.substr(span.begin, span.end - span.begin);
}

// Translates byte offsets of one text to code points and back, without a table per byte: a checkpoint every
// 64 bytes, then at most 64 bytes counted. Keeps a view of the text, which must outlive it.
class CodePoints {
  public:
    explicit CodePoints(std::string_view text);

    [[nodiscard]] std::size_t size() const { return count_; }            // of the whole text
    [[nodiscard]] std::size_t from_byte(std::size_t byte_offset) const;  // clamped to size()
    [[nodiscard]] std::size_t to_byte(std::size_t code_point) const;     // clamped to text.size()

  private:
    std::string_view text_;
    std::vector<std::uint32_t> before_;  // code points before byte 64 * i
    std::size_t count_ = 0;
};

// One code point read at `at` (which moves past it); U+FFFD for a byte that starts no valid sequence
// (one byte consumed). WHATWG Encoding, "UTF-8 decoder", shortest forms only, no surrogates.
[[nodiscard]] char32_t next_code_point(std::string_view text, std::size_t& at);
void append_utf8(std::string& out, char32_t code_point);

[[nodiscard]] bool is_valid_utf8(std::string_view text);
// Invalid sequences become U+FFFD; valid text is returned unchanged.
[[nodiscard]] std::string to_valid_utf8(std::string_view text);

// Lower case and without diacritics, for comparing names ("Société" -> "societe"); ICU full case folding.
[[nodiscard]] std::string fold(std::string_view text);

[[nodiscard]] constexpr bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}
[[nodiscard]] constexpr bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
[[nodiscard]] constexpr char to_lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

// ASCII white space cut from both ends.
[[nodiscard]] std::string_view trim(std::string_view text);
// ASCII letters lowered, all other bytes kept.
[[nodiscard]] std::string to_lower(std::string_view text);
// Runs of white space (NBSP and the Unicode spaces too) become one blank; both ends trimmed.
[[nodiscard]] std::string collapse_space(std::string_view text);
[[nodiscard]] bool equals_ignoring_case(std::string_view a, std::string_view b);  // ASCII

// Columns a terminal needs for `text` (wide East Asian characters 2, combining marks 0).
[[nodiscard]] std::size_t display_width(std::string_view text);

// Safe to print: control characters (C0, DEL, C1), bidi overrides and isolates, and invalid UTF-8 become
// U+FFFD; line breaks and tabs become a blank.
[[nodiscard]] std::string to_printable(std::string_view text);

}  // namespace claimline
