#pragma once
// Which addresses a crawl may connect to: the public internet, and what --allow-net names. Links and
// redirects are written by strangers; they must not reach the machines around us.

#include <sys/socket.h>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace claimline {

class NetGuard {
  public:
    // `allowed`: CIDR blocks ("127.0.0.0/8", "fd00::/8") or single addresses. usage when one is malformed.
    [[nodiscard]] static Result<NetGuard> make(const std::vector<std::string>& allowed);

    // False for loopback, private, shared, link-local, multicast, reserved and unspecified addresses (RFC
    // 6890), also inside IPv6 (mapped, compatible, NAT64, 6to4), and for everything that is no IP address.
    [[nodiscard]] bool allows(const sockaddr& address) const;

    // The same for an address in text form.
    [[nodiscard]] bool allows(std::string_view address) const;

  private:
    // IPv4 addresses are kept as ::ffff:a.b.c.d.
    using Address = std::array<std::uint8_t, 16>;
    struct Block {
        Address base{};
        unsigned bits = 128;
        [[nodiscard]] bool contains(const Address& address) const;
    };
    static Result<Block> parse_block(std::string_view text);
    [[nodiscard]] bool allows(const Address& address) const;

    std::vector<Block> allowed_;
};

}  // namespace claimline
