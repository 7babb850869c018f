#pragma once
// Opening our SQLite files: pragmas, identity, numbered migrations. Included only by sqlite_*.cc files:
// SQLiteCpp and its exceptions stop there.

#include <SQLiteCpp/SQLiteCpp.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>

#include "core/result.h"

namespace claimline {

// What one kind of file is. migrations[i] takes user_version i to i + 1 and is never changed once released.
struct SqliteSchema {
    std::uint32_t application_id = 0;
    std::span<const char* const> migrations;
};

// Opens or creates `path` (":memory:" too) in WAL mode with foreign keys and a busy timeout of 5 s, and
// brings it up to date; a file that needs a migration is copied to `path`.v<N>.bak first. A file of another
// program or a newer claimline is refused (corrupt) in one sentence that says which. Without SQLite's own
// locks: a connection is used by one thread at a time, several threads open one each.
[[nodiscard]] Result<std::unique_ptr<SQLite::Database>> open_sqlite(const std::filesystem::path& path,
                                                                    const SqliteSchema& schema);

// Runs `body` and turns SQLiteCpp's exceptions into errors: busy -> unavailable, not a database or
// malformed -> corrupt, full disk or I/O -> io.
Failure sqlite_failure(const std::string& doing, const SQLite::Exception& error);

template <class Body>
auto sqlite_guarded(const std::string& doing, Body body) -> decltype(body()) {
    try {
        return body();
    } catch (const SQLite::Exception& error) {
        return sqlite_failure(doing, error);
    }
}

}  // namespace claimline
