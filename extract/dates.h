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

class Lexemes;

struct DateMention {
    Span span;
    std::string type;  // DATE, PERIOD, DURATION, TIME, SET
    // What the words name, as TIMEX3 / ISO 8601 / EDTF: 2023-02, 2023-W11, 2023-Q3, 2022-08/2023-01, P6M,
    // PRESENT_REF. "since March" names 2023-03; that it is open shows in the interval and in to_edtf().
    std::string value;
    // The interval meant, half open; null = open or not resolvable.
    std::optional<std::chrono::sys_seconds> begin;
    std::optional<std::chrono::sys_seconds> until;
    // As ISO partial dates for claims: a point has start == end; a range its first and last unit; empty =
    // open.
    std::string start;
    std::string end;
    // Times of a day that no word names ("between 4pm and 5pm"): begin and until lie on the reference day,
    // start and end are empty.
    bool any_day = false;
    std::string modifier;  // "", start, mid, end, before, after, on_or_before, on_or_after, approx
    std::string rule;      // which rule fired, for --explain
    std::string anchor;    // what a relative value was resolved against ("published 2023-02-18"), or empty
};

enum class DateAnchor {
    news,       // relative dates count from the publication day; a bare weekday is the last one
    narrative,  // histories and backgrounders: they count from the last full date; the ends of a range are
                // mentions of their own, as in TimeML
};

struct DateOptions {
    std::optional<sys_days> reference;    // publication day; without it relative dates stay open (XXXX)
    std::chrono::seconds time_of_day{0};  // of publication, for "in 20 minutes"
    bool day_first = false;               // 02/03/2023 is 2 March
    DateAnchor anchor = DateAnchor::news;
    std::string lang = "en";
};

// Left to right, never overlapping. `tokens` must be of the same text.
[[nodiscard]] std::vector<DateMention> find_dates(std::string_view text, const TokenizedText& tokens,
                                                  const DateOptions& options);
// The same from a text already cut, in the language of its table.
[[nodiscard]] std::vector<DateMention> find_dates(const Lexemes& lexemes, const DateOptions& options);

// The interval meant as EDTF (ISO 8601-2): "2023-03/..", "../2025-12-31", "2022-08/2023-01"; empty when
// unknown.
[[nodiscard]] std::string to_edtf(const DateMention& mention);

// Spans of the mentions that are calendar dates and sets: what find_quantities() must leave alone. Durations
// ("three years") are both.
[[nodiscard]] std::vector<Span> calendar_spans(const std::vector<DateMention>& mentions);

}  // namespace claimline
