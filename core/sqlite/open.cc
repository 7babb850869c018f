// Opening, identity check, backup before a migration, migrations one transaction each.

#include "core/sqlite/open.h"

#include <sqlite3.h>

namespace claimline {
namespace {

namespace fs = std::filesystem;

Failure refused(const fs::path& path, const std::string& why, std::string hint) {
    return with_hint(fail(ErrorKind::corrupt, "opening {}: {}", path.string(), why), std::move(hint));
}

int pragma(SQLite::Database& db, const std::string& name) {
    return db.execAndGet("PRAGMA " + name).getInt();
}

Result<void> check_identity(SQLite::Database& db, const fs::path& path, const SqliteSchema& schema) {
    const auto id = static_cast<std::uint32_t>(db.execAndGet("PRAGMA application_id").getInt64());
    const int version = pragma(db, "user_version");
    const bool fresh = version == 0 && db.execAndGet("SELECT count(*) FROM sqlite_master").getInt() == 0;
    if (!fresh && id != schema.application_id)
        return refused(path, "it is a database of another program", "give another workspace folder");
    if (version > static_cast<int>(schema.migrations.size()))
        return refused(path,
                       fmt::format("it was written by a newer claimline (format {}, this program knows {})",
                                   version, schema.migrations.size()),
                       "use the newer program");
    return {};
}

void migrate(SQLite::Database& db, const fs::path& path, const SqliteSchema& schema) {
    const int version = pragma(db, "user_version");
    const int newest = static_cast<int>(schema.migrations.size());
    if (version > 0 && version < newest && path != ":memory:")
        db.backup((path.string() + fmt::format(".v{}.bak", version)).c_str(),
                  SQLite::Database::BackupType::Save);
    for (int v = version; v < newest; ++v) {
        SQLite::Transaction transaction(db, SQLite::TransactionBehavior::IMMEDIATE);
        if (pragma(db, "user_version") == v) {  // another process may have been faster
            db.exec(schema.migrations[static_cast<std::size_t>(v)]);
            db.exec(fmt::format("PRAGMA application_id = {}", schema.application_id));
            db.exec(fmt::format("PRAGMA user_version = {}", v + 1));
        }
        transaction.commit();
    }
}

}  // namespace

Failure sqlite_failure(const std::string& doing, const SQLite::Exception& error) {
    switch (error.getErrorCode()) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return with_hint(fail(ErrorKind::unavailable, "{}: {}", doing, error.what()),
                             "another claimline is writing; wait or stop it");
        case SQLITE_FULL:
        case SQLITE_IOERR:
        case SQLITE_CANTOPEN:
        case SQLITE_READONLY: return fail(ErrorKind::io, "{}: {}", doing, error.what());
        default: return fail(ErrorKind::corrupt, "{}: {}", doing, error.what());
    }
}

Result<std::unique_ptr<SQLite::Database>> open_sqlite(const fs::path& path, const SqliteSchema& schema) {
    const std::string doing = "opening " + path.string();
    return sqlite_guarded(doing, [&]() -> Result<std::unique_ptr<SQLite::Database>> {
        auto db = std::make_unique<SQLite::Database>(
            path.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE | SQLite::OPEN_NOMUTEX);
        db->setBusyTimeout(5000);
        if (auto known = check_identity(*db, path, schema); !known) return Failure(known.error());
        // NORMAL is durable over a crash of the program; a power cut may cost the last commits, never the
        // file.
        db->exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON");
        migrate(*db, path, schema);
        return db;
    });
}

}  // namespace claimline
