// One batch into the tables: articles, versions, captures, mentions, claims with their terms, marks.
//
// Everything that depends on more than one capture is recomputed afterwards from all captures of the article
// (settle), so that what a batch leaves behind does not depend on how captures were split over batches.

#include "index/sqlite_put.h"

#include <algorithm>
#include <set>

#include "core/hash.h"
#include "core/text.h"
#include "core/volatile_lines.h"
#include "index/claim_terms.h"
#include "index/sqlite_columns.h"
#include "index/sqlite_parties.h"

namespace claimline {
namespace {

using namespace std::chrono;

// An empty shell that write_version() fills, so that a new version and one read again under another pack go
// the same way.
constexpr const char* kInsertVersion =
    R"sql(INSERT INTO version (article, digest, number, pack, proof, first_seen,
  last_seen, title, authors, published, modified, site, lang, canonical, partial, silent, text_digest, text)
VALUES (?, ?, 0, '', 0, 0, 0, '', '', '', '', '', '', '', 0, 0, '', ''))sql";
constexpr const char* kUpdateVersion =
    R"sql(UPDATE version SET pack = ?, title = ?, authors = ?, published = ?,
  published_day = ?, modified = ?, site = ?, lang = ?, canonical = ?, partial = ?, text_digest = ?, text = ?
WHERE id = ?)sql";
constexpr const char* kInsertCapture =
    R"sql(INSERT INTO capture (article, version, warc_file, warc_offset, warc_length,
  payload_digest, status, at, media_type, source)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (article, warc_file, warc_offset) DO UPDATE SET version = excluded.version)sql";
constexpr const char* kVersionsOfArticle = R"sql(
SELECT v.id, v.published, v.modified, min(c.at), max(c.at),
  (SELECT id FROM capture WHERE version = v.id ORDER BY at, warc_file, warc_offset LIMIT 1), v.number
FROM version v JOIN capture c ON c.version = v.id
WHERE v.article = ? GROUP BY v.id ORDER BY min(c.at), v.digest)sql";
constexpr const char* kArticleState = R"sql(
SELECT current_version, withdrawn,
  (SELECT version FROM capture WHERE article = a.id AND version IS NOT NULL
   ORDER BY at DESC, warc_file DESC, warc_offset DESC LIMIT 1),
  (SELECT min(at) FROM capture WHERE article = a.id AND version IS NULL AND (at, warc_file, warc_offset) >
   (SELECT at, warc_file, warc_offset FROM capture WHERE article = a.id AND version IS NOT NULL
    ORDER BY at DESC, warc_file DESC, warc_offset DESC LIMIT 1)),
  (SELECT min(at) FROM capture WHERE article = a.id AND version IS NOT NULL),
  (SELECT max(at) FROM capture WHERE article = a.id AND version IS NOT NULL),
  (SELECT source FROM capture WHERE article = a.id AND source <> ''
   ORDER BY at, warc_file, warc_offset LIMIT 1)
FROM article a WHERE id = ?)sql";
// The row that counts is that of the current version, else of the version seen last.
constexpr const char* kChooseLatest = R"sql(UPDATE claim SET
  latest = (id = (SELECT c.id FROM claim c JOIN version v ON v.id = c.version JOIN article a ON a.id = c.article
    WHERE c.claim_id = claim.claim_id AND c.article = claim.article
    ORDER BY c.version = a.current_version DESC, v.last_seen DESC, v.number DESC LIMIT 1)),
  first_seen = (SELECT min(v.first_seen) FROM claim c JOIN version v ON v.id = c.version
    WHERE c.claim_id = claim.claim_id AND c.article = claim.article)
WHERE article = ?)sql";
constexpr const char* kStateClaims = R"sql(UPDATE claim SET seen_day = first_seen / 86400,
  state = CASE
    WHEN version <> (SELECT current_version FROM article WHERE id = claim.article) THEN 'superseded'
    WHEN (SELECT withdrawn FROM article WHERE id = claim.article) IS NOT NULL THEN 'withdrawn'
    ELSE 'current' END,
  about_from = CASE about_basis WHEN 'seen' THEN first_seen / 86400 ELSE about_from END,
  about_until = CASE about_basis WHEN 'seen' THEN first_seen / 86400 + 1 ELSE about_until END
