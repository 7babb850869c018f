// The frontier in crawl.db. One writer's transaction is one FrontierBatch; a claim writes only to take a
// lease.

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>

#include "crawler/frontier.h"
#include "crawler/sqlite_frontier_schema.h"

namespace claimline {
namespace {

constexpr std::int64_t kRecalled = 500000;
constexpr std::chrono::seconds kHeartbeat{5};  // how long a process that joins waits for its share

constexpr std::array kPriorities{Priority::lead, Priority::feed_item, Priority::sitemap_item, Priority::link,
                                 Priority::archive};

class SqliteFrontier final : public Frontier {
  public:
    SqliteFrontier(std::unique_ptr<SQLite::Database> db, FrontierOptions options)
        : db_(std::move(db)), options_(std::move(options)) {}

    void prepare() {
        // Visits come in the order of the hosts, rows lie in the order of discovery: pages are needed again
        // and again, and a small log would write the same page to the file at every checkpoint.
        db_->exec("PRAGMA cache_size = -16384; PRAGMA wal_autocheckpoint = 4000");
        db_->exec("CREATE TEMP TABLE opened (id INTEGER PRIMARY KEY)");
        if (!options_.sole) return;
        db_->exec("UPDATE hosts SET owner = NULL, lease_until = 0 WHERE owner IS NOT NULL");
        db_->exec("DELETE FROM workers");
    }

    Result<void> open_source(const Source& source, const Discovery& start, Again again,
                             Instant now) override {
        return sqlite_guarded("opening a source in crawl.db", [&]() -> Result<void> {
            SQLite::Transaction transaction(*db_, SQLite::TransactionBehavior::IMMEDIATE);
            const std::int64_t id = source_id(source.id);
            SQLite::Statement& open = statement("SELECT round_open FROM sources WHERE id = ?");
            open.bind(1, id);
            const bool cut_off = open.executeStep() && open.getColumn(0).getInt() != 0;
            open.reset();
            if (!cut_off && !options_.join) begin_round(id, again, now);
            add(start);
            transaction.commit();
            run("INSERT OR IGNORE INTO opened (id) VALUES (?)", id);
            idle_until_.clear();
            return {};
        });
    }

    Result<std::vector<Task>> claim(const ClaimRequest& request) override {
        return sqlite_guarded("claiming from crawl.db", [&]() -> Result<std::vector<Task>> {
            SQLite::Transaction transaction(*db_, SQLite::TransactionBehavior::IMMEDIATE);
            stay_alive(request.now);
            std::vector<Task> tasks;
            auto busy = static_cast<std::size_t>(
                std::ranges::count_if(out_, [](const auto& host) { return !host.second.empty(); }));
            for (const auto& [host, origin] : fair_share(free_hosts(request.now), request.now)) {
                const std::size_t before = out_[host].size();
                if (before >= request.per_host || (before == 0 && busy >= request.hosts)) continue;
                claim_host(host, origin, request, tasks);
                if (before == 0 && !out_[host].empty()) ++busy;
            }
            transaction.commit();
            return tasks;
        });
    }

    Result<void> commit(const FrontierBatch& batch) override {
        return sqlite_guarded("writing crawl.db", [&]() -> Result<void> {
            SQLite::Transaction transaction(*db_, SQLite::TransactionBehavior::IMMEDIATE);
            if (batch.now) stay_alive(*batch.now);
            for (const HostRecord& host : batch.hosts) put_host(host);
            for (const Outcome& outcome : batch.outcomes) put_outcome(outcome);
            for (const Discovery& discovery : batch.discoveries) add(discovery);
            for (const SourceLook& look : batch.looks) put_look(look);
            transaction.commit();
            for (const Outcome& outcome : batch.outcomes) forget(outcome.id);
            return {};
        });
    }

    Result<void> release(const std::vector<std::string>& complete) override {
        return sqlite_guarded("releasing hosts in crawl.db", [&]() -> Result<void> {
            SQLite::Transaction transaction(*db_, SQLite::TransactionBehavior::IMMEDIATE);
            run("UPDATE hosts SET owner = NULL, lease_until = 0 WHERE owner = ?", options_.owner);
            run("DELETE FROM workers WHERE owner = ?", options_.owner);
            for (const std::string& name : complete)
                run("UPDATE sources SET round_open = 0 WHERE name = ?", name);
            transaction.commit();
            out_.clear();
            host_of_.clear();
            mine_.clear();
            idle_until_.clear();
            return {};
        });
    }

