// The loop. One thread: politeness is easier to prove, and libcurl's multi handle waits for all hosts at
// once.

#include "crawler/crawl.h"

#include <algorithm>
#include <memory>
#include <unordered_map>
#include <unordered_set>

#include "core/text.h"
#include "core/url.h"
#include "crawler/cookies.h"
#include "crawler/crawl_sources.h"
#include "crawler/harvest.h"
#include "crawler/host_queue.h"
#include "crawler/host_rules.h"
#include "crawler/politeness.h"
#include "crawler/tally.h"
#include "crawler/visit.h"

namespace claimline {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr std::size_t kBatchBodies = 32;  // with what is in flight, what a killed run fetches again at most
constexpr std::size_t kBatchOutcomes = 128;  // most without a body: asking for them again is cheap
constexpr std::size_t kBatchDiscoveries = 20000;
constexpr milliseconds kBatchAge{500};
constexpr std::size_t kTasksPerHost = 32;      // claimed ahead
constexpr std::size_t kTasksPerPacedHost = 4;  // few, so that news overtakes and others can take over
constexpr seconds kLongestCrawlDelay{60};
constexpr std::chrono::hours kAliasAudit{30 * 24};  // until an address that was taken for an alias is asked
constexpr std::chrono::minutes kNextRun{30};        // a host whose budget is spent is left to a later run
constexpr int kCookieSteps = 3;
constexpr milliseconds kGrace{5000};  // for what is in flight when we are told to stop

// A request on its way.
struct Flight {
    Task task;  // of a file of rules: only host and url
    Url url;
    bool conditional = false;
    Instant sent{};
    RulesFile rules = RulesFile::none;
    int steps = 0;  // redirects followed at once
};

class Crawl {
  public:
    Crawl(const CrawlJob& job, Frontier& frontier, Fetcher& fetcher, Archive& archive, const Clock& clock)
        : job_(job),
          frontier_(frontier),
          fetcher_(fetcher),
          archive_(archive),
          clock_(clock),
          agenda_(job.delay == milliseconds::zero() ? std::max(job.parallel_per_host, 1U) : 1),
          token_(job.fetch.user_agent.substr(0, job.fetch.user_agent.find_first_of("/ "))),
          harvester_({token_, job.max_depth}, clock.now()) {}

    Result<CrawlReport> run() {
        if (const auto done = sources_.open(job_, frontier_, tally_, clock_.now()); !done)
            return tl::unexpected(done.error());
        const auto worked = work();
        // Whatever came to an end is kept, also when storing failed half way.
        const auto flushed = flush();
        if (!worked) return tl::unexpected(worked.error());
        if (!flushed) return tl::unexpected(flushed.error());
        if (const auto done = close(); !done) return tl::unexpected(done.error());
        return std::move(tally_.report());
    }

  private:
    Result<void> close() {
        const auto stats = frontier_.stats(clock_.now());
        if (!stats) return tl::unexpected(stats.error());
        CrawlReport& report = tally_.report();
        report.interrupted = stopped();
        report.limited = page_limit_reached() || over_budget_;
        report.waiting = waiting_;
        // Whoever leaves last closes the rounds.
        const bool cut_off = report.interrupted || ((report.limited || stats->others > 0) && stats->due > 0);
        return frontier_.release(cut_off ? std::vector<std::string>() : sources_.ids());
    }

    // --- the loop