WHERE article = ?)sql";

// Rows begin as the ones that count; settle() corrects that once the whole batch is in.
constexpr const char* kInsertClaim = R"sql(INSERT OR REPLACE INTO claim (latest, state,
  claim_id, article, version, first_seen, seen_day, kind, subject, subject_id, slots, time_date,
  time_start, time_end, about_from, about_until, about_basis, published_day, speaker, role, via,
  outlet, modality, negative, value, unit, currency, begin, evidence, quote, confidence, rule,
  rule_hash, how, links, thread, co_subjects, family)
VALUES (1, 'current',
  ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))sql";

std::int64_t seconds_of(Instant at) {
    return at.time_since_epoch().count();
}

std::int64_t day_of(sys_days day) {
    return day.time_since_epoch().count();
}

std::optional<std::int64_t> published_day(std::string_view published) {
    const auto date = date_of_timestamp(published);
    if (!date) return std::nullopt;
    return day_of(date->start);
}

// Host with an explicit port: two servers of one machine are two hosts here.
std::string host_of(std::string_view url) {
    const auto scheme = url.find("://");
    if (scheme == std::string_view::npos) return {};
    const auto rest = url.substr(scheme + 3);
    return std::string(rest.substr(0, rest.find_first_of("/?#")));
}

template <class T>
void bind_one(SQLite::Statement& statement, int at, const T& value) {
    statement.bind(at, value);
}
template <class T>
void bind_one(SQLite::Statement& statement, int at, const std::optional<T>& value) {
    if (value) {
        statement.bind(at, *value);
    } else {
        statement.bind(at);
    }
}
// The texts bound here live until the statement has run.
void bind_one(SQLite::Statement& statement, int at, const std::string& value) {
    statement.bindNoCopy(at, value);
}

template <class... Args>
void bind_all(SQLite::Statement& statement, const Args&... args) {
    int at = 0;
    (bind_one(statement, ++at, args), ...);
}

}  // namespace

std::string version_digest(const Article& article) {
    return to_hex(sha256(article.title + "\n" + without_volatile_lines(article.text)));
}

CatalogueWriter::CatalogueWriter(SQLite::Database& db, const KeySlots& key_slots, std::string pack_version)
    : db_(db), key_slots_(key_slots), pack_(std::move(pack_version)) {}

SQLite::Statement& CatalogueWriter::prepared(const char* sql) {
    auto found = statements_.find(sql);
    if (found == statements_.end()) found = statements_.emplace(sql, SQLite::Statement(db_, sql)).first;
    found->second.tryReset();
    return found->second;
}

template <class... Args>
void CatalogueWriter::run(const char* sql, const Args&... args) {
    auto& statement = prepared(sql);
    bind_all(statement, args...);
    statement.exec();
}

PutCounts CatalogueWriter::write(const Batch& batch) {
    if (!batch.parties.empty()) put_parties(batch.parties);
    for (const auto& document : batch.documents) put_document(document);
    for (const auto& withdrawal : batch.withdrawals) put_withdrawal(withdrawal);
    for (const auto& [article, changed] : touched_) settle(article, changed);
    put_records(batch);
    return counts_;
}

void CatalogueWriter::put_document(const Document& document) {
    const Row article = article_row(document.article.url, document.capture.at);
    bool fresh = false;
    const Row version = version_row(article, document, fresh);
    put_capture(article, version, document.capture, document.source);
    if (!fresh) ++counts_.unchanged;
    touched_[article] |= fresh;
    run("DELETE FROM problem WHERE url = ?", document.article.url);
}

