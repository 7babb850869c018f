#pragma once
// schema.org data that pages carry as JSON-LD: read with tolerance, reduced to what an article needs.

#include <string>
#include <string_view>
#include <vector>

namespace claimline {

// One entry of a live blog (LiveBlogPosting.liveBlogUpdate).
struct JsonLdUpdate {
    std::string published;
    std::string headline;
    std::string body;
};

// One node that stands for a document. Strings are as the page wrote them, trimmed; empty when absent.
struct JsonLdDocument {
    std::string type;
    std::string url;
    std::string headline;
    std::string description;
    std::string body;
    std::string published;
    std::string modified;
    std::string language;
    std::string publisher;
    std::string part_of;  // name of the site or periodical it belongs to
    std::vector<std::string> authors;
    std::vector<JsonLdUpdate> updates;
    bool is_article = false;       // Article or a kind of it; otherwise a WebPage or the like
    bool needs_access = false;     // isAccessibleForFree is false
    bool has_locked_part = false;  // the same of an element in hasPart
};

struct JsonLd {
    std::vector<JsonLdDocument> documents;  // in page order
    std::string website;                    // WebSite.name
    std::string organization;               // name of the first Organization at the top level

    // The article that the page is about: its URL or its headline say so, else the first. Null when none.
    [[nodiscard]] const JsonLdDocument* main_article(std::string_view url, std::string_view title) const;
};

// Each string is the content of one ld+json script. Blocks that even repairs cannot make JSON are skipped.
// Repairs: CDATA and comment wrappers, raw control characters in strings, comments, trailing commas and
// semicolons, entities instead of quotes.
[[nodiscard]] JsonLd parse_json_ld(const std::vector<std::string>& scripts);

// `text` with the repairs above, for a strict reader. Linear; never longer than six times the input.
[[nodiscard]] std::string repair_json(std::string_view text);

}  // namespace claimline
