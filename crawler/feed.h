#pragma once
// Feeds: RSS 0.9 to 2.0, RDF (RSS 1.0), Atom 0.3 and 1.0, JSON Feed. What they name is what a source
// promises.

#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "core/url.h"

namespace claimline {

struct FeedItem {
    std::string url;        // absolute, as the feed wrote it; empty when it names no page
    std::string id;         // guid, atom:id, rdf:about
    std::string title;      // markup and all
    std::string published;  // as written
    std::string updated;
};

struct Feed {
    std::string title;
    std::string home;  // the page the feed belongs to
    std::vector<FeedItem> items;
};

// `base` resolves relative links; `charset` is the HTTP header's. invalid_input when the bytes are no feed.
[[nodiscard]] Result<Feed> parse_feed(std::string_view bytes, const Url& base, std::string_view charset = {});

// Looks at the beginning only: true when it is worth calling parse_feed() whatever the media type says.
[[nodiscard]] bool looks_like_feed(std::string_view bytes);

}  // namespace claimline
