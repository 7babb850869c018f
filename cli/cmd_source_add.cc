// claimline source add: looks at the address, shows what would be fetched and read, then writes the source.
// claimline source test: the same look at a source there is, or at any address; it stores nothing.

#include <fmt/format.h>

#include <algorithm>

#include "cli/render.h"
#include "cli/source_look.h"
#include "cli/source_tools.h"
#include "crawler/index_page.h"
#include "crawler/sources.h"

namespace claimline {
namespace {

constexpr std::string_view kUnseen = "or add it unseen: --kind feed, sitemap, index, page or site";

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
    source.kind = kind_named(options.kind).value_or(kind_from(*url));
    source.entity = options.entity;
    source.region = options.region;
    source.lang = options.lang;
    source.every = *every;
    source.enabled = !options.disabled;
    source.link_pattern = options.link_pattern;
    source.link_selector = options.link_selector;
    source.date_selector = options.date_selector;
    source.next_selector = options.next_selector;
    if (const auto rule = IndexRule::make(source); !rule) return Failure(rule.error());
    return source;
}

// What is best to follow of what was found: a feed, a sitemap, else the page itself.
const Probe& best_of(const std::vector<Probe>& found, const Source& source) {
    if (!source.link_selector.empty() || !source.link_pattern.empty()) return found.front();
    for (const auto what : {Probe::What::feed, Probe::What::sitemap}) {
        const auto one = std::ranges::find_if(
            found, [&](const Probe& probe) { return probe.what == what && !probe.items.empty(); });
        if (one != found.end()) return *one;
    }
    return found.front();
}

void take_over(const Probe& probe, Source& source) {
    source.url = probe.url;
    switch (probe.what) {
        case Probe::What::feed: source.kind = SourceKind::feed; break;
        case Probe::What::sitemap:
        case Probe::What::sitemap_index: source.kind = SourceKind::sitemap; break;
        case Probe::What::document: source.kind = SourceKind::page; break;
        case Probe::What::page:
        case Probe::What::nothing: source.kind = SourceKind::index; break;
    }
    const auto url = parse_url(probe.url);
    if (source.kind == SourceKind::index && url && url->path == "/" && source.link_selector.empty() &&
        source.link_pattern.empty())
        source.kind = SourceKind::site;
}

// Fetches, shows, and settles address and kind of the source.
Result<void> look_first(const Workspace& workspace, const SourceAddOptions& options, Source& source,
                        Context& context) {
    auto looker = open_looker(workspace, source, options.allow_net, context);
    if (!looker) {
        Error error = looker.error();
        error.hint += error.hint.empty() ? std::string(kUnseen) : fmt::format("; {}", kUnseen);
        return Failure(std::move(error));
    }
    auto found = looker->prober->discover(source.url);
    const Probe first = found.front();
    if (first.what == Probe::What::nothing) {
        return with_hint(fail(first.forbidden ? ErrorKind::refused : ErrorKind::unavailable, "{}: {}",
                              first.url, first.problem),
                         fmt::format("check the address, {}", kUnseen));
    }
    if (first.what == Probe::What::page && (!source.link_pattern.empty() || !source.link_selector.empty()))
        found = {looker->prober->look(first.url, &source)};
    for (const Probe& probe : found) context.say(found_line(probe));
    const Probe& best = best_of(found, source);
    context.say(manners_line(best.terms.empty() && !first.terms.empty() && !best.forbidden ? first : best));
    const auto sample = take_sample(&workspace, best, *looker->prober);
    if (!sample) return Failure(sample.error());
    if (*sample) context.say(sample_line(**sample));
    take_over(best, source);
    return {};
}

Table items_table(const Probe& probe, std::size_t limit) {
    Table table{.columns = {"published", {"title", Fit::cut}, {"url", Fit::cut}}, .rows = {}};
    for (const ProbedItem& item : probe.items) {
        if (limit > 0 && table.rows.size() == limit) break;
        table.rows.push_back({item.published ? to_rfc3339(*item.published) : "", item.title, item.url});
    }
    return table;
}

// The source of that id, or one made up for the address.
Result<Source> source_to_test(const Workspace* workspace, const std::string& what) {
    const auto url = parse_url(what);
    Source source;
    if (url) {
        source.id = id_from(*url);
        source.url = url->href;
        source.kind = kind_from(*url);
        return source;
    }
    if (workspace == nullptr)
        return with_hint(fail(ErrorKind::usage, "'{}' is no address, and there is no workspace", what),
                         "write an address with http:// or https://, or name a workspace");
    const auto known = known_sources(*workspace);
    if (!known) return Failure(known.error());
    const Source* found = known->find(what);
    if (found == nullptr) return unknown_source(what, *known);
    return *found;
}

}  // namespace

int run_source_add(const SourceAddOptions& options, Context& context) {
    bool created = false;
    const auto workspace = options.dry_run ? open_workspace(context.global.workspace)
                                           : create_workspace(context.global.workspace, created);
    if (!workspace) return report(workspace.error());
    auto source = make_source(options);
    if (!source) return report(source.error());
    const auto known = known_sources(*workspace);
    if (!known) return report(known.error());
    if (const auto same = std::ranges::find(known->own, source->id, &Source::id); same != known->own.end())
        return report({ErrorKind::usage,
                       fmt::format("a source '{}' is there already: {}", source->id, same->url),
                       "give another name with --id"});
    if (options.kind.empty())
        if (const auto looked = look_first(*workspace, options, *source, context); !looked)
            return report(looked.error());
    if (!options.dry_run)
        if (auto written = write_source(workspace->sources(), *source); !written)
            return report(written.error());
    context.say(fmt::format("{} {} {} ({}), every {}{}", options.dry_run ? "Would add" : "Added",
                            to_string(source->kind), source->id, source->url, to_interval(source->every),
                            source->enabled ? "" : ", switched off"));
    if (options.dry_run) context.say("Nothing written (--dry-run)");
    return kDone;
}

int run_source_test(const SourceTestOptions& options, Context& context) {
    const auto workspace = open_workspace(context.global.workspace);
    const Workspace bare{.folder = context.global.workspace, .settings = {}};
    auto source = source_to_test(workspace ? &*workspace : nullptr, options.what);
    if (!source) return report(source.error());
    auto looker = open_looker(workspace ? *workspace : bare, *source, options.allow_net, context);
    if (!looker) return report(looker.error());
    const Probe probe = looker->prober->look(source->url, &*source);
    context.say(found_line(probe));
    context.say(manners_line(probe));
    if (!probe.feeds.empty()) context.say("Names      " + fmt::format("{}", fmt::join(probe.feeds, ", ")));
    if (auto printed = print_table(items_table(probe, options.output.limit), options.output, context);
        !printed)
        return report(printed.error());
    const auto sample = take_sample(workspace ? &*workspace : nullptr, probe, *looker->prober);
    if (!sample) return report(sample.error());
    if (*sample) context.say(sample_line(**sample));
    return probe.problem.empty() ? kDone : kPartly;
}

}  // namespace claimline
