// iCalendar, RFC 5545.

#include <fmt/format.h>

#include <algorithm>

#include "cli/claim_text.h"
#include "cli/export_format.h"
#include "core/date.h"
#include "core/text.h"

namespace claimline {
namespace {

using namespace std::chrono;

// Section 3.3.11: backslash, semicolon, comma and line feed are escaped.
std::string calendar_text(std::string_view text) {
    std::string out;
    for (const char c : to_printable(text)) {
        if (c == '\\' || c == ';' || c == ',') out.push_back('\\');
        out.push_back(c);
    }
    return out;
}

// Section 3.1: lines of at most 75 octets, continued after CRLF and a blank, never inside a character.
void add_line(std::string& out, std::string_view name, std::string_view value) {
    constexpr std::size_t kMost = 75;
    const std::string line = std::string(name) + ":" + std::string(value);
    std::size_t at = 0;
    std::size_t room = kMost;
    while (line.size() - at > room) {
        std::size_t end = at + room;
        while ((static_cast<unsigned char>(line[end]) & 0xC0U) == 0x80U) --end;
        out.append(line, at, end - at).append("\r\n ");
        at = end;
        room = kMost - 1;
    }
    out.append(line, at).append("\r\n");
}

std::string basic_date(sys_days day) {
    auto text = to_iso(day);
    std::erase(text, '-');
    return text;
}

std::string basic_instant(Instant at) {
    auto text = to_rfc3339(at);
    std::erase_if(text, [](char c) { return c == '-' || c == ':'; });
    return text;
}

struct Due {
    sys_days from;
    sys_days until;  // not included
    bool deadline = false;
};

std::optional<Due> due_of(const ClaimRecord& record) {
    if (const auto date = date_of_timestamp(slot_text(record.claim, "deadline")))
        return Due{date->start, end_of(*date), true};
    if (record.about_basis != DateBasis::stated) return std::nullopt;
    const auto published = date_of_timestamp(record.article.published);
    const auto told = published ? published->start : floor<days>(record.first_seen);
    if (record.about_from <= told) return std::nullopt;
    return Due{record.about_from, record.about_until, false};
}

}  // namespace

std::string calendar_header() {
    std::string out;
    add_line(out, "BEGIN", "VCALENDAR");
    add_line(out, "VERSION", "2.0");
    add_line(out, "PRODID", "-//claimline//" CLAIMLINE_VERSION "//EN");
    return out;
}

std::string calendar_footer() {
    return "END:VCALENDAR\r\n";
}

std::optional<std::string> calendar_event(const ClaimRecord& record, const KindInfo* kind) {
    const auto due = due_of(record);
    if (!due) return std::nullopt;
    const Claim& claim = record.claim;
    const auto status = status_of(record);
    std::string out;
    add_line(out, "BEGIN", "VEVENT");
    add_line(out, "UID", claim.id.substr(std::min<std::size_t>(2, claim.id.size())) + "@claimline");
    add_line(out, "DTSTAMP", basic_instant(record.first_seen));
    add_line(out, "DTSTART;VALUE=DATE", basic_date(due->from));
    add_line(out, "DTEND;VALUE=DATE", basic_date(due->until));
    add_line(out, "SEQUENCE", std::to_string(std::max(record.version - 1, 0)));
    add_line(out, "SUMMARY",
             calendar_text(subjects_of(claim) + ": " + what_of(claim, kind) +
                           (status.empty() ? "" : " (" + status + ")")));
    add_line(out, "DESCRIPTION",
             calendar_text(record.quote) + "\\n" + calendar_text(record.article.url) + "\\n" +
                 calendar_text(claim.id));
    // A URI is not escaped (section 3.3.13); what cannot be one is left out.
    if (record.article.url.find_first_of("\r\n \"\\") == std::string::npos)
        add_line(out, "URL", to_printable(record.article.url));
    add_line(out, "CATEGORIES", due->deadline ? "deadline" : calendar_text(in_words(claim.kind)));
    add_line(out, "TRANSP", "TRANSPARENT");
    add_line(out, "END", "VEVENT");
    return out;
}

}  // namespace claimline
