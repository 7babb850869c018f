// Phrases that count from another day: "yesterday", "last March", "the past three months", "the first week of
// October", and the words that only hint ("recently").

#include <algorithm>

#include "extract/dates_grammar.h"
#include "extract/numbers.h"

namespace claimline {
namespace {

DatePhrase make(std::size_t first, std::size_t last, PhraseKind kind, Grain grain, const char* rule) {
    DatePhrase phrase;
    phrase.first = first;
    phrase.last = last;
    phrase.kind = kind;
    phrase.unit.grain = grain;
    phrase.rule = rule;
    return phrase;
}

Direction direction_of(Key key) {
    switch (key) {
        case Key::this_:
        case Key::current: return Direction::this_;
        case Key::last:
        case Key::past:
        case Key::previous: return Direction::last;
        case Key::next:
        case Key::coming:
        case Key::following: return Direction::next;
        case Key::same:
        case Key::that: return Direction::same;
        default: return Direction::none;
    }
}

}  // namespace

// "today", "yesterday", "the day after tomorrow", "tonight", "now".
std::optional<DatePhrase> DateGrammar::deictic(std::size_t at) const {
    DatePhrase phrase = make(at, at + 1, PhraseKind::unit, Grain::day, "deictic");
    phrase.direction = Direction::this_;
    const std::size_t next = past(at, Key::the);
    if (l_.word(next).grain == Grain::day && !l_.word(next).plural &&
        ((l_.is(next + 1, Key::after) && l_.is(next + 2, Key::tomorrow)) ||
         (l_.is(next + 1, Key::before) && l_.is(next + 2, Key::yesterday)))) {
        phrase.shift = l_.is(next + 1, Key::after) ? 2 : -2;
        phrase.last = next + 3;
        return phrase;
    }
    switch (l_.word(at).key) {
        case Key::today: break;
        case Key::tomorrow: phrase.shift = std::max<int>(1, l_.word(at).arg); break;
        case Key::yesterday: phrase.shift = -std::max<int>(1, l_.word(at).arg); break;
        case Key::tonight: phrase.unit.part = Key::night; return phrase;
        default: return std::nullopt;
    }
    const Key part = l_.word(at + 1).key;
    if (is_part_of_day(part)) {
        if (l_.is(at, Key::today)) return phrase;
        phrase.unit.part = part;
        phrase.last = at + 2;
    } else if ((part == Key::am || part == Key::pm) && !l_.is_digits(at + 2)) {    // "tomorrow am"
        const bool verb = l_.is_word(at + 2) && l_.word(at + 2).key == Key::none;  // "today am I ..."
        if (verb) return phrase;
        phrase.unit.part = part == Key::am ? Key::morning : Key::afternoon;
        phrase.last = at + 2;
    }
    return phrase;
}

// "2 next days", "the ten previous weeks": the number before the direction.
std::optional<DatePhrase> DateGrammar::counted_direction(std::size_t at) const {
    const std::size_t first = past(at, Key::the);
    if (!l_.is_digits(first) && l_.word(first).number_kind == NumberKind::none) return std::nullopt;
    const auto number = parse_number(l_, first, {.letters_scale = false});
    if (!number || number->value < 1 || number->fraction || number->ordinal) return std::nullopt;
    const Key key = l_.word(number->last).key;
    const Direction direction = direction_of(key);
    const std::size_t noun = number->last + 1;
    if ((direction != Direction::last && direction != Direction::next) || l_[noun].break_before ||
        l_.word(noun).grain == Grain::none || (!l_.word(noun).plural && number->value > 1)) {
        return std::nullopt;
    }
    DatePhrase phrase = make(at, noun + 1, PhraseKind::stretch, Grain::none, "stretch");
    phrase.amounts.size = 1;
    phrase.amounts.items[0] = Amount{number->value, l_.word(noun).grain};
    phrase.direction = direction;
    phrase.base = key == Key::following ? Base::mention : Base::reference;
    return phrase;
}

// "three quarters" after "the last": of years; alone it is a fraction.
bool DateGrammar::quarters(std::size_t at, Amounts& out, std::size_t& last) const {
    const Word& count = l_.word(at);
    const bool digits = l_.is_digits(at) && l_[at].digits < 100;
    const bool small = count.number_kind == NumberKind::unit || count.number_kind == NumberKind::teen;
    if ((!digits && !small) || l_.word(at + 1).grain != Grain::quarter) return false;
    out.size = 1;
    out.items[0] = Amount{digits ? static_cast<double>(l_[at].digits) : count.number, Grain::quarter};
    last = at + 2;
    return true;
}

// "last year", "this March", "next Friday", "the same day", "the past three months", "this morning".
std::optional<DatePhrase> DateGrammar::directed(std::size_t at) const {
    const bool the = l_.is(at, Key::the);
    std::size_t next = the ? at + 1 : at;
    bool earlier = false;
    bool later = false;
    if (!the && (l_.is(next, Key::earlier) || l_.is(next, Key::later)) && l_.is(next + 1, Key::this_)) {
        (l_.is(next, Key::earlier) ? earlier : later) = true;
        ++next;
    }
    Key key = l_.word(next).key;
    if (l_.is(next, Key::that) && l_.is(next + 1, Key::same)) ++next;
    if (key == Key::this_ && (l_.is(next + 1, Key::past) || l_.is(next + 1, Key::coming)))
        key = l_.word(++next).key;
    const Direction direction = direction_of(key);
    if (direction == Direction::none || !l_.is_word(next)) return std::nullopt;
    std::size_t noun = next + 1;
    if (l_[noun].break_before) return std::nullopt;
    // "the last three months", "the next few weeks", "the past year", "the coming weeks"
    if (direction == Direction::last || direction == Direction::next) {
        Amounts amount;
        std::size_t last = 0;
        const bool counted =
            (amounts(noun, amount, last) && !l_.is(noun, Key::a)) || quarters(noun, amount, last);
        const bool bare = !counted && l_.word(noun).grain >= Grain::second && l_.is_word(noun) &&
                          l_.word(noun).grain != Grain::fortnight;
        const bool stretch_word = the && (key == Key::last || key == Key::past);
        if (bare && (l_.word(noun).plural || (stretch_word && l_.word(noun).grain != Grain::quarter) ||
                     (key == Key::past && l_.word(noun).grain != Grain::quarter))) {
            amount.size = 1;
            amount.items[0] = Amount{1, l_.word(noun).grain, l_.word(noun).plural};
            last = noun + 1;
        }
        if (amount.size > 0) {
            if (key == Key::last && l_.is(last, Key::of)) return std::nullopt;  // nth()
            DatePhrase phrase = make(at, last, PhraseKind::stretch, Grain::none, "stretch");
            phrase.amounts = amount;
            phrase.direction = direction;
            phrase.base = key == Key::following || key == Key::previous ? Base::mention : Base::reference;
            return phrase;
        }
    }
    DatePhrase phrase = make(at, noun + 1, PhraseKind::unit, Grain::none, "directed");
    phrase.direction = direction;
    if (key == Key::following || key == Key::previous || direction == Direction::same ||
        (the && key == Key::next)) {
        phrase.base = Base::mention;
    }
    if (earlier || later) phrase.modifier = earlier ? "start" : "end";
    if (l_.is_digits(noun)) {  // "next 5/12"
        const auto date = numeric(noun);
        if (!date || direction == Direction::same || date->unit.grain != Grain::day) return std::nullopt;
        phrase.unit = date->unit;
        phrase.last = date->last;
        return phrase;
    }
    std::size_t last = 0;
    const Word& word = l_.word(noun);
    if (l_.is(noun, Key::fiscal) || l_.is(noun, Key::calendar) || l_.is(noun, Key::school)) {
        if (l_.word(noun + 1).grain != Grain::year) return std::nullopt;
        phrase.unit.grain = Grain::year;
        phrase.unit.fiscal = l_.is(noun, Key::fiscal);
        phrase.unit.school = l_.is(noun, Key::school);
        phrase.last = noun + 2;
        return phrase;
    }
    if (word.weekday != 0 && !(direction == Direction::same)) {
        phrase.unit.grain = Grain::day;
        phrase.unit.weekday = word.weekday;
        if (key == Key::previous) phrase.base = Base::reference;
        if (const auto date = weekday(noun); date && date->unit.day != 0) {
            phrase.unit = date->unit;
            phrase.last = date->last;
        }
        return phrase;
    }
    if (const int month_number = month(noun, last); month_number != 0) {
        if (direction == Direction::same) return std::nullopt;
        if (word.ordinary && direction == Direction::this_ && !l_[noun].capital)
            return std::nullopt;  // "this may"
        if (const auto date = month_first(noun);
            date && date->kind == PhraseKind::unit && date->unit.grain == Grain::day) {
            phrase.unit = date->unit;
            phrase.last = date->last;
            return phrase;
        }
        phrase.unit.grain = Grain::month;
        phrase.unit.month = month_number;
        phrase.last = last;
        return phrase;
    }
    if (const auto named = holiday(noun); named && direction != Direction::same) {
        phrase.unit = named->unit;
        phrase.last = named->last;
        phrase.base = Base::reference;
        return phrase;
    }
    if (l_.is(noun, Key::season)) {
        phrase.unit.grain = Grain::season;
        phrase.unit.season = word.arg;
        return phrase;
    }
    if (is_part_of_day(word.key)) {
        phrase.unit.grain = Grain::day;
        phrase.unit.part = word.key;
        if (direction != Direction::this_ && direction != Direction::same && word.key != Key::night &&
            !(direction == Direction::next)) {
            return std::nullopt;
        }
        return phrase;
    }
    if (l_.is(noun, Key::half) && direction == Direction::this_) return std::nullopt;
    if (word.grain == Grain::none || word.plural || !l_.is_word(noun)) return std::nullopt;
    if (word.grain < Grain::day) return std::nullopt;
    if (key == Key::that && word.grain == Grain::none) return std::nullopt;
    phrase.unit.grain = word.grain;
    // "next week on Tuesday"
    const std::size_t weekday_at = past(past_comma(phrase.last), Key::on);
    if (word.grain == Grain::week && phrase.base == Base::reference && l_.word(weekday_at).weekday != 0 &&
        !l_.word(weekday_at).abbreviation && !l_[weekday_at].break_before) {
        phrase.unit.grain = Grain::day;
        phrase.unit.weekday = l_.word(weekday_at).weekday;
        phrase.in_week = true;
        phrase.last = weekday_at + 1;
        return phrase;
    }
    // "next year's first quarter"
    const std::size_t inner =
        l_.is(phrase.last, '\'') && l_.spells(phrase.last + 1, "s") ? phrase.last + 2 : 0;
    if (word.grain == Grain::year && inner != 0) {
        if (const auto part = quarter_or_half(inner); part && part->unit.year == 0) {
            phrase.unit = part->unit;
            phrase.last = part->last;
        }
    }
    return phrase;
}

// "the first week of October", "the last Friday of June", "the final six months of 2022", "first three
// months".
std::optional<DatePhrase> DateGrammar::nth(std::size_t at) const {
    const std::size_t lead = past(at, Key::the);
    int ordinal = 0;
    std::size_t next = lead;
    if (l_.is(lead, Key::last) || l_.is(lead, Key::final)) {
        ordinal = -1;
        ++next;
    } else if (const auto found = parse_ordinal(l_, lead); found && found->value <= 53) {
        ordinal = static_cast<int>(found->value);
        next = found->last;
        if (l_.is(next, Key::last)) {
            ordinal = -ordinal;
            ++next;
        }
    } else {
        return std::nullopt;
    }
    DatePhrase phrase = make(at, next, PhraseKind::nth, Grain::none, "nth");
    phrase.ordinal = ordinal;
    std::size_t last = 0;
    if (l_.word(next).weekday != 0) {
        phrase.unit.grain = Grain::day;
        phrase.unit.weekday = l_.word(next).weekday;
        last = next + 1;
        if (is_part_of_day(l_.word(last).key)) phrase.unit.part = l_.word(last++).key;
    } else if (l_.word(next).grain != Grain::none && l_.is_word(next) && !l_.word(next).plural &&
               l_.word(next).grain >= Grain::day) {
        phrase.unit.grain = l_.word(next).grain;
        last = next + 1;
    } else if (amounts(next, phrase.amounts, last) && !l_.is(next, Key::a) &&
               (ordinal == 1 || ordinal == -1)) {
        phrase.unit.grain = phrase.amounts.items[0].grain;
    } else {
        return std::nullopt;
    }
    if (!l_.is(last, Key::of) && !l_.is(last, Key::in)) {
        // "the first six months" of a year that the sentence speaks of
        if (phrase.amounts.size == 1 && phrase.unit.grain == Grain::month &&
            phrase.amounts.items[0].count > 1 && ordinal == 1) {
            phrase.other.grain = Grain::year;
            phrase.direction = Direction::this_;
            phrase.last = last;
            return phrase;
        }
        return std::nullopt;
    }
    Found whole = directed(last + 1);
    if (!whole) whole = absolute(last + 1);
    std::size_t noun = last + 1;
    if (!whole && l_.is(noun, Key::the) &&
        (l_.word(noun + 1).grain == Grain::year || l_.word(noun + 1).grain == Grain::month)) {
        whole = make(noun, noun + 2, PhraseKind::unit, l_.word(noun + 1).grain, "nth");
        whole->direction = Direction::this_;
        whole->base = Base::mention;
    }
    if (!whole || whole->kind != PhraseKind::unit || whole->unit.grain <= phrase.unit.grain ||
        whole->unit.grain < Grain::month) {
        return std::nullopt;
    }
    phrase.other = whole->unit;
    phrase.direction = whole->direction;
    phrase.base = whole->base;
    phrase.last = whole->last;
    return phrase;
}

// "daily", "every Friday", "each year", "a year" after a number is a rate and also one.
std::optional<DatePhrase> DateGrammar::set(std::size_t at) const {
    DatePhrase phrase = make(at, at + 1, PhraseKind::set, Grain::none, "set");
    if (l_.is(at, Key::every_other) && l_.is(at + 1, '-')) {
        phrase.value = l_.is(at + 2, Key::weekly) ? "P2W" : l_.is(at + 2, Key::monthly) ? "P2M" : "";
        phrase.last = at + 3;
        return *phrase.value != 0 ? Found(phrase) : std::nullopt;
    }
    switch (l_.word(at).key) {
        case Key::daily: phrase.value = "P1D"; return phrase;
        case Key::weekly: phrase.value = "P1W"; return phrase;
        case Key::monthly: phrase.value = "P1M"; return phrase;
        case Key::quarterly: phrase.value = "P3M"; return phrase;
        case Key::yearly: phrase.value = "P1Y"; return phrase;
        case Key::hourly: phrase.value = "PT1H"; return phrase;
        case Key::each:
        case Key::every: break;
        default: return std::nullopt;
    }
    if (l_.word(at + 1).weekday != 0) {
        phrase.unit.grain = Grain::day;
        phrase.unit.weekday = l_.word(at + 1).weekday;
        phrase.last = at + 2;
        return phrase;
    }
    if (l_.is(at + 1, Key::weekday)) {
        phrase.value = "P1WD";
        phrase.last = at + 2;
        return phrase;
    }
    std::size_t last = 0;
    if (amounts(at + 1, phrase.amounts, last) && !l_.is(at + 1, Key::a)) {
        phrase.last = last;
        return phrase;
    }
    if (l_.word(at + 1).grain != Grain::none && !l_.word(at + 1).plural && l_.is_word(at + 1)) {
        phrase.amounts.size = 1;
        phrase.amounts.items[0] = Amount{1, l_.word(at + 1).grain, false};
        phrase.last = at + 2;
        return phrase;
    }
    return std::nullopt;
}

// "early March", "mid-2020", "the end of 2022", "later this year", "the beginning of next month".
std::optional<DatePhrase> DateGrammar::modified(std::size_t at) const {
    std::size_t next = past(at, Key::the);
    const char* modifier = nullptr;
    bool needs_of = false;
    switch (l_.word(next).key) {
        case Key::early: modifier = "start"; break;
        case Key::mid:
        case Key::middle: modifier = "mid"; break;
        case Key::late: modifier = "end"; break;
        case Key::beginning: modifier = "start"; break;
        case Key::end: modifier = "end"; break;
        case Key::rest: modifier = "end"; break;
        default: return std::nullopt;
    }
    const Key key = l_.word(next).key;
    needs_of = key == Key::beginning || key == Key::end || key == Key::middle || key == Key::rest;
    std::size_t body = past_hyphen(l_, next + 1);
    if (l_.is(body, Key::of)) {
        ++body;
    } else if (l_.table().habits().part_without_of) {
        // "Ende 2025", "Anfang März", "Ende des Jahres"
    } else if (!needs_of && (l_.is(body, Key::in) || l_.is(body, Key::on))) {
        ++body;  // "late in 2023", "early in the year"
    } else if (needs_of && !(key == Key::end && l_.word(body).grain == Grain::year && !l_.is(at, Key::the))) {
        return std::nullopt;
    }
    if (l_[body].break_before) return std::nullopt;
    Found found = directed(body);
    if (!found) found = absolute(body);
    const std::size_t noun = past(body, Key::the);
    if (!found && l_.is_word(noun) && l_.word(noun).grain >= Grain::day && !l_.word(noun).plural &&
        (noun != body || key == Key::end)) {
        found = make(body, noun + 1, PhraseKind::unit, l_.word(noun).grain, "modified");
        found->direction = Direction::this_;
        if (l_.word(noun).grain != Grain::year || !needs_of) found->base = Base::mention;
        if (l_.word(noun).grain == Grain::year || l_.word(noun).grain == Grain::month)
            found->base = Base::mention;
    }
    if (!found || found->kind != PhraseKind::unit || (found->unit.grain < Grain::day)) return std::nullopt;
    found->first = at;
    found->modifier = modifier;
    return found;
}

// "now", "currently", "recently": no date, but a statement about the time.
std::optional<DatePhrase> DateGrammar::vague(std::size_t at) const {
    DatePhrase phrase = make(at, at + 1, PhraseKind::vague, Grain::none, "vague");
    switch (l_.word(at).key) {
        case Key::now:
        case Key::currently: phrase.value = "PRESENT_REF"; return phrase;
        case Key::recently:
            if (at > 0 && l_.is(at - 1, Key::as)) return std::nullopt;  // "as recently as 2009"
            phrase.value = "PAST_REF";
            return phrase;
        case Key::former:
        case Key::formerly:
            if (!options_.years_anywhere) return std::nullopt;
            phrase.value = "PAST_REF";
            return phrase;
        case Key::future:
            if (!options_.years_anywhere) return std::nullopt;
            phrase.value = "FUTURE_REF";
            return phrase;
        default: return std::nullopt;
    }
}

std::optional<DatePhrase> DateGrammar::parse(std::size_t at) const {
    Found best;
    const auto take = [&](const Found& found) {
        if (found && (!best || found->last > best->last)) best = found;
    };
    take(absolute(at));
    take(deictic(at));
    take(directed(at));
    take(counted(at));
    take(counted_direction(at));
    take(nth(at));
    take(set(at));
    take(modified(at));
    take(vague(at));
    take(part_of_day(at));
    if (best && best->kind == PhraseKind::set) {
        add_clock_of_set(*best);
    } else if (best) {
        join_weekday(*best);
        add_clock(*best);
    }
    take(clock(at));
    return best;
}

}  // namespace claimline
