#pragma once
// Dates as people type them: "last friday", "3 weeks ago", "18 Feb 2023", "first quarter of 2022".

#include <optional>
#include <string>
#include <string_view>

#include "core/date.h"
#include "index/query.h"

namespace claimline {

// One expression without "..": the whole period it names. Months and weekdays without a year are the latest
// that have begun. What is not understood is `usage` with the reason in its message, as far as there is one:
// a time of day, an order of day and month that could be either, a weekday that does not fit its date.
[[nodiscard]] Result<DateRange> parse_date_words(std::string_view text, sys_days today);

}  // namespace claimline
