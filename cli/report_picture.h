#pragma once
// The pictures of a report as inline SVG. Positions along the time are in percent of the width, sizes and
// heights in pixels: a phone and a wide screen show the same file without distorted marks or shrunken
// letters.

#include <string>
#include <vector>

#include "cli/report_data.h"

namespace claimline {

// Every claim as a brick on the lane of its kind; where too many fall on one stretch of time, a bar for them.
// Each mark links to its claim.
[[nodiscard]] std::string timeline_picture(const ReportData& data);

// The figures of one service or matter, a line for each region. `rows` are of one subject, measure and unit.
[[nodiscard]] std::string series_picture(const std::vector<const SeriesRow*>& rows);

// ---- the axis, for tests ----

enum class Calendar { day, week, month, quarter, year };

// Consecutive stretches of one length; `starts` has one entry more than there are stretches.
struct TimeAxis {
    Calendar unit = Calendar::month;
    std::vector<sys_days> starts;

    [[nodiscard]] std::size_t bins() const { return starts.empty() ? 0 : starts.size() - 1; }
    // Which stretch holds the day; bins() when none does.
    [[nodiscard]] std::size_t bin_of(sys_days day) const;
    [[nodiscard]] double percent(std::size_t bin) const {
        return 100.0 * static_cast<double>(bin) / static_cast<double>(bins());
    }
};

// The shortest unit that covers the sorted days in at most 90 stretches. A few days far outside the rest (a
// law of 1934, a goal for 2050) do not stretch the axis: they lie outside it.
[[nodiscard]] TimeAxis time_axis(const std::vector<sys_days>& days);

struct AxisTick {
    std::size_t bin = 0;
    std::string label;
    bool narrow = true;  // also shown where there is little room
};
// At most twelve, at most four of them narrow.
[[nodiscard]] std::vector<AxisTick> axis_ticks(const TimeAxis& axis);

}  // namespace claimline
