#pragma once
// Dates as pages write them: ISO and its relatives, numbers in the order of a language, month names of the
// European languages (ICU). For metadata; dates inside the article's sentences are extract/dates.

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace claimline {

struct WrittenDate {
    std::size_t begin = 0;  // bytes of the text
    std::size_t end = 0;
    std::chrono::year_month_day day{};
    std::string time;        // "09:12" or "09:12:44", empty when not given
    std::string offset;      // "Z", "+01:00", empty when not given
    bool ambiguous = false;  // 03/04/2020 in a language that does not decide
    bool month_name = false;

    // ISO 8601: the day, or day and time with the offset the page gave. Never converted.
    [[nodiscard]] std::string to_iso() const;
};

// All full dates (day, month, year) inside `text`, left to right. `lang`: BCP 47 mark of the page; decides
// day/month order ("en-US" month first, others day first) and which month names come first.
[[nodiscard]] std::vector<WrittenDate> find_written_dates(std::string_view text, std::string_view lang);

// The first of them, for fields that hold one date.
[[nodiscard]] std::optional<WrittenDate> first_written_date(std::string_view text, std::string_view lang);

// A date in the path of a URL: /2023/02/18/, /2023-02-18, /20230218.
[[nodiscard]] std::optional<std::chrono::year_month_day> date_in_url(std::string_view url);

// Possible as the day a web page was published: from 1995-01-01 on, not after `today`.
[[nodiscard]] bool is_plausible(std::chrono::year_month_day day, std::chrono::sys_days today);

}  // namespace claimline
