// Parser of the query language. Grammar:
//
//   any     = all { "OR" all }
//   all     = factor { [ "AND" ] factor }
//   factor  = ( "NOT" | "-" ) factor | "(" any ")" | field ":" value | near
//   near    = word { "NEAR/n" word } | "phrase" | prefix*

#include <algorithm>
#include <array>
#include <charconv>

#include "core/suggest.h"
#include "core/text.h"
#include "index/query.h"
#include "index/query_amounts.h"
#include "index/query_lexer.h"

namespace claimline {
namespace {

constexpr std::size_t kMostBytes = 4096;
constexpr int kMostDepth = 32;
constexpr std::size_t kDefaultNear = 10;
constexpr std::size_t kMostNear = 100;
constexpr std::size_t kMostNameWords = 6;
constexpr std::size_t kLeastPrefix = 2;

// What a field's values are.
enum class FieldType { party, place, kind, status, word, title, date, since, until, value, saved };

struct Field {
    std::string_view name;
    std::string_view stored;  // field of claim_terms(), or the date that is meant
    FieldType type;
};

constexpr std::array<Field, 25> kFields{{
    {"entity", "entity", FieldType::party},    {"subject", "subject", FieldType::party},
    {"kind", "kind", FieldType::kind},         {"status", "status", FieldType::status},
    {"place", "place", FieldType::place},      {"region", "place", FieldType::place},
    {"speaker", "speaker", FieldType::word},   {"outlet", "outlet", FieldType::word},
    {"modality", "modality", FieldType::word}, {"source", "source", FieldType::word},
    {"host", "host", FieldType::word},         {"lang", "lang", FieldType::word},
    {"thread", "thread", FieldType::word},     {"id", "id", FieldType::word},
    {"article", "article", FieldType::word},   {"state", "state", FieldType::word},
    {"title", "title", FieldType::title},      {"date", "", FieldType::date},
    {"about", "about", FieldType::date},       {"published", "published", FieldType::date},
    {"seen", "seen", FieldType::date},         {"since", "", FieldType::since},
    {"until", "", FieldType::until},           {"value", "value", FieldType::value},
    {"query", "", FieldType::saved},
}};

bool has_letter_or_digit(std::string_view text) {
    return std::ranges::any_of(text, [](char c) {
        return is_digit(c) || (to_lower(c) >= 'a' && to_lower(c) <= 'z') ||
               static_cast<unsigned char>(c) >= 0x80;
    });
}

// status:in-talks and status:"in talks" mean in_talks.
std::string closed_value(std::string_view text) {
    std::string out = fold(text);
    for (char& c : out)
        if (c == ' ' || c == '-') c = '_';
    return out;
}

std::vector<std::string> split_words(std::string_view text) {
    std::vector<std::string> words;
    while (!(text = trim(text)).empty()) {
        const auto end = std::min(text.find_first_of(" \t\r\n\f\v"), text.size());
        words.emplace_back(text.substr(0, end));
        text.remove_prefix(end);
    }
    return words;
}

// ---- the parser ----

class Parser {
  public:
    Parser(std::string_view query, const QueryVocabulary& vocabulary, std::string prefix = {})
        : complaints_(query, std::move(prefix)), query_(query), vocabulary_(vocabulary) {}

    Result<Query> run() {
        auto tokens = lex_query(query_, complaints_);
        if (!tokens) return Failure(tokens.error());
        tokens_ = std::move(*tokens);
        if (here().type == TokenType::end) return Query{};
        auto query = parse_any(0);
        if (!query) return query;
        if (here().type == TokenType::close)
            return complaints_.at(here().at, "remove it, or open a bracket before",
                                  "nothing was opened for this ')'");
        return query;
    }

    // One field with one value that stands outside a query.
    Result<Query> run_field(std::string_view name) {
        const auto field = find_field(std::string(name));
        if (!field) return fail(ErrorKind::usage, "there is no field '{}'", name);
        return field_query(*field, {TokenType::phrase, std::string(query_), 0, false});
    }

  private:
    [[nodiscard]] const QueryToken& here() const { return tokens_[at_]; }
    [[nodiscard]] bool is_operator(const char* name) const {
        return here().type == TokenType::word && here().text == name;
    }
    [[nodiscard]] bool is_near() const {
        return here().type == TokenType::word && (here().text == "NEAR" || here().text.starts_with("NEAR/"));
    }
    [[nodiscard]] bool ends_list() const {
        return here().type == TokenType::end || here().type == TokenType::close || is_operator("OR");
    }

