// Looks ids up by prefix.

#include "index/sqlite_ids.h"

#include <algorithm>

namespace claimline {
namespace {

constexpr std::size_t kLeastPrefix = 4;
constexpr std::size_t kCandidates = 5;

bool is_hex(std::string_view text) {
    return text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

// "2c40" or "c:2c40" -> "c:2c40".
Result<std::string> id_prefix(std::string_view id, char kind) {
    std::string_view digits = id;
    if (digits.size() > 1 && digits[0] == kind && digits[1] == ':') digits.remove_prefix(2);
    if (digits.size() < kLeastPrefix || !is_hex(digits))
        return with_hint(
            fail(ErrorKind::usage, "'{}' is not an id", id),
            fmt::format("ids look like {}:2c40e1; at least {} digits are needed", kind, kLeastPrefix));
    return fmt::format("{}:{}", kind, digits);
}

// The one id of `found`, or why there is none.
Result<std::string> only_one(const std::vector<std::string>& found, std::string_view asked,
                             const char* what) {
    if (found.empty()) return fail(ErrorKind::not_found, "no {} has the id {}", what, asked);
    if (found.size() == 1) return found.front();
    std::string list;
    for (std::size_t i = 0; i < std::min(found.size(), kCandidates); ++i)
        list += (i == 0 ? "" : ", ") + found[i];
    if (found.size() > kCandidates) list += ", ...";
    return with_hint(fail(ErrorKind::usage, "{} stands for several {}s: {}", asked, what, list),
                     "give more digits");
}

}  // namespace

Result<std::string> full_id(SQLite::Database& db, const char* sql, std::string_view id, char kind,
                            const char* what) {
    const auto prefix = id_prefix(id, kind);
    if (!prefix) return prefix;
    SQLite::Statement query(db, sql);
    query.bind(1, *prefix);
    query.bind(2, *prefix + "g");  // first text after all hex continuations
    std::vector<std::string> ids;
    while (query.executeStep()) ids.push_back(query.getColumn(0).getString());
    return only_one(ids, id, what);
}

}  // namespace claimline
