#include "extract/quantities.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "extract/numbers.h"
#include "extract/numbers_lexer.h"
#include "extract/quantities_bounds.h"
#include "extract/quantities_modifiers.h"
#include "extract/quantities_units.h"

namespace claimline {
namespace {

// A number with what it counts, in lexemes.
struct Parsed {
    std::size_t first = 0;
    std::size_t last = 0;
    ParsedNumber number;
    const Unit* unit = nullptr;
    double high = 0;  // ranges
    bool range = false;
    bool prefixed = false;  // the currency stands before
    bool ordinal = false;
};

bool is_money(const Unit* unit) {
    return unit != nullptr && unit->type == QuantityType::money;
}

class QuantityFinder {
  public:
    QuantityFinder(const Lexemes& lexemes, const std::vector<Span>& not_here)
        : l_(lexemes), not_here_(not_here) {}

    std::vector<QuantityMention> find() {
        std::size_t at = 0;
        while (at < l_.size()) {
            if (blocked(at)) {
                ++at;
                continue;
            }
            if (!may_start(at)) {
                ++at;
                continue;
            }
            auto found = parse(at);
            if (!found || blocked_between(found->first, found->last)) {
                ++at;
                continue;
            }
            at = found->last;
            found_.push_back(*found);
        }
        share_units();
        std::vector<QuantityMention> out;
        out.reserve(found_.size());
        for (std::size_t i = 0; i < found_.size(); ++i) {
            QuantityMention mention = to_mention(found_[i]);
            if (i > 0 && same_measure(found_[i - 1], found_[i]) &&
                closes_range(l_, out.back(), found_[i - 1].last, mention)) {
                close_range(out.back(), mention);
            } else {
                out.push_back(std::move(mention));
            }
        }
        return out;
    }

  private:
    [[nodiscard]] bool may_start(std::size_t at) const {
        const Lexeme& lexeme = l_[at];
        switch (lexeme.kind) {
            case LexemeKind::digits: return !is_part_of_name(at);
            case LexemeKind::word:
                return (lexeme.word != kNoWord && (l_.word(at).starts_number || l_.is(at, Key::a))) ||
                       l_.is_digits(at + 1) || (lexeme.span.size() <= 9);
            case LexemeKind::symbol:
                if (lexeme.symbol == '.')
                    return !l_.glued(at) || (!l_.is_digits(at - 1) && !l_.is_word(at - 1));
                return lexeme.symbol == '$' || lexeme.symbol == 'c' || lexeme.symbol == 'f' ||
                       lexeme.symbol == '-';
            case LexemeKind::end: return false;
        }
        return false;
    }

    // "A320", "COVID-19", "2.0.1", "3:30", "1-2-3", "555-0100".
    [[nodiscard]] bool is_part_of_name(std::size_t at) const {
        if (at > 0 && l_.glued(at)) {
            if (l_.is_word(at - 1)) return true;
            if (l_.is(at - 1, '-') && l_.glued(at - 1) && at > 1 && l_.is_word(at - 2) &&
                l_[at - 2].capital && l_.word(at - 2).number_kind == NumberKind::none) {
                return true;
            }
            if (l_.is(at - 1, '%') || l_.is(at - 1, '=') || l_.is(at - 1, '&')) return true;  // in a URL
            if (l_.is(at - 1, ':') && at > 1 && l_.is_digits(at - 2) && l_.glued(at - 1)) return true;
            if (l_.is(at - 1, '/') && l_.glued(at - 1) && at > 1 && l_.is_word(at - 2)) return true;
        }
        return l_.is(at + 1, ':') && l_.glued(at + 1) && l_.is_digits(at + 2) && l_.glued(at + 2);
    }

    [[nodiscard]] bool blocked(std::size_t at) {
        while (next_block_ < not_here_.size() && not_here_[next_block_].end <= l_[at].span.begin)
            ++next_block_;
        return next_block_ < not_here_.size() && not_here_[next_block_].overlaps(l_[at].span);
    }
    [[nodiscard]] bool blocked_between(std::size_t first, std::size_t last) const {
        const Span span = l_.span(first, last);
        for (std::size_t i = next_block_; i < not_here_.size() && not_here_[i].begin < span.end; ++i) {
            if (not_here_[i].overlaps(span)) return true;
        }
        return false;
    }

