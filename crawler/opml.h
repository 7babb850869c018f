#pragma once
// Lists of subscriptions (OPML 2.0, http://opml.org/spec2.opml), as feed readers export them.

#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace claimline {

struct Subscription {
    std::string url;   // of the feed, as written
    std::string name;  // for people; may be empty
};

// The outlines that have an xmlUrl, in order. invalid_input when it is no OPML.
[[nodiscard]] Result<std::vector<Subscription>> parse_opml(std::string_view bytes);

}  // namespace claimline
