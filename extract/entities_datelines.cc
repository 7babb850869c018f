// "LONDON, March 3 (Harbourwire) -": where a report was written is nobody who acts in it.

#include <algorithm>

#include "extract/entities_names.h"

namespace claimline {
namespace {

constexpr std::size_t kLongestDateline = 12;  // tokens before its dash

// A byline without a full stop may stand in the same sentence, on the line before.
bool opens_line(const Reading& reading, std::size_t i) {
    if (i == 0) return true;
    const Span between{reading.token(i - 1).span.end, reading.token(i).span.begin};
    return reading.sentence(reading.sentence_of(i)).first == i ||
           slice(reading.text(), between).find('\n') != std::string_view::npos;
}

// One past the dash that closes a dateline that begins here; `first` when there is none.
std::size_t end_of_dateline(const Reading& reading, std::size_t first) {
    const std::size_t last = reading.size();
    if (!opens_line(reading, first) || !reading.token(first).has(kAllCaps) || reading.form(first).size() < 3)
        return first;
    for (std::size_t i = first + 1; i < last && i < first + kLongestDateline; ++i) {
        const std::string_view form = reading.form(i);
        if (form == "-" || form == "\u2013" || form == "\u2014" || form == "--") return i + 1;
        const bool fits = reading.capital(i) || reading.token(i).has(kNumeric) || reading.punctuation(i);
        if (!fits || form == "." || form == ":") return first;
    }
    return first;
}

}  // namespace

void drop_datelines(Names& names) {
    const Reading& reading = names.reading();
    for (std::size_t first = 0; first < reading.size(); ++first) {
        const std::size_t end = end_of_dateline(reading, first);
        for (std::size_t i = first; i < end; ++i) {
            if (NameMention* name = names.at(i); name != nullptr && name->type == "PLACE") name->last = 0;
        }
    }
    names.sort();
}

}  // namespace claimline
