// Counts over the mentions of present versions.

#include "core/text.h"
#include "index/entity_store.h"
#include "index/sqlite_schema.h"

namespace claimline {
namespace {

// The name is that of the entity table, else the form that was written most.
constexpr const char* kEntities = R"sql(
SELECT m.entity, coalesce((SELECT name FROM entity WHERE id = m.entity), max(m.name)), max(m.type),
  count(*), sum(m.count),
  (SELECT count(*) FROM claim c WHERE c.latest = 1 AND c.state = 'current' AND
     (c.subject_id = m.entity OR (c.subject_id = '' AND c.family = m.entity)))
FROM mention m JOIN article a ON a.current_version = m.version
WHERE (?1 = '' OR instr(m.entity, ?1) > 0 OR instr(lower(m.name), ?1) > 0) AND (?2 = '' OR m.type = ?2)
GROUP BY m.entity ORDER BY count(*) DESC, m.entity LIMIT ?3)sql";

class SqliteEntities final : public EntityStore {
  public:
    explicit SqliteEntities(std::unique_ptr<SQLite::Database> db) : db_(std::move(db)) {}

    Result<std::vector<EntityCount>> entities(std::string_view text, std::string_view type,
                                              std::size_t limit) const override {
        return sqlite_guarded("reading entities", [&]() -> Result<std::vector<EntityCount>> {
            SQLite::Statement query(*db_, kEntities);
            query.bind(1, fold(text));
            query.bind(2, std::string(type));
            query.bind(3, static_cast<std::int64_t>(std::min<std::size_t>(limit, 1U << 30U)));
            std::vector<EntityCount> found;
            const auto count = [&query](int column) {
                return static_cast<std::size_t>(query.getColumn(column).getInt64());
            };
            while (query.executeStep())
                found.push_back({query.getColumn(0).getString(), query.getColumn(1).getString(),
                                 query.getColumn(2).getString(), count(3), count(4), count(5)});
            return found;
        });
    }

  private:
    std::unique_ptr<SQLite::Database> db_;
};

}  // namespace

Result<std::unique_ptr<EntityStore>> open_sqlite_entities(const std::filesystem::path& path) {
    auto db = open_sqlite(path, catalogue_schema());
    if (!db) return Failure(db.error());
    return std::make_unique<SqliteEntities>(std::move(*db));
}

}  // namespace claimline
