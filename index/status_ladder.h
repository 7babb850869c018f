#pragma once
// How far a matter has come: the statuses of each kind in the order in which they follow each other.

#include <string_view>

namespace claimline {

enum class StatusSort {
    step,     // on the way: a later one has a higher `rank`
    hold,     // delayed, paused: says nothing of how far it has come
    end,      // cancelled, rejected: nothing should follow
    unknown,  // no status of this kind
};

struct StatusPlace {
    StatusSort sort = StatusSort::unknown;
    int rank = 0;
};

// An empty status is what the kind means by it: done for acts and deals, unknown else.
[[nodiscard]] StatusPlace status_place(std::string_view kind, std::string_view status);

}  // namespace claimline
