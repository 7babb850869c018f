#include <algorithm>
#include <unordered_set>

#include "crawler/archive_log.h"
#include "crawler/known_captures.h"
#include "crawler/sqlite_frontier_schema.h"

namespace claimline {

Result<std::vector<KnownCapture>> captures_of(const std::filesystem::path& crawl_db, const std::string& url) {
    std::error_code error;
    if (!std::filesystem::exists(crawl_db, error)) return std::vector<KnownCapture>{};
    const auto db = open_sqlite(crawl_db, kFrontierSchema);
    if (!db) return tl::unexpected(db.error());
    return sqlite_guarded("reading " + crawl_db.string(), [&]() -> Result<std::vector<KnownCapture>> {
        // No index leads from an address to its captures: it would cost every crawl, and reading a million
        // rows takes less time than reading one file of the archive.
        SQLite::Statement query(**db,
                                "SELECT f.name, c.offset, c.length, c.at FROM captures c JOIN files f ON "
                                "f.id = c.file WHERE c.url = (SELECT id FROM urls WHERE url = ?) ORDER BY "
                                "c.at, c.file, c.offset");
        query.bind(1, url);
        std::vector<KnownCapture> captures;
        while (query.executeStep()) {
            captures.push_back(
                {{query.getColumn(0).getString(), static_cast<std::uint64_t>(query.getColumn(1).getInt64()),
                  static_cast<std::uint64_t>(query.getColumn(2).getInt64())},
                 to_instant(query.getColumn(3).getInt64())});
        }
        return captures;
    });
}

Result<bool> only_crawls_wrote(const std::filesystem::path& archive, const std::filesystem::path& crawl_db) {
    const auto log = read_run_log(archive);
    if (!log) return tl::unexpected(log.error());
    const auto crawled = [](const LoggedRun& run) { return run.note.command == "crawl"; };
    if (!std::ranges::all_of(log->runs, crawled)) return false;
    const auto files = archive_files(archive);
    if (!files) return tl::unexpected(files.error());
    const auto db = open_sqlite(crawl_db, kFrontierSchema);
    if (!db) return tl::unexpected(db.error());
    return sqlite_guarded("reading " + crawl_db.string(), [&]() -> Result<bool> {
        SQLite::Statement query(**db, "SELECT name FROM files");
        std::unordered_set<std::string> known;
        while (query.executeStep()) known.insert(query.getColumn(0).getString());
        return std::ranges::all_of(*files, [&known](const auto& file) { return known.contains(file); });
    });
}

}  // namespace claimline
