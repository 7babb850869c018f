// What stands in when data/models holds no weights: right for about seven words in eight, and the same
// everywhere.

#include "extract/tagger_rules.h"

#include <algorithm>
#include <array>
#include <utility>

#include "extract/language_tables.h"

namespace claimline {
namespace {

constexpr std::size_t kLongestWord = 32;

struct Lowered {
    std::array<char, kLongestWord> bytes{};
    std::size_t size = 0;
    explicit Lowered(std::string_view word) {
        if (word.size() > bytes.size()) return;
        size = word.size();
        std::ranges::transform(word, bytes.begin(), [](char c) { return to_lower(c); });
    }
    [[nodiscard]] std::string_view view() const { return {bytes.data(), size}; }
};

bool has_verb_form(std::string_view word) {
    return std::ranges::any_of(irregular_forms(word),
                               [](const IrregularForm& row) { return row.form_class == FormClass::verb; });
}

Pos by_suffix(std::string_view word) {
    using enum Pos;
    static constexpr std::array<std::pair<std::string_view, Pos>, 34> kSuffixes{{
        {"ly", adv},    {"tion", noun}, {"sion", noun},  {"ment", noun}, {"ness", noun}, {"ity", noun},
        {"ship", noun}, {"ance", noun}, {"ence", noun},  {"ism", noun},  {"ist", noun},  {"er", noun},
        {"or", noun},   {"age", noun},  {"ous", adj},    {"ful", adj},   {"less", adj},  {"ive", adj},
        {"able", adj},  {"ible", adj},  {"al", adj},     {"ic", adj},    {"ish", adj},   {"ary", adj},
        {"ant", adj},   {"ent", adj},   {"-based", adj}, {"-old", adj},  {"ing", verb},  {"ed", verb},
        {"ize", verb},  {"ise", verb},  {"ify", verb},   {"ate", verb},
    }};
    for (const auto& [suffix, pos] : kSuffixes) {
        if (word.size() > suffix.size() + 2 && word.ends_with(suffix)) return pos;
    }
    return noun;
}

// The tag of the form alone.
Pos lexical_tag(std::string_view form, const Token& token) {
    const Lowered word(form);
    const Pos closed = closed_class_of(word.view());
    if (token.has(kPunctuation)) return closed == Pos::cconj || closed == Pos::sym ? closed : Pos::punct;
    if (token.has(kNumeric) && !token.has(kMixedCase) && is_digit(form.front())) {
        return form.ends_with("th") || form.ends_with("st") || form.ends_with("nd") || form.ends_with("-old")
                   ? Pos::adj
                   : Pos::num;
    }
    const bool name_like = token.has(kCapital) && !token.has(kSentenceStart);
    if (closed != Pos::x && !(token.has(kAllCaps) && form.size() > 3) &&
        !(name_like && (closed == Pos::adj || closed == Pos::noun || closed == Pos::num))) {
        return closed;
    }
    if (name_like || token.has(kMixedCase) || token.has(kAllCaps) || form.ends_with('.')) return Pos::propn;
    if (has_verb_form(word.view())) return Pos::verb;
    const Pos guess = by_suffix(word.view());
    return token.has(kCapital) && guess == Pos::noun ? Pos::propn : guess;
}

bool opens_noun_group(Pos pos) {
    return pos == Pos::det || pos == Pos::adj || pos == Pos::num;
}

// Corrections by the neighbours, left to right; `next` is still the lexical guess.
Pos in_context(std::string_view word, Pos guess, Pos before, std::string_view word_before, Pos next) {
    const bool after_infinitive = word_before == "to" || before == Pos::aux;
    if (word == "to") return next == Pos::noun || next == Pos::verb ? Pos::part : Pos::adp;
    if (word == "that" && (before == Pos::noun || before == Pos::verb))
        return before == Pos::noun ? Pos::pron : Pos::sconj;
    const bool auxiliary =
        word == "has" || word == "have" || word == "had" || word == "do" || word == "does" || word == "did";
    if (auxiliary && (next == Pos::verb || next == Pos::part || next == Pos::aux)) return Pos::aux;
    if ((word == "'s" || word == "\xE2\x80\x99s") && (before == Pos::propn || before == Pos::noun))
        return Pos::part;
    if (guess == Pos::noun && after_infinitive && before != Pos::det) return Pos::verb;
    if (guess == Pos::noun && before == Pos::pron && word.ends_with('s')) return Pos::verb;
    if (guess == Pos::verb && opens_noun_group(before)) {
        if (next == Pos::noun || next == Pos::propn) return Pos::adj;
        return word.ends_with("ed") ? Pos::adj : Pos::noun;
    }
    if (guess == Pos::verb && word.ends_with("ing") && before == Pos::adp && next == Pos::noun)
        return Pos::verb;
    return guess;
}

}  // namespace

void tag_by_rules(std::string_view text, std::span<Token> sentence) {
    for (Token& token : sentence) token.pos = lexical_tag(slice(text, token.span), token);
    Pos before = Pos::x;
    std::string_view word_before;
    for (std::size_t i = 0; i < sentence.size(); ++i) {
        const std::string_view form = slice(text, sentence[i].span);
        const Pos next = i + 1 < sentence.size() ? sentence[i + 1].pos : Pos::x;
        sentence[i].pos = in_context(Lowered(form).view(), sentence[i].pos, before, word_before, next);
        before = sentence[i].pos;
        word_before = form;
    }
}

}  // namespace claimline
