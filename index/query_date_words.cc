// A small grammar over words and numbers; each rule either takes the whole expression or leaves it alone.

#include "index/query_date_words.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

#include "core/text.h"

namespace claimline {
namespace {

using namespace std::chrono;

constexpr int kMostUnits = 10000;  // 10,000 years back is as good as open
constexpr std::size_t kMostWords = 12;

// ---- words ----

struct Word {
    std::string text;  // lower case; a number without its ordinal ending
    int number = -1;   // -1: not a number
    std::size_t digits = 0;
    bool ordinal = false;  // 18th
};
using Words = std::vector<Word>;

constexpr std::array<std::string_view, 13> kNumbers{"zero", "one",    "two",   "three", "four",
                                                    "five", "six",    "seven", "eight", "nine",
                                                    "ten",  "eleven", "twelve"};
constexpr std::array<std::string_view, 12> kMonths{"january",   "february", "march",    "april",
                                                   "may",       "june",     "july",     "august",
                                                   "september", "october",  "november", "december"};
constexpr std::array<std::string_view, 7> kWeekdays{"sunday",   "monday", "tuesday", "wednesday",
                                                    "thursday", "friday", "saturday"};
constexpr std::array<std::string_view, 4> kOrdinals{"first", "second", "third", "fourth"};

// A whole name or its first letters, at least three: "sep", "sept", "thurs".
template <std::size_t N>
std::optional<unsigned> index_of(const std::array<std::string_view, N>& names, std::string_view word) {
    if (word.size() < 3) return std::nullopt;
    for (unsigned i = 0; i < N; ++i)
        if (names[i].starts_with(word)) return i;
    return std::nullopt;
}

Word read_word(std::string_view text) {
    Word word{std::string(text)};
    std::size_t digits = 0;
    while (digits < text.size() && is_digit(text[digits])) ++digits;
    word.digits = digits;
    const auto ending = text.substr(digits);
    const bool ordinal = ending == "st" || ending == "nd" || ending == "rd" || ending == "th";
    if (digits > 0 && digits <= 6 && (ending.empty() || ordinal)) {
        std::from_chars(text.data(), text.data() + digits, word.number);
        word.ordinal = ordinal;
        word.text = text.substr(0, digits);
    }
    for (std::size_t i = 0; i < kNumbers.size(); ++i)
        if (text == kNumbers[i]) word.number = static_cast<int>(i);
    if (text == "a" || text == "an") word.number = 1;
    return word;
}

// Cut at blanks, dashes, underscores, commas and points: "3.days.ago", "last-friday", "Feb 18, 2023".
Words split(std::string_view text) {
    Words words;
    while (!text.empty() && words.size() <= kMostWords) {
        const auto end = std::min(text.find_first_of(" \t-_,."), text.size());
        if (end > 0) {
            const auto word = text.substr(0, end);
            if (word != "the" && word != "of" && word != "on" && word != "in")
                words.push_back(read_word(word));
            if (word == "in") words.push_back({"in"});
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return words;
}

// ---- periods ----

enum class Unit { day, week, fortnight, month, quarter, half, year };

std::optional<Unit> unit_of(std::string_view word) {
    if (word.size() > 1 && word.ends_with('s')) word.remove_suffix(1);
    constexpr std::array<std::pair<std::string_view, Unit>, 14> kUnits{{{"d", Unit::day},
                                                                        {"day", Unit::day},
                                                                        {"w", Unit::week},
                                                                        {"wk", Unit::week},
                                                                        {"week", Unit::week},
                                                                        {"fortnight", Unit::fortnight},
                                                                        {"m", Unit::month},
                                                                        {"mo", Unit::month},
                                                                        {"month", Unit::month},
                                                                        {"quarter", Unit::quarter},
                                                                        {"half", Unit::half},
                                                                        {"y", Unit::year},
                                                                        {"yr", Unit::year},
                                                                        {"year", Unit::year}}};
    for (const auto& [name, unit] : kUnits)
        if (name == word) return unit;
    return std::nullopt;
}

bool is_time_unit(std::string_view word) {
    if (word.size() > 1 && word.ends_with('s')) word.remove_suffix(1);
    for (const std::string_view name : {"second", "sec", "minute", "min", "hour", "h", "hr"})
        if (word == name) return true;
    return false;
}

DateRange one_day(sys_days day) {
    return {day, day + days{1}};
}

std::optional<DateRange> months_from(year from, unsigned first, int count) {
    if (from < year{1} || from > year{9999}) return std::nullopt;
    const auto start = from / month{first} / day{1};
    return DateRange{sys_days{start}, sys_days{start + months{count}}};
}

std::optional<sys_days> shifted(sys_days day, Unit unit, int count) {
    const auto by_months = [&](int all) -> std::optional<sys_days> {
        year_month_day date{day};
        date += months{all};
        if (date.year() < year{1} || date.year() > year{9999}) return std::nullopt;
        return date.ok() ? sys_days{date} : sys_days{date.year() / date.month() / last};
    };
    switch (unit) {
        case Unit::day: return day + days{count};
        case Unit::week: return day + weeks{count};
        case Unit::fortnight: return day + weeks{2 * count};
        case Unit::month: return by_months(count);
        case Unit::quarter: return by_months(3 * count);
        case Unit::half: return by_months(6 * count);
        case Unit::year: return by_months(12 * count);
    }
    return std::nullopt;
}

// The period of this kind that holds the day; weeks begin on Monday (ISO 8601).
std::optional<DateRange> period_around(Unit unit, sys_days at) {
    const year_month_day date{at};
    const unsigned m = static_cast<unsigned>(date.month());
    switch (unit) {
        case Unit::day: return one_day(at);
        case Unit::week: {
            const auto monday = at - (weekday{at} - Monday);
            return DateRange{monday, monday + days{7}};
        }
        case Unit::fortnight: return std::nullopt;
        case Unit::month: return months_from(date.year(), m, 1);
        case Unit::quarter: return months_from(date.year(), (m - 1) / 3 * 3 + 1, 3);
        case Unit::half: return months_from(date.year(), m < 7 ? 1 : 7, 6);
        case Unit::year: return months_from(date.year(), 1, 12);
    }
    return std::nullopt;
}

// ---- rules ----

class Reader {
  public:
    Reader(Words words, sys_days today) : words_(std::move(words)), today_(today) {}

    std::optional<DateRange> read() {
        for (const auto rule :
             {&Reader::named_day, &Reader::relative, &Reader::ago, &Reader::part_of_year, &Reader::week,
              &Reader::calendar, &Reader::weekday_alone, &Reader::to_date, &Reader::edge, &Reader::decade})
            if (auto found = (this->*rule)(words_)) return found;
        return std::nullopt;
    }
    // Why not, when that can be told.
    [[nodiscard]] const std::string& reason() const { return reason_; }

  private:
    static bool is(const Words& words, std::initializer_list<std::string_view> texts) {
        return std::ranges::equal(words, texts, {}, &Word::text);
    }
    [[nodiscard]] year this_year() const { return year_month_day{today_}.year(); }

    std::optional<DateRange> named_day(const Words& words) {
        if (is(words, {"today"}) || is(words, {"now"})) return one_day(today_);
        if (is(words, {"yesterday"})) return one_day(today_ - days{1});
        if (is(words, {"tomorrow"})) return one_day(today_ + days{1});
        if (is(words, {"day", "before", "yesterday"})) return one_day(today_ - days{2});
        if (is(words, {"day", "after", "tomorrow"})) return one_day(today_ + days{2});
        return std::nullopt;
    }

    // last friday, next month, this january, past 3 weeks
    std::optional<DateRange> relative(const Words& words) {
        if (words.size() < 2 || words.size() > 3) return std::nullopt;
        const auto& first = words[0].text;
        const bool rolling = first == "past";
        const int way = first == "last" || first == "previous" || rolling ? -1
                        : first == "next" || first == "coming"            ? 1
                        : first == "this" || first == "current"           ? 0
                                                                          : 2;
        if (way == 2) return std::nullopt;
        const auto unit = unit_of(words.back().text);
        if (words.size() == 3 || rolling) {
            const int count = words.size() == 3 ? words[1].number : 1;
            if (!unit || count < 1 || count > kMostUnits || way == 0) return std::nullopt;
            const auto far = shifted(today_, *unit, way * count);
            if (!far) return std::nullopt;
            return way < 0 ? DateRange{*far, today_ + days{1}} : DateRange{today_, *far + days{1}};
        }
        if (unit) return neighbour(*unit, way);
        if (const auto day = index_of(kWeekdays, words[1].text)) return relative_weekday(*day, way);
        if (const auto month = index_of(kMonths, words[1].text)) return relative_month(*month, way);
        return std::nullopt;
    }

    [[nodiscard]] std::optional<DateRange> neighbour(Unit unit, int way) const {
        const auto now = period_around(unit, today_);
        if (!now || way == 0) return now;
        return period_around(unit, way < 0 ? *now->from - days{1} : *now->until);
    }

    [[nodiscard]] DateRange relative_weekday(unsigned day, int way) const {
        if (way == 0) {
            const auto monday = today_ - (weekday{today_} - Monday);
            return one_day(monday + (weekday{day} - Monday));
        }
        const auto gap = way < 0 ? weekday{today_} - weekday{day} : weekday{day} - weekday{today_};
        const auto distance = gap.count() == 0 ? days{7} : gap;
        return one_day(way < 0 ? today_ - distance : today_ + distance);
    }

    // "last march" is never this one, "next march" neither.
    [[nodiscard]] std::optional<DateRange> relative_month(unsigned index, int way) const {
        const unsigned now = static_cast<unsigned>(year_month_day{today_}.month()) - 1;
        const int years = way < 0 ? (index < now ? 0 : -1) : way > 0 ? (index > now ? 0 : 1) : 0;
        return months_from(this_year() + std::chrono::years{years}, index + 1, 1);
    }

    // 3w, 3 weeks (the last three), 3 weeks ago, a year and... no: 1 year 2 months ago, in 3 weeks, 3 weeks
    // from now
    std::optional<DateRange> ago(const Words& all) {
        Words words = all;
        int way = 0;  // 0: a span up to today
        if (words.size() > 1 && words.back().text == "ago") {
            way = -1;
            words.pop_back();
        } else if (words.size() > 2 && words[words.size() - 2].text == "from" && words.back().text == "now") {
            way = 1;
            words.resize(words.size() - 2);
        } else if (words.size() > 1 && words.back().text == "hence") {
            way = 1;
            words.pop_back();
        } else if (words.size() > 1 && words.front().text == "in") {
            way = 1;
            words.erase(words.begin());
        }
        std::optional<sys_days> at = today_;
        std::size_t i = 0;
        for (; i < words.size() && at; ++i) {
            int count = words[i].number;
            std::string_view name;
            if (const auto glued = glued_unit(words[i])) {
                count = glued->first;
                name = glued->second;
            } else if (words[i].text == "fortnight") {
                count = 1;
                name = "fortnight";
            } else if (i + 1 < words.size() && count >= 0 && !words[i].ordinal) {
                name = words[++i].text;
            }
            if (!name.empty() && is_time_unit(name)) reason_ = "days are the finest that claims have";
            const auto unit = unit_of(name);
            if (!unit || count < 0 || count > kMostUnits) return std::nullopt;
            at = shifted(*at, *unit, way > 0 ? count : -count);
        }
        if (i == 0 || !at) return std::nullopt;
        return way == 0 ? DateRange{*at, today_ + days{1}} : one_day(*at);
    }

    // "3w"
    static std::optional<std::pair<int, std::string_view>> glued_unit(const Word& word) {
        if (word.number >= 0 || word.digits == 0 || word.digits > 5) return std::nullopt;
        int count = 0;
        std::from_chars(word.text.data(), word.text.data() + word.digits, count);
        return std::pair(count, std::string_view(word.text).substr(word.digits));
    }

    // A year of four digits.
    static std::optional<year> year_of(const Word& word) {
        if (word.digits != 4 || word.number < 1 || word.ordinal) return std::nullopt;
        return year{word.number};
    }

    // Q1, Q1 2023, 2023 q1, first quarter of 2023, second half 2022, h2
    std::optional<DateRange> part_of_year(const Words& words) {
        for (std::size_t at = 0; at < words.size() && at < 2; ++at) {
            std::size_t length = 0;
            const auto part = part_at(words, at, length);
            if (!part) continue;
            Words rest = words;
            rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(at),
                       rest.begin() + static_cast<std::ptrdiff_t>(at + length));
            if (rest.size() > 1) return std::nullopt;
            const auto in = rest.empty() ? std::optional(this_year()) : year_of(rest.front());
            if (!in) return std::nullopt;
            return months_from(*in, part->first, part->second);
        }
        return std::nullopt;
    }

    // First month and number of months.
    static std::optional<std::pair<unsigned, int>> part_at(const Words& words, std::size_t at,
                                                           std::size_t& length) {
        const auto quarter = [](unsigned n) { return std::optional(std::pair(3 * n - 2, 3)); };
        const auto half = [](unsigned n) { return std::optional(std::pair(6 * n - 5, 6)); };
        const auto& text = words[at].text;
        length = 1;
        if (text.size() == 2 && text[0] == 'q' && text[1] >= '1' && text[1] <= '4')
            return quarter(static_cast<unsigned>(text[1] - '0'));
        if (text.size() == 2 && text[0] == 'h' && (text[1] == '1' || text[1] == '2'))
            return half(static_cast<unsigned>(text[1] - '0'));
        length = 2;
        if (at + 1 >= words.size()) return std::nullopt;
        unsigned n = words[at].ordinal ? static_cast<unsigned>(words[at].number) : 0;
        for (unsigned i = 0; i < kOrdinals.size(); ++i)
            if (text == kOrdinals[i]) n = i + 1;
        const auto& unit = words[at + 1].text;
        if (unit == "quarter" && n >= 1 && n <= 4) return quarter(n);
        if (unit == "half" && n >= 1 && n <= 2) return half(n);
        return std::nullopt;
    }

    // 2023 W07, week 7 2023, week 7
    std::optional<DateRange> week(const Words& words) {
        Words rest = words;
        int number = -1;
        std::erase_if(rest, [&number](const Word& word) {
            if (word.text.size() != 3 || word.text[0] != 'w' || !is_digit(word.text[1]) ||
                !is_digit(word.text[2]))
                return false;
            number = 10 * (word.text[1] - '0') + (word.text[2] - '0');
            return true;
        });
        if (number < 0 && rest.size() >= 2 && rest[0].text == "week") {
            number = rest[1].number;
            rest.erase(rest.begin(), rest.begin() + 2);
        }
        if (number < 1 || number > 53 || rest.size() > 1) return std::nullopt;
        const auto in = rest.empty() ? std::optional(this_year()) : year_of(rest.front());
        if (!in) return std::nullopt;
        const sys_days fourth = *in / January / 4;  // always in week 1
        const auto monday = fourth - (weekday{fourth} - Monday) + weeks{number - 1};
        if (year_month_day{monday + days{3}}.year() != *in) {
            reason_ = "that year has no such week";
            return std::nullopt;
        }
        return DateRange{monday, monday + days{7}};
    }

    // 18 Feb 2023, Feb 18 2023, 2023 Feb 18, Feb 2023, 18 Feb, February, each with a weekday before it
    std::optional<DateRange> calendar(const Words& all) {
        Words words = all;
        std::optional<unsigned> day_name;
        if (words.size() > 1 && (day_name = index_of(kWeekdays, words.front().text)))
            words.erase(words.begin());
        std::optional<unsigned> month_index;
        std::optional<year> in;
        int day_number = 0;
        for (const auto& word : words) {
            if (const auto month = index_of(kMonths, word.text); month && !month_index)
                month_index = month;
            else if (const auto found = year_of(word); found && !in)
                in = found;
            else if (word.digits > 0 && word.digits <= 2 && word.number >= 1 && word.number <= 31 &&
                     day_number == 0)
                day_number = word.number;
            else
                return std::nullopt;
        }
        if (!month_index) return std::nullopt;
        if (day_number == 0) {
            if (day_name) return std::nullopt;
            return months_from(in ? *in : latest_year(*month_index, 1), *month_index + 1, 1);
        }
        if (!in) in = latest_year(*month_index, day_number);
        const year_month_day date{*in, month{*month_index + 1}, day{static_cast<unsigned>(day_number)}};
        if (!date.ok()) {
            reason_ = "that month has no such day";
            return std::nullopt;
        }
        if (day_name && weekday{sys_days{date}} != weekday{*day_name}) {
            reason_ = fmt::format("{} was a {}", to_iso(sys_days{date}),
                                  kWeekdays[weekday{sys_days{date}}.c_encoding()]);
            return std::nullopt;
        }
        return one_day(sys_days{date});
    }

    // The year in which that day came last.
    [[nodiscard]] year latest_year(unsigned month_index, int day_number) const {
        const year_month_day now{today_};
        const auto begun = std::pair(static_cast<unsigned>(now.month()), static_cast<unsigned>(now.day())) >=
                           std::pair(month_index + 1, static_cast<unsigned>(day_number));
        return begun ? now.year() : now.year() - years{1};
    }

    std::optional<DateRange> weekday_alone(const Words& words) {
        const auto day = words.size() == 1 ? index_of(kWeekdays, words[0].text) : std::nullopt;
        if (!day) return std::nullopt;
        return one_day(today_ - (weekday{today_} - weekday{*day}));
    }

    std::optional<DateRange> to_date(const Words& words) {
        std::optional<Unit> unit;
        if (words.size() == 3 && words[1].text == "to" && words[2].text == "date")
            unit = unit_of(words[0].text);
        if (is(words, {"ytd"})) unit = Unit::year;
        if (is(words, {"qtd"})) unit = Unit::quarter;
        if (is(words, {"mtd"})) unit = Unit::month;
        if (!unit) return std::nullopt;
        const auto whole = period_around(*unit, today_);
        if (!whole) return std::nullopt;
        return DateRange{whole->from, today_ + days{1}};
    }

    // start of 2023, end of last month, beginning of february
    std::optional<DateRange> edge(const Words& words) {
        if (words.size() < 2) return std::nullopt;
        const auto& which = words[0].text;
        const bool start = which == "start" || which == "beginning";
        if (!start && which != "end") return std::nullopt;
        Words rest(words.begin() + 1, words.end());
        const auto named = rest.size() == 1 ? unit_of(rest[0].text) : std::nullopt;
        auto whole = named ? period_around(*named, today_) : Reader(rest, today_).read();
        if (!whole && rest.size() == 1)
            if (const auto in = year_of(rest[0])) whole = months_from(*in, 1, 12);
        if (!whole) return std::nullopt;
        return one_day(start ? *whole->from : *whole->until - days{1});
    }

    std::optional<DateRange> decade(const Words& words) {
        const auto& text = words.empty() ? std::string() : words[0].text;
        if (words.size() != 1 || text.size() != 5 || !text.ends_with("0s") || words[0].digits != 4)
            return std::nullopt;
        int first = 0;
        std::from_chars(text.data(), text.data() + 4, first);
        return first >= 1 ? months_from(year{first}, 1, 120) : std::nullopt;
    }

    Words words_;
    sys_days today_;
    std::string reason_;
};

// Year and month, quarter or half without the dash, and other forms of ISO 8601.
std::optional<DateRange> read_iso(std::string_view text) {
    std::string iso(text);
    for (char& c : iso)
        if (c == 'q' || c == 'h') c = static_cast<char>(c - 32);
    if (iso.size() == 6 && (iso[4] == 'Q' || iso[4] == 'H')) iso.insert(4, "-");
    const bool digits_only = text.find_first_not_of("0123456789") == std::string_view::npos;
    if (digits_only && iso.size() == 8) {  // basic form
        iso.insert(6, "-");
        iso.insert(4, "-");
    }
    if (const auto date = parse_iso_date(iso)) return DateRange{date->start, end_of(*date)};
    // The 49th day of a year.
    if (iso.size() == 8 && iso[4] == '-' && iso.find_first_not_of("0123456789", 5) == std::string::npos) {
        const auto start = parse_iso_date(iso.substr(0, 4));
        int number = 0;
        std::from_chars(iso.data() + 5, iso.data() + 8, number);
        if (start && number >= 1 && start->start + days{number} <= end_of(*start))
            return one_day(start->start + days{number - 1});
    }
    return std::nullopt;
}

// Why an expression is refused that could have been meant as a date.
std::string reason_against(std::string_view text) {
    const auto only = [&text](std::string_view characters) {
        return text.find_first_not_of(characters) == std::string_view::npos;
    };
    if (text.find(':') != std::string_view::npos || text.find("noon") != std::string_view::npos ||
        text.find("midnight") != std::string_view::npos || text.find("tea") != std::string_view::npos ||
        text.ends_with("am") || text.ends_with("pm"))
        return "days are the finest that claims have";
    if (text.starts_with('@')) return "seconds since 1970 are not read";
    if (only("0123456789")) return "a year has four digits, a day is written 2023-02-18";
    if (only("0123456789/") || only("0123456789."))
        return "it could be read with the day or with the month first";
    if (text.starts_with('-')) return "write 3w for the last three weeks, or \"3 weeks ago\"";
    for (const std::string_view season : {"spring", "summer", "autumn", "fall", "winter"})
        if (text.starts_with(season)) return "seasons differ from place to place";
    for (const std::string_view vague : {"early", "late", "mid", "recent", "soon", "some", "about", "around"})
        if (text.starts_with(vague)) return "it does not say which days";
    return {};
}

}  // namespace

Result<DateRange> parse_date_words(std::string_view text, sys_days today) {
    constexpr std::size_t kMostBytes = 100;
    const std::string lower = to_lower(trim(text));
    const auto refused = [&text](std::string_view reason) -> Failure {
        return with_hint(
            fail(ErrorKind::usage, "'{}' is not a date{}{}", text, reason.empty() ? "" : ": ", reason),
            "write 2023, 2023-Q1, 2023-02, 2023-02-18, a range a..b, today, yesterday, last-month or 3w");
    };
    if (lower.empty() || lower.size() > kMostBytes) return refused({});
    if (const auto iso = read_iso(lower)) return *iso;
    std::string_view phrase = lower;
    const bool ahead = phrase.starts_with('+') && phrase.size() > 1 && is_digit(phrase[1]);
    if (ahead) phrase.remove_prefix(1);
    const auto against = reason_against(phrase);
    if (!against.empty()) return refused(against);
    Words words = split(phrase);
    if (ahead) words.insert(words.begin(), Word{"in"});
    Reader reader(std::move(words), today);
    if (const auto found = reader.read()) return *found;
    return refused(reader.reason());
}

}  // namespace claimline