    Result<void> recall(const Recalled& visit) const override {
        return sqlite_guarded("reading crawl.db", [&]() -> Result<void> {
            SQLite::Statement& query = statement(
                "SELECT url, priority, title, learnt FROM urls WHERE source IN (SELECT id FROM opened) "
                "LIMIT ?");
            query.bind(1, kRecalled);
            while (query.executeStep()) {
                const std::string url = query.getColumn(0).getString();
                visit({url, static_cast<Priority>(query.getColumn(1).getInt()),
                       static_cast<std::uint64_t>(query.getColumn(2).getInt64()),
                       static_cast<Learnt>(query.getColumn(3).getInt())});
            }
            query.reset();
            return {};
        });
    }

    Result<HostRecord> host(std::string_view origin) const override {
        return sqlite_guarded("reading crawl.db", [&]() -> Result<HostRecord> {
            SQLite::Statement& query = statement(
                "SELECT next_at, failures, robots_status, robots_text, robots_fetched, robots_until, "
                "robots_etag, robots_modified, gap_until, tdm_text, tdm_until FROM hosts WHERE origin = ?");
            HostRecord record{std::string(origin), {}, 0, {}};
            query.bind(1, record.host);
            if (query.executeStep()) {
                record.next_at = to_instant(query.getColumn(0).getInt64());
                record.failures = query.getColumn(1).getUInt();
                record.gap_until = to_instant(query.getColumn(8).getInt64());
                record.tdm_text = query.getColumn(9).getString();
                record.tdm_until = to_instant(query.getColumn(10).getInt64());
                if (!query.getColumn(2).isNull()) {
                    record.robots = RobotsRecord{query.getColumn(2).getInt(),
                                                 query.getColumn(3).getString(),
                                                 to_instant(query.getColumn(4).getInt64()),
                                                 to_instant(query.getColumn(5).getInt64()),
                                                 query.getColumn(6).getString(),
                                                 query.getColumn(7).getString()};
                }
            }
            query.reset();
            return record;
        });
    }

    Result<FrontierStats> stats(Instant now) const override {
        return sqlite_guarded("reading crawl.db", [&]() -> Result<FrontierStats> {
            FrontierStats stats;
            SQLite::Statement& counts = statement(
                "SELECT count(*), count(*) FILTER (WHERE due_at <= ? AND state != ?) FROM urls "
                "WHERE source IN (SELECT id FROM opened)");
            counts.bind(1, to_seconds(now));
            counts.bind(2, static_cast<int>(UrlState::dead));
            if (counts.executeStep()) {
                stats.known = static_cast<std::uint64_t>(counts.getColumn(0).getInt64());
                stats.due = static_cast<std::uint64_t>(counts.getColumn(1).getInt64());
            }
            counts.reset();
            SQLite::Statement& earliest = statement(
                "SELECT min(max(u.due_at, h.next_at)) FROM urls u JOIN hosts h ON h.id = u.host "
                "WHERE u.state != ? AND u.source IN (SELECT id FROM opened)");
            earliest.bind(1, static_cast<int>(UrlState::dead));
            if (earliest.executeStep() && !earliest.getColumn(0).isNull()) {
                stats.next_due = to_instant(earliest.getColumn(0).getInt64());
            }
            earliest.reset();
            stats.others = others(now);
            return stats;
        });
    }

    Result<Archive::Marks> committed() const override {
        return sqlite_guarded("reading crawl.db", [&]() -> Result<Archive::Marks> {
            Archive::Marks marks;
            SQLite::Statement& query = statement(
                "SELECT name, (SELECT offset + length FROM captures WHERE file = files.id ORDER BY offset "
                "DESC LIMIT 1) "
                "FROM files");
            while (query.executeStep()) {
                marks[query.getColumn(0).getString()] =
                    static_cast<std::uint64_t>(query.getColumn(1).getInt64());
            }
            query.reset();
            return marks;
        });
    }