    Result<void> work() {
        while (true) {
            if (!ending()) {
                if (const auto done = claim(); !done) return done;
                if (const auto done = start_ready(); !done) return done;
            }
            if (flights_.empty()) {
                const bool learnt = !batch_.outcomes.empty() || !batch_.discoveries.empty();
                if (const auto done = flush(); !done) return done;
                if (ending()) return {};
                if (learnt || agenda_.queued() > 0) {
                    const auto wait = time_to_next_host();
                    if (wait && *wait > milliseconds::zero()) (void)fetcher_.poll(std::min(*wait, kBatchAge));
                    if (learnt || wait) continue;
                }
                const auto waited = wait_for_frontier();
                if (!waited) return tl::unexpected(waited.error());
                if (!*waited) return {};
                continue;
            }
            if (stopped() && !give_grace()) return {};
            for (Exchange& exchange : fetcher_.poll(poll_time())) {
                if (const auto done = finish(std::move(exchange)); !done) return done;
            }
            const bool large = bodies_ >= kBatchBodies || batch_.outcomes.size() >= kBatchOutcomes ||
                               batch_.discoveries.size() >= kBatchDiscoveries;
            if (large || fetcher_.now() - flushed_at_ >= kBatchAge) {
                if (const auto done = flush(); !done) return done;
            }
            show_progress();
        }
    }

    [[nodiscard]] bool stopped() const { return job_.stop != nullptr && job_.stop->load(); }
    [[nodiscard]] bool page_limit_reached() const { return job_.max_pages > 0 && pages_ >= job_.max_pages; }
    [[nodiscard]] bool ending() const { return stopped() || page_limit_reached(); }

    // False once what is in flight has had its time after a stop.
    bool give_grace() {
        if (!stop_at_) stop_at_ = fetcher_.now() + kGrace;
        return fetcher_.now() < *stop_at_;
    }

    [[nodiscard]] std::optional<milliseconds> time_to_next_host() const {
        const auto next = agenda_.next();
        if (!next) return std::nullopt;
        return std::max(*next - fetcher_.now(), milliseconds::zero());
    }

    [[nodiscard]] milliseconds poll_time() const {
        const milliseconds longest{100};
        if (flights_.size() >= job_.parallel) return longest;
        return std::min(time_to_next_host().value_or(longest), longest);
    }

    // Nothing is in hand: sleeps until the frontier has something, if that is soon. False when it is not, or
    // when what is due cannot be had (another process holds its host).
    Result<bool> wait_for_frontier() {
        const auto stats = frontier_.stats(clock_.now());
        if (!stats) return tl::unexpected(stats.error());
        waiting_ = stats->due;
        // Those who joined may still find something, and what they archive is for us to read.
        const bool others_work = stats->others > 0 && !job_.join;
        if (!others_work && (!stats->next_due || *stats->next_due > clock_.now() + job_.patience))
            return false;
        if (!idle_since_ || others_work) idle_since_ = fetcher_.now();
        if (fetcher_.now() - *idle_since_ > job_.patience + seconds(2)) return false;
        (void)fetcher_.poll(milliseconds(200));
        dry_ = false;
        return true;
    }

    Result<void> claim() {
        const bool low = starved_ || agenda_.queued() < 2 * std::size_t{job_.parallel};
        if (dry_ || !low) return {};
        auto tasks =
            frontier_.claim({clock_.now(), std::size_t{job_.parallel} * 2,
                             job_.delay == milliseconds::zero() ? kTasksPerHost : kTasksPerPacedHost});
        if (!tasks) return tl::unexpected(tasks.error());
        starved_ = false;
        dry_ = tasks->empty();
        if (!dry_) idle_since_.reset();
        for (Task& task : *tasks) agenda_.enqueue(std::move(task));
        return {};
    }

    Result<void> start_ready() {
        while (flights_.size() < job_.parallel && !ending()) {
            CrawlHost* host = agenda_.take(fetcher_.now());
            if (host == nullptr) return {};
            if (const auto done = start_at(*host); !done) return done;
            agenda_.update(*host);
            if (host->queue.empty()) starved_ = true;
        }
        return {};
    }

