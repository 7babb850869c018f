// The query tree: small questions about it and its printed form.

#include "index/query.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/claim.h"

namespace claimline {
namespace {

constexpr const char* kComparisons[] = {"<", "<=", "=", ">=", ">"};

std::string join(const std::vector<std::string>& words, const char* glue) {
    std::string out;
    for (const auto& word : words) {
        if (!out.empty()) out += glue;
        out += word;
    }
    return out;
}

std::string print_parts(const char* name, const std::vector<Query>& parts) {
    std::string out = std::string(name) + "(";
    for (std::size_t i = 0; i < parts.size(); ++i) out += (i == 0 ? "" : ", ") + to_string(parts[i]);
    return out + ")";
}

struct Printer {
    std::string operator()(const AllOf& all) const {
        return all.parts.empty() ? "everything" : print_parts("all", all.parts);
    }
    std::string operator()(const AnyOf& any) const { return print_parts("any", any.parts); }
    std::string operator()(const NotOf& negation) const { return print_parts("not", negation.parts); }
    std::string operator()(const TextClause& text) const {
        const char* where = text.title_only ? "title:" : "";
        switch (text.form) {
            case TextClause::Form::word: return where + join(text.words, " ");
            case TextClause::Form::phrase: return fmt::format("{}\"{}\"", where, join(text.words, " "));
            case TextClause::Form::near:
                return fmt::format("{}near/{}({})", where, text.distance, join(text.words, ", "));
            case TextClause::Form::prefix: return fmt::format("{}{}*", where, join(text.words, " "));
        }
        return {};
    }
    std::string operator()(const TermClause& term) const { return term.field + "=" + join(term.values, "|"); }
    std::string operator()(const DateClause& date) const {
        const auto side = [](const std::optional<sys_days>& day) {
            return day ? to_iso(*day) : std::string();
        };
        return fmt::format("{}={}..{}", to_string(date.field), side(date.range.from), side(date.range.until));
    }
    std::string operator()(const ValueClause& value) const {
        return fmt::format("value{}{}{}{}", kComparisons[static_cast<int>(value.comparison)], value.currency,
                           value.currency.empty() ? "" : " ", number_to_text(value.value));
    }
};

}  // namespace

bool operator==(const AllOf& a, const AllOf& b) {
    return a.parts == b.parts;
}
bool operator==(const AnyOf& a, const AnyOf& b) {
    return a.parts == b.parts;
}
bool operator==(const NotOf& a, const NotOf& b) {
    return a.parts == b.parts;
}

const char* to_string(DateField field) {
    switch (field) {
        case DateField::about: return "about";
        case DateField::published: return "published";
        case DateField::seen: return "seen";
    }
    return "about";
}

bool is_everything(const Query& query) {
    const auto* all = std::get_if<AllOf>(&query.node);
    return all != nullptr && all->parts.empty();
}

bool has_text(const Query& query) {
    const auto any = [](const std::vector<Query>& parts) { return std::ranges::any_of(parts, has_text); };
    if (const auto* all = std::get_if<AllOf>(&query.node)) return any(all->parts);
    if (const auto* some = std::get_if<AnyOf>(&query.node)) return any(some->parts);
    if (const auto* negation = std::get_if<NotOf>(&query.node)) return any(negation->parts);
    return std::holds_alternative<TextClause>(query.node);
}

Query both(Query a, Query b) {
    if (is_everything(a)) return b;
    if (is_everything(b)) return a;
    AllOf all;
    for (Query* side : {&a, &b}) {
        if (auto* inner = std::get_if<AllOf>(&side->node)) {
            std::ranges::move(inner->parts, std::back_inserter(all.parts));
        } else {
            all.parts.push_back(std::move(*side));
        }
    }
    return {std::move(all)};
}

std::string to_string(const Query& query) {
    return std::visit(Printer{}, query.node);
}

}  // namespace claimline
