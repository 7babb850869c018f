// Translates query trees to SQL. Values are always bound, never written into the text.

#include "index/sqlite_filter.h"

#include <algorithm>
#include <array>

namespace claimline {
namespace {

// Undated claims come last when the publication day orders.
constexpr const char* kPublishedOrder = "coalesce(c.published_day, 99999999)";

constexpr std::int64_t kSecondsADay = 86400;

std::int64_t day_number(sys_days day) {
    return day.time_since_epoch().count();
}

std::string placeholders(std::size_t count) {
    std::string out;
    for (std::size_t i = 0; i < count; ++i) out += i == 0 ? "?" : ",?";
    return out;
}

// Fields that are columns; all others are rows of claim_term.
const char* column_of(std::string_view field) {
    if (field == "kind") return "c.kind";
    if (field == "thread") return "c.thread";
    if (field == "id") return "c.claim_id";
    if (field == "state") return "c.state";
    if (field == "source") return "a.source";
    if (field == "lang") return "v.lang";
    if (field == "article") return "a.key";
    return nullptr;
}

class Translator {
  public:
    // `about`: the table whose time a claim is about is asked, c or lead.
    Translator(SqlCondition& out, std::string_view about) : out_(out), about_(about) {}

    // Depth is bounded by the parser (32 levels of brackets).
    void translate(const Query& query) {
        std::visit([this](const auto& node) { write(node); }, query.node);
    }

  private:
    void write(const AllOf& all) { join(all.parts, " AND ", "1"); }
    void write(const AnyOf& any) { join(any.parts, " OR ", "0"); }
    void write(const NotOf& negation) {
        out_.text += "NOT ";
        join(negation.parts, " AND ", "1");
    }
    void write(const TextClause&) { out_.text += "0"; }

    void write(const TermClause& term) {
        if (term.field == "host") return write_host(term);
        if (const char* column = column_of(term.field)) {
            out_.version = out_.version || term.field == "lang";
            out_.text += fmt::format("{} IN ({})", column, placeholders(term.values.size()));
        } else {
            write_filed_under(term);
        }
        for (const auto& value : term.values) out_.values.emplace_back(value);
    }

    void write_filed_under(const TermClause& term) {
        const auto terms = fmt::format("(SELECT id FROM term WHERE field = ? AND value IN ({}))",
                                       placeholders(term.values.size()));
        // Beside a leading term few claims are left: each is looked up, not all claims of this one listed.
        out_.text +=
            about_ == "lead"
                ? fmt::format(
                      "EXISTS (SELECT 1 FROM claim_term ct WHERE ct.about_from = lead.about_from AND "
                      "ct.claim = lead.claim AND ct.term IN {})",
                      terms)
                : fmt::format("c.id IN (SELECT claim FROM claim_term WHERE term IN {})", terms);
        out_.values.emplace_back(term.field);
    }

    // A host stands for its subdomains too.
    void write_host(const TermClause& term) {
        out_.text += "(0";
        for (const auto& host : term.values) {
            out_.text += " OR a.host = ? OR substr(a.host, -length(?) - 1) = '.' || ?";
            for (int i = 0; i < 3; ++i) out_.values.emplace_back(host);
        }
        out_.text += ")";
    }

    void write(const DateClause& date) {
        const bool about = date.field == DateField::about;
        const auto from = about                           ? fmt::format("{}.about_until > ?", about_)
                          : date.field == DateField::seen ? "c.seen_day >= ?"
                                                          : "c.published_day >= ?";
        out_.text += "(1";
        if (date.range.from) {
            out_.text += fmt::format(" AND {}", from);
            out_.values.emplace_back(day_number(*date.range.from));
        }
        if (date.range.until) {
            const auto column = about                           ? fmt::format("{}.about_from", about_)
                                : date.field == DateField::seen ? "c.seen_day"
                                                                : "c.published_day";
            out_.text += fmt::format(" AND {} < ?", column);
            out_.values.emplace_back(day_number(*date.range.until));
        }
        out_.text += ")";
    }

    void write(const ValueClause& clause) {
        constexpr const char* kOperators[] = {"<", "<=", "=", ">=", ">"};
        out_.text += fmt::format("(c.value {} ?", kOperators[static_cast<int>(clause.comparison)]);
        out_.values.emplace_back(clause.value);
        if (!clause.currency.empty()) {
            out_.text += " AND c.currency = ?";
            out_.values.emplace_back(clause.currency);
        }
        out_.text += ")";
    }

    void join(const std::vector<Query>& parts, const char* glue, const char* empty) {
        out_.text += "(";
        if (parts.empty()) out_.text += empty;
        for (std::size_t i = 0; i < parts.size(); ++i) {
            if (i > 0) out_.text += glue;
            translate(parts[i]);
        }
        out_.text += ")";
    }