  private:
    using HostKey = std::int64_t;
    static constexpr HostKey kNoHost = -1;

    // Prepared once; the caller resets what it stepped.
    SQLite::Statement& statement(const char* sql) const {
        auto& slot = statements_[sql];
        if (!slot) slot = std::make_unique<SQLite::Statement>(*db_, sql);
        slot->tryReset();
        slot->clearBindings();
        return *slot;
    }

    // Runs a statement that gives no rows and tells how many it changed.
    template <class... Values>
    int run(const char* sql, const Values&... values) {
        SQLite::Statement& todo = statement(sql);
        int index = 0;
        (todo.bind(++index, values), ...);
        const int changed = todo.exec();
        todo.reset();
        return changed;
    }

    std::int64_t key_of(const char* insert, const char* select, const std::string& name,
                        std::unordered_map<std::string, std::int64_t>& cache) {
        if (const auto known = cache.find(name); known != cache.end()) return known->second;
        run(insert, name);
        SQLite::Statement& query = statement(select);
        query.bind(1, name);
        query.executeStep();
        const std::int64_t id = query.getColumn(0).getInt64();
        query.reset();
        if (cache.size() > 100000) cache.clear();
        cache.emplace(name, id);
        return id;
    }

    std::int64_t source_id(const std::string& name) {
        return key_of("INSERT OR IGNORE INTO sources (name) VALUES (?)",
                      "SELECT id FROM sources WHERE name = ?", name, source_ids_);
    }
    HostKey host_id(const std::string& origin) {
        return key_of("INSERT OR IGNORE INTO hosts (origin) VALUES (?)",
                      "SELECT id FROM hosts WHERE origin = ?", origin, host_ids_);
    }
    std::int64_t file_id(const std::string& name) {
        return key_of("INSERT OR IGNORE INTO files (name) VALUES (?)", "SELECT id FROM files WHERE name = ?",
                      name, file_ids_);
    }

    void begin_round(std::int64_t source, Again again, Instant now) {
        constexpr const char* kDueAgain =
            "UPDATE urls SET due_at = ?, failures = 0 WHERE source = ? AND state IN (?, ?) AND priority <= ?";
        if (again != Again::no) {
            const Priority last = again == Again::all ? Priority::archive : Priority::lead;
            run(kDueAgain, to_seconds(now), source, static_cast<int>(UrlState::queued),
                static_cast<int>(UrlState::blocked), static_cast<int>(last));
        }
        run("UPDATE sources SET round_open = ?, opened_at = ?, round = round + 1 WHERE id = ?",
            again == Again::no ? 0 : 1, to_seconds(now), source);
    }

    void add(const Discovery& discovery) {
        const HostKey host = host_id(discovery.host);
        const int inserted = run(
            "INSERT OR IGNORE INTO urls (url, host, source, role, priority, depth, due_at, via, redirects, "
            "found_at, said_at, title) SELECT ?, id, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM hosts WHERE id = ? "
            "AND urls < ?",
            discovery.url, source_id(discovery.source_id), static_cast<int>(discovery.role),
            static_cast<int>(discovery.priority), discovery.depth, to_seconds(discovery.due), discovery.via,
            join_lines(discovery.redirects), to_seconds(discovery.due), to_seconds(discovery.said_at),
            static_cast<std::int64_t>(discovery.title), host, options_.pages_per_host);
        if (inserted > 0) {
            run("UPDATE hosts SET urls = urls + 1 WHERE id = ?", host);
        } else {
            run("UPDATE urls SET priority = ?1, role = ?2 WHERE url = ?3 AND priority > ?1",
                static_cast<int>(discovery.priority), static_cast<int>(discovery.role), discovery.url);
            if (discovery.said_at) hear(discovery);
        }
        idle_until_.erase(host);
    }

