// Dates of the calendar: "3 May 2023", "2023-05-03", "the third quarter of 2022", "the 1990s", "FY23".

#include "extract/dates_grammar.h"
#include "extract/numbers.h"

namespace claimline {

int DateGrammar::month(std::size_t at, std::size_t& last) const {
    const Word& word = l_.word(at);
    if (word.month == 0 || !l_.is_word(at)) return 0;
    last = at + 1;
    if (word.abbreviation && l_.is(last, '.') && l_.glued(last)) ++last;
    return word.month;
}

bool DateGrammar::day_number(std::size_t at, int& day, std::size_t& last, bool* ordinal) const {
    if (const auto found = parse_ordinal(l_, at)) {
        if (found->value < 1 || found->value > 31) return false;
        day = static_cast<int>(found->value);
        last = found->last;
        if (ordinal != nullptr) *ordinal = true;
        return true;
    }
    if (ordinal != nullptr) *ordinal = false;
    const Lexeme& lexeme = l_[at];
    if (!l_.is_digits(at) || lexeme.span.size() > 2 || lexeme.digits < 1 || lexeme.digits > 31) return false;
    // Not the head of "12.5", "1,200", "3:30", "5%", "20m".
    const std::size_t next = at + 1;
    const bool tight = l_.glued(next) && l_.glued(next + 1);
    if (tight && (l_.is(next, ',') || l_.is(next, ':')) && l_.is_digits(next + 1)) return false;
    if (l_.is(next, '%') || (l_.is_word(next) && l_.glued(next))) return false;
    if (tight && l_.is(next, '.') && l_.is_digits(next + 1)) return false;
    day = static_cast<int>(lexeme.digits);
    last = next;
    return true;
}

bool DateGrammar::two_digit_year(std::size_t at, int& year, std::size_t& last) const {
    if (!l_.is(at, '\'') || !l_.is_digits(at + 1) || !l_.glued(at + 1) || l_[at + 1].span.size() != 2)
        return false;
    year = full_year(static_cast<int>(l_[at + 1].digits));
    last = at + 2;
    return true;
}

// Four digits, or words ("nineteen seventy-two", "two thousand and five"), with an era.
bool DateGrammar::year_number(std::size_t at, CalendarUnit& unit, std::size_t& last) const {
    const auto era = [&](std::size_t after) {
        last = after;
        if (l_.is(after, Key::era_bc)) {
            unit.bc = true;
            ++last;
        } else if (l_.is(after, Key::era_ad) && l_[after].capital) {
            ++last;
        } else if (l_.text(after) == "BE" && unit.year > 2400) {  // the Buddhist era of Thai documents
            unit.year -= 543;
            ++last;
        } else if (l_.spells(after, "b") && l_.is(after + 1, '.') && l_.spells(after + 2, "c")) {
            unit.bc = true;
            last = after + (l_.is(after + 3, '.') ? 4 : 3);
        }
        return last != after;
    };
    if (l_.is_digits(at)) {
        const Lexeme& lexeme = l_[at];
        const bool four = lexeme.span.size() == 4 && lexeme.digits >= 1000 && lexeme.digits < 3000;
        if (lexeme.span.size() > 4 || lexeme.digits == 0) return false;
        if (l_.glued(at + 1) && (l_.is_word(at + 1) || l_.is(at + 1, '%'))) return false;
        if (l_.is(at + 1, ',') && l_.glued(at + 1) && l_.is_digits(at + 2) && l_.glued(at + 2)) return false;
        if (l_.is(at + 1, '.') && l_.glued(at + 1) && l_.is_digits(at + 2) && l_.glued(at + 2)) return false;
        unit.year = static_cast<int>(lexeme.digits);
        return era(at + 1) || four;
    }
    const auto high = parse_number(l_, at);
    if (!high || high->digits || high->fraction) return false;
    if (high->value >= 1900 && high->value < 2100 && high->scale == 1000) {
        unit.year = static_cast<int>(high->value);
        last = high->last;
        return true;
    }
    // "nineteen seventy-two"
    const bool century = high->scale == 1 && high->value >= 15 && high->value <= 20;
    if (!century) return false;
    const auto low = parse_number(l_, high->last);
    if (!low || low->digits || low->fraction || low->scale != 1 || low->value < 10 || low->value > 99)
        return false;
    unit.year = static_cast<int>(high->value * 100 + low->value);
    last = low->last;
    return true;
}

bool DateGrammar::year_after(std::size_t at, CalendarUnit& unit, std::size_t& last) const {
    std::size_t next = past_comma(at);
    next = past(past(next, Key::of), Key::in);
    if (l_[next].break_before) return false;
    if (next == at + 1 && l_.is(at, Key::of)) {  // "24 January of the same year", "November of that year"
        const std::size_t pointer = past(next, Key::the);
        const bool same = l_.is(pointer, Key::same) || l_.is(pointer, Key::that);
        if (same && l_.word(pointer + 1).grain == Grain::year && !l_.word(pointer + 1).plural) {
            last = pointer + 2;
            return true;
        }
    }
    int year = 0;
    if (two_digit_year(next, year, last)) {
        unit.year = year;
        return true;
    }
    CalendarUnit found;
    if (!year_number(next, found, last)) return false;
    if (next != at && l_.is(at, Key::in) && found.year < 1900) return false;
    unit.year = found.year;
    unit.bc = found.bc;
    return true;
}

bool DateGrammar::after_preposition(std::size_t at) const {
    if (at == 0) return false;
    switch (l_.word(at - 1).key) {
        case Key::in:
        case Key::on:
        case Key::by:
        case Key::to:
        case Key::until:
        case Key::through:
        case Key::from:
        case Key::since:
        case Key::before:
        case Key::after:
        case Key::between:
        case Key::during:
        case Key::of:
        case Key::for_:
        case Key::early:
        case Key::mid:
        case Key::late:
        case Key::this_:
        case Key::last:
        case Key::next: return true;
        default: return false;
    }
}

// "Section 2010", "No. 1984", "#2020", "$2000", "page 1999".
bool DateGrammar::after_label(std::size_t at) const {
    if (at == 0) return false;
    const std::size_t before = l_.is(at - 1, '.') && at > 1 ? at - 2 : at - 1;
    if (l_.word(before).key == Key::label) return !l_[before].break_before || before == 0 || true;
    return l_.is(at - 1, '#') || l_.is(at - 1, '$') || l_.is(at - 1, 'c') || l_.is(at - 1, '+') ||
           (l_.is(at - 1, '-') && l_.glued(at) && l_.glued(at - 1) && at > 1 && l_.is_word(at - 2));
}

// The four digits at `at` count what follows: "2000 people", "1500 MW".
bool DateGrammar::counts_things(std::size_t at) const {
    const std::size_t next = at + 1;
    if (l_.is(next, '%') || l_.is(next, 'o') || l_.is(next, 'c') || l_.is(next, '$')) return true;
    if (!l_.is_word(next) || l_[next].capital) return false;
    const Word& word = l_.word(next);
    if (word.number_kind == NumberKind::hundred || word.number_kind == NumberKind::scale) return true;
    if (word.grain != Grain::none && word.plural) return true;
    if (at > 0) {
        const Key before = l_.word(at - 1).key;
        if (word.key == Key::none &&
            (before == Key::about || before == Key::than || before == Key::nearly || before == Key::over_ ||
             before == Key::least || before == Key::most || before == Key::up || before == Key::every ||
             before == Key::per || before == Key::average)) {
            return true;
        }
    }
    constexpr std::string_view kCounted[] = {
        "people",     "employees",  "workers", "users",    "jobs",     "customers", "persons",
        "men",        "women",      "troops",  "soldiers", "homes",    "units",     "shares",
        "members",    "companies",  "words",   "miles",    "metres",   "meters",    "feet",
        "tons",       "tonnes",     "barrels", "staff",    "children", "students",  "patients",
        "deaths",     "cases",      "points",  "dollars",  "euros",    "pounds",    "megawatts",
        "kilometers", "kilometres", "stores",  "schools",  "farmers",  "others",    "sq",
        "square",     "km",         "kg",      "mw",       "gw",       "mm",        "cm",
        "kw",         "percent",    "rpm",     "cc",       "hectares", "acres",     "houses",
        "families",   "households", "flights", "cars",     "vehicles", "copies",    "votes",
        "yen",        "francs",     "horses"};
    for (const std::string_view counted : kCounted) {
        if (l_.spells(next, counted)) return true;
    }
    return false;
}

// Full names mean a month almost everywhere; short and ordinary ones need a sign.
bool DateGrammar::month_stands_alone(std::size_t at, std::size_t last) const {
    const Word& word = l_.word(at);
    if (!word.abbreviation && !word.ordinary) return true;
    const bool led = after_preposition(at) || (at > 0 && l_.word(at - 1).key == Key::the);
    if (beside_month(at, last)) return true;
    if (word.abbreviation) {
        const Key before = at > 0 ? l_.word(at - 1).key : Key::none;
        const bool timed = before == Key::in || before == Key::since || before == Key::until ||
                           before == Key::after || before == Key::before || before == Key::during ||
                           before == Key::early || before == Key::late || before == Key::mid ||
                           before == Key::last || before == Key::next;
        return timed && (l_[at].capital || l_.is(last, '.') || !l_.is_word(last));
    }
    if (word.month == 3) {
        // "the Long March", "to march 20 miles"
        const bool named = at > 1 && l_.is_word(at - 1) && l_[at - 1].capital && l_[at - 1].word == kNoWord;
        if (l_[at].capital) return l_.word(last).key != Key::on && !named;
        return after_preposition(at) && !l_.is(at - 1, Key::to) && !l_.is(at - 1, Key::of) &&
               !l_.is(last, Key::of);
    }
    if (!l_[at].capital) {  // "may": only "in may"
        return at > 0 && (l_.is(at - 1, Key::in) || l_.is(at - 1, Key::of) || l_.is(at - 1, Key::since)) &&
               !l_.is(last, Key::not_);
    }
    if (led) return true;
    // "May sales", "May's", "(May)" but not "May I" or "May said" at the start of a sentence.
    const bool starts =
        at == 0 || l_.is(at - 1, '.') || l_[at].break_before || l_.is(at - 1, '?') || l_.is(at - 1, '"');
    return !starts && (!l_.is_word(last) || !l_[last].capital) && l_.word(last).key == Key::none &&
           !(at > 0 && l_.is_word(at - 1) && l_[at - 1].capital);
}

// One end of a range of months: "Nov-Feb", "May to September".
bool DateGrammar::beside_month(std::size_t at, std::size_t last) const {
    const auto joint = [&](std::size_t i) {
        return l_.is(i, '-') || l_.is(i, Key::to) || l_.is(i, Key::through) || l_.is(i, Key::until);
    };
    if (joint(last) && l_.word(last + 1).month != 0 && !l_.is(last + 1, Key::ahead)) return true;
    return at > 1 && joint(at - 1) && l_.word(at - 2).month != 0;
}

// "March 3, 2023", "March 3-5", "3 March" the other way round, "March 2023", "March".
std::optional<DatePhrase> DateGrammar::month_first(std::size_t at) const {
    std::size_t last = 0;
    const int month_number = month(at, last);
    if (month_number == 0) return std::nullopt;
    DatePhrase phrase = make_phrase(at, last, Grain::month, "month");
    phrase.unit.month = month_number;
    std::size_t next = last;
    if ((l_.is(next, '-') || l_.is(next, '/') || l_.is(next, ',')) && !l_[next].break_before) ++next;
    if (l_.is(next, Key::the)) ++next;
    int day = 0;
    const auto names_something = [&](std::size_t after) {  // "May the Second Army"
        return l_.is_word(next) && l_.is_word(after) && l_[after].capital && l_[after].word == kNoWord;
    };
    if (!l_[next].break_before && day_number(next, day, last) && !names_something(last)) {
        set_day(phrase, 0, month_number, day);
        phrase.rule = "month_day";
        phrase.last = last;
        const std::size_t first_end = last;
        // "March 3-5", "March 3 and 4", "April 9th through 17th"
        std::size_t other = last;
        const bool joined =
            l_.is(last, '-') || l_.is(last, Key::to) || l_.is(last, Key::through) || l_.is(last, Key::until);
        if (joined) other = past(last + 1, Key::the);
        int other_day = 0;
        std::size_t other_last = 0;
        if (joined && day_number(other, other_day, other_last) && other_day > day &&
            l_.word(other_last).month == 0 && !l_.is(other_last, '/')) {
            CalendarUnit end = phrase.unit;
            end.day = other_day;
            phrase.last = other_last;
            if (year_after(other_last, end, last)) phrase.last = last;
            phrase.unit.year = end.year;
            phrase.unit.bc = end.bc;
            make_range(phrase, end, first_end, other);
            return phrase;
        }
        if (year_after(phrase.last, phrase.unit, last)) phrase.last = last;
        return phrase;
    }
    // "September-2020-23": the year in the middle.
    last = phrase.last;
    const std::size_t year_at = l_.is(last, '-') || l_.is(last, '/') ? last + 1 : last;
    if (year_after(year_at, phrase.unit, last)) {
        phrase.last = last;
        if (year_at != phrase.first + 1 && l_.is(last, '-') && day_number(last + 1, day, next)) {
            set_day(phrase, phrase.unit.year, month_number, day);
            phrase.last = next;
        }
        phrase.rule = "month_year";
        return phrase;
    }
    if (l_.is(phrase.last, Key::of) && l_.is_digits(phrase.last + 1) &&
        l_[phrase.last + 1].span.size() == 2 && l_[phrase.last + 1].digits > 31) {
        phrase.unit.year = full_year(static_cast<int>(l_[phrase.last + 1].digits));
        phrase.last += 2;
        return phrase;
    }
    if (!month_stands_alone(at, phrase.last)) return std::nullopt;
    return phrase;
}

// "3 March 2023", "the 3rd of March", "3-5 March", "04-Jan-2019", "8/Oct/2012".
std::optional<DatePhrase> DateGrammar::day_first(std::size_t at) const {
    std::size_t next = past(at, Key::the);
    int day = 0;
    std::size_t last = 0;
    if (!day_number(next, day, last)) return std::nullopt;
    if (next == at && at > 0 && after_label(at)) return std::nullopt;
    const std::size_t first_end = last;
    int other_day = 0;
    std::size_t other_first = 0;
    // "12-14 July", "12 and 13 July", "between 3 and 12 of September"
    if (l_.is(last, '-') || l_.is(last, Key::to) || l_.is(last, Key::through) || l_.is(last, Key::until) ||
        (l_.is(last, Key::and_) && at > 0 && l_.is(at - 1, Key::between))) {
        std::size_t other_last = 0;
        other_first = last + 1;
        if (day_number(past(other_first, Key::the), other_day, other_last) && other_day > day) {
            last = other_last;
        } else {
            other_day = 0;
        }
    }
    if (l_.table().habits().stop_after_number && l_.is(last, '.') && l_.glued(last)) ++last;  // "3. Mai"
    std::size_t month_at = last;
    if (l_.is(month_at, Key::of) ||
        ((l_.is(month_at, '-') || l_.is(month_at, '/')) && l_.glued(month_at + 1))) {
        ++month_at;
    } else if (l_.spells(month_at, "day") && l_.is(month_at + 1, Key::of)) {
        month_at += 2;
    }
    if (l_[month_at].break_before) return std::nullopt;
    const int month_number = month(month_at, last);
    if (month_number == 0) return std::nullopt;
    if (l_.word(month_at).ordinary && !l_[month_at].capital && month_number == 5 &&
        !l_.is(month_at - 1, Key::of)) {
        return std::nullopt;  // "the first may", "2 may"
    }
    DatePhrase phrase = make_phrase(at, last, Grain::day, "day_month");
    set_day(phrase, 0, month_number, other_day != 0 ? other_day : day);
    std::size_t year_at = last;
    if ((l_.is(last, '-') || l_.is(last, '/')) && l_.glued(last) && l_.is_digits(last + 1)) ++year_at;
    std::size_t year_last = 0;
    if (year_after(year_at, phrase.unit, year_last)) {
        phrase.last = year_last;
    } else if (l_.is_digits(year_at) && l_[year_at].span.size() == 2 &&
               (year_at != last || l_[year_at].digits > 31) && !l_.is(year_at + 1, ':') &&
               l_.word(year_at + 1).month == 0) {
        phrase.unit.year = full_year(static_cast<int>(l_[year_at].digits));
        phrase.last = year_at + 1;
    }
    if (other_day != 0) {
        const CalendarUnit end = phrase.unit;
        phrase.unit.day = day;
        make_range(phrase, end, first_end, other_first);
    }
    return phrase;
}

// "2017 april", "2019/aug/01", "2019-aug-1".
std::optional<DatePhrase> DateGrammar::year_first(std::size_t at) const {
    if (!l_.is_digits(at) || l_[at].span.size() != 4 || l_[at].digits < 1000 || l_[at].digits > 2999) {
        return std::nullopt;
    }
    std::size_t next = at + 1;
    const bool joined = l_.is(next, '-') || l_.is(next, '/');
    if (joined || l_.is(next, ',')) ++next;
    std::size_t last = 0;
    const int month_number = month(next, last);
    if (month_number == 0 || l_[next].break_before ||
        (!joined && l_[next].capital && !after_preposition(at))) {
        return std::nullopt;
    }
    DatePhrase phrase = make_phrase(at, last, Grain::month, "year_month");
    phrase.unit.year = static_cast<int>(l_[at].digits);
    phrase.unit.month = month_number;
    int day = 0;
    if (joined && (l_.is(last, '-') || l_.is(last, '/')) && day_number(last + 1, day, next)) {
        set_day(phrase, phrase.unit.year, month_number, day);
        phrase.last = next;
    }
    return phrase;
}

// "2023-02-18", "2023/2/18", "2023-02", "20230218".
std::optional<DatePhrase> DateGrammar::iso(std::size_t at) const {
    if (!l_.is_digits(at) || (at > 0 && l_.glued(at) && l_.is_word(at - 1))) return std::nullopt;
    const Lexeme& head = l_[at];
    DatePhrase phrase = make_phrase(at, at + 1, Grain::day, "iso");
    if (head.span.size() == 8 && head.digits >= 19000101 && head.digits < 21000000) {
        set_day(phrase, static_cast<int>(head.digits / 10000), static_cast<int>(head.digits / 100 % 100),
                static_cast<int>(head.digits % 100));
        if (!is_valid_day(phrase.unit.year, phrase.unit.month, phrase.unit.day)) return std::nullopt;
        return phrase;
    }
    if (head.span.size() != 4 || head.digits < 1000 || head.digits > 2999) return std::nullopt;
    const char joint = l_.is(at + 1, '-') ? '-' : l_.is(at + 1, '/') ? '/' : l_.is(at + 1, '.') ? '.' : '\0';
    if (joint == 0 || !l_.glued(at + 1) || !l_.is_digits(at + 2) || !l_.glued(at + 2)) return std::nullopt;
    const Lexeme& middle = l_[at + 2];
    if (middle.span.size() > 2 || middle.digits < 1 || middle.digits > 12) return std::nullopt;
    const bool has_day = l_.is(at + 3, joint) && l_.glued(at + 3) && l_.is_digits(at + 4) && l_.glued(at + 4);
    if (has_day) {
        set_day(phrase, static_cast<int>(head.digits), static_cast<int>(middle.digits),
                static_cast<int>(l_[at + 4].digits));
        if (l_[at + 4].span.size() > 2) return std::nullopt;
        if (!is_valid_day(phrase.unit.year, phrase.unit.month, phrase.unit.day)) return std::nullopt;
        phrase.last = at + 5;
        return phrase;
    }
    // "2023-02" is a month; "2019-20" and "2022/23" are spans of years, for bare_year().
    if (joint != '-' || middle.span.size() != 2 || (at > 0 && after_label(at))) return std::nullopt;
    phrase.unit.grain = Grain::month;
    phrase.unit.year = static_cast<int>(head.digits);
    phrase.unit.month = static_cast<int>(middle.digits);
    phrase.last = at + 3;
    return phrase;
}

// "18/02/2023", "2/18/23", "18.02.2023", "02-18-2023", "04/2016", "22/04".
std::optional<DatePhrase> DateGrammar::numeric(std::size_t at) const {
    if (!l_.is_digits(at) || l_[at].span.size() > 2 ||
        (at > 0 && l_.glued(at) && !l_.is(at - 1, '(') && !l_.is(at - 1, '"'))) {
        return std::nullopt;
    }
    const char joint = l_.is(at + 1, '/') ? '/' : l_.is(at + 1, '-') ? '-' : l_.is(at + 1, '.') ? '.' : '\0';
    if (joint == 0 || !l_.glued(at + 1) || !l_.is_digits(at + 2) || !l_.glued(at + 2)) return std::nullopt;
    int first = static_cast<int>(l_[at].digits);
    int second = static_cast<int>(l_[at + 2].digits);
    DatePhrase phrase = make_phrase(at, at + 3, Grain::day, "numeric");
    const bool third = l_.is(at + 3, joint) && l_.glued(at + 3) && l_.is_digits(at + 4) && l_.glued(at + 4);
    if (!third) {
        if (joint == '/' && l_[at + 2].span.size() == 4 && first >= 1 && first <= 12 && second > 1900 &&
            second < 2100) {
            phrase.unit.grain = Grain::month;
            phrase.unit.month = first;
            phrase.unit.year = second;
            return phrase;
        }
        if (joint != '/' || l_[at + 2].span.size() > 2 || l_.is(at + 3, '/') || l_.is(at + 3, '.'))
            return std::nullopt;
        if (l_.word(at + 3).grain != Grain::none || l_.spells(at + 3, "h"))
            return std::nullopt;  // "1/2 hour"
        // A fraction looks the same: a date needs a sign, a day over 12 or a leading zero.
        const bool led =
            at > 0 && (after_preposition(at) || l_.word(at - 1).weekday != 0 || l_.is(at - 1, Key::or_) ||
                       l_.is(at - 1, ',') || l_.is(at - 1, Key::next) || l_.is(at - 1, '-'));
        const bool shaped =
            first > 12 || second > 12 || l_[at].span.size() == 2 || l_[at + 2].span.size() == 2;
        const bool ranged = l_.is(at + 3, '-') && l_.is_digits(at + 4) && l_.is(at + 5, '/');
        const bool alone = (at == 0 && at + 3 >= l_.size()) || ranged || (shaped && l_.is(at + 3, ','));
        if (!(led || alone) || (!shaped && !led && !alone) || (led && l_.is(at - 1, Key::of)))
            return std::nullopt;
    } else if (joint == '.' && (l_[at + 4].span.size() != 4 && !l_.table().habits().stop_after_number)) {
        return std::nullopt;  // a version number
    } else if (l_.is(at + 5, joint) && l_.glued(at + 5) && l_.is_digits(at + 6)) {
        return std::nullopt;  // a phone number or an address
    }
    bool day_leads = options_.day_first || joint == '.';
    if (first > 12) day_leads = true;
    if (second > 12) day_leads = false;
    if (day_leads) std::swap(first, second);
    if (first < 1 || first > 12 || second < 1 || second > 31) return std::nullopt;
    int year = 0;
    if (third) {
        const std::uint32_t width = l_[at + 4].span.size();
        year = static_cast<int>(l_[at + 4].digits);
        if (width == 2 && (joint == '/' || l_.table().habits().stop_after_number)) {
            year = full_year(year);
        } else if (width != 4 || year < 1000 || year > 2999) {
            return std::nullopt;
        }
        phrase.last = at + 5;
    }
    set_day(phrase, year, first, second);
    return phrase;
}

// "Friday", "Friday, March 3", "Fri 14th", "Friday (June 15)".
std::optional<DatePhrase> DateGrammar::weekday(std::size_t at) const {
    const Word& word = l_.word(at);
    if (word.weekday == 0 || !l_.is_word(at)) return std::nullopt;
    std::size_t next = at + 1;
    if (word.abbreviation && l_.is(next, '.') && l_.glued(next)) ++next;
    DatePhrase phrase = make_phrase(at, next, Grain::day, "weekday");
    phrase.unit.weekday = word.weekday;
    std::size_t date_at = past_comma(next);
    const bool bracket = l_.is(date_at, '(');
    if (bracket || l_.is(date_at, '-')) ++date_at;
    const std::size_t day_at = past(past(date_at, Key::on), Key::the);
    if (!l_[day_at].break_before) {
        for (const Found& found : {iso(day_at), numeric(day_at), month_first(day_at), day_first(day_at)}) {
            if (!found || found->kind != PhraseKind::unit || found->unit.grain != Grain::day) continue;
            phrase.unit = found->unit;
            phrase.unit.weekday = word.weekday;
            phrase.last = found->last + (bracket && l_.is(found->last, ')') ? 1 : 0);
            phrase.rule = "weekday_date";
            return phrase;
        }
        int day = 0;
        std::size_t last = 0;
        bool ordinal = false;
        if (!bracket && date_at == next && day_number(day_at, day, last, &ordinal) && ordinal &&
            !(l_.is_word(last) && !l_.is_digits(last - 1) && l_.word(last).key == Key::none)) {
            phrase.unit.day = day;
            phrase.last = last;
            phrase.rule = "weekday_day";
            return phrase;
        }
    }
    // "Tuesday of next week", "Tuesday, next week"
    const std::size_t week_at = past(past_comma(next), Key::of);
    if (!l_[week_at].break_before && l_.word(week_at + 1).grain == Grain::week &&
        (l_.is(week_at, Key::next) || l_.is(week_at, Key::last) || l_.is(week_at, Key::this_))) {
        phrase.direction = l_.is(week_at, Key::next)   ? Direction::next
                           : l_.is(week_at, Key::last) ? Direction::last
                                                       : Direction::this_;
        phrase.in_week = true;
        phrase.last = week_at + 2;
        phrase.rule = "weekday_of_week";
        return phrase;
    }
    const bool timed = l_.is(at + 1, Key::at) && l_.is_digits(at + 2);  // "Thu at 8 am"
    if (word.abbreviation && !l_.is(at + 1, '.') && !(timed && l_[at].capital)) {
        const Key before = at > 0 ? l_.word(at - 1).key : Key::none;
        if (!l_[at].capital || (before != Key::on && before != Key::this_ && before != Key::next &&
                                before != Key::last && before != Key::by)) {
            return std::nullopt;
        }
    }
    return phrase;
}

// "the 12th" when nothing follows that it could count.
std::optional<DatePhrase> DateGrammar::bare_day(std::size_t at) const {
    if (!l_.is(at, Key::the)) return std::nullopt;
    int day = 0;
    std::size_t last = 0;
    bool ordinal = false;
    if (!day_number(at + 1, day, last, &ordinal) || !ordinal || !l_.is_digits(at + 1)) return std::nullopt;
    if (l_.is(last, Key::of) &&
        (l_.is(last + 1, Key::that) || l_.is(last + 1, Key::this_) || l_.is(last + 1, Key::the)) &&
        l_.word(last + 2).grain == Grain::month) {
        DatePhrase phrase = make_phrase(at, last + 3, Grain::day, "day_of_month");
        phrase.unit.day = day;
        phrase.direction = l_.is(last + 1, Key::this_) ? Direction::this_ : Direction::same;
        return phrase;
    }
    if (l_.is(last, Key::this_) && l_.word(last + 1).grain == Grain::month) {  // "the 21st this month"
        DatePhrase phrase = make_phrase(at, last + 2, Grain::day, "day_of_month");
        phrase.unit.day = day;
        phrase.direction = Direction::this_;
        return phrase;
    }
    const bool led =
        at > 0 && (l_.is(at - 1, Key::on) || l_.is(at - 1, Key::from) || l_.is(at - 1, Key::to) ||
                   l_.is(at - 1, Key::until) || l_.is(at - 1, Key::by));
    if (!led || (l_.is_word(last) && l_.word(last).key == Key::none)) return std::nullopt;
    DatePhrase phrase = make_phrase(at, last, Grain::day, "bare_day");
    phrase.unit.day = day;
    return phrase;
}

}  // namespace claimline