void CatalogueWriter::put_withdrawal(const Withdrawal& withdrawal) {
    auto& known = prepared("SELECT id FROM article WHERE url = ?");
    bind_all(known, withdrawal.url);
    if (!known.executeStep()) return;  // it was never there: nothing was withdrawn
    const Row article = known.getColumn(0).getInt64();
    put_capture(article, std::nullopt, withdrawal.capture, {});
    touched_.try_emplace(article, false);
}

CatalogueWriter::Row CatalogueWriter::article_row(const std::string& url, Instant seen) {
    auto& known = prepared("SELECT id FROM article WHERE url = ?");
    bind_all(known, url);
    if (known.executeStep()) return known.getColumn(0).getInt64();
    ++counts_.new_articles;
    // The change number must be unique from the start; settle() gives the real one.
    run("INSERT INTO article (key, url, host, first_seen, last_seen, change_seq) "
        "VALUES (?, ?, ?, ?, ?, (SELECT coalesce(min(change_seq), 0) FROM article WHERE change_seq <= 0) - "
        "1)",
        article_id(url), url, host_of(url), seconds_of(seen), seconds_of(seen));
    return db_.getLastInsertRowid();
}

CatalogueWriter::Row CatalogueWriter::version_row(Row article, const Document& document, bool& fresh) {
    const std::string digest = version_digest(document.article);
    auto& known = prepared("SELECT id, pack FROM version WHERE article = ? AND digest = ?");
    bind_all(known, article, digest);
    if (known.executeStep()) {
        const Row version = known.getColumn(0).getInt64();
        fresh = known.getColumn(1).getString() != pack_;
        if (!fresh) return version;
        unsettle("version", version);
        run("DELETE FROM claim WHERE version = ?", version);
        run("DELETE FROM mention WHERE version = ?", version);
        write_version(version, document);
        return version;
    }
    fresh = true;
    auto& others = prepared("SELECT 1 FROM version WHERE article = ?");
    bind_all(others, article);
    if (others.executeStep()) ++counts_.new_versions;
    run(kInsertVersion, article, digest);
    const Row version = db_.getLastInsertRowid();
    write_version(version, document);
    return version;
}

void CatalogueWriter::write_version(Row version, const Document& document) {
    const Article& article = document.article;
    run(kUpdateVersion, pack_, article.title, encode_texts(article.authors), article.published,
        published_day(article.published), article.modified, article.site, article.lang, article.canonical,
        article.partial ? 1 : 0, to_hex(sha256(article.text)), article.text, version);
    put_mentions(version, document.mentions);
    auto& owner = prepared("SELECT article FROM version WHERE id = ?");
    bind_all(owner, version);
    owner.executeStep();
    const Row row = owner.getColumn(0).getInt64();
    const CodePoints points(article.text);
    for (const auto& claim : document.claims) put_claim(row, version, document, claim, points);
}

void CatalogueWriter::put_capture(Row article, std::optional<Row> version, const CaptureProof& capture,
                                  const std::string& source) {
    auto& known =
        prepared("SELECT version FROM capture WHERE article = ? AND warc_file = ? AND warc_offset = ?");
    bind_all(known, article, capture.warc_file, static_cast<std::int64_t>(capture.offset));
    const bool again = known.executeStep();
    const std::optional<Row> before = again && !known.getColumn(0).isNull()
                                          ? std::optional<Row>(known.getColumn(0).getInt64())
                                          : std::nullopt;
    run(kInsertCapture, article, version, capture.warc_file, static_cast<std::int64_t>(capture.offset),
        static_cast<std::int64_t>(capture.length), capture.payload_digest, capture.status,
        seconds_of(capture.at), capture.media_type, source);
    if (!before || before == version) return;
    // Another pack reads another text from the same bytes: the version it leaves may have no capture any
    // more.
    unsettle("version", *before);
    run("DELETE FROM version WHERE id = ? AND NOT EXISTS (SELECT 1 FROM capture WHERE version = ?)", *before,
        *before);
    touched_[article] = true;
}

