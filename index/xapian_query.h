#pragma once
// Query trees as Xapian queries, and the words of a text that a query looks for.

#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "core/text.h"
#include "index/query.h"
#include "index/xapian_terms.h"

namespace Xapian {
class Query;
}

namespace claimline {

// `langs`: languages of the indexed texts; a word is looked for under its stem in each of them.
// Fails (usage) for what the part cannot answer: figures are kept for claims only.
[[nodiscard]] Result<Xapian::Query> to_xapian(const Query& query, IndexPart part,
                                              const std::vector<std::string>& langs);

[[nodiscard]] std::vector<Span> find_query_words(const Query& query, std::string_view text,
                                                 const std::vector<std::string>& langs);

}  // namespace claimline
