#pragma once
// Everything behind the archive made again beside what stands, compared with it, and put in its place.

#include <optional>

#include "cli/claim_changes.h"
#include "cli/pipeline.h"
#include "cli/rule_book.h"

namespace claimline {

struct RebuildJob {
    PipelineJob pipeline;     // without a crawl
    bool dry_run = false;     // compare and throw away: the workspace stays as it is
    bool everything = false;  // also what unchanged rules made
    bool list = false;        // each claim that differs, not only how many
};

struct RebuildReport {
    DeriveReport derived;
    ClaimChanges changes;             // against the catalogue that stood; empty when interrupted
    std::optional<RuleChanges> kept;  // present: claims of kinds whose rules are the same were taken over
    bool had_catalogue = true;        // there was one to compare with
};

// No network. A catalogue that cannot be read is an error of a dry run; else it is replaced by the new one.
// The caller holds the workspace's lock.
[[nodiscard]] Result<RebuildReport> rebuild(const Workspace& workspace, const Knowledge& knowledge,
                                            const RebuildJob& job, const Clock& clock);

// Full text alone, from the catalogue.
[[nodiscard]] Result<void> rebuild_full_text(const Workspace& workspace, const Knowledge& knowledge);

}  // namespace claimline
