#pragma once
// The vocabulary of the full text: prefixes, value slots and date terms, and the one tokeniser that documents
// and queries share. docs/storage.md has the table.

#include <string>
#include <string_view>
#include <vector>

#include "core/date.h"
#include "index/catalogue.h"
#include "index/query.h"

namespace Xapian {
class Stem;
}

namespace claimline {

// Raised when prefixes, slots or tokens change: an index with another number is built again.
inline constexpr const char* kIndexLayout = "3";

enum class IndexPart { articles, claims };

enum Slot : unsigned {  // Xapian::valueno
    kNewestSlot = 0,    // articles: publication day and article id, sorts without ties
    kIdSlot = 1,        // article id: breaks ties of relevance
    kValueSlot = 2,     // claims: figure, sortable_serialise()
    kCurrencySlot = 3,  // claims: ISO 4217 of the figure
    kStorySlot = 4      // articles: copies of one report share it
};

// A boolean term; values that Xapian could not store (over 245 bytes, or zero bytes, which count twice and
// are noticed only at commit) are replaced by their digest.
[[nodiscard]] std::string field_term(std::string_view field, std::string_view value);
[[nodiscard]] std::string article_term(ArticleRow article);

// Terms under which a period is filed: years, months, and days when it is at most 62 days long; months of
// longer periods once more as "touched as a whole". Days before 1900 and after 2100 count as the first and
// last day.
[[nodiscard]] std::vector<std::string> period_terms(IndexPart part, DateField field, sys_days from,
                                                    sys_days until);
// Any of these terms = the period overlaps the range.
[[nodiscard]] std::vector<std::string> range_terms(IndexPart part, DateField field, const DateRange& range);

// Tokens of a text as the index knows them, in order, lower case, not stemmed. CJK text gives bigrams.
struct IndexTokens {
    std::vector<std::string> words;
    bool ngrams = false;  // overlapping: all are wanted, their order says nothing
};
[[nodiscard]] IndexTokens tokenise(std::string_view text);

// A stemmer for a BCP 47 primary subtag; languages that have none are not stemmed.
[[nodiscard]] Xapian::Stem stemmer_for(const std::string& lang);

}  // namespace claimline
