#include "extract/dates.h"

#include "extract/dates_grammar.h"
#include "extract/dates_resolve.h"
#include "extract/numbers_lexer.h"

namespace claimline {
namespace {

constexpr std::size_t kVerbWindow = 25;  // lexemes looked through for the tense

// A range end that a phrase may take up: "to Friday", "- 2018", "through 12 May".
bool joins_range(const Lexemes& l, std::size_t at, bool between) {
    if (l[at].break_before) return false;
    if (between) return l.is(at, Key::and_) || l.is(at, '-') || l.is(at, Key::to) || l.is(at, Key::through);
    return l.is(at, '-') || l.is(at, '~') || l.is(at, Key::to) || l.is(at, Key::until) ||
           l.is(at, Key::through);
}

class DateFinder {
  public:
    DateFinder(const Lexemes& lexemes, const DateOptions& options)
        : options_(options),
          l_(lexemes),
          grammar_(l_, {options.day_first, options.anchor == DateAnchor::narrative}),
          resolver_(options) {}

    std::vector<DateMention> find() {
        std::size_t at = 0;
        while (at < l_.size()) {
            if (!may_start(at)) {
                ++at;
                continue;
            }
            const auto phrase = grammar_.parse(at);
            at = phrase ? take(*phrase) : at + 1;
        }
        return std::move(out_);
    }

  private:
    [[nodiscard]] bool may_start(std::size_t at) const {
        const Lexeme& lexeme = l_[at];
        switch (lexeme.kind) {
            case LexemeKind::digits: return true;
            case LexemeKind::word: return l_.word(at).starts_date && (!only_leads(at) || goes_on(at + 1));
            case LexemeKind::symbol: return lexeme.symbol == '\'' || lexeme.symbol == 'f';
            case LexemeKind::end: return false;
        }
        return false;
    }
    // Words that name no time by themselves: "the", "in", "a".
    [[nodiscard]] bool only_leads(std::size_t at) const {
        switch (l_.word(at).key) {
            case Key::the:
            case Key::a:
            case Key::in:
            case Key::within:
            case Key::between:
            case Key::from:
            case Key::some:
            case Key::many:
            case Key::all: return l_.word(at).grain == Grain::none;
            default: return false;
        }
    }
    [[nodiscard]] bool goes_on(std::size_t at) const {
        if (l_.is_digits(at) || l_.is(at, '\'') || l_.is(at, 'f') || l_.word(at).starts_date) return true;
        const Key key = l_.word(at).key;
        return key == Key::about || key == Key::nearly || key == Key::only || key == Key::less ||
               key == Key::more;
    }

    // Emits the phrase, with the range it may start; the lexeme to go on from.
    std::size_t take(DatePhrase phrase) {
        const bool ahead = speaks_of_future(phrase.first);
        if (is_now(phrase)) {  // "between now and 15 November"
            DatePhrase today = as_today(phrase);
            if (const auto to = range_end(today)) {
                emit_range(today, *to, ahead);
                return to->last;
            }
        }
        if (phrase.kind == PhraseKind::range) {
            emit_range_phrase(phrase, ahead);
            return phrase.last;
        }
        if (phrase.kind == PhraseKind::unit) {
            if (const auto to = range_end(phrase)) {
                emit_range(phrase, *to, ahead);
                return to->last;
            }
            if (phrase.openness == Openness::closed) phrase.openness = openness_before(phrase.first);
            if (phrase.openness == Openness::closed) add_openness_after(phrase);
        }
        emit(resolver_.resolve(phrase, ahead), phrase.first, phrase.last);
        return phrase.last;
    }

    [[nodiscard]] static bool is_now(const DatePhrase& phrase) {
        return phrase.kind == PhraseKind::vague && std::string_view(phrase.value) == "PRESENT_REF";
    }
    [[nodiscard]] static DatePhrase as_today(const DatePhrase& now) {
        DatePhrase today = now;
        today.kind = PhraseKind::unit;
        today.unit.grain = Grain::day;
        today.direction = Direction::this_;
        return today;
    }

