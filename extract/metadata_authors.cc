// The people who wrote a page.
#include <algorithm>

#include "core/text.h"
#include "extract/metadata.h"

namespace claimline {
namespace {

bool is_name(std::string_view text, std::string_view site) {
    if (text.size() < 3 || text.size() > 60) return false;
    if (text.find_first_of("@/:<>|0123456789") != std::string_view::npos) return false;
    if (equals_ignoring_case(text, site) || equals_ignoring_case(text, "admin")) return false;
    return text.find(' ') != std::string_view::npos;
}

}  // namespace

FoundAuthors find_authors(const PageFacts& page, std::string_view site) {
    FoundAuthors out;
    const auto take = [&](std::string_view name, std::string_view origin) {
        if (name.starts_with("By ") || name.starts_with("by ")) name.remove_prefix(3);
        if (!is_name(name, site)) return;
        if (std::ranges::find(out.names, name) != out.names.end()) return;
        out.names.emplace_back(name);
        out.origin = origin;
    };
    if (const JsonLdDocument* article = page.json_ld.main_article(page.url, page.meta.title)) {
        for (const std::string& name : article->authors) take(name, "json-ld author");
    }
    for (const std::string_view name :
         {"author", "dc.creator", "parsely-author", "sailthru.author", "byl", "article:author"}) {
        if (!out.names.empty()) return out;
        for (const std::string_view value : page.meta.all(name)) take(value, name);
    }
    for (std::uint32_t i = 0; i < page.tree.size() && out.names.empty(); ++i) {
        if (page.tree.attribute(i, Attribute::rel) == "author" ||
            page.tree.attribute(i, Attribute::itemprop) == "author")
            take(page.tree.inner_text(i), "rel=author");
    }
    return out;
}

}  // namespace claimline