    Result<Query> parse_any(int depth) {
        AnyOf any;
        while (true) {
            auto all = parse_all(depth);
            if (!all) return all;
            any.parts.push_back(std::move(*all));
            if (!is_operator("OR")) break;
            const std::size_t at = here().at;
            ++at_;
            if (ends_list()) return complaints_.at(at, "write a OR b", "nothing stands after OR");
        }
        if (any.parts.size() == 1) return std::move(any.parts.front());
        return Query{std::move(any)};
    }

    Result<Query> parse_all(int depth) {
        if (is_operator("OR") || is_operator("AND"))
            return complaints_.at(here().at, fmt::format("write a {} b", here().text),
                                  "nothing stands before {}", here().text);
        AllOf all;
        while (!ends_list()) {
            if (is_operator("AND")) {
                const std::size_t at = here().at;
                ++at_;
                if (ends_list() || is_operator("AND"))
                    return complaints_.at(at, "write a AND b", "nothing stands after AND");
            }
            auto factor = parse_factor(depth);
            if (!factor) return factor;
            all.parts.push_back(std::move(*factor));
        }
        if (all.parts.size() == 1) return std::move(all.parts.front());
        return Query{std::move(all)};
    }

    Result<Query> parse_factor(int depth) {
        const QueryToken& token = here();
        if (depth > kMostDepth)
            return complaints_.at(token.at, "", "more than {} levels of brackets and negations", kMostDepth);
        if (token.type == TokenType::minus || is_operator("NOT")) return parse_negation(depth);
        if (token.type == TokenType::open) return parse_group(depth);
        if (token.type == TokenType::field) return parse_field();
        if (token.type == TokenType::phrase) return parse_phrase();
        if (is_near())
            return complaints_.at(token.at, "write a NEAR/5 b", "nothing stands before {}", token.text);
        return parse_words();
    }

    Result<Query> parse_negation(int depth) {
        const QueryToken token = here();
        ++at_;
        if (ends_list() || is_operator("AND"))
            return complaints_.at(token.at, "", "nothing stands after {}", token.text);
        auto inner = parse_factor(depth + 1);
        if (!inner) return inner;
        NotOf negation;
        negation.parts.push_back(std::move(*inner));
        return Query{std::move(negation)};
    }

    Result<Query> parse_group(int depth) {
        const std::size_t at = here().at;
        ++at_;
        if (here().type == TokenType::close) return complaints_.at(at, "", "the brackets are empty");
        auto inner = parse_any(depth + 1);
        if (!inner) return inner;
        if (here().type != TokenType::close)
            return complaints_.at(at, "close it with )", "this bracket is never closed");
        ++at_;
        return inner;
    }

    // ---- free text ----

    Result<Query> parse_phrase() {
        const QueryToken token = here();
        ++at_;
        if (!has_letter_or_digit(token.text))
            return complaints_.at(token.at, "", "there is nothing to look for in \"{}\"", token.text);
        if (auto party = known_party(token.text)) return std::move(*party);
        return Query{TextClause{TextClause::Form::phrase, split_words(token.text), 0, false}};
    }

    Result<Query> parse_words() {
        if (vocabulary_.names_as_parties)
            if (auto party = parse_party()) return std::move(*party);
        auto first = parse_word(false);
        if (!first || !is_near()) return first;
        return parse_near(std::get<TextClause>(first->node));
    }

    // The longest run of plain words that names a known party.
    std::optional<Query> parse_party() {
        std::size_t count = 0;
        while (count < kMostNameWords && is_plain_word(tokens_[at_ + count])) ++count;
        for (; count > 0; --count) {
            std::string name;
            for (std::size_t i = 0; i < count; ++i) name += (i == 0 ? "" : " ") + tokens_[at_ + i].text;
            const bool near_follows = tokens_[at_ + count].text.starts_with("NEAR");
            auto party = near_follows ? std::nullopt : known_party(name);
            if (!party) continue;
            at_ += count;
            return party;
        }
        return std::nullopt;
    }

    static bool is_plain_word(const QueryToken& token) {
        return token.type == TokenType::word && token.text != "OR" && token.text != "AND" &&
               token.text != "NOT" && !token.text.starts_with("NEAR") &&
               token.text.find('*') == std::string::npos;
    }

