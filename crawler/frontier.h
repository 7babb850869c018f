#pragma once
// Port for what to ask next: every known URL with its state, every host with its pace and robots rules.
//
// A host is leased, not a URL: whoever holds the host alone asks it, so politeness holds across processes. A
// URL that was claimed and never committed is simply still due when the lease ends, so a killed run loses
// nothing.

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/clock.h"
#include "core/result.h"
#include "core/source.h"
#include "crawler/archive.h"
#include "crawler/role.h"

namespace claimline {

enum class UrlId : std::int64_t {};

// Lower is asked first. What leads to articles comes before articles, what a feed names before what a page
// links.
enum class Priority { lead, feed_item, sitemap_item, link, archive };

// What the visits of an address taught about its place (crawler/aliases.h).
enum class Learnt { nothing, document, alias };

// A URL to be known from now on. A known URL stays as it is, but for a better priority and the role that
// comes with it, and for what `said_at` brings: when that is later than what was said before, and the URL was
// not visited in this round, it is due at once. Where such words proved empty before, it is due after an
// hour, two, four ... up to a week.
struct Discovery {
    std::string url;   // normalised
    std::string host;  // Url::origin()
    std::string source_id;
    Role role = Role::article;
    Priority priority = Priority::link;
    std::uint32_t depth = 0;
    std::string via;
    std::vector<std::string> redirects;
    Instant due{};
    std::optional<Instant> said_at{};  // when it last changed, as the feed or sitemap says
    std::uint64_t title = 0;           // title_fingerprint() of the link or item; 0: none
};

// gone: answered 404 or 410; asked again when due, but not because a source is opened again. dead: never
// asked again. blocked: robots.txt forbids it for now.
// alias: in all likelihood another name of a known document; treated like gone.
enum class UrlState { queued, gone, dead, blocked, alias };

// A URL handed out to be asked, with what is known of its last visit.
struct Task {
    UrlId id{};
    std::string url;
    std::string host;
    std::string source_id;
    Role role = Role::article;
    Priority priority = Priority::link;
    UrlState state = UrlState::queued;
    std::uint32_t depth = 0;
    std::string via;
    std::vector<std::string> redirects;
    std::string etag;
    std::string last_modified;
    std::string digest;                  // of the last whole 200 answer; empty: never had one
    std::optional<Instant> captured_at;  // when these bytes were first had
    std::optional<Instant> whole_at;     // when a body, the same or not, last came whole
    std::optional<Instant> said_at;      // when it last changed, as feeds and sitemaps say
    Learnt learnt = Learnt::nothing;
    std::uint32_t failures = 0;        // in a row
    std::chrono::seconds interval{0};  // between the last two visits planned
};

// What became of a task. Everything here replaces what was known.
struct Outcome {
    UrlId id{};
    UrlState state = UrlState::queued;
    Role role = Role::article;
    Instant due{};  // next visit
    std::chrono::seconds interval{0};
    std::uint32_t failures = 0;
    int status = 0;
    std::string etag;
    std::string last_modified;
    std::string digest;
    std::optional<Instant> captured_at;
    std::optional<Instant> whole_at;
    Learnt learnt = Learnt::nothing;
    // The capture that the archive has synced, if the attempt left one.
    std::optional<Location> location;
    Instant at{};
    std::string capture_digest;
};

struct RobotsRecord {
    int status = 0;    // of the last answer; 0: none came
    std::string text;  // the last good file, at most 500 KiB
    Instant fetched{};
    Instant valid_until{};
    std::string etag;
    std::string last_modified;
};

struct HostRecord {
    std::string host;
    Instant next_at{};           // not to be asked earlier
    std::uint32_t failures = 0;  // requests in a row without an answer, or with 429 or 503
    std::optional<RobotsRecord> robots;
    Instant gap_until{};   // the pause after the last request, for whoever holds the host next
    std::string tdm_text;  // the last good tdmrep.json (crawler/tdm_rules.h), at most 64 KiB
    Instant tdm_until{};   // when it is to be asked again
};

// What asking for a source's own address brought.
struct SourceLook {
    std::string source_id;
    Instant at{};
    int status = 0;
    std::string problem;  // empty: it came and could be read
};

// One unit of work: all of it becomes true at once, after the archive was synced.
struct FrontierBatch {
    std::vector<Outcome> outcomes;
    std::vector<Discovery> discoveries;
    std::vector<HostRecord> hosts;
    std::vector<SourceLook> looks;
    std::optional<Instant> now{};  // renews the leases held
};

struct ClaimRequest {
    Instant now{};
    std::size_t hosts = 0;     // at most so many hosts ...
    std::size_t per_host = 0;  // ... with so many tasks each
};

struct FrontierStats {
    std::uint64_t known = 0;
    std::uint64_t due = 0;            // now, also of hosts that rest
    std::optional<Instant> next_due;  // the earliest moment at which something can be claimed, now or later
    std::uint64_t others = 0;         // processes besides this one that work at the frontier
};

// What opening a source makes due besides what is: nothing; what leads to articles (feeds, sitemaps, the
// start page), so that only what these name as new or changed is asked; everything.
enum class Again { no, leads, all };

// A known URL, as recall() tells it.
struct KnownUrl {
    std::string_view url;
    Priority priority = Priority::link;
    std::uint64_t title = 0;
    Learnt learnt = Learnt::nothing;
};

class Frontier {
  public:
    virtual ~Frontier() = default;

    // Takes a source into this run and begins a round of it; claim() hands out URLs of opened sources only.
    // A round that was opened with `again` and never closed goes on instead.
    [[nodiscard]] virtual Result<void> open_source(const Source& source, const Discovery& start, Again again,
                                                   Instant now) = 0;

    // Due tasks of hosts that may be asked now, best first within each host. The hosts are leased to this
    // object; a task is handed out once until it is committed.
    [[nodiscard]] virtual Result<std::vector<Task>> claim(const ClaimRequest& request) = 0;

    // Stores a batch, all or nothing.
    [[nodiscard]] virtual Result<void> commit(const FrontierBatch& batch) = 0;

    // Gives back everything claimed and not committed; the rounds of the sources in `complete` are closed.
    [[nodiscard]] virtual Result<void> release(const std::vector<std::string>& complete) = 0;

    // Visits what is known of the opened sources: for a run that continues the work of another.
    using Recalled = std::function<void(const KnownUrl&)>;
    [[nodiscard]] virtual Result<void> recall(const Recalled& visit) const = 0;

    // What is known of a host; a fresh record for an unknown one.
    [[nodiscard]] virtual Result<HostRecord> host(std::string_view origin) const = 0;

    // Over the opened sources.
    [[nodiscard]] virtual Result<FrontierStats> stats(Instant now) const = 0;

    // Up to where the archive's files are known to be complete, for Archive::repair().
    [[nodiscard]] virtual Result<Archive::Marks> committed() const = 0;
};

struct FrontierOptions {
    std::string owner = "crawl";  // names the lease holder
    bool sole = true;             // no other process is crawling: leases left over are void
    bool join = false;            // rounds that others opened go on, whatever open_source() is told
    std::chrono::seconds lease{300};
    std::uint32_t pages_per_host = 200000;  // more URLs of one host are not taken
};

// crawl.db (made when missing); ":memory:" for tests.
[[nodiscard]] Result<std::unique_ptr<Frontier>> open_sqlite_frontier(const std::filesystem::path& file,
                                                                     FrontierOptions options = {});

}  // namespace claimline
