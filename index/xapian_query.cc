// Translates query trees. Fields, dates and figures filter and never weigh; only words do.

#include "index/xapian_query.h"

#include <xapian.h>

#include <algorithm>
#include <set>

namespace claimline {
namespace {

// A prefix stands for at most so many words, the most frequent ones.
constexpr Xapian::termcount kPrefixExpansion = 200;

Xapian::Query filter(const Xapian::Query& query) {
    return {Xapian::Query::OP_SCALE_WEIGHT, query, 0.0};
}

Xapian::Query any_term(const std::vector<std::string>& terms) {
    return filter(Xapian::Query(Xapian::Query::OP_OR, terms.begin(), terms.end()));
}

class Translator {
  public:
    Translator(IndexPart part, const std::vector<std::string>& langs) : part_(part) {
        for (const auto& lang : langs) stemmers_.push_back(stemmer_for(lang));
        if (stemmers_.empty()) stemmers_.emplace_back();
    }

    // Depth is bounded by the parser.
    Result<Xapian::Query> translate(const Query& query) {
        return std::visit([this](const auto& node) { return read(node); }, query.node);
    }

  private:
    using Translated = Result<Xapian::Query>;

    Translated read(const AllOf& all) {
        return join(all.parts, Xapian::Query::OP_AND, Xapian::Query::MatchAll);
    }
    Translated read(const AnyOf& any) {
        return join(any.parts, Xapian::Query::OP_OR, Xapian::Query::MatchNothing);
    }
    Translated read(const NotOf& negation) {
        auto inner = join(negation.parts, Xapian::Query::OP_AND, Xapian::Query::MatchAll);
        if (!inner) return inner;
        return filter({Xapian::Query::OP_AND_NOT, Xapian::Query::MatchAll, *inner});
    }
    Translated read(const TermClause& clause) {
        std::vector<std::string> terms;
        for (const auto& value : clause.values) terms.push_back(field_term(clause.field, value));
        return any_term(terms);
    }
    Translated read(const DateClause& clause) {
        return any_term(range_terms(part_, clause.field, clause.range));
    }

    Translated read(const ValueClause& clause) {
        if (part_ == IndexPart::articles)
            return with_hint(
                fail(ErrorKind::usage, "value: compares the figures of claims, search finds articles"),
                "use timeline, series or export claims");
        const std::string value = Xapian::sortable_serialise(clause.value);
        const bool lower = clause.comparison == Comparison::at_least || clause.comparison == Comparison::more;
        Xapian::Query query = lower ? Xapian::Query(Xapian::Query::OP_VALUE_GE, kValueSlot, value)
                                    : Xapian::Query(Xapian::Query::OP_VALUE_LE, kValueSlot, value);
        if (clause.comparison == Comparison::equal)
            query = {Xapian::Query::OP_VALUE_RANGE, kValueSlot, value, value};
        if (clause.comparison == Comparison::more || clause.comparison == Comparison::less)
            query = {Xapian::Query::OP_AND_NOT, query,
                     Xapian::Query(Xapian::Query::OP_VALUE_RANGE, kValueSlot, value, value)};
        // An empty value sorts first: claims without a figure must not count as small ones.
        query = {Xapian::Query::OP_AND, query, Xapian::Query(field_term("has", "value"))};
        if (!clause.currency.empty())
            query = {Xapian::Query::OP_AND, query,
                     Xapian::Query(Xapian::Query::OP_VALUE_RANGE, kCurrencySlot, clause.currency,
                                   clause.currency)};
        return filter(query);
    }

    Translated read(const TextClause& clause) {
        const std::string prefix = clause.title_only ? "S" : "";
        switch (clause.form) {
            case TextClause::Form::word: return word(clause.words.front(), prefix);
            case TextClause::Form::phrase: return phrase(clause.words, prefix);
            case TextClause::Form::near: return near(clause, prefix);
            case TextClause::Form::prefix:
                return Xapian::Query(Xapian::Query::OP_WILDCARD, prefix + lower(clause.words.front()),
                                     kPrefixExpansion, Xapian::Query::WILDCARD_LIMIT_MOST_FREQUENT,
                                     Xapian::Query::OP_SYNONYM);
        }
        return Xapian::Query();
    }

    // Lower case as the tokeniser does it; the word itself when it is no token ("-").
    static std::string lower(const std::string& word) {
        const auto tokens = tokenise(word);
        return tokens.words.empty() ? to_lower(word) : tokens.words.front();
    }

    Xapian::Query word(const std::string& text, const std::string& prefix) {
        const auto tokens = tokenise(text);
        if (tokens.words.empty()) return Xapian::Query::MatchNothing;
        if (tokens.words.size() > 1) return in_order(tokens, prefix);
        std::set<std::string> stems;
        for (const auto& stem : stemmers_) stems.insert(stem(tokens.words.front()));
        std::vector<std::string> terms;
        for (const auto& stem : stems) terms.push_back("Z" + prefix + stem);
        // The word as it stands too: what is capitalised or numeric is indexed unstemmed only.
        terms.push_back(prefix + tokens.words.front());
        return {Xapian::Query::OP_SYNONYM, terms.begin(), terms.end()};
    }