    [[nodiscard]] std::optional<Parsed> parse(std::size_t at) const {
        if (auto money = prefixed_money(at)) return money;
        if (!l_.is_digits(at) && !l_.is(at, '.') && !l_.is(at, '-') && !l_.is(at, 'f') &&
            !(l_.is_word(at) && (l_[at].word != kNoWord || l_.is_digits(at + 1)))) {
            return std::nullopt;
        }
        if (auto ordinal = ordinal_at(at)) return ordinal;
        Parsed out;
        if (auto age = stated_age(at)) return age;
        const auto number = parse_number(l_, at, {.letters_scale = true, .articles = true, .vague = false});
        if (!number || stands_for_noun(*number)) return std::nullopt;
        out.number = *number;
        out.first = at;
        out.last = number->last;
        if (number->scale == 1) scale_by_m(out);
        if (take_division(out)) return out;
        take_unit(out);
        if (number->article &&
            (out.unit == nullptr || !l_.is_word(number->last) || !counts_with_article(*out.unit))) {
            return std::nullopt;
        }
        take_range(out);
        if (is_money(out.unit)) take_subunit(out);
        take_inches(out);
        take_repetition(out);
        return out;
    }

    // "one over three" where nothing is counted: a fraction read aloud.
    [[nodiscard]] bool take_division(Parsed& out) const {
        if (!l_.spells(out.last, "over") || l_[out.last].break_before) return false;
        const auto below = parse_number(l_, out.last + 1, {.letters_scale = false});
        if (!below || below->value <= 0 || below->fraction || below->scale != 1) return false;
        const std::size_t next = below->last;
        if (l_.is_word(next) || l_.is_digits(next) || l_.is(next, '%') || l_.is(next, '-')) return false;
        out.number.value /= below->value;
        out.last = next;
        return true;
    }

    // "5 feet and 2 inches" is one length.
    void take_inches(Parsed& out) const {
        if (out.unit == nullptr || out.unit->name != "Foot" || out.range) return;
        const std::size_t at = l_.is(out.last, Key::and_) ? out.last + 1 : out.last;
        if (l_[at].break_before) return;
        const auto number = parse_number(l_, at, {.letters_scale = false});
        if (!number || number->value < 0 || number->value >= 12) return;
        const FoundUnit inch = find_unit(l_, past_hyphen(l_, number->last));
        if (inch.unit == nullptr || inch.unit->name != "Inch") return;
        out.number.value += number->value / 12;
        out.last = inch.last;
    }
    // "45 (forty-five)" says the same twice.
    void take_repetition(Parsed& out) const {
        if (out.unit != nullptr || !out.number.digits || !l_.is(out.last, '(')) return;
        const auto again = parse_number(l_, out.last + 1);
        if (again && again->value == out.number.value && l_.is(again->last, ')')) out.last = again->last + 1;
    }

    // "a mile", "a penny" are one of them; "a day", "a point", "a cup" seldom mean the number.
    [[nodiscard]] static bool counts_with_article(const Unit& unit) {
        return unit.type == QuantityType::money && unit.name != "KRW" && unit.name != "DEM";
    }

    // "$48.2 million", "EUR 405m", "C $ 300 million".
    [[nodiscard]] std::optional<Parsed> prefixed_money(std::size_t at) const {
        double mega = 1;
        FoundUnit currency = find_currency_before(l_, at, mega);
        if (currency.unit == nullptr) return std::nullopt;
        const std::size_t number_at = currency.last;
        if (l_[number_at].break_before) return std::nullopt;
        const auto number = parse_number(l_, number_at);
        if (!number || number->fraction || (!number->digits && l_[at].kind == LexemeKind::word))
            return std::nullopt;
        Parsed out;
        out.number = *number;
        out.number.value *= mega;
        out.first = at;
        out.last = number->last;
        out.unit = currency.unit;
        out.prefixed = true;
        scale_money(out);
        // "$ 10 dollars": said twice
        const FoundUnit again = find_unit(l_, past_hyphen(l_, out.last));
        if (again.unit == out.unit) out.last = again.last;
        take_range(out);
        take_subunit(out);
        return out;
    }

