// One line a search: name, tab, query.

#include "cli/saved_searches.h"

#include <algorithm>
#include <fstream>
#include <system_error>

#include "core/text.h"

namespace claimline {
namespace {

std::filesystem::path file_in(const std::filesystem::path& workspace) {
    return workspace / "searches.tsv";
}

}  // namespace

bool is_search_name(std::string_view name) {
    constexpr std::size_t kLongest = 64;
    return !name.empty() && name.size() <= kLongest && std::ranges::all_of(name, [](char c) {
        return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
    });
}

Result<SavedSearches> read_saved_searches(const std::filesystem::path& workspace) {
    SavedSearches searches;
    std::ifstream in(file_in(workspace), std::ios::binary);
    std::string line;
    for (std::size_t number = 1; std::getline(in, line); ++number) {
        if (trim(line).empty() || line.starts_with('#')) continue;
        const auto tab = line.find('\t');
        const auto name = line.substr(0, tab);
        if (tab == std::string::npos || !is_search_name(name) || trim(line.substr(tab + 1)).empty())
            return with_hint(fail(ErrorKind::invalid_input, "{}, line {}: this is no saved search",
                                  file_in(workspace).string(), number),
                             "write a name, a tab and the query");
        searches[name] = trim(std::string_view(line).substr(tab + 1));
    }
    return searches;
}

Result<void> write_saved_searches(const std::filesystem::path& workspace, const SavedSearches& searches) {
    const auto file = file_in(workspace);
    const auto fresh = std::filesystem::path(file.string() + ".tmp");
    {
        std::ofstream out(fresh, std::ios::binary | std::ios::trunc);
        for (const auto& [name, query] : searches) out << name << '\t' << query << '\n';
        out.flush();
        if (!out) return fail(ErrorKind::io, "writing {}", fresh.string());
    }
    std::error_code error;
    std::filesystem::rename(fresh, file, error);
    if (error) return fail(ErrorKind::io, "replacing {}: {}", file.string(), error.message());
    return {};
}

}  // namespace claimline
