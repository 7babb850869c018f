// Sitemaps alone, plain and packed, in any charset: bounded work, bounded output, no entry that the input did
// not pay for.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "crawler/decode.h"
#include "crawler/moments.h"
#include "crawler/sitemap.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace claimline;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto body = gunzip_if_needed(bytes, {.max_bytes = 1 << 20, .max_ratio = 1000});
    if (!body) return 0;
    for (const char* charset : {"", "utf-8", "windows-1252", "utf-16"}) {
        const auto map = parse_sitemap(*body, charset);
        if (!map) continue;
        if (map->entries.size() > body->size()) std::abort();
        for (const SitemapEntry& entry : map->entries) {
            (void)parse_feed_date(entry.lastmod);
            (void)parse_feed_date(entry.published);
        }
    }
    (void)looks_like_sitemap(*body);
    return 0;
}
