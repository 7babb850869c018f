// Translates query trees to SQL. Values are always bound, never written into the text.

#include "index/sqlite_filter.h"

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
    explicit Translator(SqlCondition& out) : out_(out) {}

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
            out_.text += fmt::format("{} IN ({})", column, placeholders(term.values.size()));
        } else {
            out_.text += fmt::format(
                "c.id IN (SELECT claim FROM claim_term WHERE term IN "
                "(SELECT id FROM term WHERE field = ? AND value IN ({})))",
                placeholders(term.values.size()));
            out_.values.emplace_back(term.field);
        }
        for (const auto& value : term.values) out_.values.emplace_back(value);
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
        const char* from = about                           ? "c.about_until > ?"
                           : date.field == DateField::seen ? "c.seen_day >= ?"
                                                           : "c.published_day >= ?";
        out_.text += "(1";
        if (date.range.from) {
            out_.text += fmt::format(" AND {}", from);
            out_.values.emplace_back(day_number(*date.range.from));
        }
        if (date.range.until) {
            const char* column = about                           ? "c.about_from"
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
};

std::string row_list(const std::vector<ClaimRow>& rows) {
    std::string out = "[";
    for (const auto row : rows)
        out += fmt::format("{}{}", out.size() > 1 ? "," : "", static_cast<std::int64_t>(row));
    return out + "]";
}

}  // namespace

void SqlCondition::bind_to(SQLite::Statement& statement) const {
    int at = 0;
    for (const auto& value : values) std::visit([&](const auto& v) { statement.bind(++at, v); }, value);
}

SqlCondition sql_condition(const ClaimFilter& filter) {
    SqlCondition out;
    out.text = "c.latest = 1";
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
    out.text += " AND ";
    Translator(out).translate(filter.where);
    return out;
}

const char* sql_day_column(DateField order) {
    switch (order) {
        case DateField::about: return "c.about_from";
        case DateField::published: return kPublishedOrder;
        case DateField::seen: return "c.seen_day";
    }
    return "c.about_from";
}

std::string sql_order(const ClaimFilter& filter) {
    const char* direction = filter.descending ? "DESC" : "ASC";
    return fmt::format("{0} {2}, {1} {2}, a.url {2}, c.begin {2}, c.claim_id {2}",
                       sql_day_column(filter.order), kPublishedOrder, direction);
}

SqlCondition sql_after(const ClaimFilter& filter, const ClaimCursor& cursor) {
    const char* day = sql_day_column(filter.order);
    const char compare = filter.descending ? '<' : '>';
    // The first comparison repeats part of the second so that an index on the day can be entered there.
    return {fmt::format("{0} {1}= ? AND ({0}, {2}, a.url, c.begin, c.claim_id) {1} (?, ?, ?, ?, ?)", day,
                        compare, kPublishedOrder),
            {cursor.day, cursor.day, cursor.published, cursor.url, cursor.begin, cursor.claim}};
}

}  // namespace claimline