    std::optional<Query> known_party(const std::string& name) {
        if (!vocabulary_.names_as_parties || !vocabulary_.party) return std::nullopt;
        auto terms = vocabulary_.party(name);
        if (terms.empty()) return std::nullopt;
        return Query{TermClause{"entity", std::move(terms)}};
    }

    Result<Query> parse_word(bool title_only) {
        const QueryToken token = here();
        ++at_;
        std::string_view word = token.text;
        TextClause clause{TextClause::Form::word, {}, 0, title_only};
        if (word.ends_with('*')) {
            word.remove_suffix(1);
            clause.form = TextClause::Form::prefix;
            if (word.size() < kLeastPrefix)
                return complaints_.at(token.at, "", "at least {} letters must stand before *", kLeastPrefix);
        }
        if (word.find('*') != std::string_view::npos)
            return complaints_.at(token.at, "* is allowed at the end of a word only", "'{}' has a * inside",
                                  token.text);
        if (!has_letter_or_digit(word))
            return complaints_.at(token.at, "", "there is nothing to look for in '{}'", token.text);
        clause.words.emplace_back(word);
        return Query{std::move(clause)};
    }

    Result<Query> parse_near(TextClause clause) {
        clause.distance = kDefaultNear;
        while (is_near()) {
            const QueryToken token = here();
            ++at_;
            if (token.text.size() > 4) {
                const std::string_view number = std::string_view(token.text).substr(5);
                const auto [end, error] =
                    std::from_chars(number.data(), number.data() + number.size(), clause.distance);
                if (error != std::errc{} || end != number.data() + number.size() || clause.distance == 0 ||
                    clause.distance > kMostNear)
                    return complaints_.at(token.at, fmt::format("write NEAR/1 to NEAR/{}", kMostNear),
                                          "'{}' is not a distance", number);
            }
            if (!is_plain_word(here()) || clause.form == TextClause::Form::prefix)
                return complaints_.at(token.at, "write a NEAR/5 b", "NEAR needs a plain word on both sides");
            auto word = parse_word(false);
            if (!word) return word;
            clause.words.push_back(std::move(std::get<TextClause>(word->node).words.front()));
        }
        clause.form = TextClause::Form::near;
        return Query{std::move(clause)};
    }

    // ---- fields ----

    Result<Query> parse_field() {
        const QueryToken name = here();
        ++at_;
        const auto field = find_field(name.text);
        if (!field) return unknown_field(name);
        std::vector<QueryToken> values;
        if (auto read = read_values(name, values); !read) return Failure(read.error());
        AnyOf any;
        for (const auto& value : values) {
            auto one = field_query(*field, value);
            if (!one) return one;
            any.parts.push_back(std::move(*one));
        }
        return merged(std::move(any));
    }

    [[nodiscard]] std::optional<Field> find_field(const std::string& name) const {
        const auto* known = std::ranges::find(kFields, name, &Field::name);
        if (known != kFields.end()) return *known;
        const auto slot = std::ranges::find(vocabulary_.slots, name);
        if (slot != vocabulary_.slots.end()) return Field{*slot, *slot, FieldType::word};
        return std::nullopt;
    }

    [[nodiscard]] Failure unknown_field(const QueryToken& name) const {
        std::vector<std::string> known(vocabulary_.slots);
        for (const auto& field : kFields) known.emplace_back(field.name);
        const auto guess = nearest(name.text, known);
        return complaints_.at(
            name.at,
            !guess ? fmt::format("put it in quotes to look for the words: \"{}:...\"", name.text)
                   : fmt::format("did you mean {}:value?", *guess),
            "there is no field '{}'", name.text);
    }

    // field:value, field:"a b", field:(a, b "c d")
    Result<void> read_values(const QueryToken& name, std::vector<QueryToken>& values) {
        if (!here().glued || here().type == TokenType::end || here().type == TokenType::close)
            return complaints_.at(name.at, fmt::format("write {0}:value without a blank", name.text),
                                  "the field '{}' has no value", name.text);
        if (here().type != TokenType::open) {
            QueryToken value = here();
            ++at_;
            if (value.type == TokenType::minus || value.type == TokenType::field) rejoin(value);
            values.push_back(std::move(value));
            return {};
        }
        const std::size_t open = here().at;
        for (++at_; here().type == TokenType::word || here().type == TokenType::phrase; ++at_) {
            if (is_operator("OR")) continue;
            split_at_commas(here(), values);
        }
        if (here().type != TokenType::close)
            return complaints_.at(open, fmt::format("write {}:(a, b)", name.text),
                                  "this list is never closed");
        ++at_;
        if (values.empty()) return complaints_.at(open, "", "the list is empty");
        return {};
    }

