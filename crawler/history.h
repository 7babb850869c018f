#pragma once
// What the frontier remembers of each source, and what that says of its health. Read only.

#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/clock.h"
#include "core/result.h"

namespace claimline {

struct SourceHistory {
    std::optional<Instant> looked_at;  // its own address was asked
    std::optional<Instant> ok_at;      // and came, the last time it did
    int status = 0;                    // of the last look
    std::string problem;               // of the last look; empty: none
    std::optional<Instant> newest;     // item, by the source's word, else when it was found
    // Items by age in spans of 30 days: the last 30 days, the 30 before, ...
    std::array<std::uint64_t, 7> items{};
    std::uint64_t documents = 0;  // articles that came whole at least once
};

// By source id. A crawl.db that is not there has none.
[[nodiscard]] Result<std::map<std::string, SourceHistory>> read_history(const std::filesystem::path& crawl_db,
                                                                        Instant now);

// fresh: never asked. quiet: nothing lately, as usual. stale: answers, but nothing new for longer than its
// own pace explains. broken: does not come or cannot be read. refused: 401, 403, 451 or our own policy.
// robots: robots.txt forbids it or cannot be had. empty_text: pages come, but hardly any has a text. drift:
// far fewer items than its own history lets expect.
enum class Health { ok, fresh, quiet, stale, broken, refused, robots, empty_text, drift };

[[nodiscard]] const char* to_string(Health health);

struct HealthVerdict {
    Health health = Health::ok;
    std::string why;  // for people; empty when ok
};

// `readable`: articles of the source in the catalogue; nothing when no catalogue was made. `expected`: items
// in 30 days by the user's word (expect.items_per_30d); 0: what its own past lets expect.
[[nodiscard]] HealthVerdict judge_health(const SourceHistory& history, std::optional<std::uint64_t> readable,
                                         std::uint64_t expected, Instant now);

// Items in 30 days that its past lets expect: the median of the five spans before the last one.
[[nodiscard]] std::uint64_t usual_items(const SourceHistory& history);

}  // namespace claimline