    // "m", "bn", "k", "T" after an amount of money.
    void scale_money(Parsed& out) const {
        if (out.number.scale != 1 || l_[out.last].break_before) return;
        const std::size_t next = out.last;
        const double scale = letter_scale(l_, next, true);
        if (scale == 0) return;
        const bool one_letter = l_.text(next).size() == 1;
        if (one_letter && !l_.glued(next) &&
            !(l_.text(next) == "m" || l_.text(next) == "M" || l_.text(next) == "B"))
            return;
        out.number.value *= scale;
        out.number.scale = scale;
        out.last = next + 1;
    }

    // "125m users" counts millions, "48m tall" metres: a length nearby decides.
    void scale_by_m(Parsed& out) const {
        if (l_.is_digits(out.last + 1) && l_.glued(out.last + 1)) return;  // "m2"
        if (!l_.is_word(out.last) || l_.text(out.last) != "m" || !l_.glued(out.last) || !out.number.digits)
            return;
        const std::size_t from = out.first > 6 ? out.first - 6 : 0;
        for (std::size_t at = from; at < out.last + 7; ++at) {
            if (at == out.last || !l_.is_word(at)) continue;
            if (is_about_length(l_, at)) return;
        }
        if (l_.is(out.last + 1, '/') || l_.is(out.last + 1, '^')) return;
        if (out.first == 0 && l_.size() == out.last + 1) return;
        out.number.value *= 1e6;
        out.number.scale = 1e6;
        ++out.last;
    }

    // "aged 13", "age 87"
    [[nodiscard]] std::optional<Parsed> stated_age(std::size_t at) const {
        if (!l_.spells(at, "aged") && !l_.spells(at, "age")) return std::nullopt;
        if (!l_.is_digits(at + 1) || l_[at + 1].digits > 130) return std::nullopt;
        const auto number = parse_number(l_, at + 1, {.letters_scale = false});
        if (!number || !number->plain) return std::nullopt;
        static const Lexemes words("year old", WordTable::of("en"));
        Parsed out;
        out.first = at;
        out.last = number->last;
        out.number = *number;
        out.unit = find_unit(words, 0).unit;
        return out;
    }

    [[nodiscard]] std::optional<Parsed> ordinal_at(std::size_t at) const {
        const auto ordinal = parse_ordinal(l_, at);
        if (!ordinal) return std::nullopt;
        Parsed out;
        out.first = at;
        out.last = ordinal->last;
        out.number = *ordinal;
        out.ordinal = true;
        return out;
    }

    // "one" as a pronoun, "half" as a noun.
    [[nodiscard]] bool stands_for_noun(const ParsedNumber& number) const {
        if (number.digits || number.last != number.first + 1) return false;
        const NumberKind kind = l_.word(number.first).number_kind;
        if (number.first > 0 && (kind == NumberKind::hundred || kind == NumberKind::scale)) {
            const Key before = l_.word(number.first - 1).key;  // "several hundred" is no number
            if (before == Key::several || before == Key::few || before == Key::many) return true;
            if (l_.word(number.first).number >= 1e3 && l_.text(number.first).back() == 's') return true;
        }
        if (l_.spells(number.first, "one")) {
            const Key next = l_.word(number.last).key;
            if (l_.is(number.last, '\'')) return true;
            if (number.first == 0) return false;
            const std::size_t before = number.first - 1;
            for (const std::string_view word :
                 {"this", "that", "which", "no", "any", "every", "each", "the", "another", "only", "someone",
                  "good", "new", "big", "first", "last"}) {
                if (l_.spells(before, word) && word != "the")
                    return next != Key::none || !l_.is_word(number.last) || word == "this" ||
                           word == "that" || word == "which";
            }
        }
        return l_.is(number.first, Key::half) && number.first > 0 &&
               (l_[number.first - 1].kind == LexemeKind::word && l_.word(number.first - 1).ordinal != 0);
    }

