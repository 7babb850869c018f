// Each claim is one row of `claim`; its version's row of article, version and capture is read apart and kept.

#include "index/sqlite_claim_rows.h"

#include "index/sqlite_columns.h"
#include "index/sqlite_rows.h"

namespace claimline {
namespace {

constexpr std::size_t kMostProofs = 4096;  // some 4 MB

constexpr const char* kClaim =
    "SELECT c.id, c.claim_id, c.kind, c.subject, c.subject_id, c.slots, c.time_date, c.time_start, "
    "c.time_end, c.about_from, c.about_until, c.about_basis, c.speaker, c.role, c.via, c.outlet, c.modality, "
    "c.negative, c.evidence, c.quote, c.confidence, c.rule, c.rule_hash, c.how, c.links, c.thread, "
    "c.co_subjects, c.state, c.first_seen, c.version FROM claim c WHERE c.id = ?";
constexpr int kVersionColumn = 29;

constexpr const char* kProof =
    "SELECT a.id, a.key, a.url, a.host, a.source, a.first_seen, a.last_seen, a.withdrawn, v.title, "
    "v.authors, v.published, v.modified, v.site, v.lang, a.story, v.number, v.text_digest, v.pack, "
    "EXISTS (SELECT 1 FROM version w WHERE w.article = a.id AND w.silent = 1), "
    "p.warc_file, p.warc_offset, p.warc_length, p.payload_digest, p.status, p.at, p.media_type "
    "FROM version v JOIN article a ON a.id = v.article JOIN capture p ON p.id = v.proof WHERE v.id = ?";

constexpr const char* kSilent =
    "SELECT CASE WHEN c.state = 'superseded' AND EXISTS (SELECT 1 FROM version w WHERE w.article = c.article "
    "AND w.number = v.number + 1 AND w.silent = 1) THEN 2 "
    "WHEN v.number > 1 AND EXISTS (SELECT 1 FROM version w WHERE w.article = c.article AND w.first_seen = "
    "c.first_seen AND w.silent = 1) THEN 1 ELSE 0 END "
    "FROM claim c JOIN version v ON v.id = c.version WHERE c.id = ?";

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

Result<ClaimRecord> read_claim_columns(SQLite::Statement& statement) {
    RowReader row(statement);
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
    if (error) return Failure(*error);
    return record;
}

// A statement that stopped at a row would keep the database from being checkpointed.
class Stepped {
  public:
    Stepped(SQLite::Statement& statement, std::int64_t key) : statement_(statement) {
        statement_.bind(1, key);
        statement_.executeStep();
    }
    ~Stepped() { statement_.tryReset(); }
    Stepped(const Stepped&) = delete;
    Stepped& operator=(const Stepped&) = delete;

  private:
    SQLite::Statement& statement_;
};

}  // namespace

ClaimRows::ClaimRows(SQLite::Database& db)
    : db_(db),
      claim_(db, kClaim),
      proof_(db, kProof),
      silent_(db, kSilent),
      changed_(db, "PRAGMA data_version") {}

void ClaimRows::refresh() {
    changed_.executeStep();
    const std::int64_t data_version = changed_.getColumn(0).getInt64();
    changed_.reset();
    const std::int64_t own_changes = db_.getTotalChanges();
    if (data_version != data_version_ || own_changes != own_changes_) proofs_.clear();
    data_version_ = data_version;
    own_changes_ = own_changes;
}

Result<ClaimRecord> ClaimRows::read(std::int64_t row) {
    const Stepped stepped(claim_, row);
    auto record = read_claim_columns(claim_);
    if (!record) return record;
    const auto proof = proof_of(claim_.getColumn(kVersionColumn).getInt64());
    if (!proof) return Failure(proof.error());
    record->article = (*proof)->article;
    record->version = (*proof)->version;
    record->text_digest = (*proof)->text_digest;
    record->pack_version = (*proof)->pack_version;
    record->capture = (*proof)->capture;
    if ((*proof)->silent) record->silent_edit = silent_edit_of(row);
    return record;
}

Result<const ClaimRows::Proof*> ClaimRows::proof_of(std::int64_t version) {
    if (const auto known = proofs_.find(version); known != proofs_.end()) return &known->second;
    if (proofs_.size() >= kMostProofs) proofs_.clear();
    const Stepped stepped(proof_, version);
    RowReader row(proof_);
    Proof proof;
    auto head = read_head_columns(row);
    if (!head) return Failure(head.error());
    proof.article = std::move(*head);
    proof.version = static_cast<int>(row.integer());
    proof.text_digest = row.text();
    proof.pack_version = row.text();
    proof.silent = row.flag();
    proof.capture = read_capture(row);
    return &proofs_.emplace(version, std::move(proof)).first->second;
}

SilentEdit ClaimRows::silent_edit_of(std::int64_t row) {
    const Stepped stepped(silent_, row);
    return static_cast<SilentEdit>(silent_.getColumn(0).getInt());
}

}  // namespace claimline
