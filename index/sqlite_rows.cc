// Rows of the catalogue as our structs.

#include "index/sqlite_rows.h"

#include "index/sqlite_columns.h"

namespace claimline {

using namespace std::chrono;

const char* const kClaimColumns =
    "SELECT c.id, c.claim_id, c.kind, c.subject, c.subject_id, c.slots, c.time_date, c.time_start, "
    "c.time_end, "
    "c.about_from, c.about_until, c.about_basis, c.speaker, c.role, c.via, c.outlet, c.modality, c.negative, "
    "c.evidence, c.quote, c.confidence, c.rule, c.rule_hash, c.how, c.links, c.thread, c.co_subjects, "
    "c.state, "
    "c.first_seen, "
    "a.id, a.key, a.url, a.host, a.source, a.first_seen, a.last_seen, a.withdrawn, v.title, v.authors, "
    "v.published, "
    "v.modified, v.site, v.lang, a.story, v.number, "
    "CASE WHEN c.state = 'superseded' AND EXISTS (SELECT 1 FROM version w WHERE w.article = c.article AND "
    "w.number = v.number + 1 AND w.silent = 1) THEN 2 "
    "WHEN v.number > 1 AND EXISTS (SELECT 1 FROM version w WHERE w.article = c.article AND w.first_seen = "
    "c.first_seen AND w.silent = 1) THEN 1 ELSE 0 END, "
    "v.text_digest, v.pack, p.warc_file, p.warc_offset, "
    "p.warc_length, "
    "p.payload_digest, p.status, p.at, p.media_type";
const char* const kClaimTables =
    "FROM claim c JOIN article a ON a.id = c.article JOIN version v ON v.id = c.version "
    "JOIN capture p ON p.id = v.proof";

const char* const kHeadSelect =
    "SELECT a.id, a.key, a.url, a.host, a.source, a.first_seen, a.last_seen, a.withdrawn, v.title, "
    "v.authors, "
    "v.published, v.modified, v.site, v.lang, a.story, (SELECT count(*) FROM version WHERE article = a.id), "
    "(SELECT count(*) FROM claim WHERE version = a.current_version), a.change_seq, v.text "
    "FROM article a JOIN version v ON v.id = a.current_version";

const char* const kVersionSelect =
    "SELECT v.number, v.last_seen, v.pack, v.title, v.published, v.modified, v.text_digest, v.text, "
    "v.silent, "
    "v.id = (SELECT current_version FROM article WHERE id = v.article), p.warc_file, p.warc_offset, "
    "p.warc_length, "
    "p.payload_digest, p.status, p.at, p.media_type FROM version v JOIN capture p ON p.id = v.proof";

namespace {

// Reads columns from left to right.
class Reader {
  public:
    explicit Reader(SQLite::Statement& row, int at = 0) : row_(row), at_(at) {}

    std::string text() { return row_.getColumn(at_++).getString(); }
    std::int64_t integer() { return row_.getColumn(at_++).getInt64(); }
    double real() { return row_.getColumn(at_++).getDouble(); }
    bool flag() { return integer() != 0; }
    Instant instant() { return Instant{seconds{integer()}}; }
    sys_days day() { return sys_days{days{integer()}}; }
    std::optional<Instant> optional_instant() {
        if (!row_.getColumn(at_).isNull()) return instant();
        ++at_;
        return std::nullopt;
    }

