// claimline crawl: says what to follow, runs the pipeline, says what came of it.

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <cstring>
#include <fstream>
#include <optional>

#include "cli/context.h"
#include "cli/crawl_report.h"
#include "cli/fetching.h"
#include "cli/interrupt.h"
#include "cli/pipeline.h"
#include "cli/progress.h"
#include "cli/stores.h"
#include "core/suggest.h"
#include "core/url.h"
#include "crawler/sources.h"

namespace claimline {
namespace {

Result<std::vector<std::string>> read_site_list(const std::filesystem::path& path) {
    std::ifstream file(path);
    if (!file)
        return fail(ErrorKind::usage, "reading --site-list {}: {}", path.string(), std::strerror(errno));
    std::vector<std::string> sites;
    for (std::string line; std::getline(file, line);)
        if (const auto site = trim(line); !site.empty() && !site.starts_with('#')) sites.emplace_back(site);
    return sites;
}

// The configured sources that were named, or all enabled ones.
Result<std::vector<Source>> chosen_sources(const Workspace& workspace, const std::vector<std::string>& ids) {
    auto all = load_sources(workspace.sources());
    if (!all) return Failure(all.error());
    if (ids.empty()) {
        std::erase_if(*all, [](const Source& source) { return !source.enabled; });
        return all;
    }
    std::vector<std::string> known;
    for (const auto& source : *all) known.push_back(source.id);
    std::vector<Source> chosen;
    for (const auto& id : ids) {
        const auto found = std::ranges::find(*all, id, &Source::id);
        if (found == all->end()) {
            const auto near = nearest(id, known);
            return with_hint(fail(ErrorKind::usage, "no source has the id '{}'", id),
                             near ? fmt::format("did you mean '{}'?", *near) : "see claimline source list");
        }
        chosen.push_back(*found);
        chosen.back().enabled = true;  // named: meant
    }
    return chosen;
}

// With --site nothing configured is followed: the sites alone.
Result<std::vector<Source>> what_to_follow(const Workspace& workspace, const CrawlOptions& options) {
    std::vector<std::string> sites = options.sites;
    if (!options.site_list.empty()) {
        auto listed = read_site_list(options.site_list);
        if (!listed) return Failure(listed.error());
        sites.insert(sites.end(), listed->begin(), listed->end());
    }
    if (sites.empty()) return chosen_sources(workspace, options.sources);
    std::vector<Source> sources;
    for (const auto& site : sites) {
        auto source = make_site_source(site);
        if (!source)
            return with_hint(fail(ErrorKind::usage, "--site: {}", source.error().message),
                             "write an address with http:// or https://");
        sources.push_back(std::move(*source));
    }
    return sources;
}

std::chrono::milliseconds to_milliseconds(double seconds) {
    return std::chrono::milliseconds(std::llround(seconds * 1000));
}

std::optional<Again> what_again(const CrawlOptions& options) {
    if (options.force || options.revisit == "all") return Again::all;
    if (options.revisit == "leads") return Again::leads;
    if (options.revisit == "due") return Again::no;
    return std::nullopt;
}

// "90s", "10m", "1h".
Result<std::chrono::seconds> parse_patience(std::string_view text) {
    std::int64_t count = 0;
    const char* end = text.data() + text.size();
    const auto [unit, error] = std::from_chars(text.data(), end, count);
    const std::string_view name(unit, static_cast<std::size_t>(end - unit));
    const std::int64_t scale = name == "s" ? 1 : name == "m" ? 60 : name == "h" ? 3600 : 0;
    if (error != std::errc() || scale == 0 || count < 0 || count > 86400 / scale)
        return with_hint(fail(ErrorKind::usage, "--wait: '{}' is no time to wait", text),
                         "write 30s, 10m or 1h, at most 24h");
    return std::chrono::seconds(count * scale);
}

// The workspace's lock; nothing when another run has it and we are to join that one.
Result<std::optional<WorkspaceLock>> lock_or_join(const Workspace& workspace, const CrawlOptions& options) {
    const auto patience = parse_patience(options.wait_for.value_or("0s"));
    if (!patience) return Failure(patience.error());
    auto lock = WorkspaceLock::take(workspace, *patience, &interrupted());
    if (lock) return std::optional(std::move(*lock));
    if (options.join && lock.error().kind == ErrorKind::locked) return std::optional<WorkspaceLock>();
    return Failure(lock.error());
}

Result<CrawlJob> make_job(const Workspace& workspace, const CrawlOptions& options) {
    auto sources = what_to_follow(workspace, options);
    if (!sources) return Failure(sources.error());
    auto agent = user_agent(workspace.settings, *sources);
    if (!agent) return Failure(agent.error());
    CrawlJob job;
    job.sources = std::move(*sources);
    // What the user types for this run is exact; the setting gives way to a host that asks for more.
    if (options.delay) job.delay = to_milliseconds(*options.delay);
    job.usual_delay = to_milliseconds(workspace.settings.delay_seconds);
    job.again = what_again(options);
    job.host_budget = workspace.settings.host_budget;
    job.max_pages = options.max_pages;
    job.stop = &interrupted();
    job.fetch = fetch_options(workspace.settings, std::move(*agent), options.allow_net);
    return job;
}

void show_crawl(const CrawlProgress& at, std::chrono::steady_clock::time_point began, Progress& progress) {
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
    const double left = at.fetched == 0 ? 0 : took.count() / double(at.fetched) * double(at.queued);
    progress.show("Fetching", at.fetched, at.fetched + at.queued,
                  fmt::format("pages, {}/{} sources, {}, {} left  {}", at.sources_done, at.sources,
                              bytes_to_text(at.bytes), duration_to_text(left), at.url));
}

// What scheduled runs leave behind. The metrics of an interrupted run would pass for those of a whole one.
Result<void> write_reports(const CrawlOptions& options, CrawlRun run, const std::vector<Source>& followed,
                           const Workspace& workspace, const std::optional<Knowledge>& knowledge) {
    if (!options.summary.empty())
        if (auto written = replace_file(options.summary, summary_of(run)); !written) return written;
    if (options.metrics.empty() || crawl_status(run.report) == kInterrupted) return {};
    if (knowledge) {
        const auto catalogue = open_catalogue(workspace, *knowledge);
        if (!catalogue) return Failure(catalogue.error());
        auto summary = (*catalogue)->summary();
        if (!summary) return Failure(summary.error());
        run.catalogue = std::move(*summary);
    }
    const auto readable = run.catalogue ? std::optional(run.catalogue->by_source) : std::nullopt;
    auto standings = source_standings(workspace, followed, readable, run.started);
    if (!standings) return Failure(standings.error());
    run.standings = std::move(*standings);
    return replace_file(options.metrics, metrics_of(run));
}

}  // namespace

int run_crawl(const CrawlOptions& options, Context& context) {
    const auto started = context.clock.now();
    const auto tick = std::chrono::steady_clock::now();
    bool created = false;
    const bool ad_hoc = !options.sites.empty() || !options.site_list.empty();
    const auto workspace = ad_hoc ? create_workspace(context.global.workspace, created)
                                  : open_workspace(context.global.workspace);
    if (!workspace) return report(workspace.error());
    install_interrupt();
    const auto lock = lock_or_join(*workspace, options);
    if (!lock) return report(lock.error());
    auto job = make_job(*workspace, options);
    if (!job) return report(job.error());
    job->join = !lock->has_value();
    const bool extract = !options.no_extract && !job->join;  // whoever began the crawl reads all of it
    if (job->sources.empty()) {
        context.say(
            "Nothing to crawl: no source is enabled (claimline source add URL, claimline source list)");
        return kDone;
    }
    std::optional<Knowledge> knowledge;
    if (extract) {
        auto loaded = load_knowledge(&*workspace);
        if (!loaded) return report(loaded.error());
        knowledge = std::move(*loaded);
    }

    const std::vector<Source> followed = job->sources;
    Result<PipelineReport> done = PipelineReport{};
    {
        Progress progress(context);
        if (progress.is_shown())
            job->progress = [&progress, tick](const CrawlProgress& at) { show_crawl(at, tick, progress); };
        done = run_pipeline(
            *workspace, knowledge ? &*knowledge : nullptr,
            {.crawl = std::move(*job),
             .threads = options.threads,
             .stop = &interrupted(),
             .progress = [&progress](std::size_t n) { progress.show("Reading", n, 0, "documents"); }},
            context.clock);
    }
    if (!done) return report(done.error());
    say_crawl(*done, extract, context);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - tick;
    const int status = crawl_status(*done);
    if (auto written = write_reports(options, {std::move(*done), started, took.count(), {}, {}}, followed,
                                     *workspace, knowledge);
        !written)
        return report(written.error());
    return status;
}

}  // namespace claimline
