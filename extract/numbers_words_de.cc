// German words of dates and numbers.

#include <array>
#include <string>
#include <vector>

#include "extract/numbers_words_fill.h"

namespace claimline {

void fill_german(WordTable& table);

namespace {

constexpr KeyWords kRoles[] = {
    {Key::the, "der die das den dem des"},
    {Key::a, "ein eine einem einen einer eines"},
    {Key::of, "von vom"},
    {Key::in, "in im"},
    {Key::on, "am an"},
    {Key::at, "um"},
    {Key::by, "zum"},
    {Key::until, "bis"},
    {Key::from, "ab"},
    {Key::since, "seit"},
    {Key::after, "nach"},
    {Key::between, "zwischen"},
    {Key::and_, "und"},
    {Key::or_, "oder"},
    {Key::for_, "für"},
    {Key::during, "während"},
    {Key::within, "binnen innerhalb"},
    {Key::per, "pro je"},
    {Key::not_, "nicht kein"},
    {Key::than, "als"},
    {Key::this_, "dieser dieses diese diesem diesen"},
    {Key::last, "letzter letztes letzte letztem letzten vergangenen vergangenes vergangene vergangener"},
    {Key::previous, "voriges vorigen vorige vorheriges vorherigen"},
    {Key::next, "nächster nächstes nächste nächstem nächsten kommenden kommendes kommende kommender"},
    {Key::following, "folgenden folgendes folgende folgender"},
    {Key::each, "jeder jedes jede jedem jeden"},
    {Key::ago, "vor"},
    {Key::earlier, "früher zuvor"},
    {Key::later, "später"},
    {Key::now, "jetzt"},
    {Key::today, "heute"},
    {Key::tomorrow, "morgen übermorgen"},
    {Key::yesterday, "gestern vorgestern"},
    {Key::currently, "derzeit zurzeit momentan"},
    {Key::recently, "kürzlich neulich"},
    {Key::beginning, "anfang beginn"},
    {Key::middle, "mitte"},
    {Key::end, "ende"},
    {Key::about, "etwa rund ungefähr circa ca gut"},
    {Key::more, "mehr"},
    {Key::less, "weniger"},
    {Key::nearly, "fast knapp beinahe"},
    {Key::over_, "über"},
    {Key::under_, "unter"},
    {Key::few, "wenigen wenige"},
    {Key::several, "mehrere mehreren"},
    {Key::half, "halbes halbe halben halb halbjahr"},
    {Key::rise, "stieg steigt gestiegen wuchs zunahme anstieg"},
    {Key::fall_, "fiel fällt gefallen sank rückgang"},
    {Key::fiscal, "geschäftsjahr"},
    {Key::ended, "endenden geendeten"},
    {Key::daily, "täglich"},
    {Key::weekly, "wöchentlich"},
    {Key::monthly, "monatlich"},
    {Key::yearly, "jährlich"},
    {Key::dozen, "dutzend"},
    {Key::minus, "minus"},
    {Key::ahead, "wird werden soll sollen will wollen plant planen geplant erwartet"},
    {Key::behind, "hat hatte wurde wurden war waren teilte sagte entschied verhängte kündigte"},
    {Key::label, "artikel absatz paragraf nummer seite version kapitel satz nr abs art"},
};

constexpr std::array<std::string_view, 12> kMonths{"januar jänner", "februar feber", "märz",     "april",
                                                   "mai",           "juni",          "juli",     "august",
                                                   "september",     "oktober",       "november", "dezember"};
constexpr std::array<std::string_view, 12> kShortMonths{"jan", "feb", "mär",      "apr", "",    "jun",
                                                        "jul", "aug", "sep sept", "okt", "nov", "dez"};
constexpr std::array<std::string_view, 7> kWeekdays{"montag",  "dienstag",          "mittwoch", "donnerstag",
                                                    "freitag", "samstag sonnabend", "sonntag"};
constexpr std::array<std::string_view, 7> kShortWeekdays{};

constexpr TimeUnitWords kUnitsOfTime[] = {
    {Grain::second, "sekunde", "sekunden"},
    {Grain::minute, "minute", "minuten"},
    {Grain::hour, "stunde", "stunden"},
    {Grain::day, "tag tages", "tage tagen"},
    {Grain::weekend, "wochenende", ""},
    {Grain::week, "woche", "wochen"},
    {Grain::month, "monat monats", "monate monaten"},
    {Grain::quarter, "quartal quartals", "quartale quartalen"},
    {Grain::year, "jahr jahres", "jahre jahren"},
    {Grain::decade, "jahrzehnt", "jahrzehnte jahrzehnten"},
    {Grain::century, "jahrhundert jahrhunderts", "jahrhunderte jahrhunderten"},
};

constexpr SeasonWords kSeasons[] = {
    {21, "frühjahr frühling"}, {22, "sommer"}, {23, "herbst"}, {24, "winter"}};

constexpr std::array<std::string_view, 10> kUnits{"null", "eins",  "zwei zwo", "drei", "vier",
                                                  "fünf", "sechs", "sieben",   "acht", "neun"};
constexpr std::array<std::string_view, 10> kTeens{"zehn",     "elf",      "zwölf",    "dreizehn", "vierzehn",
                                                  "fünfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn"};
constexpr std::array<std::string_view, 8> kTens{"zwanzig", "dreißig", "vierzig", "fünfzig",
                                                "sechzig", "siebzig", "achtzig", "neunzig"};
constexpr std::array<std::string_view, 12> kOrdinals{"ersten erste erster erstes",
                                                     "zweiten zweite zweiter zweites",
                                                     "dritten dritte dritter drittes",
                                                     "vierten vierte viertes",
                                                     "fünften fünfte",
                                                     "sechsten sechste",
                                                     "siebten siebte",
                                                     "achten achte",
                                                     "neunten neunte",
                                                     "zehnten zehnte",
                                                     "elften elfte",
                                                     "zwölften zwölfte"};

constexpr ScaleWords kScales[] = {
    {1e2, "hundert"},
    {1e3, "tausend tsd"},
    {1e6, "million millionen mio"},
    {1e9, "milliarde milliarden mrd"},
    {1e12, "billion billionen"},
};

// "einundzwanzig" to "neunundneunzig": German writes them as one word. The table keeps views, so they live
// here.
const std::vector<std::string>& compounds() {
    static const std::vector<std::string> words = [] {
        constexpr std::array<std::string_view, 9> kStems{"ein",   "zwei",   "drei", "vier", "fünf",
                                                         "sechs", "sieben", "acht", "neun"};
        std::vector<std::string> made;
        for (const std::string_view ten : kTens) {
            for (const std::string_view stem : kStems)
                made.push_back(std::string(stem) + "und" + std::string(ten));
        }
        return made;
    }();
    return words;
}

}  // namespace

void fill_german(WordTable& table) {
    table.habits_ = {.decimal_comma = true,
                     .stop_after_number = true,
                     .ago_leads = true,
                     .part_without_of = true,
                     .range_by_until = true,
                     .article_in_between = true};
    fill_roles(table, kRoles);
    table.entry("übermorgen").arg = table.entry("vorgestern").arg = 2;
    fill_months(table, kMonths, kShortMonths);
    fill_weekdays(table, kWeekdays, kShortWeekdays);
    fill_time_units(table, kUnitsOfTime);
    fill_seasons(table, kSeasons);
    fill_small_numbers(table, kUnits, kTeens, kTens);
    fill_scales(table, kScales);
    fill_ordinals(table, kOrdinals);
    fill_fraction_signs(table);
    std::size_t i = 0;
    for (const std::string& word : compounds()) {
        Word& entry = table.entry(word);
        entry.number_kind = NumberKind::teen;  // complete in itself, like "elf"
        entry.number = static_cast<double>(20 + 10 * (i / 9) + i % 9 + 1);
        ++i;
    }
}

}  // namespace claimline