    // The lexer takes apart what is one value here: "-5", "a:b".
    void rejoin(QueryToken& value) {
        value.text = std::string(query_.substr(value.at, tokens_[at_].at - value.at));
        value.type = TokenType::word;
        if (here().glued && here().type != TokenType::end && here().type != TokenType::close) {
            value.text += here().text;
            ++at_;
        }
    }

    static void split_at_commas(const QueryToken& token, std::vector<QueryToken>& values) {
        if (token.type == TokenType::phrase) return values.push_back(token);
        std::size_t from = 0;
        while (from <= token.text.size()) {
            const auto comma = std::min(token.text.find(',', from), token.text.size());
            if (comma > from)
                values.push_back(
                    {TokenType::word, token.text.substr(from, comma - from), token.at + from, false});
            from = comma + 1;
        }
    }

    // any(field=a, field=b) is field=a|b.
    static Query merged(AnyOf any) {
        if (any.parts.size() == 1) return std::move(any.parts.front());
        const auto* first = std::get_if<TermClause>(&any.parts.front().node);
        TermClause all = first != nullptr ? TermClause{first->field, {}} : TermClause{};
        for (const auto& part : any.parts) {
            const auto* term = std::get_if<TermClause>(&part.node);
            if (term == nullptr || first == nullptr || term->field != all.field) return Query{std::move(any)};
            for (const auto& value : term->values)
                if (std::ranges::find(all.values, value) == all.values.end()) all.values.push_back(value);
        }
        return Query{std::move(all)};
    }

    Result<Query> field_query(const Field& field, const QueryToken& value) {
        const std::string stored(field.stored);
        switch (field.type) {
            case FieldType::party: return named(stored, value, vocabulary_.party);
            case FieldType::place: return named(stored, value, vocabulary_.place);
            case FieldType::kind: return kind_query(value);
            case FieldType::status: return status_query(value);
            case FieldType::word: return Query{TermClause{stored, {word_value(stored, value.text)}}};
            case FieldType::title: return title_query(value);
            case FieldType::date:
            case FieldType::since:
            case FieldType::until: return date_query(field, value);
            case FieldType::value: return value_query(value);
            case FieldType::saved: return saved_query(value);
        }
        return Query{};
    }

    // query:name; a search may use others, a few deep, so that one that names itself ends.
    Result<Query> saved_query(const QueryToken& value) {
        constexpr int kMostSaved = 8;
        const auto text = vocabulary_.saved ? vocabulary_.saved(value.text) : std::nullopt;
        if (!text) return unknown_value(value, "saved search", value.text, vocabulary_.saved_names);
        if (vocabulary_.saved_depth >= kMostSaved)
            return complaints_.at(value.at, "a saved search must not use itself",
                                  "saved searches use each other more than {} deep", kMostSaved);
        QueryVocabulary inner = vocabulary_;
        ++inner.saved_depth;
        auto query = parse_query(*text, inner);
        if (query) return query;
        return complaints_.at(value.at, query.error().hint, "the saved search '{}' is wrong: {}", value.text,
                              query.error().message);
    }

    // Names of slots with closed lists are written with underscores; all other values are folded names.
    [[nodiscard]] std::string word_value(const std::string& field, const std::string& text) const {
        const bool slot = std::ranges::find(vocabulary_.slots, field) != vocabulary_.slots.end();
        return slot && text.find(' ') == std::string::npos ? closed_value(text) : fold(text);
    }

    static Result<Query> named(std::string field, const QueryToken& value,
                               const std::function<std::vector<std::string>(std::string_view)>& resolve) {
        auto terms = resolve ? resolve(value.text) : std::vector<std::string>();
        const std::string own = fold(value.text);
        if (std::ranges::find(terms, own) == terms.end()) terms.push_back(own);
        return Query{TermClause{std::move(field), std::move(terms)}};
    }

