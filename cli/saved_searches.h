#pragma once
// Saved searches: names for queries, kept with their relative dates in `searches.tsv` of the workspace, which
// a rebuild does not touch and an editor may.

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "core/result.h"

namespace claimline {

using SavedSearches = std::map<std::string, std::string>;  // name -> query

// No file: none. A line that is not NAME, tab, QUERY is invalid_input with its number.
[[nodiscard]] Result<SavedSearches> read_saved_searches(const std::filesystem::path& workspace);
// Replaces the file at once.
[[nodiscard]] Result<void> write_saved_searches(const std::filesystem::path& workspace,
                                                const SavedSearches& searches);

// Letters, digits, - and _, at most 64: what `query:name` can say without quotes.
[[nodiscard]] bool is_search_name(std::string_view name);

}  // namespace claimline
