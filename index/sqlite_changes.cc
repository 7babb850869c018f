// What the full text follows, and the numbers for status.

#include "index/sqlite_catalogue.h"
#include "index/sqlite_columns.h"
#include "index/sqlite_rows.h"

namespace claimline {
namespace {

using namespace std::chrono;

constexpr int kSeqColumn = 17;  // of kHeadSelect
constexpr int kTextColumn = 18;
constexpr int kListedProblems = 100;
constexpr std::size_t kMostChangeBytes = 16U << 20;  // of text held at once

void add_term(std::vector<TermClause>& terms, std::string field, std::string value) {
    if (terms.empty() || terms.back().field != field) terms.push_back({std::move(field), {}});
    terms.back().values.push_back(std::move(value));
}

// Changed articles one after another, by statements that are prepared once.
class ChangeReader {
  public:
    explicit ChangeReader(SQLite::Database& db)
        : mentions_(db,
                    "SELECT m.entity, m.name FROM mention m JOIN article a ON a.current_version = m.version "
                    "WHERE a.id = ? ORDER BY m.entity"),
          claims_(db,
                  "SELECT id, quote, kind, claim_id, about_from, about_until, value, currency "
                  "FROM claim WHERE article = ? AND latest = 1 AND state <> 'superseded' ORDER BY id"),
          terms_(db,
                 "SELECT t.field, t.value FROM claim_term ct JOIN term t ON t.id = ct.term "
                 "WHERE ct.claim = ? ORDER BY t.field, t.value") {}

    // A row of kHeadSelect.
    Result<ArticleChange> read(SQLite::Statement& row) {
        auto head = read_head(row);
        if (!head) return Failure(head.error());
        ArticleChange change;
        change.seq = row.getColumn(kSeqColumn).getInt64();
        change.text = row.getColumn(kTextColumn).getString();
        change.head = std::move(*head);
        change.terms = mention_terms(change.head.row);
        change.claims = indexed_claims(change.head.row);
        return change;
    }

  private:
    static void ask(SQLite::Statement& query, std::int64_t row) {
        query.reset();
        query.bind(1, row);
    }

    // Everything the present version names, whether or not a claim is about it.
    std::vector<TermClause> mention_terms(ArticleRow article) {
        ask(mentions_, static_cast<std::int64_t>(article));
        std::vector<TermClause> terms;
        while (mentions_.executeStep()) {
            add_term(terms, "entity", mentions_.getColumn(0).getString());
            const std::string name = fold(mentions_.getColumn(1).getString());
            if (terms.back().values.back() != name) add_term(terms, "entity", name);
        }
        return terms;
    }

    std::vector<TermClause> claim_terms_of(std::int64_t claim) {
        ask(terms_, claim);
        std::vector<TermClause> terms;
        while (terms_.executeStep())
            add_term(terms, terms_.getColumn(0).getString(), terms_.getColumn(1).getString());
        return terms;
    }

    std::vector<IndexedClaim> indexed_claims(ArticleRow article) {
        ask(claims_, static_cast<std::int64_t>(article));
        std::vector<IndexedClaim> claims;
        while (claims_.executeStep()) {
            IndexedClaim claim;
            const std::int64_t row = claims_.getColumn(0).getInt64();
            claim.row = ClaimRow{row};
            claim.text = claims_.getColumn(1).getString();
            claim.terms = claim_terms_of(row);
            add_term(claim.terms, "kind", claims_.getColumn(2).getString());
            add_term(claim.terms, "id", claims_.getColumn(3).getString());
            claim.about_from = sys_days{days{claims_.getColumn(4).getInt64()}};
            claim.about_until = sys_days{days{claims_.getColumn(5).getInt64()}};
            if (!claims_.getColumn(6).isNull()) claim.value = claims_.getColumn(6).getDouble();
            claim.currency = claims_.getColumn(7).getString();
            claims.push_back(std::move(claim));
        }
        return claims;
    }

