// What a crawl needs before its loop can begin: the stores of a workspace, repaired, and a source for a bare
// address.

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "core/url.h"
#include "crawler/archive_log.h"
#include "crawler/crawl.h"

namespace claimline {
namespace {

// Held shared by every process that crawls here. Who can have it alone knows that nobody else is writing, so
// that leases left over are void and half-written captures may be cut off.
class CrawlersLock {
  public:
    explicit CrawlersLock(const std::filesystem::path& file)
        : file_(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644)) {}
    ~CrawlersLock() {
        if (file_ >= 0) ::close(file_);
    }
    CrawlersLock(const CrawlersLock&) = delete;
    CrawlersLock& operator=(const CrawlersLock&) = delete;

    [[nodiscard]] bool is_open() const { return file_ >= 0; }
    [[nodiscard]] bool try_alone() const { return ::flock(file_, LOCK_EX | LOCK_NB) == 0; }
    // Waits while somebody has it alone.
    void share() const {
        while (::flock(file_, LOCK_SH) != 0 && errno == EINTR) {
        }
    }

  private:
    int file_ = -1;
};

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
    const auto lock_file = workspace / ".crawlers";
    const CrawlersLock lock(lock_file);
    if (!lock.is_open())
        return fail(ErrorKind::io, "opening {}: {}", lock_file.string(), std::strerror(errno));
    FrontierOptions options;
    options.owner = fmt::format("crawl-{}", ::getpid());
    options.sole = !job.join && lock.try_alone();
    options.join = job.join;
    if (!options.sole) lock.share();
    options.pages_per_host = job.pages_per_host;
    const auto frontier = open_sqlite_frontier(workspace / "crawl.db", options);
    if (!frontier) return tl::unexpected(frontier.error());
    ArchiveOptions archive_options;
    archive_options.user_agent = job.fetch.user_agent;
    const auto archive = open_archive(workspace / "archive", clock, archive_options);
    if (!archive) return tl::unexpected(archive.error());
    if (options.sole) {
        const auto committed = (*frontier)->committed();
        if (!committed) return tl::unexpected(committed.error());
        if (const auto done = (*archive)->repair(*committed); !done) return tl::unexpected(done.error());
        lock.share();
    }
    const auto fetcher = open_curl_fetcher(job.fetch);
    if (!fetcher) return tl::unexpected(fetcher.error());
    const Instant started = clock.now();
    auto report = crawl(job, **frontier, **fetcher, **archive, clock);
    if (!report || job.join) return report;  // whoever began the crawl logs all of it
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
