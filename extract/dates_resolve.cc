#include "extract/dates_resolve.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "extract/dates_holidays.h"

namespace claimline {
namespace {

using std::chrono::days;

bool is_clock(Grain grain) {
    return grain == Grain::second || grain == Grain::minute || grain == Grain::hour;
}

long whole(double count) {
    return static_cast<long>(std::clamp(std::floor(count), 0.0, 10000.0));
}

// The `count`-th day before or after `day` that is no Saturday or Sunday.
sys_days shift_working_days(sys_days day, long count, int sign) {
    day += days{sign * 7 * (count / 5)};
    for (long left = count % 5; left > 0;) {
        day += days{sign};
        if (iso_weekday(day) < 6) --left;
    }
    return day;
}

// `day` moved by all amounts.
sys_days shift_all(sys_days day, const Amounts& amounts, int sign) {
    for (std::size_t i = 0; i < amounts.size; ++i) {
        const Amount& amount = amounts.items[i];
        if (amount.working && amount.grain == Grain::day) {
            day = shift_working_days(day, whole(amount.count), sign);
            continue;
        }
        day = shift(day, sign * whole(amount.count), amount.grain);
        const double part = amount.count - std::floor(amount.count);
        if (part > 0 && amount.grain == Grain::year)
            day = shift(day, sign * std::lround(part * 12), Grain::month);
        if (part > 0 && amount.grain == Grain::decade)
            day = shift(day, sign * std::lround(part * 10), Grain::year);
    }
    return day;
}

constexpr int kAside = 12;  // years; a story that jumps further names a month or a day

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
            // After an instant begins there, after a day on the next.
            if (std::string_view(phrase.modifier) != "start" && phrase.unit.hour < 0)
                mention.begin = mention.until;
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

void DateResolver::remember(const CalendarUnit& unit) {
    if (unit.year == 0 || unit.grain == Grain::none || unit.fiscal) return;
    if (unit.grain == Grain::decade || unit.grain == Grain::century) return;
    // A far-off bare year is an aside ("the greatest since 1813", a citation): the story stays where it is.
    if (unit.grain == Grain::year && mention_.year != 0 && mention_.bc == unit.bc &&
        std::abs(unit.year - mention_.year) > kAside) {
        return;
    }
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
    mention.any_day = names_only_clock(phrase);
    if (mention.any_day) return mention;
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
    sys_days day = shift_all(*base, phrase.amounts, back ? -1 : 1);
    if (phrase.weekday_of != 0) {
        day += days{phrase.weekday_of - iso_weekday(day)};
        grain = Grain::day;
    }
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
        if (!end.until || !end.begin) return mention;
        if (phrase.ordinal > 0) {  // "for three years from 1 May 2024"
            const sys_days first = std::chrono::floor<days>(*end.begin);
            const sys_days after = shift_all(first, phrase.amounts, 1);
            mention.type = "PERIOD";
            mention.begin = first;
            mention.until = after;
            mention.start = to_iso(first);
            mention.end = to_iso(after - days{1});
            remember(meaning.unit);
            return mention;
        }
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
    auto base = base_day(phrase);
    if (!base || any_vague(phrase.amounts) || grain == Grain::none) return mention;
    const bool back = phrase.direction == Direction::last;
    if (is_clock(finest(phrase.amounts))) {  // "within five minutes", "the last hour"
        if (base != options_.reference) return mention;
        const std::chrono::sys_seconds now = *base + options_.time_of_day;
        const std::chrono::seconds length = clock_length(phrase.amounts);
        mention.begin = back ? now - length : now;
        mention.until = back ? now : now + length;
        return mention;
    }
    mention.type = "PERIOD";
    // Quarters are those of the calendar: the last three ended before this one began.
    if (grain == Grain::quarter) {
        base = first_day(unit_at(back ? *base : shift(*base, 1, grain), grain));
    }
    // "the next five days" begin tomorrow; "within five days" may be today. The last day belongs to both.
    const bool within = std::string_view(phrase.rule) == "within";
    const bool tomorrow = !back && grain == Grain::day && !within;
    const sys_days near = *base + days{tomorrow ? 1 : 0};
    const sys_days other = shift_all(*base, phrase.amounts, back ? -1 : 1) + days{tomorrow || within ? 1 : 0};
    mention.begin = back ? other : near;
    mention.until = back ? near : other;
    // Days are known exactly; of coarser units both that are touched are named.
    const bool exact = grain == Grain::day;
    const sys_days first = back ? other : exact ? near : *base;
    const sys_days last = (back ? *base : other) - days{exact ? 1 : 0};
    const PartialDates from = to_partial_dates(unit_at(first, grain));
    const PartialDates to = to_partial_dates(unit_at(last, grain));
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
    CalendarUnit found = unit_at(day, grain);
    found.part = phrase.unit.part;
    mention = mention_of_unit(phrase, Meaning{found, false, false});
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
    if (names_only_clock(from) && names_only_clock(to)) {
        mention.any_day = true;
        mention.value = to_timex(from.unit) + "/" + to_timex(to.unit);
        mention.start.clear();
        mention.end.clear();
    }
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
            if (phrase.unit.has_clock()) {  // XXXX-WXX-1T16, or T16 for every day
                mention.value = to_timex(phrase.unit);
                break;
            }
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
