#pragma once
// Threads: the same claim over time. Claims of one family of parties go in; matters, with how far they have
// come and which answer or continue each other, come out.
//
// Content alone decides: the order of the input does not matter, and the same claims always make the same
// threads with the same ids.

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "index/matter.h"

namespace claimline {

// What is odd about a step.
enum class StepNote {
    none,
    backward,  // less far than a step before it
    revived,   // goes on after it was given up
};
[[nodiscard]] const char* to_string(StepNote note);

// One state of the matter; claims that tell the same state one after another are one step.
struct ThreadStep {
    std::string status;    // empty: the kind has none
    sys_days day{};        // stated, else the first publication
    std::string claim_id;  // the first report of it; the most direct one among those of a day
    std::string speaker;
    std::string origin;
    std::size_t claims = 1;
    StepNote note = StepNote::none;
    friend bool operator==(const ThreadStep&, const ThreadStep&) = default;
};

struct ThreadLink {
    std::string relation;  // answers, answered_by, case, coarser, finer
    std::string thread;
    friend auto operator<=>(const ThreadLink&, const ThreadLink&) = default;
};

struct Thread {
    std::string id;  // "t:" and 12 hex digits of SHA-256 of the first claim's id
    std::string kind;
    std::string subject;  // name and id as the leading claim has them
    std::string subject_id;
    std::string leading;  // the claim that speaks for the thread: the newest, the most direct among equals
    std::string status;   // of the last step
    sys_days first_reported{};
    std::string first_source;  // an outlet that is credited wins over the page that credits it
    sys_days last_reported{};
    bool open = true;       // not given up and not at its end
    bool conflict = false;  // claims of one period or one day give different figures
    std::string case_id;    // of the oldest thread of the case; empty: none
    std::size_t documents = 0;
    std::vector<std::string> origins;  // independent ones, sorted; copies of one report count once
    std::vector<std::string> claims;   // ids in the order told
    std::vector<ThreadStep> steps;
    std::vector<ThreadLink> links;
};

// Threads of these claims, ordered by first report, then id. Linear in the claims but for crowded kinds: each
// claim is compared with at most 128 recent threads of its bucket.
[[nodiscard]] std::vector<Thread> make_threads(std::vector<ThreadClaim> claims, const Parties& parties,
                                               const KeySlots& key_slots);

}  // namespace claimline
