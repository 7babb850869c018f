// Periods of the calendar: quarters, halves, company years, decades, seasons, years and weeks.

#include "extract/dates_grammar.h"
#include "extract/numbers.h"

namespace claimline {

// "the third quarter of 2022", "Q3 2022", "2022 Q3", "3Q22", "H1 2023", "first half", "fiscal Q2".
std::optional<DatePhrase> DateGrammar::quarter_or_half(std::size_t at) const {
    std::size_t next = past(at, Key::the);
    DatePhrase phrase = make_phrase(at, next, Grain::quarter, "quarter");
    if (l_.is_digits(next) && l_[next].span.size() == 4) {  // 2022 Q3, 2022-H1
        CalendarUnit year;
        std::size_t last = 0;
        const std::size_t label = l_.is(next + 1, '-') ? next + 2 : next + 1;
        if (!year_number(next, year, last)) return std::nullopt;
        const bool quarter = l_.spells(label, "q");
        if ((!quarter && !l_.spells(label, "h")) || !l_.is_digits(label + 1) || !l_.glued(label + 1))
            return std::nullopt;
        const auto number = static_cast<int>(l_[label + 1].digits);
        if (number < 1 || number > (quarter ? 4 : 2)) return std::nullopt;
        phrase.unit.year = year.year;
        phrase.unit.grain = quarter ? Grain::quarter : Grain::half;
        (quarter ? phrase.unit.quarter : phrase.unit.half) = number;
        phrase.last = label + 2;
        return phrase;
    }
    bool fiscal = false;
    if (l_.is(next, Key::fiscal)) {
        fiscal = true;
        ++next;
    }
    int number = 0;
    bool quarter = true;
    bool label = false;
    if ((l_.spells(next, "q") || l_.spells(next, "h")) && l_.is_digits(next + 1) && l_.glued(next + 1)) {
        quarter = l_.spells(next, "q");
        number = static_cast<int>(l_[next + 1].digits);
        phrase.last = next + 2;
        label = true;
    } else if (l_.is_digits(next) && l_[next].span.size() == 1 && l_.glued(next + 1) &&
               (l_.spells(next + 1, "q") || l_.spells(next + 1, "h"))) {
        quarter = l_.spells(next + 1, "q");
        number = static_cast<int>(l_[next].digits);
        phrase.last = next + 2;
        label = true;
        if (!quarter && !l_.is_digits(phrase.last)) return std::nullopt;  // "3h" is three hours
    } else if (const auto ordinal = parse_ordinal(l_, next)) {
        number = static_cast<int>(ordinal->value);
        std::size_t noun = past_hyphen(l_, ordinal->last);
        if (l_.is(noun, Key::fiscal)) {
            fiscal = true;
            noun = past_hyphen(l_, noun + 1);
        }
        quarter = l_.word(noun).grain == Grain::quarter && !l_.word(noun).plural;
        if (!quarter && !l_.is(noun, Key::half)) return std::nullopt;
        phrase.last = noun + 1;
    } else if ((l_.is(next, Key::final) || l_.is(next, Key::last)) &&
               l_.word(next + 1).grain == Grain::quarter && l_.is(next + 2, Key::of)) {
        number = 4;
        phrase.last = next + 2;
    } else {
        return std::nullopt;
    }
    if (number < 1 || number > (quarter ? 4 : 2)) return std::nullopt;
    phrase.unit.grain = quarter ? Grain::quarter : Grain::half;
    (quarter ? phrase.unit.quarter : phrase.unit.half) = number;
    if (!quarter) phrase.rule = "half";
    // The year: "of 2022", "2022", "of the year", "of this year", "of fiscal 2022", "22".
    std::size_t of = past_hyphen(l_, past_comma(phrase.last));
    of = past(of, Key::of);
    const bool said_of = l_.is(of - 1, Key::of);
    CalendarUnit year;
    std::size_t last = 0;
    if (l_.is(past(of, Key::the), Key::fiscal)) {
        fiscal = true;
        of = past(of, Key::the) + 1;
        if (l_.word(of).grain == Grain::year) ++of;
        phrase.last = of;
    }
    int short_year = 0;
    if (two_digit_year(of, short_year, last)) {
        phrase.unit.year = short_year;
        phrase.last = last;
    } else if (year_number(of, year, last)) {
        phrase.unit.year = year.year;
        phrase.last = last;
    } else if (label && l_.is_digits(of) && l_[of].span.size() == 2) {
        phrase.unit.year = full_year(static_cast<int>(l_[of].digits));
        phrase.last = of + 1;
    } else if (said_of &&
               (l_.is(of, Key::the) || l_.is(of, Key::this_) || l_.is(of, Key::last) ||
                l_.is(of, Key::next)) &&
               l_.word(of + 1).grain == Grain::year) {
        phrase.direction = l_.is(of, Key::last)   ? Direction::last
                           : l_.is(of, Key::next) ? Direction::next
                                                  : Direction::this_;
        phrase.last = of + 2;
    } else if (!quarter && !label) {
        // "the second half" of a match: a half needs its year, or a season word before it.
        if (!(at > 0 && (l_.is(at - 1, Key::in) || l_.is(at - 1, Key::for_)) && l_.is(at, Key::the)))
            return std::nullopt;
        if (l_.is(phrase.last, Key::of)) return std::nullopt;
    } else if (l_.is(phrase.last, Key::of) && l_.is(phrase.last + 1, Key::the) && !label) {
        if (l_.word(phrase.last + 2).grain == Grain::century) return std::nullopt;
    }
    phrase.unit.fiscal = fiscal;
    return phrase;
}

// "fiscal 2023", "FY23", "fiscal year 2023", "the year 2008", "calendar year 2022", "sy18".
std::optional<DatePhrase> DateGrammar::fiscal_year(std::size_t at) const {
    const std::size_t label = past(at, Key::the);
    const bool fiscal = l_.is(label, Key::fiscal);
    const bool school = l_.is(label, Key::school);
    const bool calendar = l_.is(label, Key::calendar);
    const bool year_word = l_.word(label).grain == Grain::year && !l_.word(label).plural;
    if (!fiscal && !school && !calendar && !year_word) return std::nullopt;
    std::size_t next = label + 1;
    if (!year_word && l_.word(next).grain == Grain::year) ++next;
    const bool of = l_.is(next, Key::of);
    if (of) ++next;
    DatePhrase phrase =
        make_phrase(year_word && !of ? at : at, next, Grain::year, fiscal ? "fiscal_year" : "year");
    std::size_t last = 0;
    int short_year = 0;
    if (year_number(next, phrase.unit, last)) {
        phrase.last = last;
        // "fiscal 2021-22", "FY2022/23" end in the second year.
        if (!year_word && (l_.is(last, '-') || l_.is(last, '/')) && l_.is_digits(last + 1) &&
            l_.glued(last + 1) && l_[last + 1].span.size() == 2) {
            phrase.unit.year += 1;
            phrase.last = last + 2;
        }
    } else if (two_digit_year(next, short_year, last)) {
        phrase.unit.year = short_year;
        phrase.last = last;
    } else if (!year_word && l_.is_digits(next) && l_.glued(next) && l_[next].span.size() == 2) {
        phrase.unit.year = full_year(static_cast<int>(l_[next].digits));
        phrase.last = next + 1;
    } else {
        return std::nullopt;
    }
    if (year_word && phrase.unit.year < 1000) return std::nullopt;
    phrase.unit.fiscal = fiscal;
    phrase.unit.school = school;
    return phrase;
}

// "the 1990s", "the '90s", "the 470s BC", "nineties", "the 21st century", "the early 1980s" is modified().
std::optional<DatePhrase> DateGrammar::decade_or_century(std::size_t at) const {
    const std::size_t next = past(at, Key::the);
    DatePhrase phrase = make_phrase(at, next, Grain::decade, "decade");
    const std::size_t number = l_.is(next, '\'') ? next + 1 : next;
    if (l_.is_digits(number) && l_[number].digits % 10 == 0) {
        std::size_t s = number + 1;
        if (l_.is(s, '\'')) ++s;
        if (l_.spells(s, "s") && (l_.glued(s) || l_[number].span.size() == 2)) {
            const auto digits = static_cast<int>(l_[number].digits);
            phrase.last = s + 1;
            phrase.unit.year = l_[number].span.size() == 2 ? (digits < 30 ? 2000 : 1900) + digits : digits;
            const bool four = l_[number].span.size() == 4 && digits >= 1000 && digits < 2100;
            if (l_.is(phrase.last, Key::era_bc)) {
                phrase.unit.bc = true;
                ++phrase.last;
                return phrase;
            }
            if (!four &&
                (l_[number].span.size() != 2 || (next == at && number == next && !l_[s].space_before))) {
                return std::nullopt;
            }
            return phrase;
        }
    }
    constexpr std::string_view kTens[] = {"twenties", "thirties",  "forties",  "fifties",
                                          "sixties",  "seventies", "eighties", "nineties"};
    for (int i = 0; i < 8; ++i) {
        if (!l_.spells(next, kTens[i])) continue;
        if (next == at && !after_preposition(at)) return std::nullopt;
        phrase.unit.year = i == 0 ? 2020 : 1920 + 10 * i;
        phrase.last = next + 1;
        return phrase;
    }
    if (const auto ordinal = parse_ordinal(l_, next)) {
        const std::size_t noun = past_hyphen(l_, ordinal->last);
        if (l_.word(noun).grain == Grain::century && !l_.word(noun).plural && ordinal->value <= 30) {
            phrase.unit.grain = Grain::century;
            phrase.unit.year = static_cast<int>(ordinal->value - 1) * 100;
            phrase.rule = "century";
            phrase.last = noun + 1;
            if (l_.is(phrase.last, Key::era_bc)) {
                phrase.unit.bc = true;
                ++phrase.last;
            }
            if (phrase.unit.year == 0) phrase.unit.year = 1;
            return phrase;
        }
    }
    return std::nullopt;
}

// "spring 2022", "the summer of 1779", "2022 summer", "the winter".
std::optional<DatePhrase> DateGrammar::season(std::size_t at) const {
    std::size_t next = past(at, Key::the);
    CalendarUnit year;
    std::size_t last = 0;
    if (l_.is_digits(next) && year_number(next, year, last)) next = last;
    if (!l_.is(next, Key::season)) return std::nullopt;
    DatePhrase phrase = make_phrase(at, next + 1, Grain::season, "season");
    phrase.unit.season = l_.word(next).arg;
    phrase.unit.year = year.year;
    if (year.year == 0 && year_after(next + 1, phrase.unit, last)) phrase.last = last;
    if (phrase.unit.year != 0) return phrase;
    const bool the = next != at;
    const bool autumn_fall = l_.spells(next, "fall");
    const bool spring = l_.spells(next, "spring");
    const bool led =
        at > 0 && (l_.is(at - 1, Key::in) || l_.is(at - 1, Key::since) || l_.is(at - 1, Key::by) ||
                   l_.is(at - 1, Key::until) || l_.is(at - 1, Key::during) || l_.is(at - 1, Key::early) ||
                   l_.is(at - 1, Key::late) || l_.is(at - 1, Key::mid));
    if (l_.is(phrase.last, Key::of) || l_.is(phrase.last, Key::in)) {
        if (autumn_fall || spring) return std::nullopt;  // "the fall of the wall", "spring of hope"
    }
    if (autumn_fall && !(led && !l_.is_word(phrase.last))) return std::nullopt;
    if (spring && !the && !led) return std::nullopt;
    if (!the && !led && !options_.years_anywhere) {
        if (l_.word(next).arg != 22 && l_.word(next).arg != 24) return std::nullopt;
        if (l_[next].capital) return std::nullopt;
    }
    return phrase;
}

// "2023", "in 1704", "2014-18", "1775-1780", "480 BC".
std::optional<DatePhrase> DateGrammar::bare_year(std::size_t at) const {
    CalendarUnit year;
    std::size_t last = 0;
    if (l_.is_digits(at)) {
        if (!year_number(at, year, last)) return std::nullopt;
        if (at > 0 && l_.glued(at) && (l_.is_word(at - 1) || l_.is(at - 1, '.') || l_.is(at - 1, '/'))) {
            return std::nullopt;
        }
        if (after_label(at) || (last == at + 1 && counts_things(at))) return std::nullopt;
        const bool in_chain = at > 1 && l_.is(at - 1, '-') && l_.glued(at - 1) && l_.glued(at) &&
                              l_.is_digits(at - 2) && l_.is(at + 1, '-');
        if (in_chain) return std::nullopt;  // a phone number
        const bool modern = year.year >= 1900 && year.year < 2100;
        if (!modern && !year.bc && last == at + 1 && !options_.years_anywhere) {
            const bool led = at > 0 && after_preposition(at) && !l_.is(at - 1, Key::to) &&
                             !l_.is(at - 1, Key::for_) && !l_.is(at - 1, Key::of) && year.year < 2200;
            if (!led) return std::nullopt;
            if (l_.is_word(last) && !l_[last].capital && l_.word(last).key == Key::none &&
                l_.text(last).back() == 's') {
                return std::nullopt;  // "in 1500 cases"
            }
        }
        if (!modern && options_.years_anywhere && !year.bc && last == at + 1) {
            if (year.year > 2100 ||
                (l_.is_word(last) && !l_[last].capital && l_.word(last).key == Key::none &&
                 l_.text(last).back() == 's' && !l_[last].break_before)) {
                return std::nullopt;
            }
        }
        if (l_.is(at + 1, '-') && l_.glued(at + 1) && l_.is_digits(at + 2) && l_.glued(at + 2) &&
            (l_[at + 2].span.size() > 4 || (l_.is(at + 3, '-') && l_.is_digits(at + 4)))) {
            return std::nullopt;
        }
    } else {
        if (!after_preposition(at) || !year_number(at, year, last)) return std::nullopt;
    }
    DatePhrase phrase = make_phrase(at, last, Grain::year, "year");
    phrase.unit.year = year.year;
    phrase.unit.bc = year.bc;
    // "2014-18", "2019/20"
    if (last == at + 1 && (l_.is(last, '-') || l_.is(last, '/')) && l_.glued(last) &&
        l_.is_digits(last + 1) && l_.glued(last + 1) && l_[last + 1].span.size() == 2 &&
        !l_.is(last + 2, '-') && !l_.is(last + 2, '/')) {
        const int end = year.year / 100 * 100 + static_cast<int>(l_[last + 1].digits);
        if (end > year.year) {
            CalendarUnit other = phrase.unit;
            other.year = end;
            phrase.last = last + 2;
            make_range(phrase, other, last, last + 1);
        }
    }
    return phrase;
}

// "week 31", "week 3 of 2027", "the week of April 10th", "the weekend".
std::optional<DatePhrase> DateGrammar::week(std::size_t at) const {
    const std::size_t next = past(at, Key::the);
    const Grain grain = l_.word(next).grain;
    if ((grain != Grain::week && grain != Grain::weekend) || l_.word(next).plural) return std::nullopt;
    DatePhrase phrase = make_phrase(at, next + 1, grain, "week");
    if (grain == Grain::week && l_.is_digits(next + 1) && l_[next + 1].digits >= 1 &&
        l_[next + 1].digits <= 53) {
        phrase.unit.week = static_cast<int>(l_[next + 1].digits);
        phrase.last = next + 2;
        std::size_t last = 0;
        CalendarUnit year;
        if (year_after(phrase.last, year, last)) {
            phrase.unit.year = year.year;
            phrase.last = last;
        }
        return phrase;
    }
    const bool of = l_.is(next + 1, Key::of) || l_.is(next + 1, Key::beginning) ||
                    l_.spells(next + 1, "beginning") || l_.spells(next + 1, "commencing");
    if (grain == Grain::week && of) {
        const auto day = absolute(next + 2);
        if (day && day->kind == PhraseKind::unit && day->unit.grain == Grain::day && day->unit.hour < 0) {
            DatePhrase whole = *day;
            whole.first = at;
            whole.week_of = true;
            whole.rule = "week_of";
            return whole;
        }
    }
    if (grain == Grain::week || next == at || l_.is(next + 1, Key::of)) return std::nullopt;
    return phrase;
}

std::optional<DatePhrase> DateGrammar::absolute(std::size_t at) const {
    Found best;
    const auto take = [&](const Found& found) {
        if (found && (!best || found->last > best->last)) best = found;
    };
    const bool the = l_.is(at, Key::the);
    const std::size_t body = past(at, Key::the);
    const Word& word = l_.word(body);
    const bool digits = l_.is_digits(body);
    if (digits && !the) {
        take(iso(at));
        take(numeric(at));
        take(year_first(at));
    }
    const bool ordinal = word.ordinal != 0 || word.number_kind == NumberKind::tens;
    if (digits || ordinal) {
        take(day_first(at));
        take(decade_or_century(at));
    }
    if (digits || ordinal || word.key == Key::year_label || word.key == Key::fiscal ||
        word.key == Key::last || word.key == Key::final) {
        take(quarter_or_half(at));
    }
    if (word.month != 0) take(month_first(body));
    if (word.weekday != 0 && !the) take(weekday(at));
    if (word.key == Key::fiscal || word.key == Key::school || word.key == Key::calendar ||
        word.grain == Grain::year) {
        take(fiscal_year(at));
    }
    if (word.key == Key::decade_name || l_.is(body, '\'')) take(decade_or_century(at));
    if (digits || word.key == Key::season) take(season(at));
    if (!the && (digits || word.number_kind != NumberKind::none)) take(bare_year(at));
    if (the && digits) take(bare_day(at));
    if (word.key == Key::holiday) take(holiday(body));
    if (word.grain == Grain::week || word.grain == Grain::weekend) take(week(at));
    if (best && the && best->first != at) best->first = body;
    return best;
}

}  // namespace claimline
