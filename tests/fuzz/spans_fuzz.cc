// Any bytes through dates and quantities: no crash, no hang, spans in order, inside the text and on code
// points.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "extract/dates.h"
#include "extract/quantities.h"

namespace {

using claimline::Span;

bool starts_code_point(std::string_view text, std::uint32_t at) {
    return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
}

template <class Mentions>
void check(std::string_view text, const Mentions& mentions, bool valid) {
    std::uint32_t before = 0;
    for (const auto& mention : mentions) {
        const Span span = mention.span;
        if (span.begin < before || span.end <= span.begin || span.end > text.size()) std::abort();
        if (valid && !(starts_code_point(text, span.begin) && starts_code_point(text, span.end)))
            std::abort();
        before = span.end;
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 2) return 0;
    const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
    const bool valid = claimline::is_valid_utf8(text);
    claimline::DateOptions options;
    if ((data[0] & 1U) != 0) options.reference = std::chrono::sys_days{std::chrono::year{2023} / 2 / 18};
    if ((data[0] & 2U) != 0) options.anchor = claimline::DateAnchor::narrative;
    if ((data[0] & 4U) != 0) options.lang = "de";
    options.day_first = (data[0] & 8U) != 0;
    const auto dates = claimline::find_dates(text, {}, options);
    check(text, dates, valid);
    for (const auto& mention : dates) {
        if (mention.begin && mention.until && *mention.begin > *mention.until)
            continue;  // "Friday to Monday" may cross
        static_cast<void>(claimline::to_edtf(mention));
    }
    check(text, claimline::find_quantities(text, {}, claimline::calendar_spans(dates), {options.lang}),
          valid);
    return 0;
}
