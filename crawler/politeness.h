#pragma once
// When to ask again: Retry-After, back-off after failures, and how often a page that changes or not is
// revisited.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

#include "core/clock.h"

namespace claimline {

// A server may send us away for at most so long.
inline constexpr std::chrono::seconds kLongestRest{86400};

// Retry-After in seconds or as a date, from `now` on; at most kLongestRest.
[[nodiscard]] std::optional<std::chrono::seconds> parse_retry_after(std::string_view text, Instant now);

// 2 s after the first failure, four times that after each further one, at most a day; give or take a quarter,
// so that many clients (or URLs) do not come back together. The same `key` and count always give the same
// time.
[[nodiscard]] std::chrono::seconds backoff(std::uint32_t failures, std::string_view key);

// What is known when the next visit is planned.
struct Revisit {
    bool lead = false;                          // leads to articles: a feed, a sitemap, a start page
    std::chrono::seconds every{0};              // as its source is configured
    std::chrono::seconds last{0};               // interval planned before; 0: first visit
    bool changed = false;                       // this visit brought other bytes than the one before
    std::optional<std::chrono::seconds> age{};  // since it last changed; unknown when never seen to
    bool named = false;                         // a feed or sitemap says when it changes
};

// The time to the next visit. Leads keep to `every`, those that lie still for long stretch it, up to four
// times. Everything else: half as long after a change, twice as long without one (four times where a lead
// would tell), within an hour and 30 days; the first time an eighth of the age, as old stories seldom change.
[[nodiscard]] std::chrono::seconds next_interval(const Revisit& visit);

// True when a visit should ignore validators: servers that never change an ETag hide edits. A lead when its
// last whole answer is 36 h old; an article of a sample, which changes weekly and holds one in eight, soon
// after its bytes were first captured, then ever more rarely.
[[nodiscard]] bool audit_is_due(bool lead, std::string_view url, Instant captured, Instant whole,
                                Instant now);

}  // namespace claimline
