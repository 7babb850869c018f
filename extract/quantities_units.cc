#include "extract/quantities_units.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <deque>
#include <string>
#include <vector>

#include "extract/word_map.h"

namespace claimline {
namespace {

constexpr auto kMoney = QuantityType::money;
constexpr auto kDimension = QuantityType::dimension;
constexpr auto kDuration = QuantityType::duration;
constexpr auto kPower = QuantityType::power;
constexpr auto kTemperature = QuantityType::temperature;
constexpr auto kPercent = QuantityType::percent;

// Words stand without plural -s where the plural is regular: "euro" finds "euros" too. Symbols of several
// characters are written as they are cut, with blanks between lexemes only where letters meet symbols: "us
// $".
constexpr Unit kUnits[] = {
    // ISO 4217; a code stands before or after its number
    {kMoney, "USD",
     "$|us $|u . s . $|usd|usd $|us dollar|us - dollar|u . s . dollar|american dollar|united states "
     "dollar|dollar|buck|greenback",
     1, false, true},
    {kMoney, "EUR", "€|eur|euro|€ ur", 1, false, true},
    {kMoney, "GBP",
     "£|gbp|stg|uk £|gb £|pound|pound sterling|british pound|british pound sterling|quid|sterling|pfund", 1,
     false, true},
    {kMoney, "JPY", "¥|jpy|jp ¥|yen|japanese yen", 1, false, true},
    {kMoney, "CNY", "cny|rmb|cn ¥|yuan|renminbi|chinese yuan|kuai", 1, false, true},
    {kMoney, "INR", "₹|inr|rs|rs .|re|rupee|indian rupee", 1, false, true},
    {kMoney, "CAD", "c $|ca $|can $|cad|cad $|cdn $|canadian dollar", 1, false, true},
    {kMoney, "AUD", "a $|au $|aus $|aud|aud $|australian dollar", 1, false, true},
    {kMoney, "NZD", "nz $|nzd|new zealand dollar", 1, false, true},
    {kMoney, "HKD", "hk $|hkd|hong kong dollar", 1, false, true},
    {kMoney, "SGD", "s $|sg $|sgd|singapore dollar", 1, false, true},
    {kMoney, "TWD", "nt $|twd|taiwan dollar|new taiwan dollar", 1, false, true},
    {kMoney, "CHF", "chf|sfr|schweizer franken|franken|swiss franc|swiss francs", 1, false, true},
    {kMoney, "KRW", "₩|krw|won|south korean won|korean won", 1, false, true},
    {kMoney, "SEK", "sek|kr|swedish krona|swedish kronor|krona|kronor|swedish crown", 1, false, true},
    {kMoney, "NOK", "nok|norwegian krone|norwegian kroner|norwegian crown", 1, false, true},
    {kMoney, "DKK", "dkk|danish krone|danish kroner|danish crown|krone|kroner", 1, false, true},
    {kMoney, "ISK", "isk|icelandic krona|icelandic kronur", 1, false, true},
    {kMoney, "PLN", "zł|pln|zloty|zlotys|polish zloty|złoty", 1, false, true},
    {kMoney, "CZK", "czk|kč|czech koruna|koruna|koruny", 1, false, true},
    {kMoney, "HUF", "huf|forint|hungarian forint", 1, false, true},
    {kMoney, "RON", "ron|romanian leu|lei", 1, false, true},
    {kMoney, "BGN", "bgn|bulgarian lev|lev|leva", 1, false, true},
    {kMoney, "RUB", "₽|rub|ruble|rouble|russian ruble|russian rouble", 1, false, true},
    {kMoney, "UAH", "₴|uah|hryvnia|ukrainian hryvnia", 1, false, true},
    {kMoney, "TRY", "₺|try|turkish lira|lira", 1, false, true},
    {kMoney, "BRL", "r $|brl|brazilian real|reais|brazilian reais", 1, false, true},
    {kMoney, "MXN", "mx $|mxn|mxn $|mexican peso", 1, false, true},
    {kMoney, "ARS", "ars|argentine peso", 1, false, true},
    {kMoney, "CLP", "clp|chilean peso", 1, false, true},
    {kMoney, "COP", "cop|colombian peso", 1, false, true},
    {kMoney, "PEN", "pen|peruvian sol", 1, true, true},
    {kMoney, "ZAR", "zar|rand|south african rand", 1, false, true},
    {kMoney, "NGN", "₦|ngn|naira|nigerian naira", 1, false, true},
    {kMoney, "KES", "kes|ksh|kenyan shilling", 1, false, true},
    {kMoney, "GHS", "ghs|ghanaian cedi|cedi", 1, false, true},
    {kMoney, "EGP", "egp|egyptian pound", 1, false, true},
    {kMoney, "LBP", "lbp|lebanese pound", 1, false, true},
    {kMoney, "ILS", "₪|ils|nis|shekel|israeli shekel|new israeli shekel|israeli new shekel", 1, false, true},
    {kMoney, "AED", "aed|dirham|uae dirham|emirati dirham|united arab emirates dirham", 1, false, true},
    {kMoney, "SAR", "sar|saudi riyal|saudiriyal", 1, false, true},
    {kMoney, "QAR", "qar|qatari riyal", 1, false, true},
    {kMoney, "KWD", "kwd|kuwaiti dinar", 1, false, true},
    {kMoney, "BHD", "bhd|bahraini dinar", 1, false, true},
    {kMoney, "OMR", "omr|omani rial", 1, false, true},
    {kMoney, "JOD", "jod|jordanian dinar", 1, false, true},
    {kMoney, "IQD", "iqd|iraqi dinar", 1, false, true},
    {kMoney, "IRR", "irr|iranian rial", 1, false, true},
    {kMoney, "MAD", "moroccan dirham", 1, false, false},
    {kMoney, "THB", "฿|thb|baht|thai baht", 1, false, true},
    {kMoney, "MYR", "rm|myr|ringgit|malaysian ringgit|malaysia ringgit", 1, false, true},
    {kMoney, "IDR", "idr|rp|rupiah|indonesian rupiah", 1, false, true},
    {kMoney, "PHP", "₱|php|philippine peso", 1, false, true},
    {kMoney, "VND", "₫|vnd|dong|vietnamese dong", 1, false, true},
    {kMoney, "PKR", "pkr|pakistani rupee", 1, false, true},
    {kMoney, "LKR", "lkr|sri lankan rupee", 1, false, true},
    {kMoney, "BDT", "bdt|taka|bangladeshi taka", 1, false, true},
    {kMoney, "MNT", "mnt|tugrik|mongolian tugrik", 1, false, true},
    {kMoney, "KZT", "₸|kzt|tenge|kazakhstani tenge", 1, false, true},
    {kMoney, "GEL", "₾|gel|lari|georgian lari", 1, false, true},
    {kMoney, "AZN", "azn|manat", 1, false, true},
    {kMoney, "RSD", "rsd|serbian dinar", 1, false, true},
    {kMoney, "JMD", "jmd|jamaican dollar", 1, false, true},
    {kMoney, "TTD", "ttd|trinidad and tobago dollar", 1, false, true},
    {kMoney, "BTC", "₿|btc|bitcoin|xbt", 1, false, true},
    {kMoney, "ETH", "eth|ether", 1, false, true},
    {kMoney, "FIM", "fim|markka|finnish markka", 1, false, true},
    {kMoney, "NLG", "nlg|guilder|dutch guilder|netherlands guilder", 1, false, true},
    {kMoney, "ESP", "esp|peseta|spanish peseta", 1, false, true},
    {kMoney, "DEM", "dem|deutsche mark|deutschmark|german mark|mark", 1, false, true},
    {kMoney, "FRF", "frf|french franc", 1, false, true},
    {kMoney, "ITL", "itl|italian lira|italian lire|lire", 1, false, true},
    // currencies that the word alone doesn't settle
    {kMoney, "Franc", "franc", 1, false, false},
    {kMoney, "Peso", "peso", 1, false, false},
    {kMoney, "Dinar", "dinar", 1, false, false},
    {kMoney, "Riyal", "riyal", 1, false, false},
    {kMoney, "Rial", "rial", 1, false, false},
    {kMoney, "Sen", "sen", 1, false, true},
    {kMoney, "Cent", "cent|¢", 1e-2, false, false},
    {kMoney, "Penny", "penny|pennies", 1e-2, false, false},
    {kMoney, "Pence", "pence", 1e-2, false, false},
    {kMoney, "Dime", "dime", 1e-1, false, false},
    // shares and rates
    {kPercent, "Percentage", "%|percent|prozent|per cent|pct|percentage|pc|per - cent", 1, false, false},
    {kDimension, "Percentage point", "percentage point|prozentpunkt|prozentpunkte|% point|per cent point", 1,
     false, false},
    {kDimension, "Basis point", "basis point|bp|bps", 1, false, false},
    // power, in megawatts
    {kPower, "Megawatt", "w|watt", 1e-6, true, false},
    {kPower, "Megawatt", "watt", 1e-6, false, false},
    {kPower, "Megawatt", "kW|KW", 1e-3, true, false},
    {kPower, "Megawatt", "kilowatt", 1e-3, false, false},
    {kPower, "Megawatt", "mw|megawatt", 1, false, false},
    {kPower, "Megawatt", "gw|gigawatt", 1e3, false, false},
    {kPower, "Megawatt", "tw|terawatt", 1e6, false, false},
    // energy
    {kDimension, "Watt hour", "wh|watt hour|watt - hour", 1, false, false},
    {kDimension, "Kilowatt hour", "kwh|kilowatt hour|kilowatt - hour", 1, false, false},
    {kDimension, "Megawatt hour", "mwh|megawatt hour|megawatt - hour", 1, false, false},
    {kDimension, "Gigawatt hour", "gwh|gigawatt hour|gigawatt - hour", 1, false, false},
    {kDimension, "Terawatt hour", "twh|terawatt hour|terawatt - hour", 1, false, false},
    {kDimension, "Milliampere hour", "mah|milliampere hour|milliampere - hour", 1, false, false},
    {kDimension, "Joule", "joule", 1, false, false},
    {kDimension, "Joule", "J", 1, true, false},
    {kDimension, "Horsepower", "hp|horsepower|bhp", 1, false, false},
    {kDimension, "Watt", "W", 1, true, false},
    // length
    {kDimension, "Kilometer", "km|kms|kilometer|kilometre|kilometern", 1, false, false},
    {kDimension, "Meter", "m", 1, true, false},
    {kDimension, "Meter", "meter|metre|metern", 1, false, false},
    {kDimension, "Decimeter", "dm|decimeter|decimetre", 1, false, false},
    {kDimension, "Centimeter", "cm|centimeter|centimetre", 1, false, false},
    {kDimension, "Millimeter", "mm|millimeter|millimetre", 1, false, false},
    {kDimension, "Micrometer", "μm|µm|micrometer|micrometre|micron", 1, false, false},
    {kDimension, "Nanometer", "nm|nanometer|nanometre", 1, false, false},
    {kDimension, "Picometer", "picometer|picometre", 1, false, false},
    {kDimension, "Inch", "inch|inches", 1, false, false},
    {kDimension, "Foot", "ft|foot|feet", 1, false, false},
    {kDimension, "Yard", "yd|yard", 1, false, false},
    {kDimension, "Mile", "mi|mile", 1, false, false},
    {kDimension, "Nautical mile", "nautical mile|nmi", 1, false, false},
    {kDimension, "Light year", "light year|light - year", 1, false, false},
    // area
    {kDimension, "Square meter", "m2|m ²|sq m|sqm|square meter|square metre|m ^2|quadratmeter|quadratmetern",
     1, false, false},
    {kDimension, "Square kilometer", "km2|km ²|sq km|sqkm|square kilometer|square kilometre|km ^2|km squared",
     1, false, false},
    {kDimension, "Square centimeter", "cm2|cm ²|square centimeter|square centimetre", 1, false, false},
    {kDimension, "Square foot", "sq ft|sqft|sq . ft .|square foot|square feet|ft2|ft ²|sf", 1, false, false},
    {kDimension, "Square inch", "sq in|square inch|square inches", 1, false, false},
    {kDimension, "Square yard", "square yard|sq yd", 1, false, false},
    {kDimension, "Square mile", "sq mi|square mile", 1, false, false},
    {kDimension, "Acre", "acre", 1, false, false},
    {kDimension, "Hectare", "ha|hectare", 1, false, false},
    // volume
    {kDimension, "Liter", "l", 1, true, false},
    {kDimension, "Liter", "liter|litre|ltr", 1, false, false},
    {kDimension, "Milliliter", "ml|milliliter|millilitre", 1, false, false},
    {kDimension, "Centiliter", "cl|centiliter|centilitre", 1, false, false},
    {kDimension, "Hectoliter", "hl|hectoliter|hectolitre", 1, false, false},
    {kDimension, "Cubic meter", "m3|m ³|cubic meter|cubic metre|m ^3|cbm", 1, false, false},
    {kDimension, "Cubic centimeter", "cm3|cm ³|cc|cubic centimeter|cubic centimetre", 1, false, false},
    {kDimension, "Cubic kilometer", "km3|km ³|cubic kilometer|cubic kilometre", 1, false, false},
    {kDimension, "Cubic foot", "cubic foot|cubic feet|cu ft|ft3", 1, false, false},
    {kDimension, "Cubic inch", "cubic inch|cubic inches", 1, false, false},
    {kDimension, "Cubic mile", "cubic mile", 1, false, false},
    {kDimension, "Gallon", "gal|gallon", 1, false, false},
    {kDimension, "Barrel", "barrel|bbl", 1, false, false},
    {kDimension, "Pint", "pint", 1, false, false},
    {kDimension, "Quart", "quart", 1, false, false},
    {kDimension, "Cup", "cup", 1, false, false},
    {kDimension, "Tablespoon", "tablespoon|tbsp", 1, false, false},
    {kDimension, "Teaspoon", "teaspoon|tsp", 1, false, false},
    {kDimension, "Bushel", "bushel", 1, false, false},
    // mass
    {kDimension, "Kilogram", "kg|kgs|kilo|kilogram|kilogramme", 1, false, false},
    {kDimension, "Gram", "g", 1, true, false},
    {kDimension, "Gram", "gram|gramme|gm", 1, false, false},
    {kDimension, "Milligram", "mg|milligram", 1, false, false},
    {kDimension, "Microgram", "μg|µg|mcg|microgram", 1, false, false},
    {kDimension, "Metric ton", "metric ton|tonne|tonnen|metric tonne|mt", 1, false, false},
    {kDimension, "Ton", "ton|t", 1, false, false},
    {kDimension, "Kiloton", "kiloton|kilotonne|kt", 1, false, false},
    {kDimension, "Pound", "lb|lbs|lb .|lbs .", 1, false, false},
    {kDimension, "Ounce", "oz|ounce", 1, false, false},
    {kDimension, "Stone", "stone", 1, false, false},
    {kDimension, "Carat", "carat", 1, false, false},
    {kDimension, "Dram", "drachma|dram", 1, false, false},
    {kDimension, "Tons per day", "tpd", 1, false, false},
    // speed and frequency
    {kDimension, "Kilometer per hour",
     "kph|kmph|kmh|km / h|km / hr|kilometer per hour|kilometre per hour|kilometers per hour|kilometres per "
     "hour|km per hour|kilometer an hour|kilometers an hour|kilometres an hour|km an hour",
     1, false, false},
    {kDimension, "Mile per hour", "mph|mile per hour|miles per hour|miles an hour|mile an hour", 1, false,
     false},
    {kDimension, "Meter per second",
     "m / s|meter per second|meters per second|metre per second|metres per second", 1, false, false},
    {kDimension, "Knot", "knot|kn", 1, false, false},
    {kDimension, "Hertz", "hz|hertz", 1, false, false},
    {kDimension, "Kilohertz", "khz|kilohertz", 1, false, false},
    {kDimension, "Megahertz", "mhz|megahertz", 1, false, false},
    {kDimension, "Gigahertz", "ghz|gigahertz", 1, false, false},
    {kDimension, "Revolutions per minute", "rpm", 1, false, false},
    // information
    {kDimension, "Bit", "bit", 1, false, false},
    {kDimension, "Kilobit", "kilobit|kbit", 1, false, false},
    {kDimension, "Megabit", "megabit|mbit", 1, false, false},
    {kDimension, "Gigabit", "gigabit|gbit", 1, false, false},
    {kDimension, "Byte", "byte", 1, false, false},
    {kDimension, "Kilobyte", "kb|kilobyte", 1, false, false},
    {kDimension, "Megabyte", "megabyte", 1, false, false},
    {kDimension, "Megabyte", "MB", 1, true, false},
    {kDimension, "Gigabyte", "gb|gigabyte", 1, false, false},
    {kDimension, "Terabyte", "tb|terabyte", 1, false, false},
    {kDimension, "Petabyte", "pb|petabyte", 1, false, false},
    {kDimension, "Exabyte", "eb|exabyte", 1, false, false},
    {kDimension, "Megabit per second", "mbps|mbit / s|megabit per second|megabits per second", 1, false,
     false},
    {kDimension, "Gigabit per second", "gbps|gbit / s|gigabit per second|gigabits per second", 1, false,
     false},
    // electricity
    {kDimension, "Volt", "volt", 1, false, false},
    {kDimension, "Volt", "V", 1, true, false},
    {kDimension, "Kilovolt", "kv|kilovolt", 1, false, false},
    {kDimension, "Ampere", "amp|ampere", 1, false, false},
    {kDimension, "Megapixel", "megapixel|mp", 1, false, false},
    {kDimension, "Decibel", "db|decibel", 1, false, false},
    {kDimension, "Calorie", "calorie|kcal", 1, false, false},
    {kDimension, "Teraelectronvolt", "tev|teraelectronvolt", 1, false, false},
    {kDimension, "Gigaelectronvolt", "gev", 1, false, false},
    {kDimension, "Milligray", "mgy", 1, false, false},
    {kDimension, "Turn", "turn", 1, false, false},
    {kDimension, "Degree", "degree", 1, false, false},
    // time, when dates leave it to quantities
    {kDuration, "Second", "sec|second", 1, false, false},
    {kDuration, "Minute", "min|minute", 1, false, false},
    {kDuration, "Hour", "hr|hrs|hour|stunde|stunden", 1, false, false},
    {kDuration, "Day", "day|tag|tage|tagen", 1, false, false},
    {kDuration, "Week", "week|woche|wochen", 1, false, false},
    {kDuration, "Month", "month|monat|monate|monaten", 1, false, false},
    {kDuration, "Year", "yr|yrs|year|jahr|jahre|jahren", 1, false, false},
    {kDuration, "Decade", "decade", 1, false, false},
    {kDuration, "Century", "century|centuries", 1, false, false},
    // temperature
    {kTemperature, "C",
     "celsius|celcius|centigrade|degree celsius|degree celcius|degree centigrade|deg celsius|degree c|° c|° "
     "celsius|deg c",
     1, false, false},
    {kTemperature, "F",
     "fahrenheit|farenheit|degree fahrenheit|degree farenheit|deg fahrenheit|degree f|° f|° fahrenheit|deg f",
     1, false, false},
    {kTemperature, "K", "kelvin|degree kelvin", 1, false, false},
    {kTemperature, "Degree", "°|deg|deg .", 1, false, false},
    // age
    {QuantityType::age, "Year", "year old|year - old|yo|y / o|y . o .|year of age", 1, false, false},
    {QuantityType::age, "Month", "month old|month - old|mo old|month of age", 1, false, false},
    {QuantityType::age, "Week", "week old|week - old|week of age", 1, false, false},
    {QuantityType::age, "Day", "day old|day - old|day of age", 1, false, false},
};

constexpr std::size_t kLongest = 8;  // lexemes in the longest spelling
constexpr std::size_t kKeyBytes = 64;

// Spelling with one blank between lexemes, lower case -> unit; plural -s added to words.
class UnitIndex {
  public:
    UnitIndex() {
        for (const Unit& unit : kUnits) {
            std::string_view rest = unit.spellings;
            while (!rest.empty()) {
                const std::size_t bar = rest.find('|');
                add(unit, rest.substr(0, bar));
                rest = bar == std::string_view::npos ? std::string_view{} : rest.substr(bar + 1);
            }
        }
    }

