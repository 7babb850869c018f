// Reading the catalogue: claims by filter, single claims and articles by id.

#include "index/sqlite_catalogue.h"

#include <algorithm>

#include "index/sqlite_columns.h"
#include "index/sqlite_filter.h"
#include "index/sqlite_ids.h"
#include "index/sqlite_put.h"
#include "index/sqlite_rows.h"
#include "index/sqlite_schema.h"

namespace claimline {
namespace {

// Room made for a page before it is read; larger pages grow.
constexpr std::size_t kMostReserved = 1000;

Result<std::string> full_article_id(SQLite::Database& db, std::string_view id) {
    if (id.starts_with("http://") || id.starts_with("https://") || id.starts_with("file://")) {
        SQLite::Statement query(db, "SELECT key FROM article WHERE url = ?");
        query.bind(1, std::string(id));
        if (!query.executeStep()) return fail(ErrorKind::not_found, "no article has the address {}", id);
        return query.getColumn(0).getString();
    }
    return full_id(db, "SELECT key FROM article WHERE key >= ? AND key < ? ORDER BY key LIMIT 6", id, 'd',
                   "article");
}

}  // namespace

const char* to_string(ClaimState state) {
    switch (state) {
        case ClaimState::current: return "current";
        case ClaimState::superseded: return "superseded";
        case ClaimState::withdrawn: return "withdrawn";
    }
    return "current";
}

const char* to_string(DateBasis basis) {
    switch (basis) {
        case DateBasis::stated: return "stated";
        case DateBasis::published: return "published";
        case DateBasis::seen: return "seen";
    }
    return "stated";
}

SqliteCatalogue::SqliteCatalogue(std::unique_ptr<SQLite::Database> db, KeySlots key_slots)
    : db_(std::move(db)), rows_(*db_), key_slots_(std::move(key_slots)) {}

Result<PutCounts> SqliteCatalogue::put(const Batch& batch) {
    return sqlite_guarded("writing to the catalogue", [&]() -> Result<PutCounts> {
        SQLite::Transaction transaction(*db_, SQLite::TransactionBehavior::IMMEDIATE);
        CatalogueWriter writer(*db_, key_slots_, batch.pack_version);
        const PutCounts counts = writer.write(batch);
        transaction.commit();
        return counts;
    });
}

Result<std::uint64_t> SqliteCatalogue::archive_mark(std::string_view warc_file,
                                                    std::string_view pack_version) const {
    return sqlite_guarded("reading the catalogue", [&]() -> Result<std::uint64_t> {
        SQLite::Statement query(*db_, "SELECT upto FROM archive_mark WHERE warc_file = ? AND pack = ?");
        query.bind(1, std::string(warc_file));
        query.bind(2, std::string(pack_version));
        return query.executeStep() ? static_cast<std::uint64_t>(query.getColumn(0).getInt64()) : 0;
    });
}

Result<std::string> SqliteCatalogue::rule_book() const {
    return sqlite_guarded("reading the catalogue", [&]() -> Result<std::string> {
        SQLite::Statement query(*db_, "SELECT value FROM meta WHERE key = 'rule_book'");
        return query.executeStep() ? query.getColumn(0).getString() : std::string();
    });
}

Result<std::optional<std::vector<Claim>>> SqliteCatalogue::claims_of(const Article& article,
                                                                     std::string_view pack_version) const {
    using Claims = std::optional<std::vector<Claim>>;
    return sqlite_guarded("reading the claims of an article", [&]() -> Result<Claims> {
        SQLite::Statement version(*db_,
                                  "SELECT v.id FROM version v JOIN article a ON a.id = v.article "
                                  "WHERE a.url = ? AND v.digest = ? AND v.pack = ? AND v.published = ?");
        rows_.refresh();
        version.bind(1, article.url);
        version.bind(2, version_digest(article));
        version.bind(3, std::string(pack_version));
        version.bind(4, article.published);
        if (!version.executeStep()) return Claims();
        SQLite::Statement query(*db_, "SELECT id FROM claim WHERE version = ? ORDER BY id");
        query.bind(1, version.getColumn(0).getInt64());
        std::vector<Claim> claims;
        while (query.executeStep()) {
            auto record = rows_.read(query.getColumn(0).getInt64());
            if (!record) return Failure(record.error());
            claims.push_back(std::move(record->claim));
        }
        return Claims(std::move(claims));
    });
}

Result<ClaimPage> SqliteCatalogue::claims(const ClaimFilter& filter, std::size_t limit,
                                          const std::optional<ClaimCursor>& after) const {
    return sqlite_guarded("reading claims", [&]() -> Result<ClaimPage> {
        auto selection = sql_selection(filter, after);
        // One more than asked for tells whether there is a next page.
        selection.where.values.emplace_back(static_cast<std::int64_t>(limit + 1));
        // Sorting carries the order alone; the rows are read for the page that is left.
        SQLite::Statement query(
            *db_,
            fmt::format("SELECT c.id, {}, coalesce(c.published_day, 99999999) FROM {} WHERE {} ORDER BY {} "
                        "LIMIT ?",
                        selection.day, selection.tables, selection.where.text, selection.order));
        selection.where.bind_to(query);
        rows_.refresh();
        ClaimPage page;
        page.claims.reserve(std::min(limit, kMostReserved));
        ClaimCursor last;
        while (query.executeStep()) {
            if (page.claims.size() == limit) {
                page.next = last;
                break;
            }
            auto record = rows_.read(query.getColumn(0).getInt64());
            if (!record) return Failure(record.error());
            last = cursor_of(query.getColumn(1).getInt64(), query.getColumn(2).getInt64(), *record);
            if (filter.as_of) {
                const auto& gone = record->article.withdrawn;
                record->state = gone && *gone < *filter.as_of ? ClaimState::withdrawn : ClaimState::current;
            }
            page.claims.push_back(std::move(*record));
        }
        return page;
    });
}

Result<ClaimRecord> SqliteCatalogue::claim(std::string_view id) const {
    return sqlite_guarded("reading a claim", [&]() -> Result<ClaimRecord> {
        const auto full = full_id(*db_,
                                  "SELECT DISTINCT claim_id FROM claim WHERE claim_id >= ? AND claim_id < ? "
                                  "ORDER BY claim_id LIMIT 6",
                                  id, 'c', "claim");
        if (!full) return Failure(full.error());
        SQLite::Statement query(*db_, "SELECT id FROM claim WHERE latest = 1 AND claim_id = ?");
        query.bind(1, *full);
        if (!query.executeStep()) return fail(ErrorKind::not_found, "no claim has the id {}", id);
        rows_.refresh();
        return rows_.read(query.getColumn(0).getInt64());
    });
}

Result<ArticleRecord> SqliteCatalogue::article(std::string_view id) const {
    return sqlite_guarded("reading an article", [&]() -> Result<ArticleRecord> {
        const auto key = full_article_id(*db_, id);
        if (!key) return Failure(key.error());
        SQLite::Statement query(*db_, fmt::format("{} WHERE a.key = ?", kHeadSelect));
        query.bind(1, *key);
        if (!query.executeStep()) return fail(ErrorKind::not_found, "no article has the id {}", id);
        auto head = read_head(query);
        if (!head) return Failure(head.error());
        ArticleRecord record{std::move(*head), {}};
        SQLite::Statement versions(*db_,
                                   fmt::format("{} WHERE v.article = ? ORDER BY v.number", kVersionSelect));
        versions.bind(1, static_cast<std::int64_t>(record.head.row));
        while (versions.executeStep()) record.versions.push_back(read_version(versions));
        return record;
    });
}

Result<std::unique_ptr<Catalogue>> open_sqlite_catalogue(const std::filesystem::path& path,
                                                         KeySlots key_slots) {
    auto db = open_sqlite(path, catalogue_schema());
    if (!db) return Failure(db.error());
    (*db)->exec("PRAGMA cache_size = -16384");  // KiB: claims in order of time come from pages far apart
    return std::make_unique<SqliteCatalogue>(std::move(*db), std::move(key_slots));
}

}  // namespace claimline
