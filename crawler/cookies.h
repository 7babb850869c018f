#pragma once
// The one use a crawl has for cookies: a redirect back to where it came from, which only a cookie ends.

#include <string>
#include <vector>

#include "crawler/archive.h"

namespace claimline {

// What the next request to the same host would send after these headers: "a=1; b=2". At most 4 KiB; path,
// lifetime and other attributes are not looked at, since the cookies last for the run and that host.
[[nodiscard]] std::string cookies_set_by(const std::vector<HttpHeader>& headers);

}  // namespace claimline
