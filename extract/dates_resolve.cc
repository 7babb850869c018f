#include "extract/dates_resolve.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "extract/dates_holidays.h"

namespace claimline {
namespace {

using std::chrono::days;

int year_of(sys_days day) {
    return unit_at(day, Grain::year).year;
}

bool is_clock(Grain grain) {
    return grain == Grain::second || grain == Grain::minute || grain == Grain::hour;
}

void set_day(CalendarUnit& unit, sys_days day) {
    const CalendarUnit date = unit_at(day, Grain::day);
    unit.year = date.year;
    unit.month = date.month;
    unit.day = date.day;
}

// Keeps clock fields of `unit`, takes the date from `day`.
CalendarUnit on_day(CalendarUnit unit, sys_days day) {
    set_day(unit, day);
    return unit;
}

long whole(double count) {
    return static_cast<long>(std::clamp(std::floor(count), 0.0, 10000.0));
}

// `day` moved by all amounts.
sys_days shift_all(sys_days day, const Amounts& amounts, int sign) {
    for (std::size_t i = 0; i < amounts.size; ++i) {
        const Amount& amount = amounts.items[i];
        day = shift(day, sign * whole(amount.count), amount.grain);
        const double part = amount.count - std::floor(amount.count);
        if (part > 0 && amount.grain == Grain::year)
            day = shift(day, sign * std::lround(part * 12), Grain::month);
        if (part > 0 && amount.grain == Grain::decade)
            day = shift(day, sign * std::lround(part * 10), Grain::year);
    }
    return day;
}

std::chrono::seconds clock_length(const Amounts& amounts) {
    double seconds = 0;
    for (std::size_t i = 0; i < amounts.size; ++i) {
        const Amount& amount = amounts.items[i];
        const double unit = amount.grain == Grain::hour ? 3600 : amount.grain == Grain::minute ? 60 : 1;
        if (is_clock(amount.grain)) seconds += std::clamp(amount.count, 0.0, 1e7) * unit;
    }
    return std::chrono::seconds{static_cast<long long>(seconds)};
}

Grain finest(const Amounts& amounts) {
    Grain grain = Grain::century;
    for (std::size_t i = 0; i < amounts.size; ++i) grain = std::min(grain, amounts.items[i].grain);
    return grain;
}

bool any_vague(const Amounts& amounts) {
    return std::any_of(amounts.items.begin(),
                       amounts.items.begin() + static_cast<std::ptrdiff_t>(amounts.size),
                       [](const Amount& a) { return a.vague; });
}

// The year, among `year` and its neighbours, in which `day_in` falls nearest to the base by the tense.
template <class DayIn>
int nearest_year(sys_days base, bool ahead, DayIn day_in) {
    const int year = year_of(base);
    int best = year;
    long best_distance = 1L << 40;
    for (const int candidate : {year, year - 1, year + 1}) {
        const long distance = (day_in(candidate) - base).count();
        // Four months of grace: "on 3 March" in a report of 20 February is ahead, whatever its verbs.
        const long grace = ahead ? (distance < 0 ? 3 : 1) : (distance > 0 ? 3 : 1);
        const long weighted = std::labs(distance) * grace;
        if (weighted < best_distance) {
            best_distance = weighted;
            best = candidate;
        }
    }
    return best;
}

std::string number_text(double count) {
    if (count == std::floor(count)) return fmt::format("{}", static_cast<long long>(std::min(count, 1e15)));
    std::string text = fmt::format("{:.4f}", count);
    while (text.back() == '0') text.pop_back();
    return text;
}

// "3 pm": the day is the publication's, but was not said.
bool names_only_clock(const DatePhrase& phrase) {
    const CalendarUnit& unit = phrase.unit;
    return phrase.kind == PhraseKind::unit && phrase.direction == Direction::none && unit.has_clock() &&
           unit.year == 0 && unit.month == 0 && unit.day == 0 && unit.weekday == 0 && unit.holiday == 0;
}

void apply_openness(DateMention& mention, const DatePhrase& phrase) {
    const bool at_end = std::string_view(phrase.modifier) == "end";
    switch (phrase.openness) {
        case Openness::closed: return;
        case Openness::from:
            mention.until.reset();
            mention.end.clear();
            if (mention.modifier.empty()) mention.modifier = "on_or_after";
            return;
        case Openness::until_start:
            mention.until = at_end ? mention.until : mention.begin;
            mention.begin.reset();
            mention.start.clear();
            if (mention.modifier.empty()) mention.modifier = "before";
            return;
        case Openness::until_end:
            mention.begin.reset();
            mention.start.clear();
            if (mention.modifier.empty()) mention.modifier = "on_or_before";
            return;
        case Openness::after:
            mention.begin = std::string_view(phrase.modifier) == "start" ? mention.begin : mention.until;
            mention.until.reset();
            mention.end.clear();
            if (mention.modifier.empty()) mention.modifier = "after";
            return;
    }
}

}  // namespace

std::string to_duration(const Amounts& amounts) {
    std::string date;
    std::string clock;
    for (std::size_t i = 0; i < amounts.size; ++i) {
        const Amount& amount = amounts.items[i];
        double count = amount.count;
        const char* letters = "";
        switch (amount.grain) {
            case Grain::second: letters = "S"; break;
            case Grain::minute: letters = "M"; break;
            case Grain::hour: letters = "H"; break;
            case Grain::part_of_day:
            case Grain::day: letters = "D"; break;
            case Grain::weekend: letters = "WE"; break;
            case Grain::week: letters = "W"; break;
            case Grain::fortnight:
                letters = "W";
                count *= 2;
                break;
            case Grain::season:
            case Grain::quarter:
                letters = "M";
                count *= 3;
                break;
            case Grain::month: letters = "M"; break;
            case Grain::half:
                letters = "M";
                count *= 6;
                break;
            case Grain::year: letters = "Y"; break;
            case Grain::decade: letters = "DE"; break;
            case Grain::century: letters = "CE"; break;
            case Grain::none: break;
        }
        std::string& out = is_clock(amount.grain) ? clock : date;
        out += (amount.vague ? "X" : number_text(count)) + letters;
    }
    return "P" + date + (clock.empty() ? "" : "T" + clock);
}

// The end of a range lies after its start: "Monday from 9 to 11", "next Monday to Friday", "12 May to 3
// June".
CalendarUnit end_after(const CalendarUnit& start, const CalendarUnit& said_start, CalendarUnit end,
                       const CalendarUnit& resolved) {
    if (end.month == 0 && end.day == 0 && end.year == 0 && end.grain == Grain::day) {
        const auto day = first_day(start);
        if (!day || start.grain != Grain::day) return resolved;
        const bool same_day = end.weekday == 0 || end.weekday == said_start.weekday;
        return on_day(end, same_day ? *day : *day + days{(end.weekday - iso_weekday(*day) + 7) % 7});
    }
    CalendarUnit from = start;
    complete_range(from, end);
    return end.year != 0 ? end : resolved;
}

void complete_range(CalendarUnit& from, CalendarUnit& to) {
    if (from.month == 0 && from.day != 0 && to.month != 0) from.month = to.month;
    if (to.month == 0 && to.day != 0 && from.month != 0) to.month = from.month + (to.day < from.day ? 1 : 0);
    if (to.month == 13) to.month = 1;
    const auto order = [](const CalendarUnit& u) {
        return u.month * 40 + u.quarter * 120 + u.half * 240 + u.day;
    };
    if (from.year == 0 && to.year != 0) {
        from.year = to.year - (order(from) > order(to) ? 1 : 0);
        from.bc = to.bc;
    } else if (to.year == 0 && from.year != 0) {
        to.year = from.year + (order(to) < order(from) ? 1 : 0);
        to.bc = from.bc;
    }
}

std::optional<sys_days> DateResolver::base_day(const DatePhrase& phrase) const {
    const bool narrative = options_.anchor == DateAnchor::narrative;
    if (phrase.base == Base::mention || (narrative && mention_.grain != Grain::none)) {
        if (const auto day = first_day(mention_)) return day;
    }
    return options_.reference;
}

// Missing years from the last date mentioned; a month well before it is in the next year.
CalendarUnit DateResolver::complete_narrative(CalendarUnit unit) const {
    if (unit.year != 0 || mention_.year == 0) return unit;
    unit.year = mention_.year;
    unit.bc = mention_.bc;
    if (unit.month == 0 && unit.day != 0) {
        unit.month = mention_.month;
        if (unit.month == 0) unit.year = 0;
    }
    return unit;
}

CalendarUnit DateResolver::complete(CalendarUnit unit, sys_days base, bool ahead) const {
    if (unit.holiday != 0) {
        const int holiday = unit.holiday;
        const int year = unit.year != 0
                             ? unit.year
                             : nearest_year(base, ahead, [&](int y) { return holiday_in(holiday, y); });
        set_day(unit, holiday_in(holiday, year));
        unit.holiday = 0;
        return unit;
    }
    if (unit.year != 0) return unit;
    const CalendarUnit today = unit_at(base, Grain::day);
    switch (unit.grain) {
        case Grain::season:
            unit.year =
                nearest_year(base, ahead, [&](int y) { return day_of(y, 3 * (unit.season - 20), 1); });
            return unit;
        case Grain::half:
        case Grain::quarter:
        case Grain::month: {
            const int month = unit.grain == Grain::month     ? unit.month
                              : unit.grain == Grain::quarter ? 3 * unit.quarter - 2
                                                             : 6 * unit.half - 5;
            const int width = unit.grain == Grain::month ? 1 : unit.grain == Grain::quarter ? 3 : 6;
            unit.year = today.year;
            if (!ahead && month > today.month) --unit.year;
            if (ahead && month + width - 1 < today.month) ++unit.year;
            return unit;
        }
        case Grain::week:
            if (unit.week != 0) unit.year = today.year;
            return unit;
        case Grain::weekend: {  // "the weekend": the last one that has begun, or the coming one
            const sys_days saturday = base - days{(iso_weekday(base) + 1) % 7};
            return unit_at(ahead ? base + days{(6 - iso_weekday(base) + 7) % 7} : saturday, Grain::weekend);
        }
        default: break;
    }
    if (unit.month != 0 && unit.day != 0) {
        const auto in_year = [&](int y) {
            return is_valid_day(y, unit.month, unit.day) ? day_of(y, unit.month, unit.day)
                                                         : day_of(y, unit.month, 28);
        };
        if (unit.weekday != 0) {  // the nearest year in which the day has that weekday
            for (const int step : {0, -1, 1}) {
                const int year = today.year + step;
                if (is_valid_day(year, unit.month, unit.day) && iso_weekday(in_year(year)) == unit.weekday) {
                    unit.year = year;
                    return unit;
                }
            }
        }
        unit.year = nearest_year(base, ahead, in_year);
        // 29 February: the last leap year, or the next.
        for (int step = 0; step < 8 && !is_valid_day(unit.year, unit.month, unit.day); ++step) {
            unit.year += ahead ? 1 : -1;
        }
        if (!is_valid_day(unit.year, unit.month, unit.day)) unit.year = 0;
        return unit;
    }
    if (unit.day != 0) {  // "the 12th", "Friday the 13th"
        for (int step = 0; step < 60; ++step) {
            const sys_days month_day =
                shift(day_of(today.year, today.month, 1), ahead ? step : -step, Grain::month);
            const CalendarUnit month = unit_at(month_day, Grain::month);
            if (!is_valid_day(month.year, month.month, unit.day)) continue;
            const sys_days day = day_of(month.year, month.month, unit.day);
            if (step == 0 && (ahead ? day < base : day > base)) continue;
            if (unit.weekday != 0 && iso_weekday(day) != unit.weekday) continue;
            return on_day(unit, day);
        }
        return unit;
    }
    if (unit.weekday == 0 && unit.has_clock()) return on_day(unit, base);
    if (unit.weekday != 0) {
        const int distance = ahead ? (unit.weekday - iso_weekday(base) + 6) % 7 + 1
                                   : -((iso_weekday(base) - unit.weekday + 7) % 7);
        return on_day(unit, base + days{distance});
    }
    return unit;
}

CalendarUnit DateResolver::complete_directed(const DatePhrase& phrase, sys_days base) const {
    CalendarUnit unit = phrase.unit;
    const int step = phrase.direction == Direction::last ? -1 : phrase.direction == Direction::next ? 1 : 0;
    const CalendarUnit today = unit_at(base, Grain::day);
    if (unit.holiday != 0) return complete_holiday(unit, base, step);
    if (unit.week == 0 && unit.weekday != 0 && phrase.in_week) {  // "Tuesday of next week"
        const sys_days monday = base - days{iso_weekday(base) - 1};
        return on_day(unit, monday + days{unit.weekday - 1 + 7 * step});
    }
    if (unit.month != 0 && unit.grain == Grain::day && unit.year == 0) {  // "this 5/12", "next June 3"
        unit.year = today.year + (step > 0 ? 1 : 0);
        if (step == 0 && unit.weekday != 0) return complete(unit, base, true);
        return unit;
    }
    if (unit.day != 0 && unit.month == 0) {
        unit.year = today.year;
        unit.month = today.month;
        return unit;
    }
    if (unit.year != 0) return unit;
    if (unit.weekday != 0) {
        const sys_days monday = base - days{iso_weekday(base) - 1};
        sys_days day = monday + days{unit.weekday - 1 + 7 * (step > 0 ? 1 : 0)};
        if (step < 0 && day >= base) day -= days{7};
        return on_day(unit, day);
    }
    if (unit.month != 0) {
        unit.year = today.year;
        if (step < 0 && unit.month >= today.month) --unit.year;
        if (step > 0 && unit.month <= today.month) ++unit.year;
        return unit;
    }
    if (unit.season != 0) {
        const sys_days start = day_of(today.year, 3 * (unit.season - 20), 1);
        unit.year = today.year;
        if (step < 0 && start >= base - days{75}) --unit.year;
        if (step > 0 && start <= base) ++unit.year;
        return unit;
    }
    if (unit.quarter != 0 || unit.half != 0) {
        unit.year = today.year + step;
        return unit;
    }
    if (unit.part != Key::none) return on_day(unit, base + days{step + phrase.shift});
    CalendarUnit moved = unit_at(shift(base, step + phrase.shift, unit.grain), unit.grain);
    moved.fiscal = unit.fiscal;
    moved.school = unit.school;
    moved.hour = unit.hour;
    moved.minute = unit.minute;
    moved.second = unit.second;
    return moved;
}

// "last Easter", "next Christmas": the nearest strictly before or after the base.
CalendarUnit DateResolver::complete_holiday(CalendarUnit unit, sys_days base, int step) const {
    const int holiday = unit.holiday;
    int year = year_of(base);
    if (step < 0 && holiday_in(holiday, year) >= base) --year;
    if (step > 0 && holiday_in(holiday, year) <= base) ++year;
    unit.holiday = 0;
    return on_day(unit, holiday_in(holiday, year));
}

DateResolver::Meaning DateResolver::resolve_unit(const DatePhrase& phrase, bool ahead) const {
    Meaning meaning;
    meaning.unit = phrase.unit;
    const bool narrative = options_.anchor == DateAnchor::narrative;
    if (phrase.direction == Direction::none && phrase.unit.year != 0 && phrase.unit.holiday == 0)
        return meaning;
    meaning.relative = true;
    // Said of a year before our era: only the year moves.
    if ((phrase.base == Base::mention || narrative) && mention_.bc) {
        const int step = phrase.direction == Direction::last   ? 1
                         : phrase.direction == Direction::next ? -1
                                                               : 0;
        if (phrase.unit.grain >= Grain::month && phrase.unit.grain <= Grain::year) {
            meaning.unit.year = mention_.year + step;
            meaning.unit.bc = true;
            if (phrase.unit.grain == Grain::month && phrase.unit.month == 0) meaning.unit.grain = Grain::none;
        }
        return meaning;
    }
    if (narrative && phrase.direction == Direction::none) meaning.unit = complete_narrative(meaning.unit);
    const auto base = base_day(phrase);
    if (!base) return meaning;
    if (phrase.direction == Direction::none) {
        meaning.unit = complete(meaning.unit, *base, ahead);
    } else {
        // A phrase that points back to a coarser date leaves the finer part open.
        if (phrase.base == Base::mention && mention_.grain > Grain::month &&
            phrase.unit.grain < Grain::month && mention_.grain != Grain::none && first_day(mention_)) {
            meaning.unit.day = 0;
            meaning.unit.grain = phrase.unit.grain;
            return meaning;
        }
        meaning.unit = complete_directed(phrase, *base);
    }
    return meaning;
}

void DateResolver::remember(const CalendarUnit& unit) {
    if (unit.year == 0 || unit.grain == Grain::none || unit.fiscal) return;
    if (unit.grain == Grain::decade || unit.grain == Grain::century) return;
    mention_ = unit;
}

void DateResolver::note_anchor(DateMention& mention, const DatePhrase& phrase, bool relative) const {
    if (!relative) return;
    const bool to_mention = (phrase.base == Base::mention || options_.anchor == DateAnchor::narrative) &&
                            mention_.grain != Grain::none;
    if (to_mention) {
        mention.anchor = "mentioned " + to_timex(mention_);
    } else if (options_.reference) {
        mention.anchor = "published " + to_iso(*options_.reference);
    }
}

DateMention DateResolver::mention_of_unit(const DatePhrase& phrase, const Meaning& meaning) {
    DateMention mention;
    note_anchor(mention, phrase, meaning.relative);
    const CalendarUnit& unit = meaning.unit;
    mention.type = unit.has_clock() ? "TIME" : "DATE";
    mention.value = names_only_clock(phrase) ? to_timex(phrase.unit) : to_timex(unit);
    const Interval interval = interval_of(unit);
    mention.begin = interval.begin;
    mention.until = interval.until;
    const PartialDates partial = to_partial_dates(unit);
    mention.start = partial.first;
    mention.end = partial.last;
    remember(unit);
    return mention;
}

DateMention DateResolver::mention_of_shifted(const DatePhrase& phrase, bool ahead) {
    DateMention mention;
    mention.type = "DATE";
    std::optional<sys_days> base;
    const bool back = phrase.base == Base::unit ? phrase.ordinal < 0 : phrase.direction == Direction::last;
    Grain grain = std::max(finest(phrase.amounts), Grain::day);
    if (phrase.base == Base::unit) {
        DatePhrase inner = phrase;
        inner.kind = PhraseKind::unit;
        inner.base = Base::reference;
        const Meaning meaning = resolve_unit(inner, ahead);
        note_anchor(mention, inner, meaning.relative);
        base = first_day(meaning.unit);
        if (meaning.unit.grain == Grain::day) grain = Grain::day;
    } else {
        note_anchor(mention, phrase, true);
        base = base_day(phrase);
        if (phrase.base == Base::mention && mention_.grain != Grain::none && mention_.grain > grain) {
            // "three days later" than a month: some day, unknown
            base.reset();
        }
        if (phrase.base == Base::mention && mention_.bc && grain == Grain::year) {
            CalendarUnit year = mention_;
            year.grain = Grain::year;
            year.year += static_cast<int>(back ? whole(phrase.amounts.items[0].count)
                                               : -whole(phrase.amounts.items[0].count));
            return mention_of_unit(phrase, Meaning{year, true, true});
        }
    }
    if (any_vague(phrase.amounts)) {
        mention.value = back ? "PAST_REF" : "FUTURE_REF";
        return mention;
    }
    if (!base) {
        mention.value = grain == Grain::year ? "XXXX" : grain == Grain::month ? "XXXX-XX" : "XXXX-XX-XX";
        return mention;
    }
    if (is_clock(finest(phrase.amounts))) return mention_of_moment(phrase, *base, back);
    const sys_days day = shift_all(*base, phrase.amounts, back ? -1 : 1);
    // "a week later" than a day is a day again; months and years are not counted that finely.
    if (grain <= Grain::fortnight) grain = Grain::day;
    const DateMention found = mention_of_unit(phrase, Meaning{unit_at(day, grain), false, false});
    const std::string anchor = mention.anchor;
    mention = found;
    mention.anchor = anchor;
    return mention;
}

// "in 20 minutes", "12 hours ago".
DateMention DateResolver::mention_of_moment(const DatePhrase& phrase, sys_days base, bool back) {
    using std::chrono::seconds;
    const bool from_now = phrase.base != Base::unit && options_.reference && base == *options_.reference;
    const std::chrono::sys_seconds start = base + (from_now ? options_.time_of_day : seconds{0});
    const seconds length = clock_length(phrase.amounts);
    const auto moment = shift_all(std::chrono::floor<days>(start), phrase.amounts, back ? -1 : 1) +
                        (start - std::chrono::floor<days>(start)) + (back ? -length : length);
    const sys_days day = std::chrono::floor<days>(moment);
    CalendarUnit unit = unit_at(day, Grain::day);
    const auto second_of_day = static_cast<int>((moment - day).count());
    unit.hour = second_of_day / 3600;
    unit.minute = second_of_day / 60 % 60;
    if (finest(phrase.amounts) == Grain::second) unit.second = second_of_day % 60;
    DateMention mention = mention_of_unit(phrase, Meaning{unit, false, true});
    return mention;
}

DateMention DateResolver::mention_of_stretch(const DatePhrase& phrase, bool ahead) {
    DateMention mention;
    mention.type = "DURATION";
    mention.value = to_duration(phrase.amounts);
    const Grain grain = std::max(finest(phrase.amounts), Grain::day);
    if (phrase.base == Base::unit) {  // "the six months to 31 January"
        DatePhrase inner = phrase;
        inner.kind = PhraseKind::unit;
        inner.base = Base::reference;
        const Meaning meaning = resolve_unit(inner, ahead);
        const Interval end = interval_of(meaning.unit);
        if (!end.until) return mention;
        const sys_days until = std::chrono::floor<days>(*end.until);
        const sys_days begin = shift_all(until, phrase.amounts, -1);
        mention.type = "PERIOD";
        mention.begin = begin;
        mention.until = until;
        const bool months = static_cast<unsigned>(std::chrono::year_month_day{until}.day()) == 1;
        mention.start = months ? to_iso(begin).substr(0, 7) : to_iso(begin);
        mention.end = months ? to_iso(until - days{1}).substr(0, 7) : to_iso(until - days{1});
        remember(meaning.unit);
        return mention;
    }
    note_anchor(mention, phrase, true);
    const auto base = base_day(phrase);
    if (!base || any_vague(phrase.amounts) || grain == Grain::none ||
        phrase.amounts.items[0].grain < Grain::day) {
        return mention;
    }
    mention.type = "PERIOD";
    const bool back = phrase.direction == Direction::last;
    // "the next five days" begin tomorrow; "within five days" may be today.
    const bool tomorrow = !back && grain == Grain::day && std::string_view(phrase.rule) == "stretch";
    const sys_days near = *base + days{tomorrow ? 1 : 0};
    const sys_days other = shift_all(near, phrase.amounts, back ? -1 : 1);
    mention.begin = back ? other : near;
    mention.until = back ? near : other;
    const PartialDates from = to_partial_dates(unit_at(back ? other : *base, grain));
    const PartialDates to = to_partial_dates(unit_at(back ? *base : other, grain));
    mention.start = from.first;
    mention.end = to.last;
    return mention;
}

// The `ordinal`-th part of `whole`; counted amounts take that many from its start or end.
DateMention DateResolver::mention_of_nth(const DatePhrase& phrase, bool ahead) {
    DateMention mention;
    DatePhrase outer = phrase;
    outer.kind = PhraseKind::unit;
    outer.unit = phrase.other;
    const Meaning meaning = resolve_unit(outer, ahead);
    const Interval interval = interval_of(meaning.unit);
    const bool counted = phrase.amounts.size > 0;
    mention.type = counted ? "PERIOD" : "DATE";
    if (counted) mention.value = to_duration(phrase.amounts);
    note_anchor(mention, outer, meaning.relative);
    if (!interval.begin || !interval.until) {
        if (!counted) mention.value = "XXXX-XX-XX";
        return mention;
    }
    const sys_days begin = std::chrono::floor<days>(*interval.begin);
    const sys_days until = std::chrono::floor<days>(*interval.until);
    const Grain grain = phrase.unit.grain;
    if (counted) {
        const sys_days from = phrase.ordinal > 0 ? begin : shift_all(until, phrase.amounts, -1);
        const sys_days to = phrase.ordinal > 0 ? shift_all(begin, phrase.amounts, 1) : until;
        mention.begin = from;
        mention.until = to;
        mention.start = to_partial_dates(unit_at(from, std::max(grain, Grain::day))).first;
        mention.end = to_partial_dates(unit_at(to - days{1}, std::max(grain, Grain::day))).last;
        remember(meaning.unit);
        return mention;
    }
    const int nth = phrase.ordinal;
    sys_days day = begin;
    if (phrase.unit.weekday != 0) {
        const sys_days first = begin + days{(phrase.unit.weekday - iso_weekday(begin) + 7) % 7};
        const sys_days end = until - days{1};
        const sys_days last = end - days{(iso_weekday(end) - phrase.unit.weekday + 7) % 7};
        day = nth > 0 ? first + days{7 * (nth - 1)} : last + days{7 * (nth + 1)};
    } else if (grain == Grain::week || grain == Grain::weekend) {
        // A week belongs to the month or year that has its Thursday (ISO 8601); a weekend to its Saturday's.
        const int pivot = grain == Grain::week ? 4 : 6;
        const sys_days first = begin + days{(pivot - iso_weekday(begin) + 7) % 7};
        const sys_days end = until - days{1};
        const sys_days last = end - days{(iso_weekday(end) - pivot + 7) % 7};
        day = nth > 0 ? first + days{7 * (nth - 1)} : last + days{7 * (nth + 1)};
    } else {
        day = nth > 0 ? shift(begin, nth - 1, grain) : shift(until, nth, grain);
    }
    if (day < begin - days{6} || day >= until + days{6}) return mention;
    const std::string anchor = mention.anchor;
    mention = mention_of_unit(phrase, Meaning{unit_at(day, grain), false, false});
    mention.anchor = anchor;
    return mention;
}

DateMention DateResolver::mention_of_range(const CalendarUnit& from, const CalendarUnit& to) {
    DateMention mention;
    mention.type = "PERIOD";
    mention.value = to_timex(from) + "/" + to_timex(to);
    mention.begin = interval_of(from).begin;
    mention.until = to.hour >= 0 ? interval_of(to).begin : interval_of(to).until;
    mention.start = to_partial_dates(from).first;
    mention.end = to_partial_dates(to).last;
    remember(from);
    remember(to);
    return mention;
}

DateMention DateResolver::resolve_range(const DatePhrase& from, const DatePhrase& to, bool ahead) {
    DatePhrase first = from;
    DatePhrase second = to;
    if (first.direction == Direction::none && second.direction == Direction::none &&
        first.base == second.base) {
        complete_range(first.unit, second.unit);
    }
    const Meaning a = resolve_unit(first, ahead);
    Meaning b = resolve_unit(second, ahead);
    if (a.unit.year != 0 && b.relative && second.direction == Direction::none) {
        b.unit = end_after(a.unit, from.unit, to.unit, b.unit);
    }
    DateMention mention = mention_of_range(a.unit, b.unit);
    mention.rule = "range";
    note_anchor(mention, first, a.relative || b.relative);
    return mention;
}

DateMention DateResolver::resolve(const DatePhrase& phrase, bool ahead) {
    DateMention mention;
    switch (phrase.kind) {
        case PhraseKind::unit: mention = mention_of_unit(phrase, resolve_unit(phrase, ahead)); break;
        case PhraseKind::range: {
            DatePhrase from = phrase;
            from.kind = PhraseKind::unit;
            DatePhrase to = from;
            to.unit = phrase.other;
            mention = resolve_range(from, to, ahead);
            break;
        }
        case PhraseKind::shifted: mention = mention_of_shifted(phrase, ahead); break;
        case PhraseKind::stretch: mention = mention_of_stretch(phrase, ahead); break;
        case PhraseKind::nth: mention = mention_of_nth(phrase, ahead); break;
        case PhraseKind::duration:
            mention.type = "DURATION";
            mention.value = to_duration(phrase.amounts);
            break;
        case PhraseKind::set:
            mention.type = "SET";
            mention.value = phrase.unit.weekday != 0  ? fmt::format("XXXX-WXX-{}", phrase.unit.weekday)
                            : phrase.amounts.size > 0 ? to_duration(phrase.amounts)
                                                      : phrase.value;
            break;
        case PhraseKind::vague:
            mention.type = "DATE";
            mention.value = phrase.value;
            break;
    }
    mention.modifier = phrase.modifier;
    mention.rule = phrase.rule;
    apply_openness(mention, phrase);
    return mention;
}

}  // namespace claimline