    // Starts one request at a host that may be asked: its robots.txt first, then what waits there.
    Result<void> start_at(CrawlHost& host) {
        if (!host.robots || host.robots_until <= clock_.now()) {
            auto record = frontier_.host(host.record.host);
            if (!record) return tl::unexpected(record.error());
            host.record = std::move(*record);
            if (!std::exchange(host.met, true) && owes_pause(host)) return {};
            if (!host.record.robots || host.record.robots->valid_until <= clock_.now()) {
                ask_for(RulesFile::robots, host, rules_address(RulesFile::robots, host.record.host), 0);
                return {};
            }
            know_host(host);
        }
        if (host.record.tdm_until <= clock_.now() && ask_for_tdm(host)) return {};
        while (!host.queue.empty()) {
            Task task = agenda_.pop(host);
            const auto url = parse_url(task.url);
            if (!url || !allowed(*host.robots, *url)) {
                block(task, url.has_value());
                continue;
            }
            if (budget_spent(host, task)) continue;
            if (is_news_of_a_link(task)) {
                if (const auto done = recall(); !done) return done;
            }
            if (is_news_of_a_link(task) && harvester_.aliases().likely_alias(*url)) {
                Outcome left = untouched(task, clock_.now() + kAliasAudit);
                left.state = UrlState::alias;
                batch_.outcomes.push_back(std::move(left));
                tally_.left_out(task);
                continue;
            }
            ++pages_;
            ++host.asked;
            send({std::move(task), *url, false, {}, RulesFile::none, 0}, host);
            return {};
        }
        return {};
    }

    // False where robots.txt forbids it.
    bool ask_for_tdm(CrawlHost& host) {
        const std::string where = rules_address(RulesFile::tdm, host.record.host);
        const auto url = parse_url(where);
        if (!url || !allowed(*host.robots, *url)) return false;
        ask_for(RulesFile::tdm, host, where, 0);
        return true;
    }

    // A run before this one asked the host a moment ago.
    bool owes_pause(CrawlHost& host) const {
        const seconds left = std::min(host.record.gap_until - clock_.now(), kLongestCrawlDelay);
        if (left <= seconds(0) || job_.delay == milliseconds::zero()) return false;
        host.ready_at = fetcher_.now() + left;
        return true;
    }

    // What this run may not ask any more waits for the next one.
    bool budget_spent(const CrawlHost& host, const Task& task) {
        if (job_.host_budget == 0 || host.asked < job_.host_budget) return false;
        batch_.outcomes.push_back(untouched(task, clock_.now() + kNextRun));
        over_budget_ = true;
        return true;
    }

    // What earlier runs knew of the addresses; once, and only when it is of use.
    Result<void> recall() {
        if (std::exchange(recalled_, true)) return {};
        return frontier_.recall([this](const KnownUrl& known) { harvester_.recall(known); });
    }

    void send(Flight flight, CrawlHost& host) {
        std::vector<HttpHeader> headers;
        const bool page = flight.rules == RulesFile::none;
        if (flight.steps == 0)
            headers =
                page ? validators(flight.task, clock_.now()) : rules_validators(flight.rules, host.record);
        flight.conditional = !headers.empty();
        if (!host.cookies.empty() && page) headers.push_back({"Cookie", host.cookies});
        flight.sent = clock_.now();
        const std::uint64_t id = ++last_id_;
        ++host.in_flight;
        fetcher_.start({id, flight.url.href, std::move(headers), rules_timeout(flight.rules)});
        flights_.emplace(id, std::move(flight));
    }

    [[nodiscard]] milliseconds delay_of(const CrawlHost& host) const {
        if (job_.delay) return *job_.delay;
        const auto asked = host.robots ? host.robots->crawl_delay() : std::nullopt;
        return std::max(job_.usual_delay,
                        std::min<milliseconds>(asked.value_or(milliseconds::zero()), kLongestCrawlDelay));
    }

    // --- what a host allows

