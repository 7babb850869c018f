// Lengths of time and what they count from: "18 months", "two years ago", "a week later", "three days before
// 5 May", "within nine months", "the six months to 31 January".

#include "extract/dates_grammar.h"
#include "extract/numbers.h"

namespace claimline {
namespace {

DatePhrase make_length(std::size_t at) {
    DatePhrase phrase;
    phrase.first = at;
    phrase.last = at;
    phrase.kind = PhraseKind::duration;
    phrase.rule = "duration";
    return phrase;
}

}  // namespace

// "3 years", "two and a half years", "2 years and 3 months", "several weeks", "half an hour".
bool DateGrammar::amounts(std::size_t at, Amounts& out, std::size_t& last) const {
    std::size_t next = at;
    while (out.size < out.items.size()) {
        Amount amount;
        std::size_t unit = next;
        if (l_.is(next, Key::half) && l_.is(next + 1, Key::a)) {
            amount.count = 0.5;
            unit = next + 2;
        } else if (const auto number =
                       parse_number(l_, next, {.letters_scale = false, .articles = true, .vague = true})) {
            if (number->value < 0 || (number->article && out.size > 0)) break;
            amount.count = number->value;
            amount.vague = number->vague;
            unit = number->last;
        } else if (out.size == 0 && (l_.is(next, Key::all) || l_.is(next, Key::another)) &&
                   !l_.word(next + 1).plural && !l_.spells(next, "whole") && !l_.spells(next, "entire")) {
            unit = next + 1;
        } else if (l_.is(next, Key::many) || (l_.spells(next, "some") && l_.word(next + 1).plural)) {
            amount.vague = true;
            unit = next + 1;
        } else {
            break;
        }
        if (l_.is(unit, Key::more)) ++unit;
        unit = past_hyphen(l_, unit);
        amount.working =
            l_.spells(unit, "business") || l_.spells(unit, "working") || l_.spells(unit, "trading");
        if (amount.working || l_.spells(unit, "full") || l_.spells(unit, "consecutive") ||
            l_.spells(unit, "calendar") || l_.spells(unit, "straight")) {
            unit = past_hyphen(l_, unit + 1);
        }
        if (is_hour_sign(at, unit)) {
            amount.grain = Grain::hour;
            out.items[out.size++] = amount;
            last = unit + 1;
            break;
        }
        const Word& word = l_.word(unit);
        const bool nights = word.key == Key::night && (word.plural || l_.spells(unit, "nights"));
        if (nights) {
            amount.grain = Grain::day;
            out.items[out.size++] = amount;
            last = unit + 1;
            break;
        }
        if (l_.is(next, Key::a) && unit == next + 1 && word.plural) break;  // "a months-long trek"
        if (word.grain == Grain::none || !l_.is_word(unit) || l_[unit].break_before) break;
        amount.grain = word.grain;
        out.items[out.size++] = amount;
        last = unit + 1;
        // "one year and a half"
        if (l_.is(last, Key::and_) &&
            (l_.is(last + 1, Key::half) || (l_.is(last + 1, Key::a) && l_.is(last + 2, Key::half)))) {
            out.items[out.size - 1].count += 0.5;
            last += l_.is(last + 1, Key::half) ? 2U : 3U;
        }
        next = past(past_comma(last), Key::and_);
        if (l_[next].break_before) break;
        const Word& lead = l_.word(next);
        if (!l_.is_digits(next) && lead.number_kind == NumberKind::none) break;
    }
    return out.size > 0;
}

// "for 3h", "in 1/2 h": the letter alone is also a height and a half-year.
bool DateGrammar::is_hour_sign(std::size_t at, std::size_t unit) const {
    if (!l_.spells(unit, "h") || at == 0 || l_[unit].break_before) return false;
    const Key lead = l_.word(at - 1).key;
    return (lead == Key::in || lead == Key::for_ || lead == Key::within || lead == Key::last ||
            lead == Key::next || lead == Key::past) &&
           (l_.glued(unit) || l_.is(unit - 2, '/'));
}

// "two years ago", "a week later", "three days before 5 May", "within 9 months", "18 months".
std::optional<DatePhrase> DateGrammar::counted(std::size_t at) const {
    DatePhrase phrase = make_length(at);
    // "the day before", "the year after", when no event follows
    const Grain named = l_.is(at, Key::the) ? l_.word(at + 1).grain : Grain::none;
    if (named >= Grain::day && !l_.word(at + 1).plural && !l_.is_word(at + 3) &&
        (l_.is(at + 2, Key::before) || l_.is(at + 2, Key::after))) {
        phrase.kind = PhraseKind::shifted;
        phrase.amounts.size = 1;
        phrase.amounts.items[0] = Amount{1, named, false};
        phrase.direction = l_.is(at + 2, Key::before) ? Direction::last : Direction::next;
        phrase.base = Base::mention;
        phrase.rule = "offset";
        phrase.last = at + 3;
        return phrase;
    }
    std::size_t start = at;
    if (l_.table().habits().ago_leads && l_.is(at, Key::ago)) {  // "vor zwei Jahren"
        std::size_t end = 0;
        if (!amounts(at + 1, phrase.amounts, end)) return std::nullopt;
        phrase.kind = PhraseKind::shifted;
        phrase.direction = Direction::last;
        phrase.rule = "offset";
        phrase.last = end;
        return phrase;
    }
    bool ahead = false;
    const bool in = l_.is(at, Key::in);
    const bool within = l_.is(at, Key::within);
    if (in || within) {
        ++start;
        if (l_.is(start, Key::about) || l_.is(start, Key::nearly) || l_.is(start, Key::only)) ++start;
        ahead = true;
    }
    std::size_t last = 0;
    const bool bare_plural =
        l_.word(start).plural && l_.word(start).grain != Grain::none && l_.word(start).grain >= Grain::minute;
    if (!amounts(start, phrase.amounts, last)) {
        const bool led = start > 0 && !ahead &&
                         (l_.is(start - 1, Key::for_) || l_.is(start - 1, Key::after) ||
                          l_.is(start - 1, Key::within) || l_.is(start - 1, Key::recent));
        const bool followed = l_.is(start + 1, Key::ago) || l_.is(start + 1, Key::later) ||
                              l_.is(start + 1, Key::earlier) || l_.is(start + 1, Key::before) ||
                              l_.is(start + 1, Key::after);
        const bool of_things = l_.is(start + 1, Key::of) && !ahead;
        if (!bare_plural || (!led && !followed && !of_things)) return std::nullopt;
        phrase.amounts.size = 1;
        phrase.amounts.items[0] = Amount{1, l_.word(start).grain, true};
        last = start + 1;
    }
    const bool article = l_.is(start, Key::a);
    phrase.last = last;
    // After it: what it counts from.
    const Key after = l_[last].break_before ? Key::none : l_.word(last).key;
    phrase.rule = "offset";
    if (after == Key::ago || l_.spells(last, "back")) {
        if (after != Key::ago && ahead) return std::nullopt;
        phrase.kind = PhraseKind::shifted;
        phrase.direction = Direction::last;
        phrase.last = last + 1;
        return phrase;
    }
    if (after == Key::hence || (after == Key::from && l_.is(last + 1, Key::now))) {
        phrase.kind = PhraseKind::shifted;
        phrase.direction = Direction::next;
        phrase.last = last + (after == Key::hence ? 1 : 2);
        return phrase;
    }
    if (const Found period = stretch_from(at, phrase)) return period;
    if (after == Key::earlier || after == Key::later || after == Key::before || after == Key::after ||
        after == Key::from) {
        const bool back = after == Key::earlier || after == Key::before;
        if (after == Key::before || after == Key::after || after == Key::from) {
            Found date = deictic(last + 1);
            if (!date) date = directed(last + 1);
            if (!date) date = absolute(last + 1);
            const bool runs_on = date && (l_.is(date->last, Key::to) || l_.is(date->last, Key::until) ||
                                          l_.is(date->last, Key::through) || l_.is(date->last, '-'));
            if (after == Key::from && runs_on) return article || ahead ? std::nullopt : std::optional(phrase);
            if (date && date->kind == PhraseKind::unit &&
                (date->unit.grain == Grain::day || after != Key::from)) {
                DatePhrase base = *date;
                base.kind = PhraseKind::shifted;
                base.first = at;
                base.amounts = phrase.amounts;
                base.base = Base::unit;
                base.ordinal = back ? -1 : 1;
                base.rule = "offset_from_date";
                return base;
            }
            if (after == Key::from || ahead) return article || ahead ? std::nullopt : std::optional(phrase);
            // "two days after the attack": the event's day is unknown here.
            const bool ends = !l_.is_word(last + 1);
            if (!ends) {
                phrase.rule = "duration";
                return article ? std::nullopt : std::optional(phrase);
            }
        }
        phrase.kind = PhraseKind::shifted;
        phrase.direction = back ? Direction::last : Direction::next;
        phrase.base = Base::mention;
        phrase.last = last + 1;
        return phrase;
    }
    // "the six months to 31 January", "12 months ended June 30"
    const bool to_day = after == Key::to || after == Key::ended || (after == Key::through);
    if (to_day && !ahead) {
        const std::size_t end_at =
            after == Key::ended && (l_.is(last + 1, Key::on) || l_.is(last + 1, Key::in)) ? last + 2
                                                                                          : last + 1;
        const auto end = absolute(end_at);
        if (end && end->kind == PhraseKind::unit &&
            (end->unit.grain == Grain::day || end->unit.grain == Grain::month)) {
            DatePhrase stretch = *end;
            stretch.kind = PhraseKind::stretch;
            stretch.first = at;
            stretch.amounts = phrase.amounts;
            stretch.base = Base::unit;
            stretch.rule = "stretch_to";
            return stretch;
        }
    }
    if (ahead) {
        phrase.direction = Direction::next;
        if (within) {
            phrase.kind = PhraseKind::stretch;
            phrase.rule = "within";
            return phrase;
        }
        if (options_.years_anywhere) return std::nullopt;  // in a history "in" tells how long it took
        // "in two years" is a date; "in two days he sold it" can't be told apart.
        phrase.kind = PhraseKind::shifted;
        return phrase;
    }
    phrase.rule = "duration";
    // "three-year-old", "40 years old"
    const std::size_t old = past_hyphen(l_, last);
    if (l_.is(old, Key::old) && old != last) phrase.last = old + 1;
    if (article) {
        const Grain grain = phrase.amounts.items[0].grain;
        const bool rate = at > 0 && (l_.is_digits(at - 1) || l_.is(at - 1, Key::percent) ||
                                     l_.word(at - 1).number_kind != NumberKind::none);
        const bool led =
            at > 0 && (l_.is(at - 1, Key::for_) || l_.is(at - 1, Key::within) || l_.is(at - 1, Key::nearly) ||
                       l_.is(at - 1, Key::than) || l_.is(at - 1, Key::after) || l_.is(at - 1, Key::about) ||
                       l_.is(at - 1, Key::over_) || l_.is(at - 1, Key::least));
        if (rate || !led || grain == Grain::second || l_.is(last, '-')) return std::nullopt;
    }
    if (phrase.amounts.items[0].grain == Grain::second && phrase.amounts.size == 1 &&
        !l_.word(last - 1).plural && !l_.spells(last - 1, "sec")) {
        return std::nullopt;  // "one second" is rarely meant as time without a plural
    }
    return phrase;
}

// "Monday two weeks from now", "in three days on Friday": the weekday of the week that is reached.
void DateGrammar::join_weekday(DatePhrase& phrase) const {
    if (l_[phrase.last].break_before) return;
    const auto counts_days = [](const DatePhrase& shifted) {
        return shifted.kind == PhraseKind::shifted && shifted.base != Base::mention &&
               shifted.amounts.items[0].grain >= Grain::day;
    };
    if (counts_days(phrase) && l_.is(phrase.last, Key::on)) {
        const auto day = weekday(phrase.last + 1);
        if (!day || day->unit.day != 0 || day->in_week) return;
        phrase.weekday_of = day->unit.weekday;
        phrase.last = day->last;
        return;
    }
    const bool lone_weekday = phrase.kind == PhraseKind::unit && phrase.unit.weekday != 0 &&
                              phrase.unit.day == 0 && phrase.direction == Direction::none;
    if (!lone_weekday) return;
    const std::size_t next = past_comma(phrase.last);
    const auto shifted = counted(next);
    if (!shifted || !counts_days(*shifted)) return;
    // After a comma what is past tells the story behind: "said on Tuesday, two years ago ..."
    const bool forward = shifted->direction == Direction::next || shifted->ordinal > 0;
    if (next != phrase.last && !forward) return;
    const std::size_t first = phrase.first;
    const int weekday_of = phrase.unit.weekday;
    phrase = *shifted;
    phrase.first = first;
    phrase.weekday_of = weekday_of;
}

// "for three years from 1 May", "two weeks starting May 20th": the length and the first day of a period.
std::optional<DatePhrase> DateGrammar::stretch_from(std::size_t at, const DatePhrase& length) const {
    std::size_t next = past_comma(length.last);
    const bool starting = l_.spells(next, "starting") || l_.spells(next, "beginning");
    const bool from = l_.is(next, Key::from) && at > 0 && l_.is(at - 1, Key::for_);
    if (!starting && !from) return std::nullopt;
    next = past(next + 1, Key::on);
    const auto start = absolute(next);
    if (!start || start->kind != PhraseKind::unit || start->unit.grain != Grain::day) return std::nullopt;
    DatePhrase period = *start;
    period.kind = PhraseKind::stretch;
    period.first = at;
    period.amounts = length.amounts;
    period.base = Base::unit;
    period.ordinal = 1;
    period.rule = "stretch_from";
    return period;
}

}  // namespace claimline