    void take_unit(Parsed& out) const {
        std::size_t next = past_hyphen(l_, out.last);
        if (l_[next].break_before) return;
        char close = 0;
        if (l_.is(next, '(') || l_.is(next, '[') || l_.is(next, '{') || l_.is(next, '<')) {  // "20 (kg)"
            const char open = l_[next].symbol;
            close = open == '(' ? ')' : open == '[' ? ']' : open == '{' ? '}' : '>';
            ++next;
        }
        FoundUnit unit = find_unit(l_, next);
        if (unit.unit != nullptr && close != 0) {
            if (!l_.is(unit.last, close)) return;
            ++unit.last;
        }
        if (unit.unit == nullptr && l_.is_word(next) && close == 0) {
            if (const FoundUnit mega = find_mega_currency(l_, next); mega.unit != nullptr) {  // "120 MEUR"
                out.number.value *= 1e6;
                unit = mega;
            }
        }
        if (unit.unit == nullptr && l_.spells(next, "in") && is_about_length(l_, next + 1))
            unit = inches(next);
        if (unit.unit == nullptr || !fits(out, *unit.unit, next)) return;
        out.unit = unit.unit;
        out.last = unit.last;
        // "75 USD million"
        if (is_money(out.unit) && out.number.scale == 1 &&
            l_.word(out.last).number_kind == NumberKind::scale) {
            out.number.scale = l_.word(out.last).number;
            out.number.value *= out.number.scale;
            ++out.last;
        }
    }
    [[nodiscard]] static FoundUnit inches(std::size_t at) {
        static const Lexemes word("inch", WordTable::of("en"));
        return {find_unit(word, 0).unit, at + 1};
    }

    // Short unit symbols are also words: "5 in", "10 a", "3 t-shirts".
    [[nodiscard]] bool fits(const Parsed& out, const Unit& unit, std::size_t at) const {
        const std::string_view text = l_.text(at);
        if (!out.number.digits && text.size() <= 2 && l_.is_word(at)) return false;
        if (unit.type == QuantityType::money && l_.is_word(at) && text.size() == 3 && is_word_and_code(text))
            return false;
        // "3 USD50 cards": the code belongs to what follows
        if (unit.type == QuantityType::money && l_.is_word(at) && l_.is_digits(at + 1) && l_.glued(at + 1))
            return false;
        if (text == "RE" || text == "re" || text == "Re") return false;
        if (text.size() == 1 && l_.is_word(at) && !l_.glued(at)) {
            // "1 m 1 m", "20 g": a blank before a symbol needs a plain end after it
            return !l_.is_word(at + 1) || l_.is_digits(at + 1) || l_.word(at + 1).key != Key::none ||
                   l_[at].kind == LexemeKind::word;
        }
        if (unit.name == "KRW" && text == "won" && out.number.scale == 1 && out.number.value < 1000)
            return false;
        if (unit.name == "Second" && out.number.value == 1 && !out.number.digits) return true;
        return true;
    }

    // "8- to 16-meter", "$1.2-1.5bn", "between 44 and 50 mg", "20~100", "3 to 4 percent".
    void take_range(Parsed& out) const {
        if (out.number.fraction && out.unit == nullptr) return;
        std::size_t at = out.last;
        const bool between = out.first > 0 && l_.is(out.first - 1, Key::between);
        bool dash = false;
        if (l_.is(at, '-') && l_.is(at + 1, Key::to)) {
            at += 2;
        } else if (l_.is(at, '-') || l_.is(at, '~')) {
            dash = true;
            ++at;
        } else if (l_.is(at, Key::to) || (between && l_.is(at, Key::and_)) ||
                   (l_.table().habits().range_by_until && l_.is(at, Key::until))) {  // "5 bis 7 Prozent"
            ++at;
        } else {
            return;
        }
        if (l_[at].break_before) return;
        std::size_t number_at = at;
        if (is_money(out.unit)) {
            const FoundUnit currency = find_currency_prefix(l_, at);
            if (currency.unit != nullptr && currency.unit == out.unit) number_at = currency.last;
        }
        const auto number = parse_number(l_, number_at);
        if (!number || number->fraction || number->ordinal) return;
        Parsed high;
        high.number = *number;
        high.first = number_at;
        high.last = number->last;
        if (is_money(out.unit) || out.unit == nullptr) scale_money_or_m(high, out);
        if (!out.prefixed) take_unit(high);
        if (!range_holds(out, high, dash, between)) return;
        join(out, high);
    }
    void scale_money_or_m(Parsed& high, const Parsed& low) const {
        if (is_money(low.unit))
            scale_money(high);
        else if (high.number.scale == 1)
            scale_by_m(high);
    }
    [[nodiscard]] bool range_holds(const Parsed& low, const Parsed& high, bool dash, bool between) const {
        const double scaled = low.number.scale == 1 ? low.number.value * high.number.scale : low.number.value;
        if (scaled >= high.number.value && low.number.value >= high.number.value) return false;
        if (dash) {
            // "555-0100", "1-2-3": plain numbers need to look like amounts
            if (l_.is(high.last, '-') && l_.is_digits(high.last + 1)) return false;
            if (low.first > 1 && l_.is(low.first - 1, '-') && l_.is_digits(low.first - 2)) return false;
            return high.number.digits == low.number.digits;
        }
        if (between || states_range(low.first)) return true;
        // "3 to 4 percent" is one range, "from 3 percent to 4 percent" a change, "5 to 3" a score.
        if (low.prefixed) return low.number.scale == 1 && high.number.scale != 1 && low.number.value < 1000;
        return low.unit == nullptr && (high.unit != nullptr || high.number.scale != low.number.scale);
    }
    // "ranges from 200", "is from 200": what follows is the other end, not what it rose to.
    [[nodiscard]] bool states_range(std::size_t first) const {
        if (first < 2 || !l_.is(first - 1, Key::from)) return false;
        constexpr std::string_view kVerbs[] = {"range",  "ranges", "ranging", "ranged", "vary",
                                               "varies", "varied", "varying", "is",     "are"};
        return std::ranges::any_of(kVerbs, [&](std::string_view verb) { return l_.spells(first - 2, verb); });
    }
    static void join(Parsed& out, const Parsed& high) {
        // "$1.2-1.5bn": the scale covers both, unless the first end is as large already.
        if (out.number.scale == 1 && high.number.scale > 1 &&
            out.number.value < high.number.value / high.number.scale * 1000) {
            out.number.value *= high.number.scale;
        }
        out.range = true;
        out.high = high.number.value;
        out.last = high.last;
        if (out.unit == nullptr) out.unit = high.unit;
    }

