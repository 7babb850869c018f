#pragma once
// Amounts as people type them in queries.

#include <optional>
#include <string>
#include <string_view>

#include "index/query.h"

namespace claimline {

struct QueryAmount {
    double value = 0;
    std::string currency;  // ISO 4217, or empty
};

// "100M", "1.2bn", "EUR 50 million", "1e6".
[[nodiscard]] std::optional<QueryAmount> parse_amount(std::string_view text);

// Cuts a leading <, <=, =, >=, > off; without one: equal.
[[nodiscard]] Comparison take_comparison(std::string_view& text);

}  // namespace claimline
