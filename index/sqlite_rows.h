#pragma once
// SELECT lists of the catalogue and the functions that read their rows, kept side by side because columns go
// by number.

#include "core/sqlite/open.h"
#include "index/catalogue.h"

namespace claimline {

// Reads columns from left to right.
class RowReader {
  public:
    explicit RowReader(SQLite::Statement& row, int at = 0) : row_(row), at_(at) {}

    std::string text() { return row_.getColumn(at_++).getString(); }
    std::int64_t integer() { return row_.getColumn(at_++).getInt64(); }
    double real() { return row_.getColumn(at_++).getDouble(); }
    bool flag() { return integer() != 0; }
    Instant instant() { return Instant{std::chrono::seconds{integer()}}; }
    sys_days day() { return sys_days{std::chrono::days{integer()}}; }
    std::optional<Instant> optional_instant() {
        if (!row_.getColumn(at_).isNull()) return instant();
        ++at_;
        return std::nullopt;
    }

  private:
    SQLite::Statement& row_;
    int at_;
};

// a.id, a.key, a.url, a.host, a.source, a.first_seen, a.last_seen, a.withdrawn, v.title, v.authors,
// v.published, v.modified, v.site, v.lang, a.story
[[nodiscard]] Result<ArticleHead> read_head_columns(RowReader& row);
// p.warc_file, p.warc_offset, p.warc_length, p.payload_digest, p.status, p.at, p.media_type
[[nodiscard]] CaptureProof read_capture(RowReader& row);

[[nodiscard]] ClaimCursor cursor_of(std::int64_t day, std::int64_t published, const ClaimRecord& record);

// Articles (a) with their current version (v) and counts; WHERE follows.
extern const char* const kHeadSelect;
[[nodiscard]] Result<ArticleHead> read_head(SQLite::Statement& row);

// Versions (v) with their proof (p); WHERE follows.
extern const char* const kVersionSelect;
[[nodiscard]] VersionRecord read_version(SQLite::Statement& row);

}  // namespace claimline
