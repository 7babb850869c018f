#pragma once
// When a page was published and last changed: all places where pages say so, weighed against each other.

#include "extract/metadata.h"

namespace claimline {

struct PageDates {
    Found published;  // ISO 8601, page-local (see Article::published)
    Found modified;
};

[[nodiscard]] PageDates find_page_dates(const PageFacts& page);

}  // namespace claimline
