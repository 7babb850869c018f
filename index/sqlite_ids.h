#pragma once
// Ids as users type them: "c:2c40e1", "2c40"; a prefix must name one thing only.

#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "core/sqlite/open.h"

namespace claimline {

// The one id with this prefix. `kind` is its letter, `what` its name in messages; `sql` finds ids between two
// texts ("SELECT id FROM t WHERE id >= ? AND id < ? ORDER BY id LIMIT 6"). not_found, or `usage` when it is
// no id or stands for several.
[[nodiscard]] Result<std::string> full_id(SQLite::Database& db, const char* sql, std::string_view id,
                                          char kind, const char* what);

}  // namespace claimline
