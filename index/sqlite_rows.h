#pragma once
// SELECT lists of the catalogue and the functions that read their rows, kept side by side because columns go
// by number.

#include "core/sqlite/open.h"
#include "index/catalogue.h"

namespace claimline {

// kClaimColumns, then kClaimTables; WHERE follows.
extern const char* const kClaimColumns;
extern const char* const kClaimTables;
[[nodiscard]] Result<ClaimRecord> read_claim(SQLite::Statement& row);
[[nodiscard]] ClaimCursor cursor_of(std::int64_t day, std::int64_t published, const ClaimRecord& record);

// Articles (a) with their current version (v) and counts; WHERE follows.
extern const char* const kHeadSelect;
[[nodiscard]] Result<ArticleHead> read_head(SQLite::Statement& row);

// Versions (v) with their proof (p); WHERE follows.
extern const char* const kVersionSelect;
[[nodiscard]] VersionRecord read_version(SQLite::Statement& row);

}  // namespace claimline