    Result<Query> kind_query(const QueryToken& value) {
        const std::string name = closed_value(value.text);
        if (std::ranges::find(vocabulary_.kinds, name) != vocabulary_.kinds.end())
            return Query{TermClause{"kind", {name}}};
        const auto alias = std::ranges::find_if(
            vocabulary_.kind_aliases,
            [&name](const KindAlias& candidate) { return closed_value(candidate.word) == name; });
        if (alias != vocabulary_.kind_aliases.end()) {
            Query query{TermClause{"kind", {alias->kind}}};
            for (const auto& slot : alias->slots) query = both(std::move(query), Query{slot});
            return query;
        }
        std::vector<std::string> known(vocabulary_.kinds);
        for (const auto& candidate : vocabulary_.kind_aliases) known.push_back(candidate.word);
        return unknown_value(value, "kind of claim", name, known);
    }

    Result<Query> status_query(const QueryToken& value) {
        const std::string name = closed_value(value.text);
        if (!vocabulary_.statuses.empty() &&
            std::ranges::find(vocabulary_.statuses, name) == vocabulary_.statuses.end())
            return unknown_value(value, "status", name, vocabulary_.statuses);
        return Query{TermClause{"status", {name}}};
    }

    [[nodiscard]] Failure unknown_value(const QueryToken& value, const char* what, const std::string& name,
                                        const std::vector<std::string>& known) const {
        const auto guess = nearest(name, known);
        std::string hint = !guess ? "known:" : fmt::format("did you mean {}?", *guess);
        if (!guess)
            for (const auto& one : known) hint += " " + one;
        return complaints_.at(value.at, std::move(hint), "there is no {} '{}'", what, value.text);
    }

    Result<Query> title_query(const QueryToken& value) {
        if (value.type == TokenType::phrase)
            return Query{TextClause{TextClause::Form::phrase, split_words(value.text), 0, true}};
        if (!has_letter_or_digit(value.text))
            return complaints_.at(value.at, "", "there is nothing to look for in '{}'", value.text);
        const bool prefix = value.text.ends_with('*');
        return Query{TextClause{prefix ? TextClause::Form::prefix : TextClause::Form::word,
                                {value.text.substr(0, value.text.size() - (prefix ? 1 : 0))},
                                0,
                                true}};
    }

    Result<Query> date_query(const Field& field, const QueryToken& value) {
        auto range = parse_date_range(value.text, vocabulary_.today);
        if (!range) return complaints_.at(value.at, range.error().hint, "{}", range.error().message);
        if (field.type == FieldType::since) range->until.reset();
        if (field.type == FieldType::until) range->from.reset();
        DateField which = vocabulary_.dates;
        for (const auto candidate : {DateField::about, DateField::published, DateField::seen})
            if (field.stored == to_string(candidate)) which = candidate;
        return Query{DateClause{which, *range}};
    }

    Result<Query> value_query(const QueryToken& value) {
        const std::string_view whole = value.text;
        const auto complain = [&] {
            return complaints_.at(value.at, "write value:>=100M, value:<5000 or value:\"EUR 10m..50m\"",
                                  "'{}' is not an amount", whole);
        };
        if (const auto dots = whole.find(".."); dots != std::string_view::npos) {
            const auto from = parse_amount(whole.substr(0, dots));
            auto until = parse_amount(whole.substr(dots + 2));
            if (!from || !until) return complain();
            if (until->currency.empty()) until->currency = from->currency;
            return both(Query{ValueClause{Comparison::at_least, from->value, from->currency}},
                        Query{ValueClause{Comparison::at_most, until->value, until->currency}});
        }
        std::string_view text = whole;
        const auto comparison = take_comparison(text);
        const auto amount = parse_amount(text);
        if (!amount) return complain();
        return Query{ValueClause{comparison, amount->value, amount->currency}};
    }

    Complaints complaints_;
    std::string_view query_;
    const QueryVocabulary& vocabulary_;
    std::vector<QueryToken> tokens_;
    std::size_t at_ = 0;
};

}  // namespace

Result<Query> parse_query(std::string_view text, const QueryVocabulary& vocabulary) {
    if (text.size() > kMostBytes)
        return with_hint(
            fail(ErrorKind::usage, "the query has {} bytes, at most {} are read", text.size(), kMostBytes),
            "leave words out");
    if (!is_valid_utf8(text)) return fail(ErrorKind::usage, "the query is not valid UTF-8");
    return Parser(text, vocabulary).run();
}

Result<Query> parse_field_value(std::string_view option, std::string_view field, std::string_view value,
                                const QueryVocabulary& vocabulary) {
    return Parser(trim(value), vocabulary, std::string(option)).run_field(field);
}

}  // namespace claimline
