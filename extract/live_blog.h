#pragma once
// Live blogs: many entries on one page, each with a time of its own, which a claim in it is dated by.

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extract/blocks.h"
#include "extract/class_words.h"
#include "extract/html.h"
#include "extract/jsonld.h"

namespace claimline {

struct LiveEntry {
    std::size_t first_block = 0;  // of PageBlocks::blocks
    std::string time;             // as the page gave it: ISO 8601 where it did; never empty
    bool time_is_block = false;   // the first block shows nothing but this time
};

// Entries that the page shows, in page order: like elements side by side, each around exactly one <time>, in
// an element whose class names speak of live news, or anywhere when `is_live_blog`. Fewer than three are no
// blog.
[[nodiscard]] std::vector<LiveEntry> find_live_entries(const HtmlTree& tree, const PageBlocks& page,
                                                       const std::vector<ClassWords>& words,
                                                       bool is_live_blog);

// The entries of schema.org's LiveBlogPosting that `text` does not hold, in the form of Article::text: time,
// headline, body. Empty when the text has them all.
[[nodiscard]] std::string missing_updates(std::span<const JsonLdUpdate> updates, std::string_view text);

}  // namespace claimline
