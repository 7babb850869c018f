#pragma once
// The crawl: due -> robots.txt -> pace per host -> fetch -> archive -> links -> frontier commit.

#include <atomic>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/clock.h"
#include "core/result.h"
#include "core/source.h"
#include "crawler/archive.h"
#include "crawler/fetch.h"
#include "crawler/frontier.h"

namespace claimline {

struct CrawlProgress {
    std::uint64_t sources = 0;
    std::uint64_t sources_done = 0;  // that answered or failed
    std::uint64_t fetched = 0;
    std::uint64_t queued = 0;  // known to be due now
    std::uint64_t bytes = 0;
    std::uint64_t problems = 0;
    std::string url;  // last one finished
};

struct CrawlJob {
    // What to follow. Disabled ones are skipped. An ad-hoc site is make_site_source().
    std::vector<Source> sources;

    // From an answer to the next request to that host: `delay` exactly, whatever robots.txt says; when it is
    // not set, `usual_delay` or the host's Crawl-delay, whichever is longer (up to 60 s). Retry-After is
    // obeyed in any case.
    std::optional<std::chrono::milliseconds> delay;
    std::chrono::milliseconds usual_delay{1000};

    // What is visited again now besides what is due; when it is not set, everything of sources of kind site
    // and nothing of the others. A crawl that was cut off is finished first.
    std::optional<Again> again;

    // Works at a crawl that another process began: at the hosts it leaves to us, without closing its rounds.
    bool join = false;

    std::uint64_t max_pages = 0;            // requests of this run, robots.txt not counted; 0: no limit
    std::uint64_t host_budget = 0;          // the same for each host; the rest waits for a later run
    std::uint32_t pages_per_host = 200000;  // URLs of one host that the frontier may hold
    std::uint32_t max_depth = 32;           // links between a start page and a page
    std::uint32_t parallel = 64;            // requests in flight
    std::uint32_t parallel_per_host = 4;    // only where the delay is 0, else 1
    std::chrono::seconds patience{15};  // how long the run waits for hosts that asked us to come back later
    FetchOptions fetch;                 // user agent, allowed networks, caps

    const std::atomic<bool>* stop = nullptr;  // set by a signal: finish what is in flight, commit, return
    std::function<void(const CrawlProgress&)> progress;  // about five times a second
};

// Counts of one source; `state` is what a health table shows.
struct SourceReport {
    enum class State { ok, failed, skipped };
    State state = State::skipped;  // skipped: disabled or nothing due; failed: its own feed, sitemap or page
                                   // did not come
    std::uint64_t fetched = 0;     // exchanges that brought an answer
    std::uint64_t unchanged = 0;   // 304, or the same bytes as last time
    std::uint64_t fresh = 0;       // articles captured for the first time
    std::uint64_t changed = 0;     // articles captured with other bytes than before
    std::uint64_t gone = 0;        // articles that answered 404 or 410 after having been there
    std::uint64_t failed = 0;      // URLs without a usable answer
    std::uint64_t aliases =
        0;  // not asked for: links to places where all others were other names of known pages
    std::uint64_t bytes = 0;  // of bodies as received
};

struct CrawlProblem {
    std::string source_id;
    std::string url;
    ErrorKind kind = ErrorKind::unavailable;
    std::string message;
};

struct CrawlReport {
    std::map<std::string, SourceReport> sources;
    SourceReport total;
    std::vector<CrawlProblem> problems;  // the first 1000; total.failed counts all
    bool interrupted = false;            // by `stop`
    bool limited = false;                // by max_pages or host_budget
    std::string run_log_head;            // hash of this run's line in the run log (crawler/archive_log.h)
    std::uint64_t waiting = 0;           // URLs left because their host asked us to come back later
};

// A source for `--site URL`: followed whole (feeds, sitemaps, same-host links). The id is made from the host,
// so that the next run finds the same source. invalid_input when the URL is none.
[[nodiscard]] Result<Source> make_site_source(std::string_view url);

// Runs the job in a workspace folder: crawl.db and archive/ are made when missing and repaired after a crash.
// Fails only when nothing can be stored; a page or source that fails is in the report. The caller holds the
// workspace's lock.
[[nodiscard]] Result<CrawlReport> crawl_workspace(const std::filesystem::path& workspace, const CrawlJob& job,
                                                  const Clock& clock);

// The same over ports.
[[nodiscard]] Result<CrawlReport> crawl(const CrawlJob& job, Frontier& frontier, Fetcher& fetcher,
                                        Archive& archive, const Clock& clock);

}  // namespace claimline
