// A URL that parses is its own serialisation, resolves against itself, and its normal form is final.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "core/url.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace claimline;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    static const Url base = *parse_url("https://desk.example/news/story.html?page=2");
    const auto url = resolve_url(base, text);
    if (!url) return 0;
    const auto again = parse_url(url->href);
    if (!again || again->href != url->href) std::abort();
    const Url normal = normalise_url(*url);
    const auto parsed = parse_url(normal.href);
    if (!parsed || parsed->href != normal.href || normalise_url(normal).href != normal.href) std::abort();
    return 0;
}
