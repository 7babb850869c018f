#pragma once
// SHA-256, the only digest the project writes (ISO 28500 digests, content keys, claim ids).

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace claimline {

using Digest = std::array<std::uint8_t, 32>;

[[nodiscard]] Digest sha256(std::string_view bytes);
[[nodiscard]] std::string to_hex(const Digest& digest);  // 64 lower-case digits

// Only to check digests that other programs wrote: SHA-1 protects nothing any more.
[[nodiscard]] std::array<std::uint8_t, 20> sha1(std::string_view bytes);

// The same over pieces: update(), update(), finish() once.
class Sha256 {
  public:
    Sha256();
    ~Sha256();
    Sha256(Sha256&&) noexcept;
    Sha256& operator=(Sha256&&) noexcept;

    void update(std::string_view bytes);
    [[nodiscard]] Digest finish();

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace claimline