    // False when no spelling has a first lexeme like this one: most words are turned away here.
    [[nodiscard]] bool may_start(std::string_view lexeme) const {
        return (first_lexemes_[head_of(lexeme)] >> std::min<std::size_t>(lexeme.size(), 63) & 1U) != 0;
    }
    [[nodiscard]] const Unit* find(std::string_view key, std::string_view as_written) const {
        std::uint32_t at = exact_.find(as_written);
        if (at == 0) at = any_case_.find(key);
        return at == 0 ? nullptr : &kUnits[at - 1];
    }
    // Whether a spelling starts with these lexemes, so that the search may go on.
    [[nodiscard]] bool starts(std::string_view key) const { return prefixes_.find(key) != 0; }

  private:
    void add(const Unit& unit, std::string_view spelling) {
        const auto index = static_cast<std::uint32_t>(&unit - kUnits + 1);
        (unit.exact_case ? exact_ : any_case_).add(spelling, index);
        note_first(spelling);
        note_prefixes(spelling);
        const char last = spelling.back();
        const bool word = (last >= 'a' && last <= 'z') && spelling.size() > 2;
        const bool head_takes_s = unit.type == QuantityType::age || unit.type == QuantityType::temperature;
        if (word && !unit.exact_case && (last != 's' || head_takes_s)) {
            // "year old" -> "years old", "degree c" -> "degrees c", "metric ton" -> "metric tons"
            const std::size_t head = head_takes_s ? spelling.find(' ') : std::string_view::npos;
            std::string& plural = made_.emplace_back(spelling.substr(0, head));
            plural += 's';
            if (head != std::string_view::npos) plural += spelling.substr(head);
            any_case_.add(plural, index);
            note_first(plural);
            note_prefixes(plural);
        }
    }
    [[nodiscard]] static std::size_t head_of(std::string_view lexeme) {
        const auto byte = [&](std::size_t at) {
            return static_cast<std::size_t>(static_cast<unsigned char>(to_lower(lexeme[at])));
        };
        return (byte(0) * 31 + (lexeme.size() > 1 ? byte(1) : 0)) % 1024;
    }
    void note_first(std::string_view spelling) {
        std::string_view lexeme = spelling.substr(0, spelling.find(' '));
        while (lexeme.size() > 1 && is_digit(lexeme.back())) lexeme.remove_suffix(1);  // "m2" is two lexemes
        first_lexemes_[head_of(lexeme)] |= 1ULL << std::min<std::size_t>(lexeme.size(), 63);
    }
    void note_prefixes(std::string_view spelling) {
        for (std::size_t at = spelling.find(' '); at != std::string_view::npos;
             at = spelling.find(' ', at + 1)) {
            prefixes_.add(made_.emplace_back(to_lower(spelling.substr(0, at))), 1);
        }
    }

