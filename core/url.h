#pragma once
// URLs by the WHATWG URL standard (https://url.spec.whatwg.org), http and https only, plus our normal form.

#include <cstdint>
#include <string>
#include <string_view>

#include "core/result.h"

namespace claimline {

// A parsed absolute http(s) URL. `href` is the standard's serialisation with the fragment cut off.
struct Url {
    std::string scheme;      // "http" or "https"
    std::string host;        // lower case, IDNA to ASCII, IPv4 dotted, IPv6 in brackets
    std::uint16_t port = 0;  // explicit or the scheme's default
    std::string path;        // begins with '/', percent-encoded
    std::string query;       // without '?'; empty when there is none
    std::string href;

    [[nodiscard]] std::string origin() const;  // "https://host" or "https://host:8443"
};

// Parses an absolute URL as a browser would (tabs and newlines dropped, backslashes as slashes, dot
// segments resolved, hosts through IDNA and the IPv4/IPv6 parsers). User names and passwords are dropped.
[[nodiscard]] Result<Url> parse_url(std::string_view text);

// Resolves a reference found on `base`.
[[nodiscard]] Result<Url> resolve_url(const Url& base, std::string_view reference);

// The key under which the frontier and the catalogue know a document: fragment and tracking parameters
// (utm_*, fbclid, gclid, session ids ...) removed, the remaining query kept in its order.
[[nodiscard]] Url normalise_url(const Url& url);

}  // namespace claimline
