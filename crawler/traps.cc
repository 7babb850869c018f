// Each rule names the shape it meets; numbers are generous, so that honest archives pass.

#include "crawler/traps.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <vector>

#include "core/text.h"

namespace claimline {
namespace {

constexpr std::size_t kMaxUrl = 2048;
constexpr std::size_t kMaxSegments = 20;
constexpr std::size_t kMaxPlaces = 100000;

std::vector<std::string_view> segments_of(std::string_view path) {
    std::vector<std::string_view> segments;
    while (!path.empty()) {
        if (path[0] == '/') path.remove_prefix(1);
        const auto end = std::min(path.find('/'), path.size());
        if (end > 0) segments.push_back(path.substr(0, end));
        path.remove_prefix(end);
    }
    return segments;
}

// "/a/deeper/deeper/deeper/": no honest path names the same folder three times.
bool repeats_itself(const std::vector<std::string_view>& segments) {
    std::map<std::string_view, int> counts;
    return std::ranges::any_of(segments, [&](std::string_view segment) { return ++counts[segment] > 2; });
}

std::optional<int> short_number(std::string_view text) {
    if (text.empty() || text.size() > 4 || !std::ranges::all_of(text, is_digit)) return std::nullopt;
    int value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

bool is_year(std::string_view text) {
    const auto value = short_number(text);
    return text.size() == 4 && value && *value >= 1800 && *value < 3000;
}

// How many of the last segments form a year, a month, a day: "/calendar/2031/5" -> 2. A lone number of four
// digits is as often an article's as a year.
std::size_t date_segments(const std::vector<std::string_view>& segments) {
    for (const std::size_t count : {std::size_t{3}, std::size_t{2}}) {
        if (segments.size() < count) continue;
        const auto* first = &segments[segments.size() - count];
        if (!is_year(first[0])) continue;
        bool rest = true;
        for (std::size_t i = 1; i < count; ++i) {
            const auto value = short_number(first[i]);
            rest = rest && value && *value >= 1 && *value <= 31 && first[i].size() <= 2;
        }
        if (rest) return count;
    }
    return 0;
}

// A year somewhere in a query of dates ("date=2031-05-01", "y=2031&m=5"); else nothing.
std::optional<int> year_in_query(std::string_view query) {
    for (std::size_t i = 0; i + 4 <= query.size(); ++i) {
        const bool starts = i == 0 || !is_digit(query[i - 1]);
        const bool ends = i + 4 == query.size() || !is_digit(query[i + 4]);
        if (!starts || !ends || !is_year(query.substr(i, 4))) continue;
        const int year = *short_number(query.substr(i, 4));
        if (year >= 1900 && year <= 2200) return year;
    }
    return std::nullopt;
}

}  // namespace

TrapGuard::TrapGuard(Instant now)
    : this_year_(
          static_cast<int>(std::chrono::year_month_day(std::chrono::floor<std::chrono::days>(now)).year())) {}

bool TrapGuard::is_trap(const Url& url) {
    if (url.href.size() > kMaxUrl) return true;
    const auto segments = segments_of(url.path);
    if (segments.size() > kMaxSegments || repeats_itself(segments)) return true;
    return too_many_dates(url);
}

bool TrapGuard::too_many_dates(const Url& url) {
    const auto segments = segments_of(url.path);
    const std::size_t tail = date_segments(segments);
    int year = 0;
    std::string place = url.origin();
    if (tail > 0) {
        year = *short_number(segments[segments.size() - tail]);
        for (std::size_t i = 0; i + tail < segments.size(); ++i) place.append("/").append(segments[i]);
    } else if (const auto found = year_in_query(url.query)) {
        year = *found;
        place += url.path + '?';
    } else {
        return false;
    }
    if (year > this_year_ + 2 || year < 1990) return true;
    if (dates_.size() > kMaxPlaces) return true;
    auto& dates = dates_[place];
    if (dates.contains(url.href)) return false;
    if (dates.size() >= kDatePages) return true;
    dates.insert(url.href);
    return false;
}

}  // namespace claimline
