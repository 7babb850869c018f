#pragma once
// Chosen blocks -> the text of the article.

#include <string>
#include <vector>

#include "extract/blocks.h"
#include "extract/live_blog.h"

namespace claimline {

// Blocks with keep[i], in order: paragraphs apart by an empty line, neighbouring list items and table rows a
// line each, items marked "- ". A block that repeats the one before is written once. The time of a live-blog
// entry is a paragraph before the entry's first block that is kept; entries are in page order.
[[nodiscard]] std::string render_blocks(const PageBlocks& page, const std::vector<bool>& keep,
                                        const std::vector<LiveEntry>& entries = {});

}  // namespace claimline
