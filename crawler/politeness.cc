// Pure rules; everything that decides about time is here and nowhere else.

#include "crawler/politeness.h"

#include <algorithm>
#include <charconv>
#include <string>

#include "core/hash.h"
#include "core/result.h"
#include "core/text.h"
#include "crawler/moments.h"

namespace claimline {

using std::chrono::seconds;

std::optional<seconds> parse_retry_after(std::string_view text, Instant now) {
    text = trim(text);
    if (text.empty()) return std::nullopt;
    if (std::ranges::all_of(text, is_digit)) {
        // More digits than a day has only mean "long".
        if (text.size() > 6) return kLongestRest;
        int count = 0;
        std::from_chars(text.data(), text.data() + text.size(), count);
        return std::min(seconds(count), kLongestRest);
    }
    const auto date = parse_http_date(text);
    if (!date) return std::nullopt;
    return std::clamp(*date - now, seconds(0), kLongestRest);
}

seconds backoff(std::uint32_t failures, std::string_view key) {
    constexpr std::uint32_t kMost = 8;  // 2 * 4^7 s is more than a day
    std::int64_t base = 2;
    for (std::uint32_t i = 1; i < std::min(failures, kMost); ++i) base *= 4;
    base = std::min<std::int64_t>(base, kLongestRest.count());
    const std::int64_t spread = base / 2;  // a quarter to either side
    const Digest digest = sha256(fmt::format("{}#{}", key, failures));
    const std::int64_t roll = digest[0] * 256 + digest[1];
    return seconds(base - spread / 2 + spread * roll / 65535);
}

seconds next_interval(const Revisit& visit) {
    if (visit.lead) {
        if (visit.changed || !visit.age) return visit.every;
        return std::clamp(*visit.age / 20, visit.every, visit.every * 4);
    }
    constexpr seconds kFirst{6 * 3600};
    constexpr seconds kShortest{3600};
    constexpr seconds kLongest{30 * 86400};
    if (visit.last == seconds(0)) return std::clamp(visit.age.value_or(kFirst) / 8, kFirst, kLongest);
    const int stretch = visit.named ? 4 : 2;
    return std::clamp(visit.changed ? visit.last / 2 : visit.last * stretch, kShortest, kLongest);
}

bool audit_is_due(bool lead, std::string_view url, Instant captured, Instant whole, Instant now) {
    constexpr seconds kFirst{36 * 3600};
    constexpr seconds kLongest{90 * 86400};
    const seconds since = now - whole;
    if (lead) return since >= kFirst;
    const seconds age = now - captured;
    if (since < std::clamp(age - age / 8, kFirst, kLongest)) return false;
    return sha256(fmt::format("{}#{}", url, now.time_since_epoch() / std::chrono::weeks(1)))[0] % 8 == 0;
}

}  // namespace claimline
