// claimline source import: subscriptions of a feed reader, or a list of addresses, as sources. No network:
// `claimline source test` looks at what came of it.

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>

#include "cli/context.h"
#include "cli/source_tools.h"
#include "core/text.h"
#include "crawler/opml.h"
#include "crawler/sources.h"

namespace claimline {
namespace {

constexpr std::size_t kMaxFile = std::size_t{16} << 20;

Result<std::string> read_list(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream content;
    content << file.rdbuf();
    if (!file) return fail(ErrorKind::usage, "reading {}: {}", path.string(), std::strerror(errno));
    if (content.view().size() > kMaxFile)
        return fail(ErrorKind::refused, "reading {}: it is larger than 16 MiB", path.string());
    return content.str();
}

bool is_opml(std::string_view text) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    return trim(text).starts_with('<');
}

// OPML when it looks like XML, else one address a line, what follows a blank being its name.
Result<std::vector<Subscription>> read_subscriptions(std::string_view text) {
    if (is_opml(text)) return parse_opml(text);
    std::vector<Subscription> found;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        const std::string_view line = trim(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.empty() || line.starts_with('#')) continue;
        const auto blank = std::min(line.find_first_of(" \t"), line.size());
        found.push_back({std::string(line.substr(0, blank)), std::string(trim(line.substr(blank)))});
    }
    return found;
}

struct Import {
    std::vector<Source> fresh;
    std::size_t known = 0;  // there already, by address
    std::vector<std::string> wrong;
};

Import to_sources(const std::vector<Subscription>& list, const KnownSources& known, bool feeds,
                  const SourceImportOptions& options, std::chrono::seconds every) {
    Import import;
    std::set<std::string> ids;
    std::set<std::string> urls;
    for (const auto& source : known.own) {
        ids.insert(source.id);
        urls.insert(source.url);
    }
    for (const Subscription& one : list) {
        const auto url = parse_url(one.url);
        if (!url || id_from(*url).empty()) {
            import.wrong.push_back(one.url);
            continue;
        }
        Source source;
        source.url = normalise_url(*url).href;
        if (!urls.insert(source.url).second) {
            ++import.known;
            continue;
        }
        source.id = id_from(*url, ids);
        ids.insert(source.id);
        source.name = one.name.empty() ? url->host : one.name;
        source.kind = feeds ? SourceKind::feed : kind_from(*url);
        source.every = every;
        source.enabled = !options.disabled;
        import.fresh.push_back(std::move(source));
    }
    return import;
}

}  // namespace

int run_source_import(const SourceImportOptions& options, Context& context) {
    bool created = false;
    const auto workspace = options.dry_run ? open_workspace(context.global.workspace)
                                           : create_workspace(context.global.workspace, created);
    if (!workspace) return report(workspace.error());
    const auto every = parse_interval(options.every);
    if (!every) return report(every.error());
    const auto text = read_list(options.file);
    if (!text) return report(text.error());
    const auto list = read_subscriptions(*text);
    if (!list)
        return report({ErrorKind::usage, fmt::format("{}: {}", options.file.string(), list.error().message),
                       "give an OPML file, or a text with one address a line"});
    const auto known = known_sources(*workspace);
    if (!known) return report(known.error());
    const bool opml = is_opml(*text);
    const Import import = to_sources(*list, *known, opml, options, *every);
    for (const Source& source : import.fresh) {
        if (!options.dry_run)
            if (auto written = write_source(workspace->sources(), source); !written)
                return report(written.error());
        context.out(fmt::format("{}\t{}\t{}\n", source.id, to_string(source.kind), to_printable(source.url)));
    }
    for (const std::string& url : import.wrong)
        context.say(fmt::format("Left out   {}: no address", to_printable(url)));
    context.say(fmt::format("{} {} source{}, {} there already, {} left out{}",
                            options.dry_run ? "Would add" : "Added", import.fresh.size(),
                            import.fresh.size() == 1 ? "" : "s", import.known, import.wrong.size(),
                            options.dry_run ? "; nothing written (--dry-run)" : ""));
    return import.wrong.empty() ? kDone : kPartly;
}

}  // namespace claimline
