#pragma once
// The day of a named holiday in a year.

#include "extract/dates_calendar.h"

namespace claimline {

// `holiday` is CalendarUnit::holiday of a unit that the grammar made.
[[nodiscard]] sys_days holiday_in(int holiday, int year);

}  // namespace claimline
