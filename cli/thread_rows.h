#pragma once
// The threads that an answer touches.

#include <vector>

#include "cli/ask.h"
#include "cli/thread_text.h"

namespace claimline {

// Every thread with a claim that passes, by the day of its first statement, then id. Holds them all.
[[nodiscard]] Result<std::vector<ThreadRow>> find_threads(const Asking& asking, const ClaimFilter& filter);

// Each with its leading claim, in the same order.
[[nodiscard]] Result<std::vector<ThreadRow>> with_leading_claims(const Asking& asking,
                                                                 std::vector<Thread> threads);

}  // namespace claimline
