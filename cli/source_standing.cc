// The frontier's history of each source, judged with what the catalogue has of it.

#include "cli/source_standing.h"

namespace claimline {

Result<std::vector<SourceStanding>> source_standings(
    const Workspace& workspace, const std::vector<Source>& sources,
    const std::optional<std::map<std::string, std::size_t>>& readable, Instant now) {
    const auto histories = read_history(workspace.frontier(), now);
    if (!histories) return Failure(histories.error());
    std::vector<SourceStanding> standings;
    for (const Source& source : sources) {
        const auto found = histories->find(source.id);
        SourceStanding& standing = standings.emplace_back();
        standing.id = source.id;
        if (found != histories->end()) standing.history = found->second;
        std::optional<std::uint64_t> articles;
        if (readable) {
            const auto count = readable->find(source.id);
            articles = count == readable->end() ? 0 : count->second;
        }
        standing.verdict = judge_health(standing.history, articles, source.expected_items, now);
    }
    return standings;
}

}  // namespace claimline
