#pragma once
// Endless webs that grow with every request: calendars, relative-link spirals, paths that repeat themselves.
// Judged by the URL alone, before it is known; feeds and sitemaps are trusted and not judged.

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "core/clock.h"
#include "core/url.h"

namespace claimline {

class TrapGuard {
  public:
    explicit TrapGuard(Instant now);

    // True when a link should not be followed. Remembers date pages, of which each place of a host gets so
    // many.
    [[nodiscard]] bool is_trap(const Url& url);

  private:
    static constexpr std::size_t kDatePages = 120;  // ten years by month, or four months by day
    [[nodiscard]] bool too_many_dates(const Url& url);

    int this_year_;
    // Host and path up to the date -> the dates seen there.
    std::unordered_map<std::string, std::unordered_set<std::string>> dates_;
};

}  // namespace claimline
