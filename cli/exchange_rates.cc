// Reading rates and using them.

#include "cli/exchange_rates.h"

#include <charconv>
#include <cmath>
#include <fstream>
#include <vector>

#include "core/date.h"
#include "core/text.h"

namespace claimline {
namespace {

constexpr std::chrono::days kStale{31};

std::vector<std::string> fields_of(std::string_view line) {
    std::vector<std::string> fields(1);
    for (const char c : line) {
        if (c == ',' || c == '\t') {
            fields.emplace_back();
        } else if (c != '"' && !is_space(c)) {
            fields.back().push_back(c);
        }
    }
    return fields;
}

bool is_currency(std::string_view text) {
    return text.size() == 3 && text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == std::string_view::npos;
}

struct Rate {
    sys_days day;
    double value = 0;
};

std::optional<Rate> last_rate(const ExchangeRates& rates, const std::string& from, const std::string& to,
                              sys_days day) {
    const auto pair = rates.find({from, to});
    if (pair == rates.end()) return std::nullopt;
    const auto after = pair->second.upper_bound(day);
    if (after == pair->second.begin()) return std::nullopt;
    const auto& [found, value] = *std::prev(after);
    if (day - found > kStale) return std::nullopt;
    return Rate{found, value};
}

}  // namespace

Result<ExchangeRates> read_rates(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) return fail(ErrorKind::usage, "the rates {} can't be read", file.string());
    ExchangeRates rates;
    std::string line;
    for (std::size_t number = 1; std::getline(in, line); ++number) {
        if (trim(line).empty() || line.starts_with('#')) continue;
        const auto fields = fields_of(line);
        if (number == 1 && fields.front() == "date") continue;
        const auto wrong = [&](const char* what) {
            return with_hint(fail(ErrorKind::usage, "{}:{}: {}", file.string(), number, what),
                             "a line is like 2023-05-22,EUR,USD,1.0822");
        };
        if (fields.size() != 4) return wrong("not four fields");
        const auto date = parse_iso_date(fields[0]);
        if (!date || date->precision != Precision::day) return wrong("the first field is no day");
        if (!is_currency(fields[1]) || !is_currency(fields[2]))
            return wrong("not two currencies as ISO 4217 writes them");
        double value = 0;
        const auto& text = fields[3];
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (error != std::errc{} || end != text.data() + text.size() || !(value > 0) || !std::isfinite(value))
            return wrong("the last field is no rate");
        rates[{fields[1], fields[2]}][date->start] = value;
    }
    return rates;
}

std::optional<ConvertedSum> convert(const ExchangeRates& rates, const SeriesRow& row,
                                    const std::string& currency) {
    const auto& from = row.figure.currency;
    if (from.empty() || from == currency) return std::nullopt;
    const auto day = row.claim.about_from;
    if (const auto rate = last_rate(rates, from, currency, day))
        return ConvertedSum{std::round(row.figure.value * rate->value), currency, rate->day};
    if (const auto rate = last_rate(rates, currency, from, day))
        return ConvertedSum{std::round(row.figure.value / rate->value), currency, rate->day};
    return std::nullopt;
}

}  // namespace claimline