    // "3 dollars 50 cents", "$20 and 43c", "5 feet 2 inches", "15 dollars 50".
    void take_subunit(Parsed& out) const {
        if (out.range || out.unit == nullptr || out.unit->factor < 1) return;
        std::size_t at = out.last;
        const bool joined = l_.is(at, Key::and_);
        if (joined) ++at;
        if (l_[at].break_before) return;
        const auto number = parse_number(l_, at, {.letters_scale = false});
        if (!number || number->value < 0 || number->value >= 100 || number->fraction || number->scale != 1)
            return;
        const FoundUnit cents = subunit_after(number->last);
        if (cents.unit != nullptr) {
            out.number.value += number->value * cents.unit->factor;
            out.last = cents.last;
            return;
        }
        const bool whole = out.number.scale == 1 && out.number.value == std::floor(out.number.value);
        const bool ends = !l_.is_word(number->last) && !l_.is_digits(number->last) &&
                          !l_.is(number->last, '%') && !l_.is(number->last, 'c') &&
                          !l_.is(number->last, '$') && !l_.is(number->last, '-') && !l_.is(number->last, '.');
        const bool closes =
            l_.is(number->last, '.') && (number->last + 1 >= l_.size() || l_[number->last + 1].space_before);
        if (!whole || !(ends || closes) || number->value < 10 || (out.prefixed && joined) ||
            number->value != std::floor(number->value)) {
            return;
        }
        out.number.value += number->value / 100;
        out.last = number->last;
    }
    [[nodiscard]] FoundUnit subunit_after(std::size_t at) const {
        FoundUnit found = find_subunit(l_, at);
        if (found.unit == nullptr && l_.is_word(at) && l_.text(at) == "c" && l_.glued(at)) {
            static const Lexemes word("cent", WordTable::of("en"));
            found = {find_unit(word, 0).unit, at + 1};
        }
        return found;
    }

