#pragma once
// Undoes content codings (gzip, deflate) of a received body under limits that a hostile server cannot move.

#include <cstdint>
#include <string>
#include <string_view>

#include "core/result.h"
#include "crawler/archive.h"

namespace claimline {

struct DecodeLimits {
    std::uint64_t max_bytes = std::uint64_t{64} << 20;
    std::uint64_t max_ratio =
        1000;  // of output to input, judged from 1 MiB of output on; zlib's own limit is 1032
};

// `coding` as in Content-Encoding. A body that claims gzip and is plain is returned as it is (common
// misconfiguration). Fails with refused over a limit, invalid_input when the data is broken, cut off or fails
// its checksum, or the coding is unknown.
[[nodiscard]] Result<std::string> decode_content(std::string_view body, std::string_view coding,
                                                 const DecodeLimits& limits = {});

// The charset parameter of a Content-Type, in lower case; empty when there is none.
[[nodiscard]] std::string charset_of(std::string_view content_type);

// The capture's body without its content coding.
[[nodiscard]] Result<std::string> decode_body(const Capture& capture, const DecodeLimits& limits = {});

// Inflates a .gz file (all members); plain data is returned as it is.
[[nodiscard]] Result<std::string> gunzip_if_needed(std::string_view data, const DecodeLimits& limits = {});

}  // namespace claimline
