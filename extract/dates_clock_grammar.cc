// Times of the day, alone and joined to a date: "3 pm", "15:30", "half past seven", "Monday morning",
// "tomorrow at 8", "between 2:20 and 3pm on Friday".

#include "extract/dates_grammar.h"
#include "extract/numbers.h"

namespace claimline {
namespace {

int as_hour(const ParsedNumber& number) {
    const bool whole =
        number.value >= 0 && number.value <= 24 && number.value == static_cast<int>(number.value);
    return whole && !number.fraction && !number.ordinal ? static_cast<int>(number.value) : -1;
}

// The afternoon's or the evening's clock runs from 12 on.
int in_part(int hour, Key part) {
    if (part == Key::morning) return hour == 12 ? 0 : hour;
    const bool late = part == Key::afternoon || part == Key::evening || (part == Key::night && hour >= 5);
    return late && hour < 12 ? hour + 12 : hour;
}

}  // namespace

// "am", "pm", "a.m.", "p . m .", "a m", "p" and "a" glued to the number.
bool DateGrammar::half_of_day(std::size_t at, bool& pm, std::size_t& last) const {
    if (l_.is(at, Key::am) || l_.is(at, Key::pm)) {
        if (!l_.glued(at) && l_[at].capital != (l_.text(at).back() == 'M')) return false;
        pm = l_.is(at, Key::pm);
        last = at + 1;
        return true;
    }
    const bool a = l_.spells(at, "a");
    if (!a && !l_.spells(at, "p")) return false;
    std::size_t next = at + 1;
    if (l_.is(next, '.')) ++next;
    if (l_.spells(next, "m")) {
        pm = !a;
        last = next + 1;
        if (l_.is(last, '.') && (l_.is(next - 1, '.'))) ++last;
        return true;
    }
    if (!l_.glued(at) || l_.is_word(at + 1)) return false;
    pm = !a;
    last = at + 1;
    return true;
}

// One time of day. `bare`: a lone hour counts too ("at 8").
bool DateGrammar::clock_time(std::size_t at, bool bare, ClockTime& out) const {
    out = ClockTime{};
    if (l_.is(at, Key::noon) || l_.is(at, Key::midnight)) {
        out.hour = l_.is(at, Key::noon) ? 12 : 0;
        out.sure = true;
        out.halved = true;
        out.last = l_.spells(at + 1, "ish") ? at + 2 : at + 1;
        return true;
    }
    if (past_hour(at, out)) {
        finish_clock(out);
        return true;
    }
    if (l_.is_digits(at)) {
        const Lexeme& head = l_[at];
        const std::size_t next = at + 1;
        const bool tight = l_.glued(next) && l_.is_digits(next + 1) && l_.glued(next + 1);
        if (head.span.size() <= 2 && head.digits <= 24 && tight && l_.is(next, ':') &&
            l_[next + 1].span.size() == 2 && l_[next + 1].digits < 60) {
            out.hour = static_cast<int>(head.digits);
            out.minute = static_cast<int>(l_[next + 1].digits);
            out.last = next + 2;
            out.sure = true;
            if (l_.is(out.last, ':') && l_.glued(out.last) && l_.is_digits(out.last + 1) &&
                l_[out.last + 1].digits < 60) {
                out.second = static_cast<int>(l_[out.last + 1].digits);
                out.last += 2;
            }
            {
                finish_clock(out);
                return true;
            }
        }
        bool pm = false;
        std::size_t last = 0;
        if (head.span.size() <= 2 && head.digits <= 12 && tight && l_.is(next, '.') &&
            l_[next + 1].digits < 60 && l_[next + 1].span.size() == 2 && half_of_day(next + 2, pm, last)) {
            out.hour = static_cast<int>(head.digits);
            out.minute = static_cast<int>(l_[next + 1].digits);
            out.last = next + 2;
            out.sure = true;
            {
                finish_clock(out);
                return true;
            }
        }
        if (head.span.size() <= 2 && head.digits <= 24 && l_.glued(next) &&
            l_.spells(next, "h")) {  // 15h, 9h30
            out.hour = static_cast<int>(head.digits);
            out.last = next + 1;
            out.sure = head.digits >= 10;
            if (l_.is_digits(out.last) && l_.glued(out.last) && l_[out.last].digits < 60) {
                out.minute = static_cast<int>(l_[out.last++].digits);
                out.sure = true;
            }
            return out.sure;
        }
        if ((head.span.size() == 3 || head.span.size() == 4) && head.digits % 100 < 60 &&
            head.digits < 2400 &&
            (half_of_day(next, pm, last) || l_.spells(next, "hrs") || l_.spells(next, "ish"))) {
            out.hour = static_cast<int>(head.digits / 100);
            out.minute = static_cast<int>(head.digits % 100);
            out.last = l_.spells(next, "hrs") || l_.spells(next, "ish") ? next + 1 : next;
            out.sure = true;
            {
                finish_clock(out);
                return true;
            }
        }
        if (head.span.size() > 2) return false;
        if (tight && (l_.is(next, '.') || l_.is(next, ',') || l_.is(next, '/'))) return false;
    }
    const auto number = parse_number(l_, at, {.letters_scale = false});
    if (!number || number->scale != 1 || l_.is(at, '-')) return false;
    out.hour = as_hour(*number);
    out.last = number->last;
    if (out.hour < 0) return word_minutes(at, bare, out);
    if (l_.is(out.last, '.') && l_.glued(out.last) && l_.glued(out.last + 1) && l_.is(out.last + 1, Key::am))
        ++out.last;
    const bool ish = l_.spells(out.last, "ish");
    if (ish) {
        ++out.last;
        out.sure = true;
    }
    if (!number->digits && word_minutes(at, bare, out)) return true;
    if (l_.is(out.last, '%') || l_.word(out.last).grain != Grain::none ||
        l_.word(out.last).number_kind != NumberKind::none) {
        return false;
    }
    finish_clock(out);
    return out.sure || ish || bare;
}

// "half past seven", "quarter to nine", "20 minutes past eight", "15 to noon", "twenty after 3pm".
bool DateGrammar::past_hour(std::size_t at, ClockTime& out) const {
    std::size_t next = l_.is(at, Key::a) ? at + 1 : at;
    int minutes = -1;
    if (l_.is(next, Key::half)) {
        minutes = 30;
        ++next;
    } else if (l_.word(next).grain == Grain::quarter && !l_.word(next).plural) {
        minutes = 15;
        ++next;
    } else if (const auto number = parse_number(l_, next, {.letters_scale = false});
               number && !number->fraction && number->value >= 1 && number->value < 60 &&
               number->scale == 1) {
        minutes = static_cast<int>(number->value);
        next = number->last;
        if (l_.word(next).grain == Grain::minute) ++next;
    } else {
        return false;
    }
    const bool past = l_.is(next, Key::past) || (l_.is(next, Key::after) && minutes != 30);
    const bool to = l_.is(next, Key::to) && minutes != 30;
    if (!past && !to) return false;
    ClockTime hour;
    const std::size_t hour_at = next + 1;
    if (l_.is(hour_at, Key::noon) || l_.is(hour_at, Key::midnight)) {
        hour.hour = l_.is(hour_at, Key::noon) ? 12 : 0;
        hour.last = hour_at + 1;
        hour.halved = true;
    } else {
        const auto number = parse_number(l_, hour_at, {.letters_scale = false});
        if (!number || as_hour(*number) < 1 || as_hour(*number) > 12) return false;
        hour.hour = as_hour(*number);
        hour.last = number->last;
        finish_clock(hour);
        // "5 to 7" is a range and "20 after 3" may be anything; words and minutes make it a clock.
        const bool spoken = l_.is(next, Key::past) || minutes == 15 || minutes == 30 ||
                            l_.word(next - 1).grain == Grain::minute || (hour.sure && minutes > 12);
        if (!spoken) return false;
    }
    const int total = hour.hour * 60 + (past ? minutes : -minutes);
    out = hour;
    out.hour = (total + 1440) % 1440 / 60;
    out.minute = (total + 1440) % 60;
    out.sure = true;
    out.finished = true;
    return true;
}

// "nine thirty", "seven twenty-seven": an hour and minutes in words.
bool DateGrammar::word_minutes(std::size_t at, bool bare, ClockTime& out) const {
    const Word& hour = l_.word(at);
    if (!bare || (hour.number_kind != NumberKind::unit && hour.number_kind != NumberKind::teen) ||
        hour.number < 1 || hour.number > 12) {
        return false;
    }
    const std::size_t next = past_hyphen(l_, at + 1);
    const Word& tens = l_.word(next);
    if (tens.number_kind != NumberKind::tens && tens.number_kind != NumberKind::teen) return false;
    if (tens.number >= 60) return false;
    out.hour = static_cast<int>(hour.number);
    out.minute = static_cast<int>(tens.number);
    out.last = next + 1;
    const std::size_t units = past_hyphen(l_, next + 1);
    if (tens.number_kind == NumberKind::tens && l_.word(units).number_kind == NumberKind::unit) {
        out.minute += static_cast<int>(l_.word(units).number);
        out.last = units + 1;
    }
    if (l_.word(out.last).grain == Grain::minute) ++out.last;
    out.sure = at > 0 && (l_.is(at - 1, Key::from) || l_.is(at - 1, Key::at) || l_.is(at - 1, Key::between));
    {
        finish_clock(out);
        return true;
    }
}

// What follows the digits: am/pm, o'clock.
void DateGrammar::finish_clock(ClockTime& out) const {
    if (out.finished) return;
    if (l_.spells(out.last, "o") && l_.is(out.last + 1, '\'') && l_.spells(out.last + 2, "clock")) {
        out.last += 3;
        out.sure = true;
    } else if (l_.spells(out.last, "oclock")) {
        ++out.last;
        out.sure = true;
    } else if (l_.spells(out.last, "hrs") && l_.glued(out.last)) {
        ++out.last;
    }
    bool pm = false;
    std::size_t last = 0;
    if (!l_[out.last].break_before && half_of_day(out.last, pm, last) && out.hour <= 12) {
        out.hour = out.hour % 12 + (pm ? 12 : 0);
        out.last = last;
        out.sure = true;
        out.halved = true;
    }
}

// "in the morning", "this evening", "at night", "tonight": the part and where it ends.
Key DateGrammar::part_after(std::size_t at, std::size_t& last) const {
    std::size_t next = at;
    if (l_[at].break_before) return Key::none;
    if (l_.is(next, Key::in)) {
        next = past(next + 1, Key::the);
    } else if (l_.is(next, Key::at)) {
        ++next;
        if (!l_.is(next, Key::night)) return Key::none;
    }
    if (l_.is(next, Key::early) || l_.is(next, Key::late)) ++next;
    if (!is_part_of_day(l_.word(next).key) || l_.word(next).plural) return Key::none;
    last = next + 1;
    return l_.word(next).key;
}

// A time or a range of times, without a date.
std::optional<ClockPhrase> DateGrammar::clock_phrase(std::size_t at, bool bare) const {
    ClockPhrase out;
    out.first = at;
    std::size_t next = at;
    bool said_range = false;
    if (l_.is(next, Key::from) || l_.is(next, Key::between)) {
        said_range = true;
        ++next;
    }
    if (const auto stretch = clock_stretch(at)) return stretch;
    if (!clock_time(next, true, out.from)) return std::nullopt;
    out.last = out.from.last;
    out.first_end = out.last;
    const std::size_t joint = out.last;
    if (l_.is(joint, '-') || l_.is(joint, Key::to) || l_.is(joint, Key::until) ||
        l_.is(joint, Key::through) || (l_.is(joint, Key::and_) && said_range)) {
        if (!l_[joint + 1].break_before && clock_time(joint + 1, true, out.to)) {
            std::size_t part_last = 0;  // "5 to seven in the morning"
            const bool sure = out.from.sure || out.to.sure || bare || said_range ||
                              part_after(out.to.last, part_last) != Key::none;
            if (sure && !l_.is(out.to.last, '-') && !l_.is(out.to.last, '/')) {
                out.range = true;
                out.last = out.to.last;
            }
        }
    }
    if (!out.range && out.from.sure && l_.is(out.last, Key::for_)) {  // "10 am for 3 hours"
        std::size_t last = 0;
        if (add_length(clock_minutes(out.last + 1, last), out)) out.last = last;
    }
    if (said_range && !out.range && l_.is(at, Key::between)) return std::nullopt;
    if (said_range && !out.range) out.first = next;
    std::size_t part_last = 0;
    out.part = part_after(out.last, part_last);
    if (!out.from.sure && out.part == Key::night && part_last == out.last + 1)
        return std::nullopt;  // "one night"
    if (out.part != Key::none) {
        out.last = part_last;
        settle(out, out.part);
    }
    if (out.range) settle_range(out);
    const bool sure = out.from.sure || (out.range && out.to.sure) || out.part != Key::none;
    if (!sure && !bare) return std::nullopt;
    if (!sure && counts(out.last)) return std::nullopt;
    return out;
}

// Minutes in "3 hours 30 minutes" or "2.5 hours"; 0 when it is no exact length of clock time.
int DateGrammar::clock_minutes(std::size_t at, std::size_t& last) const {
    Amounts length;
    if (!amounts(at, length, last)) return 0;
    double minutes = 0;
    for (std::size_t i = 0; i < length.size; ++i) {
        const Amount& amount = length.items[i];
        if (amount.vague || (amount.grain != Grain::hour && amount.grain != Grain::minute)) return 0;
        minutes += std::min(amount.count, 1e4) * (amount.grain == Grain::hour ? 60 : 1);
    }
    return static_cast<int>(minutes);
}

// The end `minutes` after the start, on the same day.
bool DateGrammar::add_length(int minutes, ClockPhrase& phrase) {
    const int end = phrase.from.hour * 60 + std::max(phrase.from.minute, 0) + minutes;
    if (minutes <= 0 || end >= 24 * 60) return false;
    phrase.to = phrase.from;
    phrase.to.hour = end / 60;
    phrase.to.minute = end % 60;
    phrase.to.halved = phrase.from.halved = true;
    phrase.range = true;
    return true;
}

// "2.5 hours from 9", "for 3 hours from 10 am".
std::optional<ClockPhrase> DateGrammar::clock_stretch(std::size_t at) const {
    if (!l_.is_digits(at) && l_.word(at).number_kind == NumberKind::none) return std::nullopt;
    bool named = false;  // an hour or a minute within "two and a half hours", "2.5 hours"
    for (std::size_t next = at + 1; next < at + 6 && !named; ++next)
        named = l_.word(next).grain == Grain::hour || l_.word(next).grain == Grain::minute;
    if (!named) return std::nullopt;
    ClockPhrase out;
    out.first = at;
    const int minutes = clock_minutes(at, out.last);
    if (minutes == 0 || !l_.is(out.last, Key::from) || !clock_time(out.last + 1, true, out.from))
        return std::nullopt;
    out.last = out.first_end = out.from.last;
    if ((!out.from.sure && counts(out.last)) || !add_length(minutes, out)) return std::nullopt;
    out.from.sure = out.to.sure = true;
    return out;
}

void DateGrammar::settle(ClockPhrase& phrase, Key part) {
    if (!phrase.from.halved) phrase.from.hour = in_part(phrase.from.hour, part);
    if (phrase.range && !phrase.to.halved) phrase.to.hour = in_part(phrase.to.hour, part);
    phrase.from.halved = phrase.to.halved = true;
}

// A lone number before a noun counts it: "between 5 and 6 people", "at 3 schools", "3 to 12 May".
bool DateGrammar::counts(std::size_t at) const {
    if (l_[at].break_before) return false;
    if (l_.is(at, '%') || l_.is(at, Key::of) || l_.is(at, 'c') || l_.is(at, '$') || l_.is_digits(at))
        return true;
    if (!l_.is_word(at)) return false;
    const Word& word = l_.word(at);
    return (word.key == Key::none && word.weekday == 0) || word.month != 0 || word.grain != Grain::none ||
           word.number_kind != NumberKind::none;
}

// "2 to 2:30 pm" is in the afternoon from the start; "10-4" ends there.
void DateGrammar::settle_range(ClockPhrase& phrase) {
    ClockTime& from = phrase.from;
    ClockTime& to = phrase.to;
    if (to.halved && !from.halved && to.hour >= 12 && from.hour < 12 && from.hour + 12 <= to.hour)
        from.hour += 12;
    const int start = from.hour * 60 + std::max(from.minute, 0);
    const int end = to.hour * 60 + std::max(to.minute, 0);
    if (!to.halved && end <= start && to.hour < 12) to.hour += 12;
}

namespace {

void put_clock(CalendarUnit& unit, const ClockTime& time) {
    unit.hour = time.hour;
    unit.minute = time.minute;
    unit.second = time.second;
    unit.part = Key::none;
}

}  // namespace

void DateGrammar::put(DatePhrase& phrase, const ClockPhrase& clock) const {
    if (!clock.range) {
        put_clock(phrase.unit, clock.from);
        return;
    }
    phrase.kind = PhraseKind::range;
    phrase.other = phrase.unit;
    put_clock(phrase.unit, clock.from);
    put_clock(phrase.other, clock.to);
    phrase.first_end = clock.first_end;
    phrase.other_first = clock.first_end + 1;
}

// Adds the time that stands after a date: "Friday at 3 pm", "12 May, 14:30", "tomorrow morning at 9".
void DateGrammar::add_clock(DatePhrase& phrase) const {
    if (phrase.kind != PhraseKind::unit || phrase.unit.grain > Grain::day || phrase.unit.hour >= 0) return;
    if (l_[phrase.last].break_before) return;
    std::size_t part_last = 0;
    if (phrase.unit.part == Key::none) {
        const std::size_t part_at = past_comma(phrase.last);
        if (const Key part = part_after(part_at, part_last); part != Key::none) {
            phrase.unit.part = part;
            phrase.last = part_last;
        }
    }
    std::size_t next = past_comma(phrase.last);
    bool led = false;
    Openness openness = Openness::closed;
    if (l_.is(next, '@') || l_.is(next, Key::at)) {
        led = true;
        ++next;
    } else if (l_.is(next, Key::for_)) {
        ++next;
    } else if (l_.is(next, Key::before) || l_.is(next, Key::by) || l_.is(next, Key::until)) {
        openness = Openness::until_start;
        ++next;
    } else if (l_.is(next, Key::after) || l_.is(next, Key::since)) {
        openness = Openness::from;
        ++next;
    } else if ((l_.is(next, Key::later) || l_.is(next, Key::earlier)) && l_.is(next + 1, Key::than)) {
        openness = l_.is(next, Key::later) ? Openness::from : Openness::until_start;
        next += 2;
    }
    if (l_.is(next, Key::about)) {
        led = true;
        ++next;
    }
    // ISO: 2023-02-18T09:12:00Z
    const bool iso_t = l_.spells(next, "t") && l_.glued(next) && l_.is_digits(next + 1) && l_.glued(next + 1);
    if (iso_t) ++next;
    if (l_[next].break_before) return;
    const bool timed = l_.is(next, Key::from) || l_.is(next, Key::between);
    auto clock = clock_phrase(next, led || timed);
    if (!clock) return;
    const bool sure = clock->from.sure || clock->part != Key::none;
    if (openness != Openness::closed && (clock->range || !sure)) return;
    phrase.openness = openness;
    if (!led && !iso_t && !clock->from.sure && !(clock->range && (timed || clock->to.sure)) &&
        clock->part == Key::none)
        return;
    if (phrase.unit.part != Key::none) settle(*clock, phrase.unit.part);
    if (clock->part != Key::none && !clock->range) phrase.unit.part = clock->part;
    phrase.last = clock->last;
    if (iso_t) phrase.last = past_zone(phrase.last);
    put(phrase, *clock);
    phrase.rule = "date_time";
}

// "every Monday at 4 pm", "each day at 9:30".
void DateGrammar::add_clock_of_set(DatePhrase& phrase) const {
    const std::size_t next = past(phrase.last, Key::at);
    if (l_[next].break_before) return;
    const auto time = clock_phrase(next, false);
    if (!time || time->range || !time->from.sure) return;
    put_clock(phrase.unit, time->from);
    phrase.last = time->last;
}

// "Z", "+05:30", "-0530" right after an ISO time.
std::size_t DateGrammar::past_zone(std::size_t at) const {
    if (l_.spells(at, "z") && l_.glued(at)) return at + 1;
    if ((l_.is(at, '+') || l_.is(at, '-')) && l_.glued(at) && l_.is_digits(at + 1) && l_.glued(at + 1)) {
        return l_.is(at + 2, ':') && l_.is_digits(at + 3) ? at + 4 : at + 2;
    }
    return at;
}

// A time first, perhaps with its date after it: "3 pm", "9am on Tuesday", "8 this evening", "10-11 at night".
std::optional<DatePhrase> DateGrammar::clock(std::size_t at) const {
    const Key lead = at > 0 ? l_.word(at - 1).key : Key::none;
    const bool bare = lead == Key::at || l_.is(at, Key::from) || l_.is(at, Key::between) ||
                      l_.is_digits(at) || l_.word(at).number_kind == NumberKind::unit ||
                      l_.word(at).number_kind == NumberKind::teen;
    if (!bare && !l_.is(at, Key::noon) && !l_.is(at, Key::midnight) && !l_.is(at, Key::half) &&
        !l_.is(at, Key::a) && l_.word(at).grain != Grain::quarter &&
        l_.word(at).number_kind != NumberKind::tens) {
        return std::nullopt;
    }
    const bool glued_to_symbol =
        at > 0 && l_.glued(at) && (l_.is(at - 1, '%') || l_.is(at - 1, '=') || l_.is(at - 1, '&'));
    if (glued_to_symbol || after_label(at) ||
        (at > 0 && l_.glued(at) && (l_.is_digits(at - 1) || l_.is_word(at - 1) || l_.is(at - 1, ':')))) {
        return std::nullopt;
    }
    auto found = clock_phrase(at, false);
    const bool sure = found.has_value();
    if (!sure) found = clock_phrase(at, true);
    if (!found) return std::nullopt;
    // The date after it.
    std::size_t next = past_comma(past_zone_name(found->last));
    next = past(next, Key::on);
    if (l_.is(next, Key::of)) ++next;
    Found date;
    if (!l_[next].break_before) {
        date = deictic(next);
        if (!date) date = directed(next);
        if (!date) date = absolute(next);
    }
    const bool dated = date && date->kind == PhraseKind::unit && date->unit.grain <= Grain::day &&
                       date->unit.grain != Grain::none && date->unit.hour < 0 && date->base != Base::mention;
    if (dated && (sure || date->unit.part != Key::none || l_.is(next - 1, Key::on) || found->range ||
                  date->direction != Direction::none)) {
        if (!sure && !l_.is(next - 1, Key::on) && date->unit.part == Key::none && !found->range &&
            lead != Key::at) {
            return std::nullopt;
        }
        // "stood at 9 on 7 July" is no time; "at 9 on Friday" is.
        if (!sure && !found->range && date->unit.weekday == 0 && date->direction == Direction::none &&
            date->unit.part == Key::none) {
            return std::nullopt;
        }
        if (!sure && found->range && date->direction == Direction::none && !l_.is(next - 1, Key::on) &&
            date->unit.weekday == 0) {
            return std::nullopt;
        }
        DatePhrase phrase = *date;
        phrase.first = found->first;
        std::size_t part_last = 0;
        if (const Key part = part_after(phrase.last, part_last);
            part != Key::none && phrase.unit.part == Key::none) {
            phrase.unit.part = part;
            phrase.last = part_last;
        }
        if (phrase.unit.part != Key::none) settle(*found, phrase.unit.part);
        phrase.rule = "time_date";
        put(phrase, *found);
        return phrase;
    }
    if (!sure) return std::nullopt;
    DatePhrase phrase;
    phrase.first = found->first;
    phrase.last = found->last;
    phrase.unit.grain = Grain::day;
    phrase.rule = "time";
    put(phrase, *found);
    return phrase;
}

// "GMT", "PST" between a time and its date.
std::size_t DateGrammar::past_zone_name(std::size_t at) const {
    for (const std::string_view zone : {"gmt", "utc", "pst", "pdt", "est", "edt", "cet", "cest", "bst", "jst",
                                        "ist", "et", "pt", "ct", "mst", "cst"}) {
        if (l_.spells(at, zone)) return at + 1;
    }
    return at;
}

// "the morning", "in the evening", "early morning": a part of an unnamed day.
std::optional<DatePhrase> DateGrammar::part_of_day(std::size_t at) const {
    const bool the = l_.is(at, Key::the);
    std::size_t next = the ? at + 1 : at;
    const bool early = l_.is(next, Key::early) || l_.is(next, Key::earlier);
    const bool modified = early || l_.is(next, Key::late) || l_.is(next, Key::later);
    if (modified) {
        ++next;
        if (l_.is(next, Key::in))
            next = past(next + 1, Key::the);  // "later in the afternoon"
        else if (l_.is(next, Key::at) && l_.is(next + 1, Key::night))
            ++next;
    }
    const Key key = l_.word(next).key;
    if (!is_part_of_day(key)) return std::nullopt;
    const bool in_the = the && at > 0 && l_.is(at - 1, Key::in);
    const bool at_night = key == Key::night && at > 0 && l_.is(at - 1, Key::at);
    DatePhrase phrase;
    phrase.first = at;
    phrase.last = next + 1;
    phrase.unit.grain = Grain::day;
    phrase.unit.part = key;
    if (modified) {
        phrase.unit.edge = early ? -1 : 1;
        phrase.modifier = early ? "start" : "end";
    }
    phrase.rule = "part_of_day";
    // "the morning of April 19"
    if (l_.is(next + 1, Key::of)) {
        Found date = directed(next + 2);
        if (!date) date = absolute(next + 2);
        if (date && date->kind == PhraseKind::unit && date->unit.grain == Grain::day) {
            DatePhrase dated = *date;
            dated.first = at;
            dated.unit.part = key;
            dated.rule = "part_of_date";
            return dated;
        }
    }
    if (!in_the && !at_night && !modified) return std::nullopt;
    return phrase;
}

}  // namespace claimline
