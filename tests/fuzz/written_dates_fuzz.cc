// Any text as a date field: spans lie inside it in order, and what is written as ISO reads back the same.
#include <cstdint>
#include <cstdlib>

#include "extract/page_authors.h"
#include "extract/written_dates.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    std::size_t before = 0;
    for (const auto& date : claimline::find_written_dates(text, size % 2 == 0 ? "en-US" : "de")) {
        if (date.begin < before || date.end <= date.begin || date.end > text.size() || !date.day.ok())
            std::abort();
        before = date.end;
        const auto again = claimline::first_written_date(date.to_iso(), "");
        if (!again || again->day != date.day || again->time != date.time || again->offset != date.offset)
            std::abort();
    }
    static_cast<void>(claimline::date_in_url(text));
    static_cast<void>(claimline::split_byline(text));
    return 0;
}
