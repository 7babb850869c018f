// Rows of the catalogue as our structs.

#include "index/sqlite_rows.h"

#include "index/sqlite_columns.h"

namespace claimline {

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

CaptureProof read_capture(RowReader& row) {
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

Result<ArticleHead> read_head_columns(RowReader& row) {
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

ClaimCursor cursor_of(std::int64_t day, std::int64_t published, const ClaimRecord& record) {
    const std::int64_t begin = record.claim.evidence.empty() ? 0 : record.claim.evidence.front().begin;
    return {day, published, record.article.url, begin, record.claim.id};
}

Result<ArticleHead> read_head(SQLite::Statement& statement) {
    RowReader row(statement);
    auto head = read_head_columns(row);
    if (!head) return head;
    head->versions = static_cast<std::size_t>(row.integer());
    head->claims = static_cast<std::size_t>(row.integer());
    return head;
}

VersionRecord read_version(SQLite::Statement& statement) {
    RowReader row(statement);
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
