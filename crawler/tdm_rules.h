#pragma once
// /.well-known/tdmrep.json: which paths of a host have their text and data mining rights reserved, by the TDM
// Reservation Protocol (W3C community group report of 10 May 2024).

#include <string>
#include <string_view>
#include <vector>

namespace claimline {

// What lies behind is not read.
inline constexpr std::size_t kMaxTdmBytes = 65536;

// "1 https://..." of a reservation and its policy, "0" when all may be mined, nothing when nothing valid is
// said.
[[nodiscard]] std::string to_reservation(std::string_view reservation, std::string_view policy);

class TdmRules {
  public:
    // Never fails: a file that is no list has no rules, an entry without a path and a valid reservation is
    // skipped.
    [[nodiscard]] static TdmRules parse(std::string_view json);

    // The reservation for path and query of a normalised URL, as to_reservation() writes it; empty when no
    // rule names it. Paths match as in robots.txt ('*', final '$'): the longest pattern decides, and of
    // equally long ones that which reserves.
    [[nodiscard]] std::string reservation_of(std::string_view path) const;

  private:
    struct Rule {
        std::string pattern;
        std::string reservation;
    };
    std::vector<Rule> rules_;
};

}  // namespace claimline
