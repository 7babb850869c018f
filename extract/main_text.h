#pragma once
// Which blocks of a page are its article, and how they are written down as text. docs/extraction.md tells
// how.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extract/blocks.h"
#include "extract/class_words.h"
#include "extract/html.h"
#include "extract/jsonld.h"

namespace claimline {

// What else the page says, as far as it helps to find its text. Everything may be empty.
struct MainTextHints {
    std::string_view title;
    std::string_view description;                // meta description or og:description
    std::string_view json_ld_body;               // schema.org articleBody, plain text
    std::span<const JsonLdUpdate> updates = {};  // schema.org liveBlogUpdate
};

struct MainText {
    std::string text;    // UTF-8, form of Article::text
    std::string origin;  // which strategy won, for Article::provenance
};

[[nodiscard]] MainText find_main_text(const HtmlTree& tree, const PageBlocks& page,
                                      const std::vector<ClassWords>& words, const MainTextHints& hints);

}  // namespace claimline