    // A lead's word on a known URL. What was first said after a visit is news only when it is younger.
    void hear(const Discovery& discovery) {
        run("UPDATE urls SET said_at = ?1 WHERE url = ?2 AND said_at < ?1 AND NOT (round < (SELECT round "
            "FROM sources WHERE id = urls.source) AND (said_at > 0 OR ?1 > ifnull(whole_at, 0)))",
            to_seconds(discovery.said_at), discovery.url);
        run("UPDATE urls SET said_at = ?1, named = 1, due_at = min(due_at, ?3 + CASE in_vain WHEN 0 THEN 0 "
            "ELSE min(604800, 3600 << (in_vain - 1)) END) WHERE url = ?2 AND said_at < ?1",
            to_seconds(discovery.said_at), discovery.url, to_seconds(discovery.due));
    }

    void put_look(const SourceLook& look) {
        run("UPDATE sources SET looked_at = ?1, ok_at = CASE ?2 WHEN '' THEN ?1 ELSE ok_at END, status = ?3, "
            "problem = ?2 WHERE id = ?4",
            to_seconds(look.at), look.problem, look.status, source_id(look.source_id));
    }

    void put_host(const HostRecord& record) {
        const HostKey host = host_id(record.host);
        run("UPDATE hosts SET next_at = ?, failures = ?, gap_until = ? WHERE id = ?",
            to_seconds(record.next_at), record.failures, to_seconds(record.gap_until), host);
        if (!record.robots) return;
        const RobotsRecord& robots = *record.robots;
        run("UPDATE hosts SET robots_status = ?, robots_text = ?, robots_fetched = ?, robots_until = ?, "
            "robots_etag = ?, robots_modified = ?, tdm_text = ?, tdm_until = ? WHERE id = ?",
            robots.status, robots.text, to_seconds(robots.fetched), to_seconds(robots.valid_until),
            robots.etag, robots.last_modified, record.tdm_text, to_seconds(record.tdm_until), host);
    }

    void put_outcome(const Outcome& outcome) {
        const auto id = static_cast<std::int64_t>(outcome.id);
        // The round, and what a lead's word was worth, change only when it was visited.
        SQLite::Statement& update = statement(
            "UPDATE urls SET state = ?1, role = ?2, due_at = ?3, interval = ?4, failures = ?5, status = ?6, "
            "etag = ?7, last_modified = ?8, captured_at = ?10, whole_at = ?11, learnt = ?12, "
            "in_vain = CASE WHEN NOT ?14 OR named = 0 THEN in_vain WHEN digest != ?9 THEN 0 "
            "ELSE min(in_vain + 1, 8) END, named = CASE WHEN ?14 THEN 0 ELSE named END, "
            "round = CASE WHEN ?14 THEN (SELECT round FROM sources WHERE id = urls.source) ELSE round END, "
            "digest = ?9 WHERE id = ?13");
        update.bind(1, static_cast<int>(outcome.state));
        update.bind(2, static_cast<int>(outcome.role));
        update.bind(3, to_seconds(outcome.due));
        update.bind(4, static_cast<std::int64_t>(outcome.interval.count()));
        update.bind(5, outcome.failures);
        update.bind(6, outcome.status);
        update.bind(7, outcome.etag);
        update.bind(8, outcome.last_modified);
        update.bind(9, outcome.digest);
        if (outcome.captured_at) update.bind(10, to_seconds(*outcome.captured_at));
        if (outcome.whole_at) update.bind(11, to_seconds(*outcome.whole_at));
        update.bind(12, static_cast<int>(outcome.learnt));
        update.bind(13, id);
        update.bind(14, outcome.location ? 1 : 0);
        update.exec();
        update.reset();
        if (!outcome.location) return;
        run("INSERT OR REPLACE INTO captures (file, offset, length, url, at, status, digest) VALUES (?, ?, "
            "?, ?, ?, ?, ?)",
            file_id(outcome.location->file), static_cast<std::int64_t>(outcome.location->offset),
            static_cast<std::int64_t>(outcome.location->length), id, to_seconds(outcome.at), outcome.status,
            outcome.capture_digest);
    }

    void forget(UrlId id) {
        const auto host = host_of_.find(id);
        if (host == host_of_.end()) return;
        out_[host->second].erase(id);
        idle_until_.erase(host->second);
        host_of_.erase(host);
    }