    [[nodiscard]] std::optional<DatePhrase> range_end(const DatePhrase& from) const {
        const bool between = from.first > 0 && l_.is(from.first - 1, Key::between);
        if (!joins_range(l_, from.last, between)) return std::nullopt;
        auto to = grammar_.parse(from.last + 1);
        if (to && is_now(*to)) to = as_today(*to);
        if (!to || to->kind != PhraseKind::unit || to->unit.grain == Grain::none) return std::nullopt;
        // "Race: 3pm - this week"
        if (from.unit.hour >= 0 && to->unit.hour < 0 && to->unit.grain > Grain::day) return std::nullopt;
        const bool dash = l_.is(from.last, '-');
        const bool said_from = between || (from.first > 0 && l_.is(from.first - 1, Key::from));
        // "rose from 2022 to 2023", "May-June", "2014-2018"; "Friday to March" is no range.
        const bool alike = to->unit.grain == from.unit.grain ||
                           (to->unit.grain <= Grain::month && from.unit.grain <= Grain::month);
        const bool through = l_.is(from.last, Key::through) || l_.is(from.last, Key::until);
        if (!alike && !said_from && !through) return std::nullopt;
        if (dash && from.unit.grain == Grain::year && to->unit.grain != Grain::year) return std::nullopt;
        if (from.unit.grain == Grain::year && to->unit.grain == Grain::year &&
            from.unit.year > to->unit.year && !from.unit.bc) {
            return std::nullopt;
        }
        return to;
    }

    void emit_range(const DatePhrase& from, const DatePhrase& to, bool ahead) {
        if (options_.anchor == DateAnchor::narrative) {
            DatePhrase first = from;
            DatePhrase second = to;
            complete_range(first.unit, second.unit);
            emit(resolver_.resolve(first, ahead), from.first, from.last);
            emit(resolver_.resolve(second, ahead), to.first, to.last);
            return;
        }
        emit(resolver_.resolve_range(from, to, ahead), from.first, to.last);
    }
    void emit_range_phrase(const DatePhrase& phrase, bool ahead) {
        if (options_.anchor == DateAnchor::narrative) {
            DatePhrase from = phrase;
            from.kind = PhraseKind::unit;
            from.last = phrase.first_end;
            DatePhrase to = from;
            to.unit = phrase.other;
            to.first = phrase.other_first;
            to.last = phrase.last;
            emit_range(from, to, ahead);
            return;
        }
        emit(resolver_.resolve(phrase, ahead), phrase.first, phrase.last);
    }

    void emit(DateMention mention, std::size_t first, std::size_t last) {
        if (mention.value.empty()) return;
        mention.span = l_.span(first, last);
        out_.push_back(std::move(mention));
    }

    // The preposition before lexeme `first`.
    [[nodiscard]] Openness openness_before(std::size_t first) const {
        if (first == 0) return Openness::closed;
        std::size_t at = first - 1;
        if ((l_.is(at, Key::on) || l_.is(at, Key::the) ||
             (l_.is(at, Key::by) && at > 0 && l_.is(at - 1, Key::until))) &&
            at > 0 && l_.table().habits().article_in_between) {
            --at;  // "vor dem 3. Mai", "bis zum 3. Mai"
        }
        if ((l_.is(at, Key::on) || l_.is(at, Key::about) || l_.is(at, Key::from)) && at > 0) --at;
        switch (l_.word(at).key) {
            case Key::since: return Openness::from;
            case Key::beginning: return l_.spells(at, "beginning") ? Openness::from : Openness::closed;
            case Key::by:
            case Key::until:
            case Key::through: return Openness::until_end;
            case Key::ago:  // German "vor"
            case Key::before: return Openness::until_start;
            case Key::after: return Openness::after;
            case Key::than:
                if (at > 1 && l_.is(at - 1, Key::later)) {
                    return is_not(at - 2) ? Openness::until_end : Openness::after;
                }
                if (at > 1 && l_.is(at - 1, Key::earlier)) {
                    return is_not(at - 2) ? Openness::from : Openness::until_start;
                }
                return Openness::closed;
            default: break;
        }
        if (l_.spells(at, "starting") || l_.spells(at, "effective")) return Openness::from;
        return Openness::closed;
    }