    static Xapian::Query in_order(const IndexTokens& tokens, const std::string& prefix) {
        std::vector<std::string> terms;
        for (const auto& token : tokens.words) terms.push_back(prefix + token);
        if (tokens.ngrams) return {Xapian::Query::OP_AND, terms.begin(), terms.end()};
        return {Xapian::Query::OP_PHRASE, terms.begin(), terms.end(),
                static_cast<Xapian::termcount>(terms.size())};
    }

    static Xapian::Query phrase(const std::vector<std::string>& words, const std::string& prefix) {
        std::string text;
        for (const auto& word : words) text += word + " ";
        const auto tokens = tokenise(text);
        if (tokens.words.empty()) return Xapian::Query::MatchNothing;
        return in_order(tokens, prefix);
    }

    static Xapian::Query near(const TextClause& clause, const std::string& prefix) {
        std::vector<std::string> terms;
        for (const auto& word : clause.words)
            for (const auto& token : tokenise(word).words) terms.push_back(prefix + token);
        if (terms.empty()) return Xapian::Query::MatchNothing;
        return {Xapian::Query::OP_NEAR, terms.begin(), terms.end(),
                static_cast<Xapian::termcount>(clause.distance + terms.size() - 1)};
    }

    Translated join(const std::vector<Query>& parts, Xapian::Query::op op, const Xapian::Query& empty) {
        std::vector<Xapian::Query> translated;
        for (const auto& part : parts) {
            auto one = translate(part);
            if (!one) return one;
            translated.push_back(std::move(*one));
        }
        if (translated.empty()) return empty;
        return Xapian::Query(op, translated.begin(), translated.end());
    }

    IndexPart part_;
    std::vector<Xapian::Stem> stemmers_;
};

// What find_query_words() looks for.
struct Wanted {
    std::set<std::string> stems;
    std::set<std::string> words;
    std::vector<std::string> prefixes;
    std::vector<std::string> pieces;  // CJK: found anywhere
};

void collect(const Query& query, const std::vector<Xapian::Stem>& stemmers, Wanted& wanted) {
    const auto each = [&](const std::vector<Query>& parts) {
        for (const auto& part : parts) collect(part, stemmers, wanted);
    };
    if (const auto* all = std::get_if<AllOf>(&query.node)) return each(all->parts);
    if (const auto* any = std::get_if<AnyOf>(&query.node)) return each(any->parts);
    const auto* text = std::get_if<TextClause>(&query.node);
    if (text == nullptr) return;
    for (const auto& word : text->words) {
        const auto tokens = tokenise(word);
        if (tokens.ngrams) wanted.pieces.push_back(word);
        if (tokens.ngrams || tokens.words.empty()) continue;
        if (text->form == TextClause::Form::prefix) wanted.prefixes.push_back(tokens.words.front());
        wanted.words.insert(tokens.words.begin(), tokens.words.end());
        if (text->form != TextClause::Form::word) continue;
        for (const auto& stem : stemmers)
            for (const auto& token : tokens.words) wanted.stems.insert(stem(token));
    }
}

bool is_wanted(const std::string& word, const Wanted& wanted, const std::vector<Xapian::Stem>& stemmers) {
    if (wanted.words.contains(word)) return true;
    if (std::ranges::any_of(wanted.prefixes,
                            [&word](const auto& prefix) { return word.starts_with(prefix); }))
        return true;
    return !wanted.stems.empty() &&
           std::ranges::any_of(stemmers, [&](const auto& stem) { return wanted.stems.contains(stem(word)); });
}

}  // namespace

Result<Xapian::Query> to_xapian(const Query& query, IndexPart part, const std::vector<std::string>& langs) {
    return Translator(part, langs).translate(query);
}

std::vector<Span> find_query_words(const Query& query, std::string_view text,
                                   const std::vector<std::string>& langs) {
    std::vector<Xapian::Stem> stemmers;
    for (const auto& lang : langs) stemmers.push_back(stemmer_for(lang));
    if (stemmers.empty()) stemmers.emplace_back();
    Wanted wanted;
    collect(query, stemmers, wanted);
    std::vector<Span> found;
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t begin = at;
        std::string word;
        while (at < text.size()) {
            std::size_t next = at;
            const auto c = static_cast<unsigned>(next_code_point(text, next));
            if (!Xapian::Unicode::is_wordchar(c)) break;
            append_utf8(word, static_cast<char32_t>(Xapian::Unicode::tolower(c)));
            at = next;
        }
        if (!word.empty() && is_wanted(word, wanted, stemmers))
            found.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at)});
        if (word.empty()) (void)next_code_point(text, at);
    }
    for (const auto& piece : wanted.pieces)
        for (auto hit = text.find(piece); hit != std::string_view::npos;
             hit = text.find(piece, hit + piece.size()))
            found.push_back(
                {static_cast<std::uint32_t>(hit), static_cast<std::uint32_t>(hit + piece.size())});
    std::ranges::sort(found);
    return found;
}

}  // namespace claimline
