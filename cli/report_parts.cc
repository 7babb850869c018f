// Shared markup.

#include "cli/report_parts.h"

#include <fmt/format.h>

#include "cli/claim_text.h"

namespace claimline {

void open_section(Html& html, const char* id, const char* title, const std::string& intro) {
    html.raw(fmt::format("<section id=\"{0}\" aria-labelledby=\"h-{0}\">\n<h2 id=\"h-{0}\">{1}</h2>\n", id,
                         title));
    if (!intro.empty()) html.raw("<p class=\"intro\">").raw(intro).raw("</p>\n");
}

std::string what_is(const ReportData& data, const ClaimRecord& record) {
    const auto what = what_of(record.claim, find_kind(*data.packs, record.claim.kind));
    const auto who = subjects_of(record.claim);
    return who.empty() ? what : who + ": " + what;
}

void add_when(Html& html, const ClaimRecord& record) {
    const auto when = when_of(record);
    if (record.about_basis == DateBasis::stated)
        html.text(when);
    else
        html.raw("<i>").text(when).raw("</i>");
}

void add_claim_link(Html& html, const ClaimRecord& record, std::string_view content) {
    html.raw("<a href=\"#").text(anchor_of(record)).raw("\">").text(content).raw("</a>");
}

std::string published_day(const ClaimRecord& record) {
    return record.article.published.substr(0, 10);
}

}  // namespace claimline