    WordMap any_case_;
    WordMap exact_;
    WordMap prefixes_;
    std::deque<std::string> made_;                     // keys that are not in the table as they are
    std::array<std::uint64_t, 1024> first_lexemes_{};  // by its first two bytes: a bit for each length
};

const UnitIndex& index() {
    static const UnitIndex units;
    return units;
}

template <class Accept>
FoundUnit longest(const Lexemes& l, std::size_t at, Accept accept) {
    if (at >= l.size() || !index().may_start(l.text(at))) return {};
    char key[kKeyBytes];
    char written[kKeyBytes];
    std::size_t size = 0;
    FoundUnit best;
    for (std::size_t next = at; next < at + kLongest && next < l.size(); ++next) {
        if (next != at && l[next].break_before) break;
        const std::string_view piece = l.text(next);
        // "km2", "m2": a digit glued to letters belongs to the unit.
        const bool power = l.is_digits(next) && next > at && l.glued(next) && piece.size() == 1 &&
                           (piece == "2" || piece == "3");
        if ((l.is_digits(next) && !power) || size + piece.size() + 1 >= kKeyBytes) break;
        if (size > 0 && !power) {
            key[size] = ' ';
            written[size++] = ' ';
        }
        for (const char c : piece) {
            written[size] = c;
            key[size++] = to_lower(c);
        }
        const std::string_view so_far(key, size);
        const Unit* unit = index().find(so_far, std::string_view(written, size));
        if (unit != nullptr && accept(*unit, next + 1)) best = {unit, next + 1};
        const bool may_be_power = l.is_digits(next + 1) && l.glued(next + 1);
        if (!index().starts(so_far) && !may_be_power) break;
    }
    return best;
}

}  // namespace

FoundUnit find_unit(const Lexemes& l, std::size_t at) {
    return longest(l, at, [&](const Unit&, std::size_t) { return true; });
}

FoundUnit find_currency_prefix(const Lexemes& l, std::size_t at) {
    return longest(l, at, [&](const Unit& unit, std::size_t) {
        return unit.type == QuantityType::money && unit.prefix;
    });
}

FoundUnit find_subunit(const Lexemes& l, std::size_t at) {
    return longest(l, at, [&](const Unit& unit, std::size_t) {
        return unit.type == QuantityType::money && unit.factor < 1;
    });
}

// A currency that may lead: symbols and codes, words only right before a number.
FoundUnit find_currency_before(const Lexemes& l, std::size_t at, double& mega) {
    if (!l.is_word(at)) return find_currency_prefix(l, at);
    bool number_near = false;  // a word leads only right before digits
    for (std::size_t next = at + 1; next <= at + kLongest && !number_near; ++next) {
        number_near = l.is_digits(next);
        if (!number_near && !l.is_word(next) && !l.is(next, '.') && !l.is(next, '$') && !l.is(next, 'c'))
            break;
    }
    if (!number_near) return {};
    const std::string_view text = l.text(at);
    FoundUnit found = find_currency_prefix(l, at);
    if (found.unit == nullptr && text.size() == 4 && text[0] == 'M') {  // MEUR 60
        if (const FoundUnit inner = find_mega_currency(l, at); inner.unit != nullptr) {
            mega = 1e6;
            return inner;
        }
    }
    if (found.unit == nullptr || !l.is_digits(found.last)) return {};
    if (found.last > at + 1) {  // "us $", "rs .", "hong kong dollars 5"
        if (at > 0 && l.glued(at) && l.is_digits(at - 1)) return {};
        // "a $5 million suit", "the country's $5 million" are no Australian or Singapore dollars.
        const bool letter_is_word = text == "a" || text == "s" || text == "A" || text == "S" || text == "r";
        if (letter_is_word && (!l.glued(at + 1) || !l[at].space_before)) return {};
        return found;
    }
    const bool upper = std::ranges::none_of(text, [](char c) { return c >= 'a' && c <= 'z'; });
    const bool mixed_symbol =
        text == "Rs" || text == "kr" || text == "Kr" || text == "Rp" || text == "rs" || text == "Fr";
    const bool word = text.size() > 3 && text != "lira" && text != "mark" && text != "rand" &&
                      text != "dong" && text != "kilo" && !upper;
    const bool known_code =
        text.size() == 3 && !is_word_and_code(text) && text != "won" && text != "yen" && text != "lei";
    return upper || mixed_symbol || word || known_code ? found : FoundUnit{};
}
// Codes that are English words when in lower case.
bool is_word_and_code(std::string_view text) {
    for (const std::string_view word : {"try", "pen", "gel", "ron", "mad", "cop", "sen", "eth", "esp", "all",
                                        "sar", "won", "lev", "dem", "cad", "isk"}) {
        if (text == word) return true;
    }
    return false;
}
FoundUnit find_mega_currency(const Lexemes& l, std::size_t at) {
    const std::string_view text = l.text(at);
    if (text.size() != 4 || text[0] != 'M') return {};
    if (std::ranges::any_of(text, [](char c) { return c < 'A' || c > 'Z'; })) return {};
    const Lexemes inner(text.substr(1), l.table());
    const FoundUnit found = find_currency_prefix(inner, 0);
    return found.unit == nullptr ? FoundUnit{} : FoundUnit{found.unit, at + 1};
}

}  // namespace claimline
