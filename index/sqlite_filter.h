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
    bool version = false;  // reads the version (v) too

    void bind_to(SQLite::Statement& statement) const;
    void append(SqlCondition&& other);
};

// Which rows of which tables in which order: SELECT ... FROM `tables` WHERE `where` ORDER BY `order`. `day`
// is the first column of the order, as it stands in a cursor. Text clauses must have been answered by the
// full text (they are false here).
struct SqlSelection {
    std::string tables;
    SqlCondition where;
    std::string day;
    std::string order;
};
[[nodiscard]] SqlSelection sql_selection(const ClaimFilter& filter, const std::optional<ClaimCursor>& after);

}  // namespace claimline
