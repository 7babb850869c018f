#pragma once
// Figures over time: one row for each distinct statement of a figure, what differs side by side with why.

#include <optional>
#include <string>
#include <vector>

#include "index/catalogue.h"
#include "index/claim_terms.h"

namespace claimline {

// How a figure relates to the first row of its period.
enum class SeriesRelation {
    primary,    // the first row: the figure stated most directly
    agrees,     // the same figure, told differently (another speaker or qualifier)
    differs,    // another value, but not comparable: region, period or unit is another too
    conflicts,  // same region, period and unit, another value
};

[[nodiscard]] const char* to_string(SeriesRelation relation);

// A sum in another currency, by the rate of a day.
struct ConvertedSum {
    double value = 0;
    std::string currency;
    sys_days rate_day{};
};

struct SeriesRow {
    ClaimRecord claim;  // the earliest of those that state exactly this
    ClaimFigure figure;
    std::string measure;    // metric, else the kind
    std::string geography;  // as stated; empty: not said
    std::string qualifier;
    std::vector<std::string> origins;  // independent sources, sorted
    SeriesRelation relation = SeriesRelation::primary;
    std::vector<std::string> differences;   // of "region", "period", "unit", "value", as in `reason`
    std::string reason;                     // "region: Europe, not European Union"; empty for primary
    std::optional<ConvertedSum> converted;  // filled by callers that have rates
    std::size_t group = 0;                  // rows of one group belong side by side
};

// All figures that pass the filter, by subject, measure and period. Two statements are one row only when
// value, unit, region, period, qualifier and speaker are the same. A figure without a period joins the last
// period that ended within half a year before it was published.
[[nodiscard]] Result<std::vector<SeriesRow>> series(const Catalogue& catalogue, const ClaimFilter& filter);

}  // namespace claimline
