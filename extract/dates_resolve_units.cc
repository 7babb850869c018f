// Which day, month or year an incomplete unit of the calendar means.

#include <cstdlib>

#include "extract/dates_holidays.h"
#include "extract/dates_resolve.h"

namespace claimline {
namespace {

using std::chrono::days;

int year_of(sys_days day) {
    return unit_at(day, Grain::year).year;
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

}  // namespace

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
    if (phrase.direction == Direction::none && phrase.unit.year != 0 && phrase.unit.holiday == 0) {
        const auto day = phrase.week_of ? first_day(meaning.unit) : std::nullopt;
        if (day) meaning.unit = unit_at(*day, Grain::week);
        return meaning;
    }
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
        const auto day = phrase.week_of ? first_day(meaning.unit) : std::nullopt;
        if (day) meaning.unit = unit_at(*day, Grain::week);
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

}  // namespace claimline