void CatalogueWriter::put_mentions(Row version, const std::vector<EntityMention>& mentions) {
    for (const auto& mention : mentions)
        run("INSERT INTO mention (version, entity, type, name, count) VALUES (?, ?, ?, ?, 1) "
            "ON CONFLICT (version, entity) DO UPDATE SET count = count + 1",
            version, mention.id.empty() ? fold(mention.canonical) : mention.id, mention.type,
            mention.canonical);
}

void CatalogueWriter::put_claim(Row article, Row version, const Document& document, const Claim& claim,
                                const CodePoints& points) {
    std::vector<EvidenceSpan> evidence;
    const auto point = [&points](std::uint32_t byte) {
        return static_cast<std::uint32_t>(points.from_byte(byte));
    };
    for (const Span& span : claim.evidence) evidence.push_back({span, {point(span.begin), point(span.end)}});
    const Article& page = document.article;
    const auto about = about_period(claim.time, page.published, document.capture.at);
    const auto figure = claim_figure(claim);
    run(kInsertClaim, claim.id, article, version, seconds_of(document.capture.at),
        day_of(floor<days>(document.capture.at)), claim.kind, claim.subject, claim.subject_id,
        encode_slots(claim.slots), claim.time.date, claim.time.start, claim.time.end, day_of(about.from),
        day_of(about.until), to_string(about.basis), published_day(page.published), claim.attribution.speaker,
        claim.attribution.role, claim.attribution.via, claim.attribution.outlet, to_string(claim.modality),
        claim.negative ? 1 : 0, figure ? std::optional(figure->value) : std::nullopt,
        figure ? figure->unit : std::string(), figure ? figure->currency : std::string(),
        evidence.empty() ? std::int64_t{0} : std::int64_t{evidence.front().bytes.begin},
        encode_evidence(evidence), quote_of(claim, page.text), claim.confidence, claim.rule, claim.rule_hash,
        encode_map(claim.how), encode_links(claim.links), thread_id(claim, key_slots_),
        encode_parties(claim.co_subjects), family_of(claim));
    const Row row = db_.getLastInsertRowid();
    for (const auto& [field, values] : claim_terms(claim, document.mentions))
        for (const auto& value : values)
            run("INSERT OR IGNORE INTO claim_term (term, about_from, claim, about_until) VALUES (?, ?, ?, ?)",
                term_row(field, value), day_of(about.from), row, day_of(about.until));
    auto& other = prepared("SELECT 1 FROM claim WHERE claim_id = ? AND version <> ?");
    bind_all(other, claim.id, version);
    if (!other.executeStep()) ++counts_.new_claims;
}

CatalogueWriter::Row CatalogueWriter::term_row(const std::string& field, const std::string& value) {
    const auto [cached, fresh] = terms_.try_emplace(field + '\n' + value, 0);
    if (!fresh) return cached->second;
    run("INSERT OR IGNORE INTO term (field, value) VALUES (?, ?)", field, value);
    auto& known = prepared("SELECT id FROM term WHERE field = ? AND value = ?");
    bind_all(known, field, value);
    known.executeStep();
    return cached->second = known.getColumn(0).getInt64();
}

void CatalogueWriter::put_parties(const std::vector<KnownParty>& parties) {
    Parties now(parties);
    if (store_parties(db_, now)) refamily(db_, now);
    parties_ = std::move(now);
    families_.clear();
}

const std::string& CatalogueWriter::family_of(const Claim& claim) {
    if (!parties_) parties_ = load_parties(db_);
    const auto [known, fresh] = families_.try_emplace(claim.subject_id + '\n' + claim.subject);
    if (fresh) known->second = parties_->family(claim.subject_id, claim.subject);
    return known->second;
}

void CatalogueWriter::unsettle(const char* column, Row row) {
    run(std::string_view(column) == "article"
            ? "INSERT OR IGNORE INTO unsettled SELECT DISTINCT 'family', family FROM claim WHERE article = ?"
            : "INSERT OR IGNORE INTO unsettled SELECT DISTINCT 'family', family FROM claim WHERE version = ?",
        row);
}