    // "2012 or later", "from 2014 onwards", "3 pm or earlier".
    void add_openness_after(DatePhrase& phrase) const {
        const std::size_t at = phrase.last;
        if (l_.spells(at, "onwards") || l_.spells(at, "onward")) {
            phrase.openness = Openness::from;
            phrase.last = at + 1;
        } else if (l_.is(at, Key::or_) && (l_.is(at + 1, Key::later) || l_.is(at + 1, Key::after))) {
            phrase.openness = Openness::from;
            phrase.last = at + 2;
        } else if (l_.is(at, Key::or_) && (l_.is(at + 1, Key::earlier) || l_.is(at + 1, Key::before))) {
            phrase.openness = Openness::until_end;
            phrase.last = at + 2;
        }
    }

    [[nodiscard]] bool is_not(std::size_t at) const { return l_.is(at, Key::not_) || l_.spells(at, "no"); }

    // The verb nearest before the phrase decides; without one, the first verb after it in the sentence.
    [[nodiscard]] bool speaks_of_future(std::size_t first) const {
        bool infinitive = false;
        std::size_t steps = 0;
        for (std::size_t at = first; at-- > 0 && steps < kVerbWindow; ++steps) {
            if (ends_sentence(at)) break;
            const Key key = l_.word(at).key;
            if (key == Key::ahead) return true;
            if (key == Key::behind || key == Key::rise || key == Key::fall_) return false;
            if (key == Key::to && l_.is_word(at + 1) && !l_[at + 1].capital &&
                l_.word(at + 1).key == Key::none && l_.word(at + 1).number_kind == NumberKind::none &&
                l_.word(at + 1).month == 0) {
                infinitive = true;
            }
        }
        if (infinitive) return true;
        for (std::size_t at = first; at < first + kVerbWindow && at < l_.size(); ++at) {
            if (ends_sentence(at) || l_[at].break_before) break;
            const Key key = l_.word(at).key;
            if (key == Key::ahead) return true;
            if (key == Key::behind || key == Key::rise || key == Key::fall_) return false;
        }
        return false;
    }
    [[nodiscard]] bool ends_sentence(std::size_t at) const {
        return (l_.is(at, '.') && l_[at + 1].space_before && (l_[at + 1].capital || at + 1 >= l_.size()) &&
                !(at > 0 && l_.word(at - 1).abbreviation)) ||
               l_.is(at, ';') || l_.is(at, '?') || l_.is(at, '!');
    }

    const DateOptions& options_;
    const Lexemes& l_;
    DateGrammar grammar_;
    DateResolver resolver_;
    std::vector<DateMention> out_;
};

std::string edtf_end(const std::optional<std::chrono::sys_seconds>& instant, bool last) {
    if (!instant) return "..";
    const auto day = std::chrono::floor<std::chrono::days>(*instant - std::chrono::seconds{last ? 1 : 0});
    return to_iso(sys_days{day});
}

}  // namespace

std::vector<DateMention> find_dates(std::string_view text, const TokenizedText& /*tokens*/,
                                    const DateOptions& options) {
    return find_dates(Lexemes(text, WordTable::of(options.lang)), options);
}

std::vector<DateMention> find_dates(const Lexemes& lexemes, const DateOptions& options) {
    return DateFinder(lexemes, options).find();
}

std::string to_edtf(const DateMention& mention) {
    if (!mention.begin && !mention.until) return {};
    if (mention.begin && mention.until && mention.value.find('/') != std::string::npos) return mention.value;
    const bool is_unit = mention.begin && mention.until && mention.type == "DATE";
    if (is_unit) return mention.value;
    const std::string first = edtf_end(mention.begin, false);
    const std::string from =
        !mention.start.empty() && first.starts_with(mention.start) ? mention.start : first;
    const std::string to = mention.until ? edtf_end(mention.until, true) : "..";
    return from + "/" + to;
}

std::vector<Span> calendar_spans(const std::vector<DateMention>& mentions) {
    std::vector<Span> out;
    for (const DateMention& mention : mentions) {
        if (mention.type != "DURATION") out.push_back(mention.span);
    }
    return out;
}

}  // namespace claimline
