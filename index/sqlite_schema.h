#pragma once
// Tables of catalogue.db as numbered migrations (docs/storage.md explains them).

#include "core/sqlite/open.h"

namespace claimline {

[[nodiscard]] const SqliteSchema& catalogue_schema();

}  // namespace claimline