    // Renews what we hold and says that we are here; both also when nothing is claimed for long.
    void stay_alive(Instant now) {
        if (now < renew_at_) return;
        renew_at_ = now + std::min(options_.lease / 3, kHeartbeat);
        run("UPDATE hosts SET lease_until = ? WHERE owner = ?", to_seconds(now + options_.lease),
            options_.owner);
        run("INSERT INTO workers (owner, seen_at) VALUES (?1, ?2) ON CONFLICT (owner) DO UPDATE SET "
            "seen_at = ?2",
            options_.owner, to_seconds(now));
        others_ = others(now);
    }

    [[nodiscard]] std::uint64_t others(Instant now) const {
        SQLite::Statement& query = statement("SELECT count(*) FROM workers WHERE owner != ? AND seen_at > ?");
        query.bind(1, options_.owner);
        query.bind(2, to_seconds(now - options_.lease / 5));
        query.executeStep();
        const auto count = static_cast<std::uint64_t>(query.getColumn(0).getInt64());
        query.reset();
        return count;
    }

    using Hosts = std::vector<std::pair<HostKey, std::string>>;

    // Hosts that may be asked now and are not known to have nothing.
    Hosts free_hosts(Instant now) {
        // What others find does not tell us that a host has work again.
        if (others_ > 0) idle_until_.clear();
        Hosts hosts;
        SQLite::Statement& query = statement(
            "SELECT id, origin FROM hosts WHERE next_at <= ?1 AND (owner = ?2 OR "
            "((gap_until <= ?1 OR ?3) AND (owner IS NULL OR lease_until <= ?1))) ORDER BY next_at, id");
        query.bind(1, to_seconds(now));
        query.bind(2, options_.owner);
        query.bind(3, others_ == 0 ? 1 : 0);  // then nobody but us has asked it since we know it
        while (query.executeStep()) {
            const HostKey id = query.getColumn(0).getInt64();
            const auto idle = idle_until_.find(id);
            if (idle == idle_until_.end() || idle->second <= now)
                hosts.emplace_back(id, query.getColumn(1).getString());
        }
        query.reset();
        return hosts;
    }

    // With other processes about, each takes its part of the hosts that have work; who has more hands over
    // those it has finished with.
    Hosts fair_share(Hosts hosts, Instant now) {
        if (others_ == 0) return hosts;
        SQLite::Statement& query =
            statement("SELECT count(*) FROM hosts WHERE owner != ? AND lease_until > ?");
        query.bind(1, options_.owner);
        query.bind(2, to_seconds(now));
        query.executeStep();
        const auto theirs = static_cast<std::size_t>(query.getColumn(0).getInt64());
        query.reset();
        const std::size_t share = (hosts.size() + theirs + others_) / (others_ + 1);
        Hosts taken;
        for (const bool own : {true, false}) {
            for (auto& host : hosts) {
                if (mine_.contains(host.first) != own) continue;
                if (taken.size() < share) {
                    taken.push_back(std::move(host));
                } else if (own && out_[host.first].empty()) {
                    give_lease_back(host.first);
                    host.first = kNoHost;
                }
            }
        }
        return taken;
    }

    void claim_host(HostKey host, const std::string& origin, const ClaimRequest& request,
                    std::vector<Task>& tasks) {
        auto& out = out_[host];
        const std::size_t before = tasks.size();
        for (const Priority priority : kPriorities) {
            if (out.size() >= request.per_host) break;
            SQLite::Statement& query = statement(
                "SELECT u.id, u.url, s.name, u.role, u.state, u.depth, u.via, u.redirects, u.etag, "
                "u.last_modified, u.digest, u.captured_at, u.failures, u.interval, u.priority, u.whole_at, "
                "u.said_at, u.learnt FROM urls u JOIN sources s ON s.id = u.source WHERE u.host = ? AND "
                "u.priority = ? AND u.due_at <= ? AND u.state != ? "
                "AND u.source IN (SELECT id FROM opened) ORDER BY u.due_at, u.id LIMIT ?");
            query.bind(1, host);
            query.bind(2, static_cast<int>(priority));
            query.bind(3, to_seconds(request.now));
            query.bind(4, static_cast<int>(UrlState::dead));
            query.bind(5, static_cast<std::int64_t>(request.per_host + out.size()));
            while (query.executeStep() && out.size() < request.per_host) {
                const UrlId id{query.getColumn(0).getInt64()};
                if (!out.insert(id).second) continue;
                host_of_[id] = host;
                tasks.push_back(read_task(query, origin));
            }
            query.reset();
        }
        if (tasks.size() > before) {
            take_lease(host, request.now);
        } else if (out.empty()) {
            idle_until_[host] = earliest_due(host);
            give_lease_back(host);
        }
    }

