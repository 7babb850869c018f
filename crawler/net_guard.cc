// The blocks are those of the IANA special-purpose registries that are not globally reachable.

#include "crawler/net_guard.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <optional>

#include "core/text.h"

namespace claimline {
namespace {

using Address = std::array<std::uint8_t, 16>;

constexpr const char* kForbidden4[] = {
    "0.0.0.0/8",       "10.0.0.0/8",     "100.64.0.0/10", "127.0.0.0/8",    "169.254.0.0/16",
    "172.16.0.0/12",   "192.0.0.0/24",   "192.0.2.0/24",  "192.168.0.0/16", "198.18.0.0/15",
    "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4",   "240.0.0.0/4",
};
constexpr const char* kForbidden6[] = {
    "::/128", "::1/128", "100::/64", "2001:db8::/32", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
};

Address mapped(const std::uint8_t* four) {
    Address out{};
    out[10] = out[11] = 0xFF;
    std::copy_n(four, 4, out.begin() + 12);
    return out;
}

std::optional<Address> parse_address(std::string_view text) {
    const std::string zero_ended(text);
    Address six{};
    if (inet_pton(AF_INET6, zero_ended.c_str(), six.data()) == 1) return six;
    std::array<std::uint8_t, 4> four{};
    if (inet_pton(AF_INET, zero_ended.c_str(), four.data()) == 1) return mapped(four.data());
    return std::nullopt;
}

bool is_mapped(const Address& address) {
    return std::all_of(address.begin(), address.begin() + 10, [](auto b) { return b == 0; }) &&
           address[10] == 0xFF && address[11] == 0xFF;
}

// The IPv4 address that an IPv6 transition form leads to.
std::optional<Address> embedded(const Address& address) {
    constexpr std::array<std::uint8_t, 12> kNat64{0, 0x64, 0xFF, 0x9B};
    if (std::equal(kNat64.begin(), kNat64.end(), address.begin())) return mapped(address.data() + 12);
    if (address[0] == 0x20 && address[1] == 0x02) return mapped(address.data() + 2);  // 6to4
    const bool compatible = std::all_of(address.begin(), address.begin() + 12, [](auto b) { return b == 0; });
    if (compatible && address[12] != 0) return mapped(address.data() + 12);
    return std::nullopt;
}

}  // namespace

bool NetGuard::Block::contains(const Address& address) const {
    const unsigned whole = bits / 8;
    if (!std::equal(base.begin(), base.begin() + whole, address.begin())) return false;
    if (bits % 8 == 0) return true;
    const auto mask = static_cast<std::uint8_t>(0xFF << (8 - bits % 8));
    return (base[whole] & mask) == (address[whole] & mask);
}

Result<NetGuard::Block> NetGuard::parse_block(std::string_view text) {
    const auto slash = text.find('/');
    const auto base = parse_address(text.substr(0, slash));
    const auto wrong = [&] {
        return with_hint(fail(ErrorKind::usage, "not a network: {}", to_printable(text)),
                         "give an address or a block such as 127.0.0.0/8 or fd00::/8");
    };
    if (!base) return wrong();
    const bool four = is_mapped(*base) && text.substr(0, slash).find(':') == std::string_view::npos;
    unsigned bits = four ? 32 : 128;
    if (slash != std::string_view::npos) {
        const std::string_view digits = text.substr(slash + 1);
        unsigned given = 0;
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), given);
        if (error != std::errc() || end != digits.data() + digits.size() || given > bits) return wrong();
        bits = given;
    }
    return Block{*base, four ? bits + 96 : bits};
}

Result<NetGuard> NetGuard::make(const std::vector<std::string>& allowed) {
    NetGuard guard;
    for (const std::string& text : allowed) {
        const auto block = parse_block(text);
        if (!block) return tl::unexpected(block.error());
        guard.allowed_.push_back(*block);
    }
    return guard;
}

bool NetGuard::allows(const Address& address) const {
    static const std::vector<Block> forbidden = [] {
        std::vector<Block> blocks;
        for (const char* text : kForbidden4) blocks.push_back(*parse_block(text));
        for (const char* text : kForbidden6) blocks.push_back(*parse_block(text));
        return blocks;
    }();
    const auto in = [&](const std::vector<Block>& blocks, const Address& it) {
        return std::ranges::any_of(blocks, [&](const Block& block) { return block.contains(it); });
    };
    if (in(allowed_, address)) return true;
    if (in(forbidden, address)) return false;
    const auto inner = embedded(address);
    return !inner || in(allowed_, *inner) || !in(forbidden, *inner);
}

bool NetGuard::allows(const sockaddr& address) const {
    if (address.sa_family == AF_INET) {
        sockaddr_in four{};
        std::memcpy(&four, &address, sizeof four);
        std::array<std::uint8_t, 4> bytes{};
        std::memcpy(bytes.data(), &four.sin_addr, 4);
        return allows(mapped(bytes.data()));
    }
    if (address.sa_family == AF_INET6) {
        sockaddr_in6 six{};
        std::memcpy(&six, &address, sizeof six);
        Address bytes{};
        std::memcpy(bytes.data(), &six.sin6_addr, 16);
        return allows(bytes);
    }
    return false;
}

bool NetGuard::allows(std::string_view address) const {
    const auto parsed = parse_address(address);
    return parsed && allows(*parsed);
}

}  // namespace claimline