    void ask_for(RulesFile file, CrawlHost& host, const std::string& where, int steps) {
        host.asking_rules = true;
        Flight flight;
        flight.task.host = host.record.host;
        flight.task.url = where;
        flight.task.role = Role::robots;
        flight.url = *parse_url(where);
        flight.rules = file;
        flight.steps = steps;
        send(std::move(flight), host);
    }

    Result<void> finish_rules(const Flight& flight, const Exchange& exchange) {
        CrawlHost& host = agenda_.at(flight.task.host);
        const Instant now = clock_.now();
        if (exchange.status != 0) {
            const auto kept =
                archive_.append(to_rules_capture(flight.url, flight.sent, exchange), exchange.request_head);
            if (!kept) return tl::unexpected(kept.error());
        }
        const auto hop = next_rules_hop(flight.url, exchange, flight.steps);
        if (hop && flight.rules == RulesFile::robots) {
            ask_for(RulesFile::robots, host, hop->href, flight.steps + 1);
            return {};
        }
        host.asking_rules = false;
        if (exchange.end == FetchEnd::refused) {
            pass_refused(host, now);
        } else if (const std::string why = take_rules(flight.rules, host.record, exchange, now);
                   why.empty()) {
            know_host(host);
        } else {
            rest(host, host.record.robots->valid_until - now, why);
        }
        batch_.hosts.push_back(host.record);
        agenda_.update(host);
        return {};
    }

    void know_host(CrawlHost& host) {
        know_rules(host, token_, clock_.now());
        for (const Source* site : sources_.sites_at(host.record.host)) add_sitemaps(*site, host);
    }

    static bool allowed(const Robots& robots, const Url& url) { return robots.allows(rules_path(url)); }

    void add_sitemaps(const Source& source, const CrawlHost& host) {
        auto found = harvester_.sitemaps(source, host.record.host, host.robots->sitemaps(), clock_.now());
        std::ranges::move(found, std::back_inserter(batch_.discoveries));
    }

    void block(const Task& task, bool by_robots) {
        Outcome outcome = untouched(task, clock_.now() + std::chrono::hours(24));
        outcome.state = by_robots ? UrlState::blocked : UrlState::dead;
        batch_.outcomes.push_back(outcome);
        if (sources_.is_start(task)) start_failed(task, {ErrorKind::refused, "robots.txt forbids it", {}});
    }

    void start_failed(const Task& task, const Error& error) {
        tally_.start_failed(task.source_id, task.url, error);
        batch_.looks.push_back({task.source_id, clock_.now(), 0, error.message});
    }

    // --- answers

    Result<void> finish(Exchange exchange) {
        auto node = flights_.extract(exchange.id);
        if (node.empty()) return {};
        Flight flight = std::move(node.mapped());
        CrawlHost& host = agenda_.at(flight.task.host);
        --host.in_flight;
        // From the answer on: only so the server never sees a shorter gap, however long the request took to
        // reach it.
        // The fetcher's time drops parts of milliseconds: one more makes up for it.
        const milliseconds delay = delay_of(host);
        host.ready_at = fetcher_.now() + delay + milliseconds(delay > milliseconds::zero() ? 1 : 0);
        if (delay > milliseconds::zero()) {
            host.record.gap_until = clock_.now() + std::chrono::ceil<seconds>(delay) + seconds(1);
            paced_.insert(host.record.host);
        }
        if (flight.rules != RulesFile::none) return finish_rules(flight, exchange);

        const Visit visit{flight.task, sources_.of(flight.task),
                          flight.url,  flight.conditional,
                          flight.sent, host.tdm.reservation_of(rules_path(flight.url))};
        const std::string request = std::move(exchange.request_head);
        if (!exchange.body.empty()) ++bodies_;
        tally_.answered(flight.task, exchange);
        if (flight.task.digest.empty()) {
            if (const auto done = recall(); !done) return done;
        }
        Verdict verdict = judge_visit(visit, std::move(exchange), harvester_, clock_.now());
        if (verdict.capture) {
            const auto kept = archive_.append(*verdict.capture, request);
            if (!kept) return tl::unexpected(kept.error());
            verdict.outcome.location = *kept;
        }
        if (verdict.result == VisitResult::moved && follow_with_cookie(flight, verdict, host)) return {};
        learn_aliases(flight, verdict);
        apply(flight.task, std::move(verdict), host);
        agenda_.update(host);
        return {};
    }

