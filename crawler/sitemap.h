#pragma once
// Sitemaps (https://www.sitemaps.org/protocol.html): URL lists, indexes of them, the news extension, plain
// text lists.

#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace claimline {

struct SitemapEntry {
    std::string url;        // absolute, as written
    std::string lastmod;    // as written
    std::string published;  // news:publication_date
    std::string title;      // news:title
};

struct Sitemap {
    bool is_index = false;  // the entries are sitemaps themselves
    std::vector<SitemapEntry> entries;
};

// `bytes` already inflated. invalid_input when they are no sitemap.
[[nodiscard]] Result<Sitemap> parse_sitemap(std::string_view bytes, std::string_view charset = {});

[[nodiscard]] bool looks_like_sitemap(std::string_view bytes);

}  // namespace claimline
