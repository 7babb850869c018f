#pragma once
// Timelines: claims grouped into threads, one entry a thread, in the order of the chosen date. Different
// figures of one thread are entries of their own, never merged.

#include <cstddef>
#include <string>
#include <vector>

#include "index/catalogue.h"

namespace claimline {

struct TimelineEntry {
    ClaimRecord claim;       // speaks for the thread: the newest statement, the most direct one among equals
    std::size_t claims = 1;  // of the thread, as far as the filter lets them through
    std::vector<std::string> origins;  // who states it, independent of each other, sorted
};

// Where a statement comes from: the outlet it is credited to, else the site, else the host; folded, so that a
// paper and a page that quotes it count once.
[[nodiscard]] std::string origin_of(const ClaimRecord& record);

// Every thread (and figure) with a claim that passes the filter. Reads all of them page by page and keeps one
// claim a thread.
[[nodiscard]] Result<std::vector<TimelineEntry>> timeline(const Catalogue& catalogue,
                                                          const ClaimFilter& filter);

// Calls `visit` for every claim that passes, in the filter's order, holding one page at a time; stops when it
// returns false.
template <class Visit>
Result<void> for_each_claim(const Catalogue& catalogue, const ClaimFilter& filter, Visit visit) {
    constexpr std::size_t kPage = 1000;
    std::optional<ClaimCursor> after;
    do {
        const auto page = catalogue.claims(filter, kPage, after);
        if (!page) return Failure(page.error());
        for (const auto& record : page->claims)
            if (!visit(record)) return {};
        after = page->next;
    } while (after);
    return {};
}

}  // namespace claimline
