// claimline source health: each source compared with its own past. Reads only; no network.

#include <fmt/format.h>

#include <algorithm>

#include "cli/knowledge.h"
#include "cli/render.h"
#include "cli/source_standing.h"
#include "cli/source_tools.h"
#include "cli/stores.h"
#include "crawler/history.h"

namespace claimline {
namespace {

// Articles with a text by source; nothing when nothing was ever extracted.
Result<std::optional<std::map<std::string, std::size_t>>> readable_articles(const Workspace& workspace) {
    std::error_code error;
    std::optional<std::map<std::string, std::size_t>> none;
    if (!std::filesystem::exists(workspace.catalogue(), error)) return none;
    const auto knowledge = load_knowledge(&workspace);
    if (!knowledge) return Failure(knowledge.error());
    const auto catalogue = open_catalogue(workspace, *knowledge);
    if (!catalogue) return Failure(catalogue.error());
    auto summary = (*catalogue)->summary();
    if (!summary) return Failure(summary.error());
    return std::optional(std::move(summary->by_source));
}

Style style_of(Health health) {
    switch (health) {
        case Health::ok: return Style::good;
        case Health::fresh:
        case Health::quiet: return Style::plain;
        case Health::stale:
        case Health::empty_text:
        case Health::drift: return Style::warning;
        case Health::broken:
        case Health::refused:
        case Health::robots: return Style::bad;
    }
    return Style::plain;
}

}  // namespace

int run_source_health(const SourceHealthOptions& options, Context& context) {
    const auto workspace = open_workspace(context.global.workspace);
    if (!workspace) return report(workspace.error());
    const auto known = known_sources(*workspace);
    if (!known) return report(known.error());
    const Instant now = context.clock.now();
    const auto readable = readable_articles(*workspace);
    if (!readable) return report(readable.error());

    const bool people = options.output.format == "table" ||
                        (options.output.format.empty() && context.terminal.out_is_terminal);
    const auto moment = [&](std::optional<Instant> at) {
        return people ? ago(at, now) : at ? to_rfc3339(*at) : std::string();
    };
    std::vector<Source> sources;
    for (const Source& source : known->own)
        if (source.enabled || options.all) sources.push_back(source);
    const auto standings = source_standings(*workspace, sources, *readable, now);
    if (!standings) return report(standings.error());
    Table table;
    table.columns = {"id",
                     "last_ok",
                     "newest_item",
                     {"items_30d", Fit::whole, true},
                     "state",
                     {"why", Fit::cut},
                     {"expected_30d", Fit::spare, true}};
    for (std::size_t i = 0; i < sources.size(); ++i) {
        const auto& [id, history, verdict] = (*standings)[i];
        const std::uint64_t expected =
            sources[i].expected_items > 0 ? sources[i].expected_items : usual_items(history);
        table.rows.push_back({id,
                              moment(history.ok_at),
                              moment(history.newest),
                              std::to_string(history.items[0]),
                              {to_string(verdict.health), style_of(verdict.health)},
                              verdict.why,
                              std::to_string(expected)});
    }
    if (auto printed = print_table(table, options.output, context); !printed) return report(printed.error());
    if (table.rows.empty())
        context.say("No source is switched on (claimline source add URL, source enable ID)");
    return kDone;
}

}  // namespace claimline
