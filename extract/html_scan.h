#pragma once
// The smallest shared piece of HTML lexing: tag names and attributes inside a tag, by the tokenizer of the
// WHATWG HTML standard (13.2.5), over bytes of any ASCII-compatible encoding.

#include <cstddef>
#include <string_view>

namespace claimline {

[[nodiscard]] constexpr bool is_html_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}
[[nodiscard]] constexpr bool is_ascii_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// Views into the scanned bytes: as written, entities unresolved.
struct RawAttribute {
    std::string_view name;
    std::string_view value;
    char quote = '\0';  // '"', '\'' or 0
};

// The tag name that begins at `at` (just after "<" or "</"); `at` moves behind it.
[[nodiscard]] std::string_view scan_tag_name(std::string_view html, std::size_t& at);

// Reads the next attribute of the tag that `at` is inside of. False at the tag's end: `at` is then behind
// ">" (or at the end of the input, when the tag is cut off: `html.size()`).
[[nodiscard]] bool scan_attribute(std::string_view html, std::size_t& at, RawAttribute& attribute);

// Position of "</name" followed by space, '/', '>' or the end, from `at` on; npos when there is none.
// `name` in lower case.
[[nodiscard]] std::size_t find_end_tag(std::string_view html, std::string_view name, std::size_t at);

}  // namespace claimline
