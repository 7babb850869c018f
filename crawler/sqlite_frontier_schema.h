#pragma once
// The tables of crawl.db and how values are written into them.

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/clock.h"
#include "core/sqlite/open.h"

namespace claimline {

inline constexpr const char* kFrontierMigrations[] = {R"sql(
CREATE TABLE sources (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    round_open INTEGER NOT NULL DEFAULT 0,  -- everything was made due and not all of it was visited yet
    opened_at INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE hosts (
    id INTEGER PRIMARY KEY,
    origin TEXT NOT NULL UNIQUE,
    next_at INTEGER NOT NULL DEFAULT 0,
    failures INTEGER NOT NULL DEFAULT 0,
    urls INTEGER NOT NULL DEFAULT 0,
    owner TEXT,
    lease_until INTEGER NOT NULL DEFAULT 0,
    robots_status INTEGER,                  -- NULL: never asked
    robots_text TEXT NOT NULL DEFAULT '',
    robots_fetched INTEGER NOT NULL DEFAULT 0,
    robots_until INTEGER NOT NULL DEFAULT 0,
    robots_etag TEXT NOT NULL DEFAULT '',
    robots_modified TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE urls (
    id INTEGER PRIMARY KEY,
    url TEXT NOT NULL UNIQUE,
    host INTEGER NOT NULL REFERENCES hosts (id),
    source INTEGER NOT NULL REFERENCES sources (id),
    role INTEGER NOT NULL,
    state INTEGER NOT NULL DEFAULT 0,
    priority INTEGER NOT NULL,
    depth INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    interval INTEGER NOT NULL DEFAULT 0,
    failures INTEGER NOT NULL DEFAULT 0,
    via TEXT NOT NULL,
    redirects TEXT NOT NULL,                -- one URL a line
    status INTEGER NOT NULL DEFAULT 0,
    etag TEXT NOT NULL DEFAULT '',
    last_modified TEXT NOT NULL DEFAULT '',
    digest TEXT NOT NULL DEFAULT '',
    captured_at INTEGER
) STRICT;
CREATE INDEX urls_due ON urls (host, priority, due_at);
CREATE TABLE files (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE captures (
    file INTEGER NOT NULL REFERENCES files (id),
    offset INTEGER NOT NULL,
    length INTEGER NOT NULL,
    url INTEGER NOT NULL REFERENCES urls (id),
    at INTEGER NOT NULL,
    status INTEGER NOT NULL,
    digest TEXT NOT NULL,
    PRIMARY KEY (file, offset)
) STRICT, WITHOUT ROWID;
)sql",
                                                      R"sql(
ALTER TABLE sources ADD COLUMN round INTEGER NOT NULL DEFAULT 0;  -- counts how often it was opened
ALTER TABLE sources ADD COLUMN looked_at INTEGER NOT NULL DEFAULT 0;  -- at its own address
ALTER TABLE sources ADD COLUMN ok_at INTEGER NOT NULL DEFAULT 0;      -- the last time that brought it
ALTER TABLE sources ADD COLUMN status INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sources ADD COLUMN problem TEXT NOT NULL DEFAULT '';      -- of the last look; empty: none
ALTER TABLE hosts ADD COLUMN gap_until INTEGER NOT NULL DEFAULT 0;
ALTER TABLE urls ADD COLUMN round INTEGER NOT NULL DEFAULT 0;     -- of its source, when last visited
ALTER TABLE urls ADD COLUMN found_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE urls ADD COLUMN said_at INTEGER NOT NULL DEFAULT 0;   -- last change, as leads say; 0: they do not
ALTER TABLE urls ADD COLUMN named INTEGER NOT NULL DEFAULT 0;     -- due because a lead named it as changed
ALTER TABLE urls ADD COLUMN in_vain INTEGER NOT NULL DEFAULT 0;   -- how often in a row it then had not
ALTER TABLE urls ADD COLUMN whole_at INTEGER;                     -- when a body last came whole
ALTER TABLE urls ADD COLUMN title INTEGER NOT NULL DEFAULT 0;     -- fingerprint of what a link to it said
ALTER TABLE urls ADD COLUMN learnt INTEGER NOT NULL DEFAULT 0;
UPDATE urls SET whole_at = captured_at;
CREATE TABLE workers (owner TEXT PRIMARY KEY, seen_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
)sql",
                                                      R"sql(
ALTER TABLE hosts ADD COLUMN tdm_text TEXT NOT NULL DEFAULT '';
ALTER TABLE hosts ADD COLUMN tdm_until INTEGER NOT NULL DEFAULT 0;
)sql"};

inline constexpr SqliteSchema kFrontierSchema{0x436C4372, kFrontierMigrations};  // "ClCr"

inline std::int64_t to_seconds(Instant at) {
    return at.time_since_epoch().count();
}
inline Instant to_instant(std::int64_t seconds) {
    return Instant(std::chrono::seconds(seconds));
}

inline std::string join_lines(const std::vector<std::string>& lines) {
    std::string out;
    for (const std::string& line : lines) {
        if (!out.empty()) out += '\n';
        out += line;
    }
    return out;
}

inline std::vector<std::string> split_lines(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

// 0 stands for "not known".
inline std::int64_t to_seconds(const std::optional<Instant>& at) {
    return at ? to_seconds(*at) : 0;
}
inline std::optional<Instant> to_known_instant(std::int64_t seconds) {
    return seconds == 0 ? std::nullopt : std::optional(to_instant(seconds));
}

}  // namespace claimline
