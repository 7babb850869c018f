#pragma once
// Currencies and units of measure: every way they are written, longest first.

#include <cstddef>
#include <string_view>

#include "extract/numbers_lexer.h"
#include "extract/quantities.h"

namespace claimline {

struct Unit {
    QuantityType type = QuantityType::dimension;
    std::string_view name;       // "Kilometer", "Percentage"; money: the ISO 4217 code, "Cent", "Penny"
    std::string_view spellings;  // lower case, separated by '|'
    double factor = 1;           // power: megawatts per unit; money: 1e-2 for "cent" joined to its currency
    bool exact_case = false;     // spelled exactly so: "MW", "m", "A"
    bool prefix = false;         // money: may stand before the number
};

struct FoundUnit {
    const Unit* unit = nullptr;
    std::size_t last = 0;  // lexemes [at, last)
};

// The longest unit that starts at lexeme `at`; unit is null when there is none.
[[nodiscard]] FoundUnit find_unit(const Lexemes& lexemes, std::size_t at);

// A currency before its number: "$", "US$", "EUR", "Rs.", "C $", "pounds" is none.
[[nodiscard]] FoundUnit find_currency_prefix(const Lexemes& lexemes, std::size_t at);

// A currency that may lead a number in running text: symbols and codes, words only right before a number,
// "MEUR" with `mega` 1e6.
[[nodiscard]] FoundUnit find_currency_before(const Lexemes& lexemes, std::size_t at, double& mega);

// "MEUR", "MGBP": millions of a currency.
[[nodiscard]] FoundUnit find_mega_currency(const Lexemes& lexemes, std::size_t at);

// A currency code that is an English word when in lower case: "try", "pen".
[[nodiscard]] bool is_word_and_code(std::string_view text);

// The subunit ("cents") that joins an amount of any currency, with its factor.
[[nodiscard]] FoundUnit find_subunit(const Lexemes& lexemes, std::size_t at);

}  // namespace claimline
