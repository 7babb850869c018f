#pragma once
// Feeds: RSS 0.9 to 2.0, RDF (RSS 1.0), Atom 0.3 and 1.0, JSON Feed. What they name is what a source
// promises.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/clock.h"
#include "core/result.h"
#include "core/url.h"

namespace claimline {

struct FeedItem {
    std::string url;    // absolute; empty when the item names no page
    std::string id;     // guid, atom:id, rdf:about
    std::string title;  // as a reader sees it: no markup
    std::optional<Instant> published;
    std::optional<Instant> updated;
};

struct Feed {
    std::string title;
    std::string id;
    std::string home;  // the page the feed belongs to
    std::optional<Instant> published;
    std::optional<Instant> updated;
    std::vector<FeedItem> items;
};

// `base` resolves relative links; `charset` is the HTTP header's. invalid_input when the bytes are no feed.
[[nodiscard]] Result<Feed> parse_feed(std::string_view bytes, const Url& base, std::string_view charset = {});

// Looks at the beginning only: true when it is worth calling parse_feed() whatever the media type says.
[[nodiscard]] bool looks_like_feed(std::string_view bytes);

}  // namespace claimline
