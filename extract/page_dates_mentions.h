#pragma once
// The single mentions of days on a page, before they are added up by day (page_dates.h). Internal.

#include <vector>

#include "extract/page_dates.h"
#include "extract/page_places.h"

namespace claimline {

// What the words in front of a date call it.
struct DayLabels {
    bool published = false;
    bool updated = false;
    bool other = false;  // reviewed, retrieved, copyright, an event
};

struct DayMention {
    WrittenDate date;
    DateSource source{};
    Place place;
    DayLabels labels;
    bool visible = false;   // in the text that readers see
    bool by_word = false;   // the block names an author
    bool swapped = false;   // the other reading of a day/month pair that the language leaves open
    float block_bytes = 0;  // of the block it stands in, 0 when not visible
    float rest_bytes = 0;   // of that block without the date
    float like_it = 0;      // mentions in elements of the same make
};

struct DayMentions {
    std::vector<DayMention> all;  // in page order within each kind of source
    bool has_title = false;
};

[[nodiscard]] DayMentions collect_day_mentions(const PageFacts& page);

// A day of the page, and how many kinds of fields for the day of publication name it.
struct NamedDay {
    std::chrono::sys_days day;
    std::ptrdiff_t fields = 0;
};
// All of them, ascending.
[[nodiscard]] std::vector<NamedDay> named_days(const DayMentions& mentions);

// Fills `candidate.features` from all mentions.
void fill_day_features(const PageFacts& page, const DayMentions& mentions, const std::vector<NamedDay>& days,
                       DayCandidate& candidate);

[[nodiscard]] bool in_bad_zone(const DayMention& mention);

}  // namespace claimline
