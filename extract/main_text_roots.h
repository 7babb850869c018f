#pragma once
// Independent guesses where on a page the article is: three strategies that know nothing of each other.

#include <cstdint>
#include <string_view>
#include <vector>

#include "extract/blocks.h"
#include "extract/class_words.h"
#include "extract/html.h"

namespace claimline {

// What a paragraph looks like, for the strategies that start from paragraphs.
[[nodiscard]] bool looks_like_prose(std::string_view text, const TextBlock& block);

// The element with the greatest surplus of prose over everything else inside it.
[[nodiscard]] std::uint32_t root_by_surplus(const HtmlTree& tree, const PageBlocks& page,
                                            const std::vector<ClassWords>& words);

// The element whose paragraphs, children and grandchildren weigh most: the scoring of Arc90's Readability.
[[nodiscard]] std::uint32_t root_by_density(const HtmlTree& tree, const PageBlocks& page,
                                            const std::vector<ClassWords>& words);

// The element that calls itself the article (itemprop articleBody, <article>, class words, <main>) and holds
// the most prose. 0 when none does.
[[nodiscard]] std::uint32_t root_by_name(const HtmlTree& tree, const PageBlocks& page,
                                         const std::vector<ClassWords>& words);

}  // namespace claimline
