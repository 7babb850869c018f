// Feeds and sitemaps: whatever comes in, what comes out is bounded and every address in it is absolute.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "crawler/feed.h"
#include "crawler/sitemap.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace claimline;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    static const Url base = *parse_url("https://desk.example/feed.xml");
    if (const auto feed = parse_feed(bytes, base)) {
        if (feed->items.size() > size) std::abort();
        for (const FeedItem& item : feed->items) {
            if (!item.url.empty() && !parse_url(item.url)) std::abort();
        }
    }
    if (const auto map = parse_sitemap(bytes)) {
        if (map->entries.size() > size) std::abort();
    }
    return 0;
}