    // "150 million euros (90 million for one, 60 million for the other)", "3.1 billion and 2.2 billion
    // euros".
    void share_units() {
        for (std::size_t i = 0; i < found_.size(); ++i) {
            Parsed& found = found_[i];
            if (found.unit != nullptr || found.number.scale < 1e6 || found.ordinal || counts_noun(found.last))
                continue;
            if (i > 0 && is_money(found_[i - 1].unit) && found_[i - 1].number.scale >= 1e6 &&
                close(found_[i - 1], found)) {
                found.unit = found_[i - 1].unit;
            } else if (i + 1 < found_.size() && is_money(found_[i + 1].unit) && !found_[i + 1].prefixed &&
                       found_[i + 1].first <= found.last + 2 &&
                       (l_.is(found.last, Key::and_) || l_.is(found.last, Key::or_) ||
                        l_.is(found.last, Key::to) || l_.is(found.last, ','))) {
                found.unit = found_[i + 1].unit;
            }
        }
    }
    [[nodiscard]] bool close(const Parsed& before, const Parsed& after) const {
        constexpr std::size_t kReach = 10;
        if (after.first > before.last + kReach) return false;
        for (std::size_t at = before.last; at < after.first; ++at) {
            if (l_[at].break_before || l_.is(at, ';')) return false;
            if (l_.is(at, '.') && l_[at + 1].space_before && l_[at + 1].capital) return false;
        }
        return true;
    }
    // A noun follows: the number counts it.
    [[nodiscard]] bool counts_noun(std::size_t at) const {
        if (!l_.is_word(at) || l_[at].break_before) return false;
        const Key key = l_.word(at).key;
        if (key == Key::for_ || key == Key::and_ || key == Key::or_ || key == Key::in || key == Key::to ||
            key == Key::from || key == Key::a || key == Key::at || key == Key::on || key == Key::by) {
            return false;
        }
        return !l_.spells(at, "respectively") && !l_.spells(at, "was") && !l_.spells(at, "is");
    }

    // In "more than 10 and less than 40 million" it stays open what the 10 are.
    [[nodiscard]] static bool same_measure(const Parsed& a, const Parsed& b) {
        if (a.number.scale != b.number.scale) return false;
        return a.unit == b.unit || b.unit == nullptr || b.unit->factor == 1;
    }

    [[nodiscard]] QuantityMention to_mention(const Parsed& found) const {
        QuantityMention out;
        out.span = l_.span(found.first, found.last);
        out.value = found.number.value;
        out.type = found.ordinal ? QuantityType::ordinal : QuantityType::number;
        if (found.unit != nullptr) {
            out.type = type_of(found);
            (out.type == QuantityType::money && found.unit->factor == 1 ? out.currency : out.unit) =
                found.unit->name;
            if (out.type == QuantityType::power)
                out.value = number_times(found.number.value, found.unit->factor);
            if (out.type == QuantityType::money && found.unit->name.size() != 3) {
                out.unit = found.unit->name;
                out.currency.clear();
            }
        }
        if (found.range) {
            out.low = out.value;
            out.high =
                out.type == QuantityType::power ? number_times(found.high, found.unit->factor) : found.high;
        }
        out.per = per_after(l_, found.last, is_money(found.unit));
        if (found.ordinal) return out;
        const FoundModifier modifier = find_modifier(l_, found.first, found.last);
        out.modifier = modifier.modifier;
        out.modifier_span = modifier.span;
        return out;
    }
    // "24 degrees" are an angle unless warmth is spoken of; "aged 13" needs no unit.
    [[nodiscard]] QuantityType type_of(const Parsed& found) const {
        if (found.unit->name != "Degree") return found.unit->type;
        const std::size_t from = found.first > 8 ? found.first - 8 : 0;
        for (std::size_t at = from; at < found.first; ++at) {
            for (const std::string_view word :
                 {"temperature", "temperatures", "thermostat", "heat", "weather", "outside"}) {
                if (l_.spells(at, word)) return QuantityType::temperature;
            }
        }
        return QuantityType::dimension;
    }

    static double number_times(double value, double factor) {
        return factor >= 1 ? value * factor : value / (1 / factor);
    }

    const Lexemes& l_;
    const std::vector<Span>& not_here_;
    std::size_t next_block_ = 0;
    std::vector<Parsed> found_;
};

}  // namespace

const char* to_string(QuantityType type) {
    switch (type) {
        case QuantityType::number: return "number";
        case QuantityType::ordinal: return "ordinal";
        case QuantityType::money: return "money";
        case QuantityType::percent: return "percent";
        case QuantityType::power: return "power";
        case QuantityType::dimension: return "dimension";
        case QuantityType::age: return "age";
        case QuantityType::temperature: return "temperature";
        case QuantityType::duration: return "duration";
    }
    return "number";
}

std::vector<QuantityMention> find_quantities(std::string_view text, const TokenizedText& /*tokens*/,
                                             const std::vector<Span>& not_here,
                                             const QuantityOptions& options) {
    return find_quantities(Lexemes(text, WordTable::of(options.lang)), not_here);
}

std::vector<QuantityMention> find_quantities(const Lexemes& lexemes, const std::vector<Span>& not_here) {
    return QuantityFinder(lexemes, not_here).find();
}

}  // namespace claimline
