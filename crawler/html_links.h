#pragma once
// What a crawl needs of an HTML page: links, feeds, canonical address, robots directives. One pass over the
// bytes, no tree: building one would cost ten times the rest of the crawl.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace claimline {

// What X-Robots-Tag and a robots meta element say.
struct RobotsDirectives {
    bool noindex = false;
    bool nofollow = false;
    bool noarchive = false;  // show no copies of it
    void add(const RobotsDirectives& more);
};
// "noindex, nofollow"; empty when nothing is said.
[[nodiscard]] std::string to_text(const RobotsDirectives& directives);

struct HtmlLinks {
    std::string base;                // <base href>
    std::string canonical;           // <link rel=canonical>
    std::string refresh;             // target of a meta refresh of at most 30 s
    std::string og_type;             // "article", "website" ...
    std::vector<std::string> feeds;  // <link rel=alternate> of a feed type
    std::vector<std::string> links;  // <a href>, <area href>, <link rel=next>, frames; not rel=nofollow
    std::vector<std::uint64_t>
        titles;                   // of the links, one each: title_fingerprint() of what <a> holds, else 0
    RobotsDirectives directives;  // <meta name=robots>
    std::string tdm_reservation;  // <meta name=tdm-reservation>, as written
    std::string tdm_policy;
};

// References as written, character references resolved, at most `max_links`. Works on any ASCII-compatible
// charset.
[[nodiscard]] HtmlLinks scan_links(std::string_view html, std::string_view product_token = "claimline",
                                   std::size_t max_links = 20000);

// Directives for other agents ("otherbot: noindex") are skipped.
[[nodiscard]] RobotsDirectives parse_robots_directives(std::string_view text, std::string_view product_token);

}  // namespace claimline
