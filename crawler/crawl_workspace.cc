// What a crawl needs before its loop can begin: the stores of a workspace, repaired, and a source for a bare
// address.

#include <algorithm>

#include "core/url.h"
#include "crawler/archive_log.h"
#include "crawler/crawl.h"

namespace claimline {
namespace {

// One line of the run log for what this run, or one that was killed before it, added to the archive.
Result<std::string> log_run(const std::filesystem::path& archive, const CrawlReport& report,
                            const std::string& user_agent, const Frontier& frontier, Instant started,
                            Instant ended) {
    const auto committed = frontier.committed();
    if (!committed) return tl::unexpected(committed.error());
    const SourceReport& total = report.total;
    const RunNote note{.started = started,
                       .ended = ended,
                       .command = "crawl",
                       .program = user_agent.substr(0, user_agent.find(' ')),
                       .counters = {{"sources", report.sources.size()},
                                    {"fetched", total.fetched},
                                    {"new", total.fresh},
                                    {"changed", total.changed},
                                    {"unchanged", total.unchanged},
                                    {"gone", total.gone},
                                    {"failed", total.failed},
                                    {"bytes", total.bytes},
                                    {"interrupted", report.interrupted ? 1U : 0U}}};
    return append_run(archive, note, *committed);
}

}  // namespace

Result<CrawlReport> crawl_workspace(const std::filesystem::path& workspace, const CrawlJob& job,
                                    const Clock& clock) {
    FrontierOptions options;
    options.pages_per_host = job.pages_per_host;
    const auto frontier = open_sqlite_frontier(workspace / "crawl.db", options);
    if (!frontier) return tl::unexpected(frontier.error());
    ArchiveOptions archive_options;
    archive_options.user_agent = job.fetch.user_agent;
    const auto archive = open_archive(workspace / "archive", clock, archive_options);
    if (!archive) return tl::unexpected(archive.error());
    const auto committed = (*frontier)->committed();
    if (!committed) return tl::unexpected(committed.error());
    if (const auto done = (*archive)->repair(*committed); !done) return tl::unexpected(done.error());
    const auto fetcher = open_curl_fetcher(job.fetch);
    if (!fetcher) return tl::unexpected(fetcher.error());
    const Instant started = clock.now();
    auto report = crawl(job, **frontier, **fetcher, **archive, clock);
    if (!report) return report;
    auto head =
        log_run(workspace / "archive", *report, job.fetch.user_agent, **frontier, started, clock.now());
    if (!head) return tl::unexpected(head.error());
    report->run_log_head = std::move(*head);
    return report;
}

Result<Source> make_site_source(std::string_view url) {
    const auto parsed = parse_url(url);
    if (!parsed) return tl::unexpected(parsed.error());
    Source source;
    source.kind = SourceKind::site;
    source.url = normalise_url(*parsed).href;
    source.id = "site-" + parsed->origin().substr(parsed->scheme.size() + 3);
    std::ranges::replace_if(
        source.id, [](char c) { return c == ':' || c == '[' || c == ']'; }, '-');
    source.name = parsed->host;
    source.every = std::chrono::hours(24);
    return source;
}

}  // namespace claimline
