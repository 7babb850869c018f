// Counted from the frontier's own rows: nothing is stored twice.

#include <algorithm>

#include "crawler/history.h"
#include "crawler/role.h"
#include "crawler/sqlite_frontier_schema.h"

namespace claimline {
namespace {

constexpr std::int64_t kSpan = std::int64_t{30} * 86400;

using Histories = std::map<std::string, SourceHistory>;

void read_looks(SQLite::Database& db, Histories& out) {
    SQLite::Statement query(db, "SELECT name, looked_at, ok_at, status, problem FROM sources");
    while (query.executeStep()) {
        SourceHistory& history = out[query.getColumn(0).getString()];
        history.looked_at = to_known_instant(query.getColumn(1).getInt64());
        history.ok_at = to_known_instant(query.getColumn(2).getInt64());
        history.status = query.getColumn(3).getInt();
        history.problem = query.getColumn(4).getString();
    }
}

void read_items(SQLite::Database& db, Instant now, Histories& out) {
    SQLite::Statement query(
        db,
        "SELECT name, (?1 - at) / ?2 AS span, count(*), max(at), sum(digest != '') FROM (SELECT s.name, "
        "CASE WHEN u.said_at > 0 THEN u.said_at ELSE u.found_at END AS at, u.digest FROM urls u JOIN sources "
        "s ON s.id = u.source WHERE u.role = ?3) GROUP BY name, span");
    query.bind(1, to_seconds(now));
    query.bind(2, kSpan);
    query.bind(3, static_cast<int>(Role::article));
    while (query.executeStep()) {
        SourceHistory& history = out[query.getColumn(0).getString()];
        const std::int64_t span = std::max<std::int64_t>(query.getColumn(1).getInt64(), 0);
        if (span < static_cast<std::int64_t>(history.items.size()))
            history.items[static_cast<std::size_t>(span)] +=
                static_cast<std::uint64_t>(query.getColumn(2).getInt64());
        history.newest = std::max(history.newest, to_known_instant(query.getColumn(3).getInt64()));
        history.documents += static_cast<std::uint64_t>(query.getColumn(4).getInt64());
    }
}

}  // namespace

Result<Histories> read_history(const std::filesystem::path& crawl_db, Instant now) {
    std::error_code error;
    if (!std::filesystem::exists(crawl_db, error)) return Histories{};
    auto db = open_sqlite(crawl_db, kFrontierSchema);
    if (!db) return tl::unexpected(db.error());
    return sqlite_guarded("reading " + crawl_db.string(), [&]() -> Result<Histories> {
        Histories out;
        read_looks(**db, out);
        read_items(**db, now, out);
        return out;
    });
}

}  // namespace claimline
