// Time axes: stretches of the calendar and their labels.

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "cli/report_picture.h"

namespace claimline {
namespace {

using namespace std::chrono;

constexpr std::size_t kMostBins = 90;
constexpr std::size_t kMostTicks = 12;
constexpr std::size_t kNarrowTicks = 4;
constexpr std::array kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                             "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

sys_days begin_of(sys_days day, Calendar unit) {
    const year_month_day date{day};
    const unsigned month_number = static_cast<unsigned>(date.month());
    switch (unit) {
        case Calendar::day: return day;
        case Calendar::week: return day - (weekday{day} - Monday);
        case Calendar::month: return sys_days{date.year() / date.month() / 1};
        case Calendar::quarter: return sys_days{date.year() / month{(month_number - 1) / 3 * 3 + 1} / 1};
        case Calendar::year: return sys_days{date.year() / 1 / 1};
    }
    return day;
}

sys_days next(sys_days start, Calendar unit) {
    const year_month_day date{start};
    switch (unit) {
        case Calendar::day: return start + days{1};
        case Calendar::week: return start + days{7};
        case Calendar::month: return sys_days{date + months{1}};
        case Calendar::quarter: return sys_days{date + months{3}};
        case Calendar::year: return sys_days{date + years{1}};
    }
    return start + days{1};
}

// First and last day that the axis has to cover.
std::pair<sys_days, sys_days> covered(const std::vector<sys_days>& days) {
    constexpr std::size_t kFew = 20;  // with so few every one counts
    if (days.size() < kFew) return {days.front(), days.back()};
    const auto low = days[days.size() / 50];
    const auto high = days[days.size() - 1 - days.size() / 50];
    const bool outliers = days.back() - days.front() > 2 * (high - low) + std::chrono::days{31};
    return outliers ? std::pair(low, high) : std::pair(days.front(), days.back());
}

struct TickStep {
    Calendar unit;
    unsigned every;
};
constexpr std::array<TickStep, 10> kTickSteps{{{Calendar::day, 1},
                                               {Calendar::week, 1},
                                               {Calendar::month, 1},
                                               {Calendar::quarter, 1},
                                               {Calendar::month, 6},
                                               {Calendar::year, 1},
                                               {Calendar::year, 2},
                                               {Calendar::year, 5},
                                               {Calendar::year, 10},
                                               {Calendar::year, 50}}};

// The last beginning of a step up to `day`: 1 July for 12 September in steps of six months.
sys_days step_begin(sys_days day, TickStep step) {
    const year_month_day date{begin_of(day, step.unit)};
    if (step.unit == Calendar::month) {
        const auto index = static_cast<unsigned>(date.month()) - 1;
        return sys_days{date.year() / month{index / step.every * step.every + 1} / 1};
    }
    if (step.unit != Calendar::year) return sys_days{date};
    const int number = static_cast<int>(date.year());
    return sys_days{year{number - number % static_cast<int>(step.every)} / 1 / 1};
}

std::string label_of(sys_days day, Calendar unit) {
    const year_month_day date{day};
    const int year_number = static_cast<int>(date.year());
    const char* name = kMonths[static_cast<unsigned>(date.month()) - 1];
    if (unit == Calendar::year) return std::to_string(year_number);
    if (unit == Calendar::day || unit == Calendar::week)
        return fmt::format("{} {}", static_cast<unsigned>(date.day()), name);
    return date.month() == January ? std::to_string(year_number) : fmt::format("{} {}", name, year_number);
}

}  // namespace

std::size_t TimeAxis::bin_of(sys_days day) const {
    const auto after = std::ranges::upper_bound(starts, day);
    if (after == starts.begin() || after == starts.end()) return bins();
    return static_cast<std::size_t>(after - starts.begin()) - 1;
}

TimeAxis time_axis(const std::vector<sys_days>& days) {
    TimeAxis axis;
    if (days.empty()) return axis;
    const auto [first, last] = covered(days);
    for (const auto unit :
         {Calendar::day, Calendar::week, Calendar::month, Calendar::quarter, Calendar::year}) {
        axis = {unit, {begin_of(first, unit)}};
        while (axis.starts.back() <= last && axis.bins() <= kMostBins)
            axis.starts.push_back(next(axis.starts.back(), unit));
        if (axis.bins() <= kMostBins) return axis;
    }
    // More than ninety years: the latest ninety.
    const int newest = static_cast<int>(year_month_day{last}.year());
    axis.starts.clear();
    for (int at = newest - static_cast<int>(kMostBins) + 1; at <= newest + 1; ++at)
        axis.starts.push_back(sys_days{year{at} / 1 / 1});
    return axis;
}

std::vector<AxisTick> axis_ticks(const TimeAxis& axis) {
    constexpr double kLastLabel = 94;  // percent: beyond it a label would leave the picture
    constexpr double kLastNarrowLabel = 84;
    std::vector<AxisTick> ticks;
    for (const auto step : kTickSteps) {
        ticks.clear();
        if (step.unit < axis.unit && step.every == 1) continue;
        for (std::size_t bin = 0; bin < axis.bins(); ++bin) {
            const auto begin = step_begin(axis.starts[bin + 1] - days{1}, step);
            if (begin >= axis.starts[bin] && axis.percent(bin) <= kLastLabel)
                ticks.push_back({bin, label_of(begin, step.unit), true});
        }
        if (ticks.size() <= kMostTicks && !ticks.empty()) break;
    }
    const std::size_t every = (ticks.size() + kNarrowTicks - 1) / kNarrowTicks;
    for (std::size_t i = 0; i < ticks.size(); ++i)
        ticks[i].narrow = i % every == 0 && axis.percent(ticks[i].bin) <= kLastNarrowLabel;
    return ticks;
}

}  // namespace claimline
