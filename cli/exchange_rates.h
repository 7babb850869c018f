#pragma once
// Exchange rates from a file of the user's: sums are converted only by what he names, never by a guess of
// ours.

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "core/result.h"
#include "index/series.h"

namespace claimline {

// (from, to) -> day -> how many units of `to` one unit of `from` was worth.
using ExchangeRates = std::map<std::pair<std::string, std::string>, std::map<sys_days, double>>;

// Lines of "date,from,to,rate" (or tabs between), as "2023-05-22,EUR,USD,1.0822"; empty lines, lines
// beginning with # and a header line are skipped. usage names file and line of anything else.
[[nodiscard]] Result<ExchangeRates> read_rates(const std::filesystem::path& file);

// By the last rate up to the day the sum is about (or was published), at most 31 days old, in either
// direction; rounded to a whole unit. nothing without one, and for what is no money.
[[nodiscard]] std::optional<ConvertedSum> convert(const ExchangeRates& rates, const SeriesRow& row,
                                                  const std::string& currency);

}  // namespace claimline
