#pragma once
// A query as a condition over the catalogue's tables (c claim, a article, v version).

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "core/sqlite/open.h"
#include "index/catalogue.h"

namespace claimline {

struct SqlCondition {
    std::string text;  // with ? for each value
    std::vector<std::variant<std::int64_t, double, std::string>> values;

    void bind_to(SQLite::Statement& statement) const;
};

// Everything of the filter but its order; text clauses must have been answered by the full text (they are
// false here).
[[nodiscard]] SqlCondition sql_condition(const ClaimFilter& filter);

// The columns that order claims, and the condition that a row comes after the cursor.
[[nodiscard]] std::string sql_order(const ClaimFilter& filter);
[[nodiscard]] SqlCondition sql_after(const ClaimFilter& filter, const ClaimCursor& cursor);
// The value of the first ordering column, as it stands in a cursor.
[[nodiscard]] const char* sql_day_column(DateField order);

}  // namespace claimline
