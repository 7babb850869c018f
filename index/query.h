#pragma once
// The query language: what a user types to say which articles or claims are meant (docs/query.md).
//
//   words AND-ed by default, "a phrase", OR, NOT or -, NEAR/n, prefix*, (groups), and fields:
//   entity: subject: kind: status: place: speaker: source: host: lang: title: thread: id: any slot name:
//   date: published: seen: since: until: value:>=N query:NAME (a saved search). Values with blanks in
//   "quotes", alternatives as (a, b).
//
// Strict: an unknown field, a bad date or an open quote is an error with its column and the nearest known
// name, never a silent guess.

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/date.h"
#include "core/result.h"

namespace claimline {

// When it is true, when the source published it, when we first fetched it.
enum class DateField { about, published, seen };
[[nodiscard]] const char* to_string(DateField field);

// Half open, [from, until); an absent side is open.
struct DateRange {
    std::optional<sys_days> from;
    std::optional<sys_days> until;

    friend bool operator==(const DateRange&, const DateRange&) = default;
};

// Free text, evaluated by the full text index. `words` are as typed.
struct TextClause {
    enum class Form { word, phrase, near, prefix };
    Form form = Form::word;
    std::vector<std::string> words;
    std::size_t distance = 0;  // near: at most so many words apart
    bool title_only = false;
    friend bool operator==(const TextClause&, const TextClause&) = default;
};

// `field` holds any of `values` (folded). Fields are those that claim_terms() writes.
struct TermClause {
    std::string field;
    std::vector<std::string> values;
    friend bool operator==(const TermClause&, const TermClause&) = default;
};

struct DateClause {
    DateField field = DateField::about;
    DateRange range;
    friend bool operator==(const DateClause&, const DateClause&) = default;
};

enum class Comparison { less, at_most, equal, at_least, more };

// Compares the principal figure of a claim (claim_figure()).
struct ValueClause {
    Comparison comparison = Comparison::equal;
    double value = 0;
    std::string currency;  // ISO 4217; empty: any unit
    friend bool operator==(const ValueClause&, const ValueClause&) = default;
};

struct Query;
struct AllOf {  // empty: everything
    std::vector<Query> parts;
    friend bool operator==(const AllOf&, const AllOf&);
};
struct AnyOf {
    std::vector<Query> parts;
    friend bool operator==(const AnyOf&, const AnyOf&);
};
struct NotOf {
    std::vector<Query> parts;  // exactly one
    friend bool operator==(const NotOf&, const NotOf&);
};

struct Query {
    std::variant<AllOf, AnyOf, NotOf, TextClause, TermClause, DateClause, ValueClause> node;
    friend bool operator==(const Query&, const Query&) = default;
};

// Nothing asked: every claim or article.
[[nodiscard]] bool is_everything(const Query& query);
// Some part needs the full text index.
[[nodiscard]] bool has_text(const Query& query);
// Both must hold; keeps the tree flat.
[[nodiscard]] Query both(Query a, Query b);
// The query as the parser understood it, for --explain: `all(party=tiktok, date=2023-01-01..2023-04-01)`.
[[nodiscard]] std::string to_string(const Query& query);

// A word of the command line that stands for a kind and perhaps slot values: mau -> user_metric, metric=MAU.
struct KindAlias {
    std::string word;
    std::string kind;
    std::vector<TermClause> slots;
};

// What the parser has to know of the packs; the command line fills it.
struct QueryVocabulary {
    std::vector<std::string> kinds;
    std::vector<KindAlias> kind_aliases;
    std::vector<std::string> slots;     // slot names usable as fields
    std::vector<std::string> statuses;  // known values, for checking and suggestions; empty: any
    // Every term (id, folded name) under which the named party may be stored; empty when it is not known.
    std::function<std::vector<std::string>(std::string_view name)> party;
    // The same for a place with all that lies inside it.
    std::function<std::vector<std::string>(std::string_view name)> place;
    // The text of a saved search; nothing when there is none of that name. `query:name` stands for it.
    std::function<std::optional<std::string>(std::string_view name)> saved;
    std::vector<std::string> saved_names;  // for suggestions
    int saved_depth = 0;                   // how many saved searches deep this query stands
    sys_days today{};
    bool names_as_parties = false;       // timelines: bare words that name a known party mean entity:
    DateField dates = DateField::about;  // what date: since: until: mean
};

// Errors are `usage`: "column 12: ..." (columns count code points from 1) with a hint.
// At most 4 KiB and 32 levels of brackets are read.
[[nodiscard]] Result<Query> parse_query(std::string_view text, const QueryVocabulary& vocabulary);

// One field of the language given by an option: parse_field_value("--kind", "kind", "mau"). Errors name the
// option instead of a column.
[[nodiscard]] Result<Query> parse_field_value(std::string_view option, std::string_view field,
                                              std::string_view value, const QueryVocabulary& vocabulary);

// One date expression of the language: 2023, 2023-Q1, 2023-02-18, a..b, a.., ..b, today, yesterday,
// last-month, 3w (the last three weeks), 3w.., "18 Feb 2023", "since last friday", "between a and b"; also
// used for --since and --until. What it cannot be is `usage` with the reason.
[[nodiscard]] Result<DateRange> parse_date_range(std::string_view text, sys_days today);

}  // namespace claimline
