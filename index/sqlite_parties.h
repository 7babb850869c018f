#pragma once
// The entity table inside the catalogue. Functions throw SQLite::Exception; the caller turns it into an
// error.

#include "core/sqlite/open.h"
#include "index/parties.h"

namespace claimline {

// Replaces the table when it differs by its digest; says whether it did.
bool store_parties(SQLite::Database& db, const Parties& parties);
[[nodiscard]] Parties load_parties(SQLite::Database& db);

// Gives every claim the family that its subject has by this table; old and new families become unsettled.
void refamily(SQLite::Database& db, const Parties& parties);

}  // namespace claimline
