#pragma once
// The pieces that make_threads() works with: what a thread is while it grows, and the passes over it.

#include <cstddef>
#include <vector>

#include "index/threads.h"

namespace claimline {

// Claims of one matter, by place in the two lists that all passes share, in the order told.
struct ThreadGroup {
    std::vector<std::size_t> members;
};

struct ThreadWorld {
    const std::vector<ThreadClaim>& claims;
    const std::vector<Matter>& matters;
};

// Which claims are one matter. `order` is the order told.
[[nodiscard]] std::vector<ThreadGroup> group_claims(const ThreadWorld& world, const KeySlots& key_slots);

// Steps, sources, dates, conflicts of one group.
[[nodiscard]] Thread describe(const ThreadWorld& world, const ThreadGroup& group);

// Allegation and denial, acts of one case, vague and exact plans; sets `links`, `case_id`, and closes what a
// later act of the case has ended. threads[i] describes groups[i].
void link_threads(const ThreadWorld& world, const std::vector<ThreadGroup>& groups,
                  std::vector<Thread>& threads);

}  // namespace claimline
