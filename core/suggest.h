#pragma once
// "Did you mean": the known name nearest to a misspelt one.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace claimline {

// The name with the fewest edits (Damerau-Levenshtein, adjacent swaps count one), if at most a third of the
// letters, and at most three, differ; the first of equals.
[[nodiscard]] std::optional<std::string> nearest(std::string_view name,
                                                 const std::vector<std::string>& known);

}  // namespace claimline