    // A page that only links led to, and that was never had.
    static bool is_news_of_a_link(const Task& task) {
        return task.role == Role::article && task.priority >= Priority::link && task.digest.empty();
    }

    // Nothing is learnt from a 304: it says only that what was learnt before still holds.
    void learn_aliases(const Flight& flight, Verdict& verdict) {
        const bool had = verdict.result == VisitResult::fresh || verdict.result == VisitResult::changed ||
                         verdict.result == VisitResult::unchanged || verdict.result == VisitResult::moved;
        if (!had || verdict.outcome.status == 304) return;
        harvester_.aliases().learn(flight.url, verdict.alias);
        verdict.outcome.learnt = verdict.alias ? Learnt::alias : Learnt::document;
    }

    void apply(const Task& task, Verdict verdict, CrawlHost& host) {
        const bool start = sources_.is_start(task);
        tally_.judged(task, verdict, start);
        if (verdict.result == VisitResult::moved && start) start_moved(task, verdict);
        if (start && verdict.result != VisitResult::moved) {
            batch_.looks.push_back({task.source_id, clock_.now(), verdict.outcome.status,
                                    verdict.problem ? verdict.problem->message : ""});
        }
        std::ranges::move(verdict.found, std::back_inserter(batch_.discoveries));
        batch_.outcomes.push_back(std::move(verdict.outcome));
        if (verdict.host_failed) {
            ++host.record.failures;
            seconds pause = backoff(host.record.failures, host.record.host);
            if (verdict.host_rest && host.record.failures <= 3) pause = *verdict.host_rest;
            if (verdict.host_rest) pause = std::max(pause, *verdict.host_rest);
            rest(host, pause, "");
            batch_.hosts.push_back(host.record);
        } else if (host.record.failures > 0) {
            host.record.failures = 0;
            batch_.hosts.push_back(host.record);
        }
    }

    // The host is left alone for a while; when that is long, its tasks go back to the frontier. `why` is a
    // problem of every source that waits there, when given.
    void rest(CrawlHost& host, seconds pause, const std::string& why) {
        host.ready_at = std::max(host.ready_at, fetcher_.now() + pause);
        // The clock counts whole seconds: one more, so that the host is never asked too early.
        host.record.next_at = clock_.now() + pause + seconds(1);
        if (pause <= job_.patience && why.empty()) return;
        for (const Task& task : agenda_.clear(host)) {
            if (!why.empty() && sources_.is_start(task))
                start_failed(task, {ErrorKind::unavailable, why, {}});
            batch_.outcomes.push_back(untouched(task, host.record.next_at));
        }
    }

    // A site's own address moved: where to, is the site.
    void start_moved(const Task& task, const Verdict& verdict) {
        const Source& source = sources_.of(task);
        const auto url = parse_url(verdict.moved_to);
        if (source.kind != SourceKind::site || !url || !sources_.extend(source, url->origin())) return;
        const CrawlHost* host = agenda_.find(url->origin());
        if (host != nullptr && host->robots) add_sitemaps(source, *host);
    }

    // "Take this cookie and ask again": a redirect back to where we came from, which only a cookie ends.
    bool follow_with_cookie(Flight& flight, Verdict& verdict, CrawlHost& host) {
        const bool back =
            verdict.moved_to == flight.task.url || verdict.moved_to == flight.url.href ||
            std::ranges::find(flight.task.redirects, verdict.moved_to) != flight.task.redirects.end();
        if (!back || flight.steps >= kCookieSteps || !take_cookies(verdict, host)) return false;
        const auto url = parse_url(verdict.moved_to);
        if (!url || url->origin() != host.record.host || !allowed(*host.robots, *url)) return false;
        send({flight.task, *url, false, {}, RulesFile::none, flight.steps + 1}, host);
        return true;
    }

