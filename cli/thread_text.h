#pragma once
// Threads as rows, records and JSON.

#include <string>
#include <vector>

#include "cli/context.h"
#include "cli/render.h"
#include "extract/packs.h"
#include "index/catalogue.h"
#include "index/threads.h"

namespace claimline {

// A thread with the claim that speaks for it.
struct ThreadRow {
    Thread thread;
    Claim claim;
};

// "in talks (2023-02-18) -> announced (2023-03-08, backward)"; one step without a status is its day.
[[nodiscard]] std::string ladder_text(const Thread& thread);
// "conflict", "backward", "revived", joined by blanks.
[[nodiscard]] std::string flags_of(const Thread& thread);

// Ids of the threads with that relation to it, joined by blanks.
[[nodiscard]] std::string linked_threads(const Thread& thread, std::string_view relation);

[[nodiscard]] Table threads_for_people(const std::vector<ThreadRow>& rows, const Packs& packs);
[[nodiscard]] Table threads_for_programs(const std::vector<ThreadRow>& rows, const Packs& packs);
// One object with steps, links and claims, and a line feed (docs/formats.md).
[[nodiscard]] std::string thread_json_line(const ThreadRow& row, const Packs& packs);

}  // namespace claimline
