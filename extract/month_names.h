#pragma once
// Month names of the European languages, from ICU's locale data.

#include <optional>
#include <string_view>

namespace claimline {

// 1..12 for a month's name or abbreviation in any case, or nothing. A name that means different months in
// different languages (Czech and Croatian "listopad") is read by `lang`; unknown there, not at all.
[[nodiscard]] std::optional<unsigned> month_of(std::string_view word, std::string_view lang);

}  // namespace claimline
