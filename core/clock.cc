// The system clock and RFC 3339.

#include "core/clock.h"

#include "core/date.h"

namespace claimline {

using namespace std::chrono;

Instant SystemClock::now() const {
    return floor<seconds>(system_clock::now());
}

std::string to_rfc3339(Instant at) {
    const auto day = floor<days>(at);
    const hh_mm_ss time{at - day};
    return fmt::format("{}T{:02}:{:02}:{:02}Z", to_iso(sys_days{day}), time.hours().count(),
                       time.minutes().count(), time.seconds().count());
}

Result<Instant> parse_rfc3339(std::string_view text) {
    const auto two = [text](std::size_t at) { return (text[at] - '0') * 10 + (text[at + 1] - '0'); };
    const bool shaped =
        text.size() == 20 && text[10] == 'T' && text[13] == ':' && text[16] == ':' && text[19] == 'Z';
    const auto day = shaped ? date_of_timestamp(text) : std::nullopt;
    if (!day || day->precision != Precision::day)
        return fail(ErrorKind::invalid_input, "'{}' is not a time like 2023-02-18T09:12:44Z", text);
    for (const std::size_t at : {11U, 12U, 14U, 15U, 17U, 18U})
        if (text[at] < '0' || text[at] > '9')
            return fail(ErrorKind::invalid_input, "'{}' is not a time like 2023-02-18T09:12:44Z", text);
    if (two(11) > 23 || two(14) > 59 || two(17) > 60)
        return fail(ErrorKind::invalid_input, "'{}' has an hour, minute or second out of range", text);
    return Instant{day->start} + hours{two(11)} + minutes{two(14)} + seconds{two(17)};
}

}  // namespace claimline
