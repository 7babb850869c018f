#pragma once
// What the answer to a request for robots.txt means (RFC 9309 section 2.3.1), and for how long.

#include <string_view>

#include "crawler/fetch.h"
#include "crawler/frontier.h"
#include "crawler/robots.h"

namespace claimline {

// The record after an answer; `old` is what was known. 304 keeps the rules; 4xx means there are none; 5xx,
// 429 and no answer keep a good copy of the last 24 h, else everything is forbidden until a soon second try.
// A redirect is the caller's to follow, up to five times; behind that, or where it leads nowhere, it counts
// as 4xx.
[[nodiscard]] RobotsRecord judge_robots(const std::optional<RobotsRecord>& old, const Exchange& exchange,
                                        Instant now);

// The rules that a record stands for at `now`.
[[nodiscard]] Robots to_robots(const RobotsRecord& record, std::string_view product_token, Instant now);

// False when the file could not be had and nothing good is known: the host is not asked at all.
[[nodiscard]] bool is_usable(const RobotsRecord& record, Instant now);

}  // namespace claimline
