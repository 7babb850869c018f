#pragma once
// When a page was published and last changed: all places where pages say so, weighed against each other.

#include <array>
#include <vector>

#include "extract/metadata.h"
#include "extract/written_dates.h"

namespace claimline {

struct PageDates {
    Found published;  // ISO 8601, page-local (see Article::published)
    Found modified;
};

[[nodiscard]] PageDates find_page_dates(const PageFacts& page);

// Where a page names a day. In the order in which a written form is preferred for one and the same day.
enum class DateSource : std::uint8_t {
    meta_published,
    json_ld_published,
    item_published,
    time_published,
    time_element,
    meta_other,
    text_date_class,
    text,
    json_ld_other,
    url,
    script,
    json_ld_modified,
    meta_modified,
    image_url,
};
inline constexpr std::size_t kDateSourceCount = 14;
inline constexpr std::size_t kDayFeatureCount = 76;

// Log-odds below which a page counts as undated.
inline constexpr float kDayThreshold = -2.0F;

// One day that the page names, with what speaks for it.
struct DayCandidate {
    std::chrono::sys_days day;
    WrittenDate written;  // its best written form
    DateSource source{};  // where that stood
    std::array<float, kDayFeatureCount> features{};
};

[[nodiscard]] std::vector<DayCandidate> collect_days(const PageFacts& page);

}  // namespace claimline
