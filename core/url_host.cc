// The host parser of the URL standard: percent-decoding, IDNA by ICU (UTS 46), IPv4 in all its spellings,
// IPv6.

#include <unicode/uidna.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/percent.h"
#include "core/text.h"
#include "core/url.h"

namespace claimline {
namespace {

// RFC 1035 allows 253 bytes; IDNA input may shrink, but not from more than this.
constexpr std::size_t kLongestHost = 4096;

Failure bad(const char* why) {
    return fail(ErrorKind::invalid_input, "malformed host: {}", why);
}

std::string percent_decoded(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = percent_triplet(text.substr(i));
        out += byte ? static_cast<char>(*byte) : text[i];
        if (byte) i += 2;
    }
    return out;
}

constexpr bool is_forbidden_in_domain(char c) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte <= 0x20 || byte == 0x7F) return true;
    return std::string_view("#%/:<>?@[\\]^|").find(c) != std::string_view::npos;
}

// One IPv4 part: decimal, octal with a leading 0, hexadecimal with 0x. Values past 32 bits stay at the limit
// + 1.
std::optional<std::uint64_t> ipv4_number(std::string_view text) {
    if (text.empty()) return std::nullopt;
    std::uint64_t base = 10;
    if (text.size() >= 2 && text[0] == '0' && to_lower(text[1]) == 'x') {
        base = 16;
        text.remove_prefix(2);
    } else if (text.size() >= 2 && text[0] == '0') {
        base = 8;
        text.remove_prefix(1);
    }
    std::uint64_t value = 0;
    for (const char c : text) {
        const int digit = hex_value(c);
        if (digit < 0 || static_cast<std::uint64_t>(digit) >= base) return std::nullopt;
        value = value * base + static_cast<std::uint64_t>(digit);
        if (value > 0xFFFFFFFFULL) value = 0x100000000ULL;
    }
    return value;
}

std::vector<std::string_view> split_on_dots(std::string_view text) {
    std::vector<std::string_view> parts;
    while (true) {
        const auto dot = text.find('.');
        parts.push_back(text.substr(0, dot));
        if (dot == std::string_view::npos) return parts;
        text.remove_prefix(dot + 1);
    }
}

// "Ends in a number checker": such a host is an IPv4 address or nothing.
bool ends_in_number(std::vector<std::string_view>& parts) {
    if (parts.back().empty()) {
        if (parts.size() == 1) return false;
        parts.pop_back();
    }
    const std::string_view last = parts.back();
    if (!last.empty() && last.find_first_not_of("0123456789") == std::string_view::npos) return true;
    return ipv4_number(last).has_value();
}

Result<std::string> parse_ipv4(const std::vector<std::string_view>& parts) {
    if (parts.size() > 4) return bad("an IPv4 address of more than four parts");
    std::uint64_t address = 0;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const auto number = ipv4_number(parts[i]);
        if (!number) return bad("an IPv4 part is no number");
        const std::uint64_t limit = i + 1 < parts.size() ? 256 : std::uint64_t{1} << (8 * (5 - parts.size()));
        if (*number >= limit) return bad("an IPv4 part is too large");
        address += i + 1 < parts.size() ? *number << (8 * (3 - i)) : *number;
    }
    return fmt::format("{}.{}.{}.{}", address >> 24, (address >> 16) & 255, (address >> 8) & 255,
                       address & 255);
}

using Pieces6 = std::array<std::uint16_t, 8>;

// The dotted quad that may end an IPv6 address, into two pieces. Strict decimal, no leading zeros.
bool read_embedded_ipv4(std::string_view text, Pieces6& pieces, std::size_t& piece) {
    const auto parts = split_on_dots(text);
    if (parts.size() != 4 || piece > 6) return false;
    std::array<std::uint16_t, 4> bytes{};
    for (std::size_t i = 0; i < 4; ++i) {
        const std::string_view part = parts[i];
        if (part.empty() || part.size() > 3 || (part.size() > 1 && part[0] == '0')) return false;
        unsigned value = 0;
        for (const char c : part) {
            if (!is_digit(c)) return false;
            value = value * 10 + static_cast<unsigned>(c - '0');
        }
        if (value > 255) return false;
        bytes[i] = static_cast<std::uint16_t>(value);
    }
    pieces[piece++] = static_cast<std::uint16_t>(bytes[0] << 8 | bytes[1]);
    pieces[piece++] = static_cast<std::uint16_t>(bytes[2] << 8 | bytes[3]);
    return true;
}

std::optional<Pieces6> read_ipv6(std::string_view text) {
    Pieces6 pieces{};
    std::size_t piece = 0;
    std::optional<std::size_t> gap;
    if (text.starts_with(':')) {
        if (!text.starts_with("::")) return std::nullopt;
        text.remove_prefix(2);
        gap = 0;
    }
    while (!text.empty()) {
        if (piece == 8) return std::nullopt;
        if (text[0] == ':') {
            if (gap) return std::nullopt;
            gap = piece;
            text.remove_prefix(1);
            continue;
        }
        std::size_t digits = 0;
        unsigned value = 0;
        while (digits < 4 && digits < text.size() && hex_value(text[digits]) >= 0) {
            value = value * 16 + static_cast<unsigned>(hex_value(text[digits++]));
        }
        if (digits < text.size() && text[digits] == '.') {
            if (digits == 0 || !read_embedded_ipv4(text, pieces, piece)) return std::nullopt;
            text = {};
            break;
        }
        if (digits == 0) return std::nullopt;
        pieces[piece++] = static_cast<std::uint16_t>(value);
        text.remove_prefix(digits);
        if (text.empty()) break;
        if (text[0] != ':') return std::nullopt;
        text.remove_prefix(1);
        if (text.empty()) return std::nullopt;
    }
    if (gap) {
        const std::size_t moved = piece - *gap;
        for (std::size_t i = 0; i < moved; ++i) {
            pieces[7 - i] = pieces[piece - 1 - i];
        }
        for (std::size_t i = *gap; i < 8 - moved; ++i) pieces[i] = 0;
    } else if (piece != 8) {
        return std::nullopt;
    }
    return pieces;
}