void CatalogueWriter::put_records(const Batch& batch) {
    for (const auto& problem : batch.problems)
        run("INSERT OR REPLACE INTO problem (url, stage, kind, message, at) VALUES (?, ?, ?, ?, ?)",
            problem.url, problem.stage, to_string(problem.kind), problem.message, seconds_of(problem.at));
    for (const auto& mark : batch.marks)
        run("INSERT INTO archive_mark (warc_file, pack, upto) VALUES (?, ?, ?) ON CONFLICT (warc_file, pack) "
            "DO UPDATE SET upto = max(upto, excluded.upto)",
            mark.warc_file, pack_, static_cast<std::int64_t>(mark.offset));
    for (const auto& job : batch.runs)
        run("INSERT OR REPLACE INTO run (started, ended, command, counters) VALUES (?, ?, ?, ?)",
            seconds_of(job.started), job.ended ? std::optional(seconds_of(*job.ended)) : std::nullopt,
            job.command, encode_counters(job.counters));
    run("UPDATE meta SET value = ? WHERE key = 'pack'", pack_);
    if (!batch.rule_book.empty()) run("INSERT OR REPLACE INTO meta VALUES ('rule_book', ?)", batch.rule_book);
}

void CatalogueWriter::settle(Row article, bool changed) {
    settle_versions(article);
    changed |= settle_article(article);
    if (!changed) return;
    settle_claims(article);
    unsettle("article", article);
    run("INSERT OR IGNORE INTO unsettled VALUES ('article', ?)", std::to_string(article));
    run("UPDATE meta SET value = CAST(value AS INTEGER) + 1 WHERE key = 'change_seq'");
    run("UPDATE article SET change_seq = (SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'change_seq') "
        "WHERE id = ?",
        article);
}

void CatalogueWriter::settle_versions(Row article) {
    struct Seen {
        Row version, proof;
        std::int64_t first, last;
        std::string published, modified;
        bool fresh;  // put in this batch
    };
    std::vector<Seen> all;
    auto& query = prepared(kVersionsOfArticle);
    bind_all(query, article);
    while (query.executeStep())
        all.push_back({query.getColumn(0).getInt64(), query.getColumn(5).getInt64(),
                       query.getColumn(3).getInt64(), query.getColumn(4).getInt64(),
                       query.getColumn(1).getString(), query.getColumn(2).getString(),
                       query.getColumn(6).getInt64() == 0});
    for (std::size_t i = 0; i < all.size(); ++i) {
        const Seen& now = all[i];
        const bool silent =
            i > 0 && now.published == all[i - 1].published && now.modified == all[i - 1].modified;
        if (silent && now.fresh) ++counts_.silent_edits;
        run("UPDATE version SET number = ?, proof = ?, first_seen = ?, last_seen = ?, silent = ? WHERE id = "
            "?",
            static_cast<std::int64_t>(i + 1), now.proof, now.first, now.last, silent ? 1 : 0, now.version);
    }
}

bool CatalogueWriter::settle_article(Row article) {
    auto& query = prepared(kArticleState);
    bind_all(query, article);
    query.executeStep();
    const auto optional_row = [&query](int column) {
        const auto value = query.getColumn(column);
        return value.isNull() ? std::optional<Row>() : std::optional<Row>(value.getInt64());
    };
    const auto current = optional_row(2);
    const auto withdrawn = optional_row(3);
    const bool changed = optional_row(0) != current || optional_row(1) != withdrawn;
    if (withdrawn && !optional_row(1)) ++counts_.withdrawn;
    const Row first = query.getColumn(4).getInt64();
    const Row last = query.getColumn(5).getInt64();
    const std::string source = query.getColumn(6).getString();
    run("UPDATE article SET current_version = ?, withdrawn = ?, first_seen = ?, last_seen = ?, source = ? "
        "WHERE id = ?",
        current, withdrawn, first, last, source, article);
    return changed;
}

void CatalogueWriter::settle_claims(Row article) {
    run(kChooseLatest, article);
    run(kStateClaims, article);
}

}  // namespace claimline
