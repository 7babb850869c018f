#pragma once
// Dates, periods and durations in running text, with ISO values resolved against the publication date.

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/date.h"
#include "core/text.h"
#include "extract/tokens.h"

namespace claimline {

struct DateMention {
    Span span;
    std::string type;  // DATE, PERIOD, DURATION, TIME, SET
    std::string
        value;  // TIMEX3 / ISO 8601 / EDTF: 2023-02, 2023-W11, 2023-Q3, 2022-08/2023-01, ../2025-12-31, P6M
    // The interval meant, half open; null = open or not resolvable.
    std::optional<std::chrono::sys_seconds> begin;
    std::optional<std::chrono::sys_seconds> until;
    // As ISO partial dates for claims: a point has start == end; a range its first and last unit; empty =
    // open.
    std::string start;
    std::string end;
    std::string modifier;  // "", start, mid, end, before, after, approx
    std::string rule;      // which rule fired, for --explain
    std::string anchor;    // what a relative value was resolved against ("published 2023-02-18"), or empty
};

struct DateOptions {
    std::optional<sys_days>
        reference;           // publication day; without it relative dates stay unresolved (no value)
    bool day_first = false;  // 02/03/2023 is 2 March
    std::string lang = "en";
};

// Left to right, never overlapping. `tokens` must be of the same text.
[[nodiscard]] std::vector<DateMention> find_dates(std::string_view text, const TokenizedText& tokens,
                                                  const DateOptions& options);

}  // namespace claimline
