// Labelled digests of WARC records.

#include "crawler/warc_digest.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>

#include "core/hash.h"
#include "core/text.h"

namespace claimline {
namespace {

std::string to_base32(std::span<const std::uint8_t> bytes) {
    constexpr std::string_view kAlphabet = "abcdefghijklmnopqrstuvwxyz234567";
    std::string out;
    std::uint32_t bits = 0;
    int count = 0;
    for (const std::uint8_t byte : bytes) {
        bits = (bits << 8) | byte;
        for (count += 8; count >= 5; count -= 5) out += kAlphabet[(bits >> (count - 5)) & 31];
        bits &= (1U << count) - 1;
    }
    if (count > 0) out += kAlphabet[(bits << (5 - count)) & 31];
    return out;
}

std::string to_hex(std::span<const std::uint8_t> bytes) {
    std::string out;
    for (const std::uint8_t byte : bytes) out += fmt::format("{:02x}", byte);
    return out;
}

DigestMatch compare(std::string_view written, std::span<const std::uint8_t> digest) {
    std::string value = to_lower(written);
    while (value.ends_with('=')) value.pop_back();
    return value == to_hex(digest) || value == to_base32(digest) ? DigestMatch::right : DigestMatch::wrong;
}

}  // namespace

DigestMatch match_digest(std::string_view labelled, std::string_view bytes) {
    const auto colon = labelled.find(':');
    if (colon == std::string_view::npos) return DigestMatch::unknown;
    const std::string name = to_lower(labelled.substr(0, colon));
    const std::string_view value = labelled.substr(colon + 1);
    if (name == "sha256" || name == "sha-256") return compare(value, sha256(bytes));
    if (name == "sha1" || name == "sha-1") return compare(value, sha1(bytes));
    return DigestMatch::unknown;
}

}  // namespace claimline
