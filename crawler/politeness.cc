// Pure rules; everything that decides about time is here and nowhere else.

#include "crawler/politeness.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <functional>
#include <string>
#include <vector>

#include "core/hash.h"
#include "core/result.h"
#include "core/text.h"

namespace claimline {
namespace {

using std::chrono::seconds;

constexpr std::array<std::string_view, 12> kMonths{"jan", "feb", "mar", "apr", "may", "jun",
                                                   "jul", "aug", "sep", "oct", "nov", "dec"};

std::optional<int> number(std::string_view text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

std::optional<seconds> time_of_day(std::string_view text) {
    if (text.size() != 8 || text[2] != ':' || text[5] != ':') return std::nullopt;
    const auto h = number(text.substr(0, 2));
    const auto m = number(text.substr(3, 2));
    const auto s = number(text.substr(6, 2));
    if (!h || !m || !s || *h > 23 || *m > 59 || *s > 60) return std::nullopt;
    return seconds(*h * 3600 + *m * 60 + *s);
}

std::vector<std::string_view> words_of(std::string_view text) {
    std::vector<std::string_view> words;
    while (words.size() < 8) {
        const auto start = text.find_first_not_of(" ,-\t");
        if (start == std::string_view::npos) break;
        text.remove_prefix(start);
        const auto end = std::min(text.find_first_of(" ,-\t"), text.size());
        words.push_back(text.substr(0, end));
        text.remove_prefix(end);
    }
    return words;
}

}  // namespace

std::optional<Instant> parse_http_date(std::string_view text) {
    // Weekday first in all forms; then "06 Nov 1994 08:49:37 GMT", "06-Nov-94 08:49:37 GMT" or "Nov  6
    // 08:49:37 1994".
    auto words = words_of(text);
    if (words.size() < 5) return std::nullopt;
    const bool asctime = !number(words[1]);
    const std::string_view day_text = words[asctime ? 2 : 1];
    const std::string_view month_text = words[asctime ? 1 : 2];
    const auto clock = time_of_day(words[asctime ? 3 : 4]);
    const auto day = number(day_text);
    auto year = number(words[asctime ? 4 : 3]);
    const auto month = std::ranges::find(kMonths, to_lower(month_text.substr(0, 3)));
    if (!clock || !day || !year || month == kMonths.end()) return std::nullopt;
    if (*year < 100) *year += *year < 70 ? 2000 : 1900;  // RFC 850 wrote two digits
    const std::chrono::year_month_day date{
        std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(month - kMonths.begin() + 1)),
        std::chrono::day(static_cast<unsigned>(std::max(*day, 0)))};
    if (!date.ok() || *year < 1970 || *year > 9999) return std::nullopt;
    return std::chrono::sys_days(date) + *clock;
}

std::optional<seconds> parse_retry_after(std::string_view text, Instant now) {
    text = trim(text);
    if (text.empty()) return std::nullopt;
    if (std::ranges::all_of(text, is_digit)) {
        // More digits than a day has only mean "long".
        return text.size() > 6 ? kLongestRest : std::min(seconds(*number(text)), kLongestRest);
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

seconds next_interval(Role role, seconds last, seconds every, bool changed) {
    if (role != Role::article) return every;
    constexpr seconds kFirst{6 * 3600};
    constexpr seconds kShortest{3600};
    constexpr seconds kLongest{30 * 86400};
    if (last == seconds(0)) return kFirst;
    return std::clamp(changed ? last / 2 : last * 2, kShortest, kLongest);
}

}  // namespace claimline