    // True when the answer set a cookie that the host's jar did not hold.
    static bool take_cookies(const Verdict& verdict, CrawlHost& host) {
        std::string jar = cookies_set_by(verdict.capture->headers);
        if (jar.empty() || jar == host.cookies) return false;
        host.cookies = std::move(jar);
        return true;
    }

    // --- storing and telling

    // First the archive, then the frontier: what the frontier says was seen, can be shown.
    Result<void> flush() {
        flushed_at_ = fetcher_.now();
        for (const std::string& host : std::exchange(paced_, {}))
            batch_.hosts.push_back(agenda_.at(host).record);
        if (batch_.outcomes.empty() && batch_.discoveries.empty() && batch_.hosts.empty()) return {};
        batch_.now = clock_.now();
        if (const auto done = archive_.sync(); !done) return done;
        if (const auto done = frontier_.commit(batch_); !done) return done;
        if (!batch_.discoveries.empty() || !batch_.outcomes.empty()) dry_ = false;
        batch_ = {};
        bodies_ = 0;
        return {};
    }

    void show_progress() {
        if (!job_.progress || fetcher_.now() - shown_at_ < milliseconds(200)) return;
        shown_at_ = fetcher_.now();
        count_due();
        const CrawlReport& report = tally_.report();
        const auto done = std::ranges::count_if(report.sources, [](const auto& entry) {
            return entry.second.state != SourceReport::State::skipped;
        });
        auto left = std::max<std::uint64_t>(due_, agenda_.queued());
        if (job_.max_pages > 0) left = std::min(left, job_.max_pages - std::min(job_.max_pages, pages_));
        job_.progress({sources_.size(), static_cast<std::uint64_t>(done), report.total.fetched, left,
                       report.total.bytes, report.total.failed, tally_.last_url()});
    }

    // Counting takes long in a large frontier: a fiftieth of the time is spent on it at most.
    void count_due() {
        if (shown_at_ < count_due_at_) return;
        if (const auto stats = frontier_.stats(clock_.now())) due_ = stats->due;
        count_due_at_ = fetcher_.now() + std::max((fetcher_.now() - shown_at_) * 50, milliseconds(1000));
    }

    const CrawlJob& job_;
    Frontier& frontier_;
    Fetcher& fetcher_;
    Archive& archive_;
    const Clock& clock_;
    HostAgenda agenda_;
    std::string token_;
    Harvester harvester_;

    CrawlSources sources_;
    std::unordered_map<std::uint64_t, Flight> flights_;
    std::uint64_t last_id_ = 0;
    std::uint64_t pages_ = 0;
    std::uint64_t waiting_ = 0;
    bool dry_ = false;      // the frontier had nothing when last asked, and has learnt nothing since
    bool starved_ = false;  // a host ran out of claimed tasks
    FrontierBatch batch_;
    std::size_t bodies_ = 0;  // of the answers in batch_
    milliseconds flushed_at_{0};
    milliseconds shown_at_{0};
    milliseconds count_due_at_{0};
    std::uint64_t due_ = 0;  // when last counted
    std::optional<milliseconds> stop_at_;
    std::optional<milliseconds> idle_since_;
    std::unordered_set<std::string> paced_;  // hosts whose pause is to be stored
    bool recalled_ = false;
    bool over_budget_ = false;
    Tally tally_;
};

}  // namespace

Result<CrawlReport> crawl(const CrawlJob& job, Frontier& frontier, Fetcher& fetcher, Archive& archive,
                          const Clock& clock) {
    return Crawl(job, frontier, fetcher, archive, clock).run();
}

}  // namespace claimline
