// English words of dates and numbers.

#include <array>

#include "extract/numbers_words.h"

namespace claimline {

void fill_english(WordTable& table);

namespace {

// Calls `put` with each blank-separated word of `list`.
template <class Put>
void each(std::string_view list, Put put) {
    while (!list.empty()) {
        const std::size_t blank = list.find(' ');
        put(list.substr(0, blank));
        list = blank == std::string_view::npos ? std::string_view{} : list.substr(blank + 1);
    }
}

struct Role {
    Key key;
    std::string_view words;
};

constexpr Role kRoles[] = {
    {Key::the, "the"},
    {Key::a, "a an"},
    {Key::of, "of"},
    {Key::in, "in"},
    {Key::on, "on"},
    {Key::at, "at"},
    {Key::by, "by"},
    {Key::to, "to"},
    {Key::until, "until till til"},
    {Key::through, "through thru"},
    {Key::from, "from"},
    {Key::since, "since"},
    {Key::before, "before"},
    {Key::after, "after"},
    {Key::between, "between"},
    {Key::and_, "and"},
    {Key::or_, "or"},
    {Key::for_, "for"},
    {Key::during, "during throughout"},
    {Key::within, "within"},
    {Key::as, "as"},
    {Key::per, "per"},
    {Key::not_, "not no"},
    {Key::than, "than"},
    {Key::this_, "this"},
    {Key::these, "these those"},
    {Key::last, "last"},
    {Key::past, "past"},
    {Key::previous, "previous preceding prior"},
    {Key::next, "next"},
    {Key::coming, "coming upcoming"},
    {Key::following, "following subsequent"},
    {Key::same, "same"},
    {Key::that, "that"},
    {Key::each, "each"},
    {Key::every, "every"},
    {Key::another, "another"},
    {Key::ago, "ago"},
    {Key::earlier, "earlier"},
    {Key::later, "later"},
    {Key::hence, "hence"},
    {Key::now, "now"},
    {Key::today, "today"},
    {Key::tonight, "tonight tonite"},
    {Key::tomorrow, "tomorrow"},
    {Key::yesterday, "yesterday"},
    {Key::current, "current present"},
    {Key::currently, "currently presently nowadays"},
    {Key::recent, "recent"},
    {Key::recently, "recently lately"},
    {Key::former, "former"},
    {Key::formerly, "formerly previously"},
    {Key::future, "future"},
    {Key::early, "early"},
    {Key::mid, "mid"},
    {Key::late, "late"},
    {Key::beginning, "beginning start onset"},
    {Key::end, "end close"},
    {Key::middle, "middle"},
    {Key::final, "final closing"},
    {Key::rest, "rest remainder"},
    {Key::about, "about around approximately approx roughly circa ca some"},
    {Key::more, "more greater higher larger bigger"},
    {Key::less, "less fewer smaller lower"},
    {Key::nearly, "nearly almost"},
    {Key::over_, "over above exceeding"},
    {Key::under_, "under below"},
    {Key::up, "up"},
    {Key::down, "down"},
    {Key::least, "least"},
    {Key::most, "most maximum"},
    {Key::only, "only just"},
    {Key::few, "few"},
    {Key::several, "several"},
    {Key::couple, "couple"},
    {Key::many, "many"},
    {Key::all, "all whole entire"},
    {Key::half, "half"},
    {Key::exactly, "exactly precisely"},
    {Key::average, "average averaging averaged"},
    {Key::equal, "equal equals"},
    {Key::rise,
     "rose rise rises rising risen increase increased increases increasing grew grow grown grows growing "
     "growth gained "
     "gain gains climbed jumped surged soared advanced added"},
    {Key::fall_,
     "fell fallen falls falling decline declined declines declining dropped drop drops dropping decrease "
     "decreased "
     "decreases slid slipped shrank sank plunged lost loses tumbled"},
    {Key::fiscal, "fiscal financial fy"},
    {Key::school, "school academic sy"},
    {Key::calendar, "calendar cy"},
    {Key::year_label, "q h"},
    {Key::decade_name, "twenties thirties forties fifties sixties seventies eighties nineties"},
    {Key::holiday,
     "christmas xmas boxing new valentine valentines saint st juneteenth independence bastille halloween "
     "veterans "
     "earth martin presidents mother mothers memorial father fathers labor labour columbus thanksgiving "
     "mardi ash "
     "palm maundy good easter ascension whit pentecost"},
    {Key::era_bc, "bc bce"},
    {Key::era_ad, "ad ce"},
    {Key::ended, "ended ending"},
    {Key::old, "old"},
    {Key::am, "am a.m"},
    {Key::pm, "pm"},
    {Key::noon, "noon midday noontime"},
    {Key::midnight, "midnight"},
    {Key::weekday, "weekday weekdays"},
    {Key::daily, "daily"},
    {Key::weekly, "weekly"},
    {Key::monthly, "monthly"},
    {Key::quarterly, "quarterly"},
    {Key::yearly, "yearly annually annual"},
    {Key::hourly, "hourly"},
    {Key::point, "point"},
    {Key::minus, "minus negative"},
    {Key::dozen, "dozen dozens dz dzs doz dozs"},
    {Key::ahead,
     "will would shall should expected expects expect plans plan planned scheduled due going intends aims "
     "hopes set ll "
     "could must slated"},
    {Key::behind,
     "was were had did said has been told announced reported became took made came went began ruled"},
    {Key::label,
     "section sections article articles version versions page pages paragraph paragraphs para no nos nr "
     "chapter "
     "chapters rule rules regulation resolution directive flight route highway building block room exit form "
     "schedule annex recital clause number item phone tel fax build release level grade channel class model "
     "windows "
     "boeing airbus act"},
};

constexpr std::array<std::string_view, 12> kMonths{"january",   "february", "march",    "april",
                                                   "may",       "june",     "july",     "august",
                                                   "september", "october",  "november", "december"};
constexpr std::array<std::string_view, 12> kShortMonths{"jan", "feb", "mar",      "apr", "",    "jun",
                                                        "jul", "aug", "sep sept", "oct", "nov", "dec"};
constexpr std::array<std::string_view, 7> kWeekdays{
    "monday mondays", "tuesday tuesdays",   "wednesday wednesdays", "thursday thursdays",
    "friday fridays", "saturday saturdays", "sunday sundays"};
constexpr std::array<std::string_view, 7> kShortWeekdays{"mon", "tue tues", "wed weds", "thu thur thurs",
                                                         "fri", "sat",      "sun"};

struct UnitOfTime {
    Grain grain;
    std::string_view singular;
    std::string_view plural;
};

constexpr UnitOfTime kUnitsOfTime[] = {
    {Grain::second, "second sec", "seconds secs"},
    {Grain::minute, "minute min", "minutes mins"},
    {Grain::hour, "hour hr", "hours hrs"},
    {Grain::day, "day", "days"},
    {Grain::weekend, "weekend wkend", "weekends"},
    {Grain::week, "week wk", "weeks wks"},
    {Grain::fortnight, "fortnight", "fortnights"},
    {Grain::month, "month mo", "months mos"},
    {Grain::quarter, "quarter qtr", "quarters qtrs"},
    {Grain::year, "year yr", "years yrs"},
    {Grain::decade, "decade", "decades"},
    {Grain::century, "century", "centuries"},
};

// Season numbers as in EDTF: 21 spring .. 24 winter.
struct Numbered {
    std::int16_t arg;
    std::string_view words;
};
constexpr Numbered kSeasons[] = {{21, "spring"}, {22, "summer"}, {23, "autumn fall"}, {24, "winter"}};

struct DayPart {
    Key key;
    std::string_view words;
};
constexpr DayPart kDayParts[] = {{Key::morning, "morning mornings dawn"},
                                 {Key::afternoon, "afternoon afternoons"},
                                 {Key::evening, "evening evenings dusk"},
                                 {Key::night, "night nights nighttime"},
                                 {Key::daytime, "daytime"}};

constexpr std::string_view kUnits[] = {
    "zero nought naught", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"};
constexpr std::string_view kTeens[] = {"ten",     "eleven",  "twelve",    "thirteen", "fourteen",
                                       "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
constexpr std::string_view kTens[] = {"twenty", "thirty",  "forty",  "fifty",
                                      "sixty",  "seventy", "eighty", "ninety"};
constexpr std::string_view kOrdinals[] = {
    "first",     "second",    "third",       "fourth",     "fifth",      "sixth",      "seventh",
    "eighth",    "ninth",     "tenth",       "eleventh",   "twelfth",    "thirteenth", "fourteenth",
    "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth"};
constexpr std::string_view kTenthOrdinals[] = {"thirtieth",  "fortieth",  "fiftieth", "sixtieth",
                                               "seventieth", "eightieth", "ninetieth"};

struct Scale {
    double value;
    std::string_view words;
};
constexpr Scale kScales[] = {
    {1e2, "hundred hundreds"},
    {1e3, "thousand thousands"},
    {1e5, "lakh lakhs lac lacs lkh lkhs"},
    {1e6, "million millions mn mln mio"},
    {1e7, "crore crores cr koti"},
    {1e9, "billion billions bn bln"},
    {1e12, "trillion trillions tn trn"},
};

constexpr Scale kFractions[] = {{1.0 / 4, "¼"}, {1.0 / 2, "½"}, {3.0 / 4, "¾"}, {1.0 / 3, "⅓"},
                                {2.0 / 3, "⅔"}, {1.0 / 5, "⅕"}, {2.0 / 5, "⅖"}, {3.0 / 5, "⅗"},
                                {4.0 / 5, "⅘"}, {1.0 / 6, "⅙"}, {5.0 / 6, "⅚"}, {1.0 / 8, "⅛"},
                                {3.0 / 8, "⅜"}, {5.0 / 8, "⅝"}, {7.0 / 8, "⅞"}};

void fill_calendar(WordTable& table) {
    for (std::size_t i = 0; i < kMonths.size(); ++i) {
        const auto number = static_cast<std::uint8_t>(i + 1);
        table.entry(kMonths[i]).month = number;
        each(kShortMonths[i], [&](std::string_view word) {
            table.entry(word).month = number;
            table.entry(word).abbreviation = true;
        });
    }
    table.entry("may").ordinary = true;
    table.entry("march").ordinary = true;
    for (std::size_t i = 0; i < kWeekdays.size(); ++i) {
        const auto number = static_cast<std::uint8_t>(i + 1);
        each(kWeekdays[i], [&](std::string_view word) {
            table.entry(word).weekday = number;
            table.entry(word).plural = word.back() == 's';
        });
        each(kShortWeekdays[i], [&](std::string_view word) {
            table.entry(word).weekday = number;
            table.entry(word).abbreviation = true;
        });
    }
    for (const UnitOfTime& unit : kUnitsOfTime) {
        each(unit.singular, [&](std::string_view word) { table.entry(word).grain = unit.grain; });
        each(unit.plural, [&](std::string_view word) {
            table.entry(word).grain = unit.grain;
            table.entry(word).plural = true;
        });
    }
    for (const Numbered& season : kSeasons) {
        each(season.words, [&](std::string_view word) {
            table.entry(word).key = Key::season;
            table.entry(word).arg = season.arg;
        });
    }
    for (const DayPart& part : kDayParts) {
        each(part.words, [&](std::string_view word) {
            table.entry(word).key = part.key;
            table.entry(word).plural = word.back() == 's';
        });
    }
}

void fill_numbers(WordTable& table) {
    const auto add = [&](std::string_view words, NumberKind kind, double value) {
        each(words, [&](std::string_view word) {
            table.entry(word).number_kind = kind;
            table.entry(word).number = value;
        });
    };
    for (std::size_t i = 0; i < std::size(kUnits); ++i)
        add(kUnits[i], NumberKind::unit, static_cast<double>(i));
    for (std::size_t i = 0; i < std::size(kTeens); ++i)
        add(kTeens[i], NumberKind::teen, static_cast<double>(i + 10));
    for (std::size_t i = 0; i < std::size(kTens); ++i) {
        add(kTens[i], NumberKind::tens, static_cast<double>(10 * i + 20));
    }
    for (const Scale& scale : kScales) {
        add(scale.words, scale.value == 1e2 ? NumberKind::hundred : NumberKind::scale, scale.value);
    }
    for (const Scale& fraction : kFractions) table.entry(fraction.words).number = fraction.value;
    for (std::size_t i = 0; i < std::size(kOrdinals); ++i) {
        table.entry(kOrdinals[i]).ordinal = static_cast<std::uint16_t>(i + 1);
    }
    for (std::size_t i = 0; i < std::size(kTenthOrdinals); ++i) {
        table.entry(kTenthOrdinals[i]).ordinal = static_cast<std::uint16_t>(10 * i + 30);
    }
    table.entry("hundredth").ordinal = 100;
    table.entry("thousandth").ordinal = 1000;
}

}  // namespace

void fill_english(WordTable& table) {
    for (const Role& role : kRoles) {
        each(role.words, [&](std::string_view word) { table.entry(word).key = role.key; });
    }
    fill_calendar(table);
    fill_numbers(table);
}

}  // namespace claimline
