// A source is compared with itself only: what is much for one is little for another.

#include "crawler/history.h"

#include <algorithm>

namespace claimline {
namespace {

using std::chrono::days;

constexpr days kLongSilence{180};
constexpr std::uint64_t kBusy = 4;      // items in 30 days: below, a month without any is nothing unusual
constexpr std::uint64_t kForDrift = 8;  // fewer are too few to see a trend in
constexpr std::uint64_t kForText = 5;

std::string day(Instant at) {
    return to_rfc3339(at).substr(0, 10);
}

std::optional<HealthVerdict> judge_problem(const SourceHistory& history) {
    const std::string& problem = history.problem;
    if (problem.empty()) return std::nullopt;
    if (problem.find("robots.txt") != std::string::npos) return HealthVerdict{Health::robots, problem};
    const bool refused = history.status == 401 || history.status == 403 || history.status == 451;
    if (refused) return HealthVerdict{Health::refused, problem + "; the publisher declines automated access"};
    return HealthVerdict{Health::broken, problem};
}

std::optional<HealthVerdict> judge_silence(const SourceHistory& history, std::uint64_t usual, bool expected,
                                           Instant now) {
    if (history.items[0] > 0) return std::nullopt;
    if (!history.newest) return HealthVerdict{Health::quiet, "no item yet"};
    const bool long_ago = now - *history.newest > kLongSilence;
    if (!long_ago && usual < kBusy)
        return HealthVerdict{Health::quiet, "nothing new since " + day(*history.newest) + ", as usual"};
    std::string why = "answers, but nothing new since " + day(*history.newest);
    if (usual >= kBusy)
        why += fmt::format("; {} {} in 30 days", expected ? "it should have" : "it used to have", usual);
    return HealthVerdict{Health::stale, why};
}

}  // namespace

const char* to_string(Health health) {
    switch (health) {
        case Health::ok: return "ok";
        case Health::fresh: return "new";
        case Health::quiet: return "quiet";
        case Health::stale: return "stale";
        case Health::broken: return "broken";
        case Health::refused: return "refused";
        case Health::robots: return "robots";
        case Health::empty_text: return "empty-text";
        case Health::drift: return "drift";
    }
    return "ok";
}

std::uint64_t usual_items(const SourceHistory& history) {
    std::array<std::uint64_t, 5> before{};
    std::copy_n(history.items.begin() + 1, before.size(), before.begin());
    std::ranges::sort(before);
    return before[before.size() / 2];
}

HealthVerdict judge_health(const SourceHistory& history, std::optional<std::uint64_t> readable,
                           std::uint64_t expected, Instant now) {
    const std::uint64_t usual = expected > 0 ? expected : usual_items(history);
    if (!history.looked_at) return {Health::fresh, "not crawled yet"};
    if (auto verdict = judge_problem(history)) return *verdict;
    if (auto verdict = judge_silence(history, usual, expected > 0, now)) return *verdict;
    if (readable && history.documents >= kForText && *readable * 2 < history.documents) {
        return {Health::empty_text,
                fmt::format("only {} of {} pages have a text", *readable, history.documents)};
    }
    const bool trend = expected > 0 || usual >= kForDrift;
    if (trend && history.items[0] * 4 < usual)
        return {Health::drift, fmt::format("{} items in 30 days, where {} were {}", history.items[0], usual,
                                           expected > 0 ? "expected" : "usual")};
    return {};
}

}  // namespace claimline
