#pragma once
// From what was said to what is meant: date phrases resolved against the publication date, the date mentioned
// before, and the tense of the sentence.

#include <optional>
#include <string>

#include "extract/dates.h"
#include "extract/dates_phrase.h"

namespace claimline {

class DateResolver {
  public:
    explicit DateResolver(const DateOptions& options) : options_(options) {}

    // The mention for `phrase`, its span left empty. `ahead`: the sentence speaks of the future. Remembers
    // the date for phrases that refer back to it.
    [[nodiscard]] DateMention resolve(const DatePhrase& phrase, bool ahead);

    // A range said as two phrases.
    [[nodiscard]] DateMention resolve_range(const DatePhrase& from, const DatePhrase& to, bool ahead);

  private:
    struct Meaning {
        CalendarUnit unit;  // grain none: not resolved
        bool from_mention = false;
        bool relative = false;
    };

    [[nodiscard]] std::optional<sys_days> base_day(const DatePhrase& phrase) const;
    [[nodiscard]] Meaning resolve_unit(const DatePhrase& phrase, bool ahead) const;
    [[nodiscard]] CalendarUnit complete(CalendarUnit unit, sys_days base, bool ahead) const;
    [[nodiscard]] CalendarUnit complete_directed(const DatePhrase& phrase, sys_days base) const;
    [[nodiscard]] CalendarUnit complete_holiday(CalendarUnit unit, sys_days base, int step) const;
    [[nodiscard]] CalendarUnit complete_narrative(CalendarUnit unit) const;
    [[nodiscard]] DateMention mention_of_unit(const DatePhrase& phrase, const Meaning& meaning);
    [[nodiscard]] DateMention mention_of_shifted(const DatePhrase& phrase, bool ahead);
    [[nodiscard]] DateMention mention_of_moment(const DatePhrase& phrase, sys_days base, bool back);
    [[nodiscard]] DateMention mention_of_stretch(const DatePhrase& phrase, bool ahead);
    [[nodiscard]] DateMention mention_of_nth(const DatePhrase& phrase, bool ahead);
    [[nodiscard]] DateMention mention_of_range(const CalendarUnit& from, const CalendarUnit& to);
    void note_anchor(DateMention& mention, const DatePhrase& phrase, bool relative) const;
    void remember(const CalendarUnit& unit);

    const DateOptions& options_;
    CalendarUnit mention_;  // the last date mentioned; grain none: none yet
};

// The missing parts of a range's ends, filled from each other: "from August to January 2023".
void complete_range(CalendarUnit& from, CalendarUnit& to);

// The end of a range that starts with `start` (said as `said_start`); `resolved` when the words tell no more.
[[nodiscard]] CalendarUnit end_after(const CalendarUnit& start, const CalendarUnit& said_start,
                                     CalendarUnit end, const CalendarUnit& resolved);

// "P3Y2M", "PT3H", "PXD".
[[nodiscard]] std::string to_duration(const Amounts& amounts);

}  // namespace claimline