    SqlCondition& out_;
    std::string_view about_;
};

std::string row_list(const std::vector<ClaimRow>& rows) {
    std::string out = "[";
    for (const auto row : rows)
        out += fmt::format("{}{}", out.size() > 1 ? "," : "", static_cast<std::int64_t>(row));
    return out + "]";
}

// ---- the leading term ----

// Parts that must all hold, with those of nested AND.
void add_conjuncts(const Query& query, std::vector<const Query*>& out) {
    if (const auto* all = std::get_if<AllOf>(&query.node)) {
        for (const auto& part : all->parts) add_conjuncts(part, out);
    } else {
        out.push_back(&query);
    }
}

// A term that every claim found is filed under: its stretch of claim_term is read instead of all claims. The
// rarest is wanted; parties are rarer than what is said of them.
const Query* leading_term(const std::vector<const Query*>& conjuncts) {
    constexpr std::array<std::string_view, 6> kRarestFirst{"subject", "speaker", "entity",
                                                           "outlet",  "place",   "region"};
    const Query* best = nullptr;
    std::size_t best_rank = 0;
    for (const auto* part : conjuncts) {
        const auto* term = std::get_if<TermClause>(&part->node);
        if (term == nullptr || term->values.size() != 1 || term->field == "host" || column_of(term->field))
            continue;
        const auto rank =
            static_cast<std::size_t>(std::ranges::find(kRarestFirst, term->field) - kRarestFirst.begin());
        if (best == nullptr || rank < best_rank) best = part;
        if (best == part) best_rank = rank;
    }
    return best;
}

// All of `conjuncts`; what the leading term's own rows can answer is asked of them.
SqlCondition lead_condition(const std::vector<const Query*>& conjuncts, const Query* lead) {
    const auto& term = std::get<TermClause>(lead->node);
    SqlCondition out{"lead.term = (SELECT id FROM term WHERE field = ? AND value = ?)",
                     {term.field, term.values.front()},
                     false};
    for (const auto* part : conjuncts) {
        if (part == lead) continue;
        out.text += " AND ";
        Translator(out, "lead").translate(*part);
    }
    return out;
}

SqlCondition after_condition(const ClaimFilter& filter, const std::string& day, const ClaimCursor& cursor) {
    const char compare = filter.descending ? '<' : '>';
    // The first comparison repeats part of the second so that an index on the day can be entered there.
    return {fmt::format(" AND {0} {1}= ? AND ({0}, {2}, a.url, c.begin, c.claim_id) {1} (?, ?, ?, ?, ?)", day,
                        compare, kPublishedOrder),
            {cursor.day, cursor.day, cursor.published, cursor.url, cursor.begin, cursor.claim},
            false};
}

SqlCondition what_counts(const ClaimFilter& filter) {
    SqlCondition out;
    out.text = "c.latest = 1";
    out.version = filter.as_of.has_value();
    if (filter.as_of) {
        // The row that counts is of the last version that stated it: a later one seen before the day did not.
        out.text +=
            " AND c.seen_day < ? AND NOT EXISTS (SELECT 1 FROM version n WHERE n.article = c.article AND "
            "n.number > v.number AND n.first_seen < ?)";
        out.values.emplace_back(day_number(*filter.as_of));
        out.values.emplace_back(day_number(*filter.as_of) * kSecondsADay);
    } else if (!filter.include_superseded) {
        out.text += " AND c.state <> 'superseded'";
    }
    if (filter.rows) {
        out.text += " AND c.id IN (SELECT value FROM json_each(?))";
        out.values.emplace_back(row_list(*filter.rows));
    }
    return out;
}

std::string day_column(const ClaimFilter& filter, bool led) {
    switch (filter.order) {
        case DateField::about: return led ? "lead.about_from" : "c.about_from";
        case DateField::published: return kPublishedOrder;
        case DateField::seen: return "c.seen_day";
    }
    return "c.about_from";
}

}  // namespace

void SqlCondition::bind_to(SQLite::Statement& statement) const {
    int at = 0;
    for (const auto& value : values) std::visit([&](const auto& v) { statement.bind(++at, v); }, value);
}

void SqlCondition::append(SqlCondition&& other) {
    version = version || other.version;
    text += other.text;
    values.insert(values.end(), std::make_move_iterator(other.values.begin()),
                  std::make_move_iterator(other.values.end()));
}

SqlSelection sql_selection(const ClaimFilter& filter, const std::optional<ClaimCursor>& after) {
    std::vector<const Query*> conjuncts;
    add_conjuncts(filter.where, conjuncts);
    const Query* lead = filter.rows ? nullptr : leading_term(conjuncts);
    SqlSelection out;
    out.tables = lead != nullptr ? "claim_term lead CROSS JOIN claim c ON c.id = lead.claim" : "claim c";
    out.tables += " JOIN article a ON a.id = c.article";
    out.where = what_counts(filter);
    out.where.text += " AND ";
    if (lead != nullptr) {
        out.where.append(lead_condition(conjuncts, lead));
    } else {
        Translator(out.where, "c").translate(filter.where);
    }
    if (out.where.version) out.tables += " JOIN version v ON v.id = c.version";
    out.day = day_column(filter, lead != nullptr);
    if (after) out.where.append(after_condition(filter, out.day, *after));
    out.order = fmt::format("{0} {2}, {1} {2}, a.url {2}, c.begin {2}, c.claim_id {2}", out.day,
                            kPublishedOrder, filter.descending ? "DESC" : "ASC");
    return out;
}

}  // namespace claimline
