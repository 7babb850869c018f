// English words of dates and numbers.

#include <array>

#include "extract/numbers_words_fill.h"

namespace claimline {

void fill_english(WordTable& table);

namespace {

constexpr KeyWords kRoles[] = {
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
    {Key::formerly, "formerly"},
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
     "earth martin mlk trinity presidents black cyber mother mothers memorial father fathers labor labour "
     "columbus thanksgiving "
     "mardi ash "
     "palm maundy good easter ascension whit pentecost"},
    {Key::era_bc, "bc bce"},
    {Key::era_ad, "ad ce"},
    {Key::ended, "ended ending"},
    {Key::old, "old"},
    {Key::am, "am a.m"},
    {Key::pm, "pm"},
    {Key::noon, "noon midday noontime noonish"},
    {Key::midnight, "midnight"},
    {Key::weekday, "weekday weekdays"},
    {Key::daily, "daily"},
    {Key::weekly, "weekly"},
    {Key::monthly, "monthly"},
    {Key::quarterly, "quarterly"},
    {Key::yearly, "yearly annually annual"},
    {Key::every_other, "bi"},
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

constexpr TimeUnitWords kUnitsOfTime[] = {
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

constexpr SeasonWords kSeasons[] = {{21, "spring"}, {22, "summer"}, {23, "autumn fall"}, {24, "winter"}};

constexpr KeyWords kDayParts[] = {{Key::morning, "morning mornings dawn"},
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

constexpr ScaleWords kScales[] = {
    {1e2, "hundred hundreds"},
    {1e3, "thousand thousands"},
    {1e5, "lakh lakhs lac lacs lkh lkhs"},
    {1e6, "million millions mn mln mio"},
    {1e7, "crore crores cr koti"},
    {1e9, "billion billions bn bln"},
    {1e12, "trillion trillions tn trn"},
};

}  // namespace

void fill_english(WordTable& table) {
    fill_roles(table, kRoles);
    fill_months(table, kMonths, kShortMonths);
    table.entry("may").ordinary = true;
    table.entry("march").ordinary = true;
    fill_weekdays(table, kWeekdays, kShortWeekdays);
    fill_time_units(table, kUnitsOfTime);
    fill_seasons(table, kSeasons);
    fill_roles(table, kDayParts);
    for (const KeyWords& part : kDayParts) {
        each_word(part.words, [&](std::string_view word) { table.entry(word).plural = word.back() == 's'; });
    }
    fill_small_numbers(table, kUnits, kTeens, kTens);
    fill_scales(table, kScales);
    fill_ordinals(table, kOrdinals);
    fill_fraction_signs(table);
    std::uint16_t ordinal = 30;
    for (const std::string_view word : kTenthOrdinals) {
        table.entry(word).ordinal = ordinal;
        ordinal += 10;
    }
    table.entry("hundredth").ordinal = 100;
    table.entry("thousandth").ordinal = 1000;
}

}  // namespace claimline
