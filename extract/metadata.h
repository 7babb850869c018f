#pragma once
// What a page says about its article: title, authors, dates, site, language, address; each with where it said
// so.

#include <chrono>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "extract/blocks.h"
#include "extract/class_words.h"
#include "extract/html.h"
#include "extract/jsonld.h"
#include "extract/page_meta.h"

namespace claimline {

// Everything that was read off the page, lent to the readers of single fields.
struct PageFacts {
    const HtmlTree& tree;
    const std::vector<ClassWords>& words;
    const PageBlocks& blocks;
    const PageMeta& meta;
    const JsonLd& json_ld;
    std::string_view url;          // may be empty
    std::chrono::sys_days today;   // later dates are refused
    std::uint32_t title_node = 0;  // the heading with the title (find_title), 0 when there is none
};

struct Found {
    std::string value;
    std::string origin;  // "json-ld headline", "meta og:title", "h1" ...
};

struct FoundTitle : Found {
    std::uint32_t node = 0;  // the heading it is, 0 when it was taken from the head of the page
};

// Title without the name of the site. `metadata_title.cc`
[[nodiscard]] FoundTitle find_title(const PageFacts& page);

struct FoundAuthors {
    std::vector<std::string> names;
    std::string origin;
};
// People, in page order; empty when the page names none. `metadata_authors.cc`
[[nodiscard]] FoundAuthors find_authors(const PageFacts& page, std::string_view site);

// Name of the publication. `metadata_site.cc`
[[nodiscard]] Found find_site(const PageFacts& page);

// BCP 47 primary subtag: the page's mark, else detected in `text` (CLD2). `metadata_language.cc`
[[nodiscard]] Found find_language(const PageFacts& page, std::string_view text);
// From the text alone; empty when too short or unsure.
[[nodiscard]] std::string detect_language(std::string_view text);

// The page's own address, when it is on the same site as `url` (or `url` is unknown) and no front page.
// This and what follows: `metadata_links.cc`.
[[nodiscard]] Found find_canonical(const PageFacts& page);
// The AMP twin.
[[nodiscard]] Found find_amp(const PageFacts& page);

// Where the same article goes on or began: rel=next and rel=prev, when only the number of a page tells the
// addresses apart (blogs point them to other posts). Reported, not followed.
[[nodiscard]] Found find_next_page(const PageFacts& page);
[[nodiscard]] Found find_previous_page(const PageFacts& page);
// Links "1", "2", ... to pages of the same article, in page order, at most 50.
[[nodiscard]] std::vector<std::string> find_pages(const PageFacts& page);

// The page says that only a part is shown here.
[[nodiscard]] Found find_partial(const PageFacts& page);

}  // namespace claimline
