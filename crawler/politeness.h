#pragma once
// When to ask again: Retry-After, back-off after failures, and how often a page that changes or not is
// revisited.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

#include "core/clock.h"
#include "crawler/role.h"

namespace claimline {

// A server may send us away for at most so long.
inline constexpr std::chrono::seconds kLongestRest{86400};

// Retry-After in seconds or as a date, from `now` on; at most kLongestRest.
[[nodiscard]] std::optional<std::chrono::seconds> parse_retry_after(std::string_view text, Instant now);

// 2 s after the first failure, four times that after each further one, at most a day; give or take a quarter,
// so that many clients (or URLs) do not come back together. The same `key` and count always give the same
// time.
[[nodiscard]] std::chrono::seconds backoff(std::uint32_t failures, std::string_view key);

// The time to the next visit: half as long after a change, twice as long without one, within an hour and 30
// days; leads (feeds, sitemaps, index pages) keep to `every`.
[[nodiscard]] std::chrono::seconds next_interval(Role role, std::chrono::seconds last,
                                                 std::chrono::seconds every, bool changed);

}  // namespace claimline
