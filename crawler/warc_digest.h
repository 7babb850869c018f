#pragma once
// Labelled digests of WARC records ("sha1:" and base32, "sha256:" and hex), as all crawlers write them.

#include <string_view>

namespace claimline {

enum class DigestMatch { right, wrong, unknown };  // unknown: no digest, or an algorithm we do not compute

// Hex in any case, or base32 (RFC 4648) with or without padding.
[[nodiscard]] DigestMatch match_digest(std::string_view labelled, std::string_view bytes);

}  // namespace claimline
