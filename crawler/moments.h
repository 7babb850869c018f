#pragma once
// Moments as servers and feeds write them.

#include <optional>
#include <string_view>

#include "core/clock.h"

namespace claimline {

// RFC 3339 and the W3C note "Date and Time Formats" (from "2031" to "2031-05-05T10:00:00.5+01:00", "20310505"
// too), RFC 822 with two or four digits of the year, with or without weekday, seconds and zone (letters or
// offset), asctime. Without a zone the time is UTC; a missing part is its earliest. Nothing for what is none
// of these.
[[nodiscard]] std::optional<Instant> parse_feed_date(std::string_view text);

// A day as pages print it: what parse_feed_date() reads, "17 February 2031", "February 17, 2031" with the
// month in English and words around it, "17.02.2031", "17/02/2031" (day first, unless only the other order is
// a date).
[[nodiscard]] std::optional<Instant> parse_page_date(std::string_view text);

// The three forms of RFC 9110 section 5.6.7, all of them with a time of day; years before 1970 and nonsense
// are nothing.
[[nodiscard]] std::optional<Instant> parse_http_date(std::string_view text);

}  // namespace claimline
