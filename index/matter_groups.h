#pragma once
// Slot values that two reports of one matter may use for each other (docs/storage.md, threads).

#include <string_view>

namespace claimline {

// The first value of the group, or the value itself: group_of("user_metric", "metric", "users") is "mau".
// Values are folded.
[[nodiscard]] std::string_view group_of(std::string_view kind, std::string_view slot, std::string_view value);

}  // namespace claimline
