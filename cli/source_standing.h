#pragma once
// How the sources of a workspace do, for people (source health) and for monitors (crawl --metrics).

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "cli/workspace.h"
#include "core/clock.h"
#include "core/result.h"
#include "core/source.h"
#include "crawler/history.h"

namespace claimline {

struct SourceStanding {
    std::string id;
    SourceHistory history;
    HealthVerdict verdict;
};

// One for each source, in their order. `readable`: articles with a text by source id; nothing when nothing
// was ever extracted.
[[nodiscard]] Result<std::vector<SourceStanding>> source_standings(
    const Workspace& workspace, const std::vector<Source>& sources,
    const std::optional<std::map<std::string, std::size_t>>& readable, Instant now);

}  // namespace claimline