// RFC 5952: the first longest run of two or more zero pieces becomes "::".
std::string write_ipv6(const Pieces6& pieces) {
    std::size_t best = 8;
    std::size_t best_length = 1;
    for (std::size_t i = 0; i < 8; ++i) {
        std::size_t length = 0;
        while (i + length < 8 && pieces[i + length] == 0) ++length;
        if (length > best_length) {
            best = i;
            best_length = length;
        }
    }
    std::string out = "[";
    for (std::size_t i = 0; i < 8; ++i) {
        if (i == best) {
            out += i == 0 ? "::" : ":";
            i += best_length - 1;
            continue;
        }
        out += fmt::format("{:x}", pieces[i]);
        if (i < 7) out += ':';
    }
    return out + "]";
}

// What UTS 46 maps otherwise since Unicode 15.1 and 16 than Debian 12's ICU 72 does (IdnaMappingTable.txt):
// letters that were disallowed or kept for the sake of IDNA 2003 follow their case folding, and old format
// characters vanish.
std::string with_later_mappings(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        char32_t c = next_code_point(text, at);
        if (c == 0x180E || (c >= 0x206A && c <= 0x206F)) continue;
        if (c == 0x115F || c == 0x1160 || c == 0x3164 || c == 0xFFA0) continue;  // Hangul fillers
        if (c >= 0x10A0 && c <= 0x10C5) c = c - 0x10A0 + 0x2D00;                 // Georgian capitals
        switch (c) {
            case 0x04C0: c = 0x04CF; break;
            case 0x1E9E: c = 0x00DF; break;
            case 0x2132: c = 0x214E; break;
            case 0x2183: c = 0x2184; break;
            case 0xF951: c = 0x964B; break;
            case 0x2F868: c = 0x36FC; break;  // corrected compatibility ideographs
            case 0x2F874: c = 0x5F33; break;
            case 0x2F91F: c = 0x243AB; break;
            case 0x2F95F: c = 0x7AEE; break;
            case 0x2F9BF: c = 0x45D7; break;
            default: break;
        }
        append_utf8(out, c);
    }
    return out;
}

// UTS 46 as the standard asks: CheckHyphens and VerifyDnsLength off, CheckBidi and CheckJoiners on. ICU
// reports the first two as error bits of their own, which are masked out.
Result<std::string> to_ascii(const std::string& domain) {
    UErrorCode status = U_ZERO_ERROR;
    static const UIDNA* const engine =
        uidna_openUTS46(UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ | UIDNA_NONTRANSITIONAL_TO_ASCII, &status);
    if (engine == nullptr || U_FAILURE(status)) return fail(ErrorKind::io, "ICU has no IDNA data");
    std::string out(domain.size() * 4 + 64, '\0');
    UIDNAInfo info = UIDNA_INFO_INITIALIZER;
    status = U_ZERO_ERROR;
    const int32_t length =
        uidna_nameToASCII_UTF8(engine, domain.data(), static_cast<int32_t>(domain.size()), out.data(),
                               static_cast<int32_t>(out.size()), &info, &status);
    if (U_FAILURE(status) || length < 0 || static_cast<std::size_t>(length) > out.size())
        return bad("IDNA failed");
    constexpr std::uint32_t kTolerated = UIDNA_ERROR_EMPTY_LABEL | UIDNA_ERROR_LABEL_TOO_LONG |
                                         UIDNA_ERROR_DOMAIN_NAME_TOO_LONG | UIDNA_ERROR_LEADING_HYPHEN |
                                         UIDNA_ERROR_TRAILING_HYPHEN | UIDNA_ERROR_HYPHEN_3_4;
    if ((info.errors & ~kTolerated) != 0) return bad("not allowed by IDNA");
    out.resize(static_cast<std::size_t>(length));
    return out;
}

bool is_ascii(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

}  // namespace

Result<std::string> parse_host(std::string_view text) {
    if (text.size() > kLongestHost) return bad("too long");
    if (text.starts_with('[')) {
        if (!text.ends_with(']')) return bad("a bracket is not closed");
        const auto pieces = read_ipv6(text.substr(1, text.size() - 2));
        if (!pieces) return bad("not an IPv6 address");
        return write_ipv6(*pieces);
    }
    std::string host = to_lower(percent_decoded(text));
    // An ASCII name is taken as it is, Punycode or not: "domain to ASCII" without beStrict.
    if (!is_ascii(host)) {
        if (!is_valid_utf8(host)) return bad("not UTF-8");
        auto ascii = to_ascii(with_later_mappings(host));
        if (!ascii) return ascii;
        host = std::move(*ascii);
    }
    if (host.empty()) return bad("empty");
    for (const char c : host) {
        if (is_forbidden_in_domain(c)) return bad("a character that no host may have");
    }
    auto parts = split_on_dots(host);
    if (ends_in_number(parts)) return parse_ipv4(parts);
    return host;
}

}  // namespace claimline