    SQLite::Statement mentions_;
    SQLite::Statement claims_;
    SQLite::Statement terms_;
};

std::size_t count(SQLite::Database& db, const char* sql) {
    return static_cast<std::size_t>(db.execAndGet(sql).getInt64());
}

std::map<std::string, std::size_t> count_by(SQLite::Database& db, const char* sql) {
    SQLite::Statement query(db, sql);
    std::map<std::string, std::size_t> counts;
    while (query.executeStep())
        counts[query.getColumn(0).getString()] = static_cast<std::size_t>(query.getColumn(1).getInt64());
    return counts;
}

std::string meta(SQLite::Database& db, const char* key) {
    SQLite::Statement query(db, "SELECT value FROM meta WHERE key = ?");
    query.bind(1, key);
    return query.executeStep() ? query.getColumn(0).getString() : std::string();
}

ErrorKind parse_error_kind(std::string_view text) {
    for (const auto kind :
         {ErrorKind::usage, ErrorKind::invalid_input, ErrorKind::not_found, ErrorKind::unavailable,
          ErrorKind::refused, ErrorKind::corrupt, ErrorKind::locked, ErrorKind::io})
        if (text == to_string(kind)) return kind;
    return ErrorKind::invalid_input;
}

std::vector<Problem> newest_problems(SQLite::Database& db) {
    SQLite::Statement query(
        db, "SELECT url, stage, kind, message, at FROM problem ORDER BY at DESC, url, stage LIMIT ?");
    query.bind(1, kListedProblems);
    std::vector<Problem> problems;
    while (query.executeStep())
        problems.push_back({query.getColumn(0).getString(), query.getColumn(1).getString(),
                            parse_error_kind(query.getColumn(2).getString()), query.getColumn(3).getString(),
                            Instant{seconds{query.getColumn(4).getInt64()}}});
    return problems;
}

Result<std::optional<Run>> newest_run(SQLite::Database& db) {
    SQLite::Statement query(
        db, "SELECT started, ended, command, counters FROM run ORDER BY started DESC LIMIT 1");
    if (!query.executeStep()) return std::optional<Run>();
    Run run;
    run.started = Instant{seconds{query.getColumn(0).getInt64()}};
    if (!query.getColumn(1).isNull()) run.ended = Instant{seconds{query.getColumn(1).getInt64()}};
    run.command = query.getColumn(2).getString();
    auto counters = decode_counters(query.getColumn(3).getString());
    if (!counters) return Failure(counters.error());
    run.counters = std::move(*counters);
    return std::optional<Run>(std::move(run));
}

}  // namespace

Result<std::vector<ArticleChange>> SqliteCatalogue::changes(std::int64_t seq, std::size_t limit) const {
    return sqlite_guarded("reading changes", [&]() -> Result<std::vector<ArticleChange>> {
        SQLite::Statement query(
            *db_, fmt::format("{} WHERE a.change_seq > ? ORDER BY a.change_seq LIMIT ?", kHeadSelect));
        query.bind(1, seq);
        query.bind(2, static_cast<std::int64_t>(limit));
        ChangeReader reader(*db_);
        std::vector<ArticleChange> changes;
        std::size_t bytes = 0;
        while (bytes < kMostChangeBytes && query.executeStep()) {
            auto change = reader.read(query);
            if (!change) return Failure(change.error());
            bytes += change->text.size();
            changes.push_back(std::move(*change));
        }
        return changes;
    });
}

Result<std::vector<ArticleText>> SqliteCatalogue::articles(const std::vector<ArticleRow>& rows) const {
    return sqlite_guarded("reading articles", [&]() -> Result<std::vector<ArticleText>> {
        SQLite::Statement query(*db_, fmt::format("{} WHERE a.id = ?", kHeadSelect));
        std::vector<ArticleText> found;
        for (const auto row : rows) {
            query.reset();
            query.bind(1, static_cast<std::int64_t>(row));
            if (!query.executeStep()) continue;
            auto head = read_head(query);
            if (!head) return Failure(head.error());
            found.push_back({std::move(*head), query.getColumn(kTextColumn).getString()});
        }
        return found;
    });
}

Result<CatalogueSummary> SqliteCatalogue::summary() const {
    return sqlite_guarded("reading the catalogue", [&]() -> Result<CatalogueSummary> {
        SQLite::Database& db = *db_;
        SQLite::Transaction one_view(db);
        CatalogueSummary out;
        out.uuid = meta(db, "uuid");
        out.change_seq = std::atoll(meta(db, "change_seq").c_str());
        out.pack_version = meta(db, "pack");
        out.articles = count(db, "SELECT count(*) FROM article");
        out.withdrawn = count(db, "SELECT count(*) FROM article WHERE withdrawn IS NOT NULL");
        out.versions = count(db, "SELECT count(*) FROM version");
        out.silent_edits = count(db, "SELECT count(*) FROM version WHERE silent = 1");
        out.captures = count(db, "SELECT count(*) FROM capture");
        out.hosts = count(db, "SELECT count(DISTINCT host) FROM article");
        out.threads =
            count(db, "SELECT count(DISTINCT thread) FROM claim WHERE latest = 1 AND state <> 'superseded'");
        out.other_packs = count(
            db, "SELECT count(*) FROM version WHERE pack <> (SELECT value FROM meta WHERE key = 'pack')");
        out.problem_count = count(db, "SELECT count(*) FROM problem");
        out.claims = count_by(
            db, "SELECT kind, count(*) FROM claim WHERE latest = 1 AND state <> 'superseded' GROUP BY kind");
        out.by_source = count_by(db, "SELECT source, count(*) FROM article GROUP BY source");
        out.problems = newest_problems(db);
        auto run = newest_run(db);
        if (!run) return Failure(run.error());
        out.last_run = std::move(*run);
        return out;
    });
}

}  // namespace claimline