    static Task read_task(SQLite::Statement& row, const std::string& origin) {
        Task task;
        task.id = UrlId{row.getColumn(0).getInt64()};
        task.url = row.getColumn(1).getString();
        task.host = origin;
        task.source_id = row.getColumn(2).getString();
        task.role = static_cast<Role>(row.getColumn(3).getInt());
        task.state = static_cast<UrlState>(row.getColumn(4).getInt());
        task.depth = row.getColumn(5).getUInt();
        task.via = row.getColumn(6).getString();
        task.redirects = split_lines(row.getColumn(7).getString());
        task.etag = row.getColumn(8).getString();
        task.last_modified = row.getColumn(9).getString();
        task.digest = row.getColumn(10).getString();
        if (!row.getColumn(11).isNull()) task.captured_at = to_instant(row.getColumn(11).getInt64());
        task.failures = row.getColumn(12).getUInt();
        task.interval = std::chrono::seconds(row.getColumn(13).getInt64());
        task.priority = static_cast<Priority>(row.getColumn(14).getInt());
        if (!row.getColumn(15).isNull()) task.whole_at = to_instant(row.getColumn(15).getInt64());
        task.said_at = to_known_instant(row.getColumn(16).getInt64());
        task.learnt = static_cast<Learnt>(row.getColumn(17).getInt());
        return task;
    }

    Instant earliest_due(HostKey host) {
        Instant earliest = Instant::max();
        for (const Priority priority : kPriorities) {
            SQLite::Statement& query = statement(
                "SELECT due_at FROM urls WHERE host = ? AND priority = ? AND state != ? "
                "AND source IN (SELECT id FROM opened) ORDER BY due_at LIMIT 1");
            query.bind(1, host);
            query.bind(2, static_cast<int>(priority));
            query.bind(3, static_cast<int>(UrlState::dead));
            if (query.executeStep()) earliest = std::min(earliest, to_instant(query.getColumn(0).getInt64()));
            query.reset();
        }
        return earliest;
    }

    void take_lease(HostKey host, Instant now) {
        if (!mine_.insert(host).second) return;
        run("UPDATE hosts SET owner = ?, lease_until = ? WHERE id = ?", options_.owner,
            to_seconds(now + options_.lease), host);
    }

    void give_lease_back(HostKey host) {
        if (mine_.erase(host) == 0) return;
        run("UPDATE hosts SET owner = NULL, lease_until = 0 WHERE id = ? AND owner = ?", host,
            options_.owner);
    }

    std::unique_ptr<SQLite::Database> db_;
    FrontierOptions options_;
    // Behind db_, so that statements go before the connection does.
    mutable std::unordered_map<const char*, std::unique_ptr<SQLite::Statement>> statements_;
    std::unordered_map<std::string, std::int64_t> source_ids_;
    std::unordered_map<std::string, std::int64_t> host_ids_;
    std::unordered_map<std::string, std::int64_t> file_ids_;
    std::unordered_map<HostKey, std::unordered_set<UrlId>> out_;  // claimed and not committed
    std::unordered_map<UrlId, HostKey> host_of_;
    std::unordered_set<HostKey> mine_;
    std::unordered_map<HostKey, Instant> idle_until_;
    Instant renew_at_{};
    std::uint64_t others_ = 0;
};

}  // namespace

Result<std::unique_ptr<Frontier>> open_sqlite_frontier(const std::filesystem::path& file,
                                                       FrontierOptions options) {
    auto db = open_sqlite(file, kFrontierSchema);
    if (!db) return tl::unexpected(db.error());
    return sqlite_guarded("opening " + file.string(), [&]() -> Result<std::unique_ptr<Frontier>> {
        auto frontier = std::make_unique<SqliteFrontier>(std::move(*db), std::move(options));
        frontier->prepare();
        return frontier;
    });
}

}  // namespace claimline