  private:
    SQLite::Statement& row_;
    int at_;
};

ClaimState parse_state(std::string_view text) {
    if (text == "superseded") return ClaimState::superseded;
    if (text == "withdrawn") return ClaimState::withdrawn;
    return ClaimState::current;
}

DateBasis parse_basis(std::string_view text) {
    if (text == "published") return DateBasis::published;
    if (text == "seen") return DateBasis::seen;
    return DateBasis::stated;
}

CaptureProof read_capture(Reader& row) {
    CaptureProof capture;
    capture.warc_file = row.text();
    capture.offset = static_cast<std::uint64_t>(row.integer());
    capture.length = static_cast<std::uint64_t>(row.integer());
    capture.payload_digest = row.text();
    capture.status = static_cast<int>(row.integer());
    capture.at = row.instant();
    capture.media_type = row.text();
    return capture;
}

// The columns a.id ... a.story.
Result<ArticleHead> read_head_columns(Reader& row) {
    ArticleHead head;
    head.row = ArticleRow{row.integer()};
    head.id = row.text();
    head.url = row.text();
    head.host = row.text();
    head.source = row.text();
    head.first_seen = row.instant();
    head.last_seen = row.instant();
    head.withdrawn = row.optional_instant();
    head.title = row.text();
    auto authors = decode_texts(row.text());
    if (!authors) return Failure(authors.error());
    head.authors = std::move(*authors);
    head.published = row.text();
    head.modified = row.text();
    head.site = row.text();
    head.lang = row.text();
    head.story = row.text();
    return head;
}

// The columns c.slots ... c.links that are JSON, decoded into the claim.
template <class T>
bool take(Result<T>&& decoded, T& target, std::optional<Error>& error) {
    if (decoded) {
        target = std::move(*decoded);
        return true;
    }
    error = decoded.error();
    return false;
}

}  // namespace

Result<ClaimRecord> read_claim(SQLite::Statement& statement) {
    Reader row(statement);
    ClaimRecord record;
    Claim& claim = record.claim;
    std::optional<Error> error;
    record.row = ClaimRow{row.integer()};
    claim.id = row.text();
    claim.kind = row.text();
    claim.subject = row.text();
    claim.subject_id = row.text();
    take(decode_slots(row.text()), claim.slots, error);
    claim.time = {row.text(), row.text(), row.text()};
    record.about_from = row.day();
    record.about_until = row.day();
    record.about_basis = parse_basis(row.text());
    claim.attribution = {row.text(), row.text(), row.text(), row.text()};
    claim.modality = parse_modality(row.text());
    claim.negative = row.flag();
    std::vector<EvidenceSpan> evidence;
    take(decode_evidence(row.text()), evidence, error);
    for (const auto& [bytes, points] : evidence) {
        claim.evidence.push_back(bytes);
        record.evidence_points.push_back(points);
    }
    record.quote = row.text();
    claim.confidence = row.real();
    claim.rule = row.text();
    claim.rule_hash = row.text();
    take(decode_map(row.text()), claim.how, error);
    take(decode_links(row.text()), claim.links, error);
    record.thread = row.text();
    take(decode_parties(row.text()), claim.co_subjects, error);
    record.state = parse_state(row.text());
    record.first_seen = row.instant();
    take(read_head_columns(row), record.article, error);
    record.version = static_cast<int>(row.integer());
    record.silent_edit = static_cast<SilentEdit>(row.integer());
    record.text_digest = row.text();
    record.pack_version = row.text();
    record.capture = read_capture(row);
    if (error) return Failure(*error);
    return record;
}

ClaimCursor cursor_of(std::int64_t day, std::int64_t published, const ClaimRecord& record) {
    const std::int64_t begin = record.claim.evidence.empty() ? 0 : record.claim.evidence.front().begin;
    return {day, published, record.article.url, begin, record.claim.id};
}

Result<ArticleHead> read_head(SQLite::Statement& statement) {
    Reader row(statement);
    auto head = read_head_columns(row);
    if (!head) return head;
    head->versions = static_cast<std::size_t>(row.integer());
    head->claims = static_cast<std::size_t>(row.integer());
    return head;
}

VersionRecord read_version(SQLite::Statement& statement) {
    Reader row(statement);
    VersionRecord version;
    version.number = static_cast<int>(row.integer());
    version.last_seen = row.instant();
    version.pack_version = row.text();
    version.title = row.text();
    version.published = row.text();
    version.modified = row.text();
    version.text_digest = row.text();
    version.text = row.text();
    version.silent = row.flag();
    version.current = row.flag();
    version.capture = read_capture(row);
    return version;
}

}  // namespace claimline
