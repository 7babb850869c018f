// Any bytes are a page; every link found is shorter than the page allows.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "crawler/html_links.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace claimline;
    const std::string_view html(reinterpret_cast<const char*>(data), size);
    const HtmlLinks found = scan_links(html, "paperboy", 100);
    if (found.links.size() > 100) std::abort();
    for (const auto& link : found.links) {
        if (link.size() > size) std::abort();
    }
    (void)parse_robots_directives(html, "paperboy");
    return 0;
}
