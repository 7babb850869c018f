#pragma once
// URLs by the WHATWG URL standard (https://url.spec.whatwg.org), http and https only, plus our normal form.

#include <cstdint>
#include <string>
#include <string_view>

#include "core/result.h"

namespace claimline {

// A parsed absolute http(s) URL. `href` is the standard's serialisation with user name, password and fragment
// cut off.
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
// Bytes that are no UTF-8 are percent-encoded as they are. Fails with invalid_input.
[[nodiscard]] Result<Url> parse_url(std::string_view text);

// Resolves a reference found on `base`.
[[nodiscard]] Result<Url> resolve_url(const Url& base, std::string_view reference);

// The key under which the frontier and the catalogue know a document, and the URL that is asked for: tracking
// parameters and session ids removed (data/url/tracking.txt), the remaining parameters sorted by name, an
// empty query dropped, percent-encoding made uniform (unreserved characters decoded, hex digits in upper
// case, a bare % encoded). RFC 3986 section 6.2.2. Idempotent.
[[nodiscard]] Url normalise_url(const Url& url);

// The host of an http(s) URL as the standard's host parser reads it: percent-decoded, through IDNA (UTS 46,
// non-transitional) and the IPv4 and IPv6 parsers.
[[nodiscard]] Result<std::string> parse_host(std::string_view text);

}  // namespace claimline
