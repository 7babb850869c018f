#pragma once
// Calendar dates as reports give them: a day, a month, a quarter, a half or only a year.

#include <chrono>
#include <compare>
#include <optional>
#include <string>
#include <string_view>

#include "core/result.h"

namespace claimline {

using std::chrono::sys_days;

enum class Precision { day, month, quarter, half, year };

// A date whose unknown parts are pinned to the start of the period, so that `2024-Q2` and `2024-04-01`
// sort together and differ only in precision. Years 1..9999.
struct Date {
    sys_days start;
    Precision precision = Precision::day;

    friend auto operator<=>(const Date&, const Date&) = default;
};

// Reads `2023`, `2023-02`, `2023-Q1`, `2023-H1` or `2023-02-18`; anything else is invalid_input.
[[nodiscard]] Result<Date> parse_iso_date(std::string_view text);
// The same, from the start of a longer ISO 8601 form (`2023-02-18T09:12:00+01:00`): the local day it names.
[[nodiscard]] std::optional<Date> date_of_timestamp(std::string_view text);

// Writes the form parse_iso_date() reads: parse_iso_date(to_iso(d)) == d for every Date.
[[nodiscard]] std::string to_iso(const Date& date);
[[nodiscard]] std::string to_iso(sys_days day);

// First day after the period: 2023-Q1 -> 2023-04-01.
[[nodiscard]] sys_days end_of(const Date& date);
// `inner` lies wholly inside `outer`.
[[nodiscard]] bool contains(const Date& outer, const Date& inner);

}  // namespace claimline
