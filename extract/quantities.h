#pragma once
// Numbers with what they count: money, percent, power, ordinals, counts.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/text.h"
#include "extract/tokens.h"

namespace claimline {

class Lexemes;

enum class QuantityType : std::uint8_t {
    number,
    ordinal,
    money,
    percent,
    power,
    dimension,
    age,
    temperature,
    duration,  // "three years": also a date mention of type DURATION
};
[[nodiscard]] const char* to_string(QuantityType type);

enum class Modifier : std::uint8_t {
    none,
    approx,
    over,
    under,
    up,
    down,
    at_least,
    at_most,
    nearly,
    average
};
[[nodiscard]] const char* to_string(Modifier modifier);
// The five that span data sets know: approx, over, under, up, down; "" for none and average.
[[nodiscard]] const char* coarse_name(Modifier modifier);

// `span` covers number, scale and unit ("€405 million", "125 million", "90MW"), not the counted noun.
struct QuantityMention {
    Span span;
    QuantityType type = QuantityType::number;
    double value = 0;  // base units: 405 million -> 405000000; power in megawatts; percent as written
    std::optional<double> low;  // ranges: low and high, value = low
    std::optional<double> high;
    std::string unit;      // name as in spans/units ("Megawatt", "Kilometer", "Percentage"); empty for counts
    std::string currency;  // ISO 4217 for money
    std::string per;       // "day" in "EUR 5,000 per day"
    Modifier modifier = Modifier::none;
    Span modifier_span;  // empty when none
};

struct QuantityOptions {
    std::string lang = "en";  // decides decimal comma and number words
};

// Left to right, never overlapping; years and other parts of dates are left to find_dates(): spans that
// overlap one of `not_here` are not reported.
[[nodiscard]] std::vector<QuantityMention> find_quantities(std::string_view text, const TokenizedText& tokens,
                                                           const std::vector<Span>& not_here,
                                                           const QuantityOptions& options);
// The same from a text already cut, in the language of its table.
[[nodiscard]] std::vector<QuantityMention> find_quantities(const Lexemes& lexemes,
                                                           const std::vector<Span>& not_here);

}  // namespace claimline
