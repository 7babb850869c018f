#pragma once
// The linear pass before the HTML parser: drops what no reader sees and what the parser cannot bear, so that
// parsing any page takes bounded time and memory.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace claimline {

struct PrepassLimits {
    // The deepest page seen among 1,540 real ones has 52 levels; the parser is quadratic in depth.
    std::size_t depth = 256;
    std::size_t attributes = 256;        // read per tag, of which the known ones are kept
    std::size_t attribute_bytes = 4096;  // per value
    std::size_t tags = 400'000;          // start tags kept; about 200 bytes of tree each
    std::size_t output_bytes = 16U << 20;
};

struct PrepassResult {
    std::string html;                       // UTF-8, safe to parse
    std::vector<std::string_view> json_ld;  // contents of ld+json scripts: views into the input
    // Values of publication-date fields inside other scripts ("datePublished": "2023-02-18"): views as well.
    std::vector<std::string_view> script_dates;
    bool cut = false;  // a limit dropped something that a reader would see
};

// Drops script, style, svg, template, noscript, iframe, select, textarea with their contents, comments, tags
// that only change the looks of words (b, i, em, font, bare spans ...), attributes nobody asks for and
// control characters. Text and entities stay as written. Input: valid UTF-8.
[[nodiscard]] PrepassResult prepare_html(std::string_view html, const PrepassLimits& limits = {});

}  // namespace claimline
