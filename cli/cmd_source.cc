// claimline source: what a crawl follows. A source of the workspace is one file in sources/; those that ship
// are listed too, and enabling one copies it into the workspace.

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>

#include "cli/context.h"
#include "cli/render.h"
#include "cli/workspace.h"
#include "core/suggest.h"
#include "core/text.h"
#include "core/url.h"
#include "crawler/sources.h"

namespace claimline {
namespace {

struct KnownSources {
    std::vector<Source> own;      // of the workspace
    std::vector<Source> shipped;  // not (yet) in the workspace, switched off
};

Result<KnownSources> known_sources(const Workspace& workspace) {
    KnownSources known;
    auto own = load_sources(workspace.sources());
    if (!own) return Failure(own.error());
    known.own = std::move(*own);
    const auto data = data_folder();
    if (!data) return Failure(data.error());
    auto shipped = load_sources(*data / "sources");
    if (!shipped) return Failure(shipped.error());
    for (auto& source : *shipped) {
        if (std::ranges::find(known.own, source.id, &Source::id) != known.own.end()) continue;
        source.enabled = false;
        known.shipped.push_back(std::move(source));
    }
    return known;
}

// "https://www.example.org/news/feed.xml" -> "example-org-news-feed"
std::string id_from(const Url& url) {
    std::string id;
    std::string text = url.host + url.path;
    if (text.starts_with("www.")) text.erase(0, 4);
    if (const auto dot = text.rfind('.'); dot != std::string::npos && dot > text.rfind('/')) text.resize(dot);
    for (const char c : text) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (plain)
            id.push_back(c);
        else if (!id.empty() && id.back() != '-')
            id.push_back('-');
    }
    while (!id.empty() && id.back() == '-') id.pop_back();
    return id;
}

// By the address alone; a crawl finds out the rest (a site's start page names its feeds and sitemaps).
SourceKind kind_from(const std::string& given, const Url& url) {
    if (given == "feed") return SourceKind::feed;
    if (given == "sitemap") return SourceKind::sitemap;
    if (given == "index") return SourceKind::index;
    if (given == "page") return SourceKind::page;
    if (given == "site") return SourceKind::site;
    const std::string path = to_lower(url.path);
    const auto has = [&path](std::string_view word) { return path.find(word) != std::string::npos; };
    if (has("sitemap")) return SourceKind::sitemap;
    if (has("feed") || has("rss") || has("atom") || path.ends_with(".xml")) return SourceKind::feed;
    return path == "/" ? SourceKind::site : SourceKind::index;
}

Result<Source> make_source(const SourceAddOptions& options) {
    const auto url = parse_url(options.url);
    if (!url)
        return with_hint(fail(ErrorKind::usage, "{}", url.error().message),
                         "write an address with http:// or https://");
    const auto every = parse_interval(options.every);
    if (!every) return Failure(every.error());
    Source source;
    source.url = url->href;
    source.id = options.id.empty() ? id_from(*url) : options.id;
    source.name = options.name.empty() ? url->host : options.name;
    source.kind = kind_from(options.kind, *url);
    source.entity = options.entity;
    source.region = options.region;
    source.lang = options.lang;
    source.every = *every;
    source.enabled = !options.disabled;
    source.link_pattern = options.link_pattern;
    return source;
}

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

Failure unknown_source(const std::string& id, const KnownSources& known) {
    std::vector<std::string> ids;
    for (const auto* list : {&known.own, &known.shipped})
        for (const auto& source : *list) ids.push_back(source.id);
    const auto near = nearest(id, ids);
    return with_hint(fail(ErrorKind::usage, "no source has the id '{}'", id),
                     near ? fmt::format("did you mean '{}'?", *near) : "see claimline source list");
}

}  // namespace

int run_source_add(const SourceAddOptions& options, Context& context) {
    bool created = false;
    const auto workspace = options.dry_run ? open_workspace(context.global.workspace)
                                           : create_workspace(context.global.workspace, created);
    if (!workspace) return report(workspace.error());
    const auto source = make_source(options);
    if (!source) return report(source.error());
    const auto known = known_sources(*workspace);
    if (!known) return report(known.error());
    if (const auto same = std::ranges::find(known->own, source->id, &Source::id); same != known->own.end())
        return report({ErrorKind::usage,
                       fmt::format("a source '{}' is there already: {}", source->id, same->url),
                       "give another name with --id"});
    if (!options.dry_run)
        if (auto written = write_source(workspace->sources(), *source); !written)
            return report(written.error());
    context.say(fmt::format("{} {} {} ({}), every {}{}", options.dry_run ? "Would add" : "Added",
                            to_string(source->kind), source->id, source->url, to_interval(source->every),
                            source->enabled ? "" : ", switched off"));
    if (options.dry_run) context.say("Nothing written (--dry-run)");
    return kDone;
}

int run_source_list(const SourceListOptions& options, Context& context) {
    const auto workspace = open_workspace(context.global.workspace);
    if (!workspace) return report(workspace.error());
    const auto known = known_sources(*workspace);
    if (!known) return report(known.error());
    Table table{.columns = {"ID", "STATE", "KIND", "EVERY", "REGION", "CATEGORY", "CONFIDENCE", "URL"},
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
