// claimline source list, enable, disable: what a crawl follows. A source of the workspace is one file in
// sources/; those that ship are listed too, and enabling one copies it into the workspace.

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>

#include "cli/context.h"
#include "cli/render.h"
#include "cli/source_tools.h"
#include "core/text.h"
#include "crawler/sources.h"

namespace claimline {
namespace {

// The text of a source file with one source switched on or off and nothing else touched: its block runs from
// its [[source]] line, or the start of the file, to the next one.
std::string with_enabled(std::string_view text, const std::string& id, bool enabled) {
    std::vector<std::string> lines;
    std::size_t block = 0;  // first line of the block at hand
    std::size_t found = std::string::npos;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        lines.emplace_back(text.substr(at, end - at));
        const auto line = trim(lines.back());
        if (line.starts_with("[[source]]")) block = lines.size();
        if (found == std::string::npos && line.starts_with("id") &&
            line.find('"' + id + '"') != std::string_view::npos)
            found = block;
        at = end + 1;
    }
    const std::string setting = fmt::format("enabled = {}", enabled);
    std::size_t at = found == std::string::npos ? 0 : found;  // one source, named by its file
    const std::size_t first = at;
    while (at < lines.size() && !trim(lines[at]).starts_with("[[source]]") &&
           !trim(lines[at]).starts_with("enabled"))
        ++at;
    if (at < lines.size() && trim(lines[at]).starts_with("enabled"))
        lines[at] = setting;
    else
        lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(first), setting);
    return fmt::format("{}", fmt::join(lines, "\n"));
}

// Edits the file a source of the workspace was read from; a shipped one is copied into the workspace.
Result<void> store_switched(const Workspace& workspace, const Source& source, bool own) {
    if (!own) return write_source(workspace.sources(), source);
    std::ifstream file(source.origin, std::ios::binary);
    std::ostringstream content;
    content << file.rdbuf();
    if (!file) return fail(ErrorKind::io, "reading {}: {}", source.origin, std::strerror(errno));
    const std::string edited = with_enabled(content.view(), source.id, source.enabled);
    if (auto checked = parse_sources(edited, source.origin); !checked) return Failure(checked.error());
    return replace_file(source.origin, edited);
}

}  // namespace

int run_source_list(const SourceListOptions& options, Context& context) {
    const auto workspace = open_workspace(context.global.workspace);
    if (!workspace) return report(workspace.error());
    const auto known = known_sources(*workspace);
    if (!known) return report(known.error());
    Table table{.columns = {"id", "state", "kind", "every", "region", "category", "confidence", "url"},
                .rows = {}};
    const auto add = [&](const Source& source, bool own) {
        if (options.enabled_only && !source.enabled) return;
        if (!options.region.empty() && !equals_ignoring_case(options.region, source.region)) return;
        if (!options.category.empty() && !equals_ignoring_case(options.category, source.category)) return;
        table.rows.push_back({source.id, source.enabled ? "on" : (own ? "off" : "shipped"),
                              to_string(source.kind), to_interval(source.every), source.region,
                              source.category, source.confidence, source.url});
    };
    for (const auto& source : known->own) add(source, true);
    for (const auto& source : known->shipped) add(source, false);
    if (auto printed = print_table(table, options.output, context); !printed) return report(printed.error());
    return kDone;
}

int run_source_switch(const SourceSwitchOptions& options, Context& context) {
    const auto workspace = open_workspace(context.global.workspace);
    if (!workspace) return report(workspace.error());
    const auto known = known_sources(*workspace);
    if (!known) return report(known.error());
    std::vector<std::pair<Source, bool>> changed;  // with: is the workspace's own
    for (const auto& id : options.ids) {
        const auto own = std::ranges::find(known->own, id, &Source::id);
        const auto shipped = std::ranges::find(known->shipped, id, &Source::id);
        if (own == known->own.end() && shipped == known->shipped.end())
            return report(unknown_source(id, *known).value());
        changed.emplace_back(own != known->own.end() ? *own : *shipped, own != known->own.end());
        changed.back().first.enabled = options.enable;
    }
    for (const auto& [source, own] : changed) {  // only when every id is known: all or nothing
        if (auto stored = store_switched(*workspace, source, own); !stored) return report(stored.error());
        context.say(fmt::format("{} {}", options.enable ? "Enabled" : "Disabled", source.id));
    }
    return kDone;
}

}  // namespace claimline
