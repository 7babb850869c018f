// Numbers with a unit word and perhaps a currency code before them.

#include "index/query_amounts.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "core/text.h"

namespace claimline {

std::optional<QueryAmount> parse_amount(std::string_view text) {
    QueryAmount amount;
    text = trim(text);
    const bool coded = text.size() > 3 && std::ranges::all_of(text.substr(0, 3), [](char c) {
                           return to_lower(c) >= 'a' && to_lower(c) <= 'z';
                       });
    if (coded) {
        for (const char c : text.substr(0, 3)) amount.currency += static_cast<char>(to_lower(c) - 32);
        text = trim(text.substr(3));
    }
    // from_chars would read "inf" and "nan" too.
    if (text.empty() || (!is_digit(text.front()) && text.front() != '-')) return std::nullopt;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), amount.value);
    if (error != std::errc{}) return std::nullopt;
    const std::string unit = to_lower(trim(text.substr(static_cast<std::size_t>(end - text.data()))));
    constexpr std::array<std::pair<std::string_view, double>, 11> kUnits{{{"", 1},
                                                                          {"k", 1e3},
                                                                          {"thousand", 1e3},
                                                                          {"m", 1e6},
                                                                          {"mn", 1e6},
                                                                          {"million", 1e6},
                                                                          {"b", 1e9},
                                                                          {"bn", 1e9},
                                                                          {"billion", 1e9},
                                                                          {"tn", 1e12},
                                                                          {"trillion", 1e12}}};
    const auto* found = std::ranges::find(kUnits, unit, [](const auto& entry) { return entry.first; });
    if (found == kUnits.end()) return std::nullopt;
    amount.value *= found->second;
    return amount;
}

Comparison take_comparison(std::string_view& text) {
    constexpr std::array<std::pair<std::string_view, Comparison>, 5> kSigns{{{"<=", Comparison::at_most},
                                                                             {">=", Comparison::at_least},
                                                                             {"<", Comparison::less},
                                                                             {">", Comparison::more},
                                                                             {"=", Comparison::equal}}};
    for (const auto& [sign, comparison] : kSigns) {
        if (!text.starts_with(sign)) continue;
        text.remove_prefix(sign.size());
        return comparison;
    }
    return Comparison::equal;
}

}  // namespace claimline
