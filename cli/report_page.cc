// Fills the page.

#include "cli/report_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>

#include "cli/claim_text.h"
#include "cli/report_html.h"
#include "cli/report_picture.h"
#include "data/report/page.inc"
#include "data/report/script.inc"
#include "data/report/style.inc"

namespace claimline {
namespace {

struct Slot {
    std::string_view name;
    std::string value;
};

// Replaces {{name}} once, from left to right; what is filled in is not looked at again.
std::string filled(std::string_view page, std::span<const Slot> slots) {
    std::string out;
    std::size_t at = 0;
    while (at < page.size()) {
        const auto open = page.find("{{", at);
        const auto close = page.find("}}", open);
        if (close == std::string_view::npos) break;
        out += page.substr(at, open - at);
        const auto name = page.substr(open + 2, close - open - 2);
        const auto slot = std::ranges::find(slots, name, &Slot::name);
        if (slot != slots.end()) out += slot->value;
        at = close + 2;
    }
    return out + std::string(page.substr(at));
}

std::string with_commas(std::size_t number) {
    return number_in_words(static_cast<double>(number));
}

std::string counted(std::size_t number, const char* one, const char* many) {
    return fmt::format("{} {}", number == 1 ? "one" : with_commas(number), number == 1 ? one : many);
}

const char* words_of(DateField order) {
    switch (order) {
        case DateField::about: return "the time they are about";
        case DateField::published: return "the day they were published";
        case DateField::seen: return "the day they were first fetched";
    }
    return "";
}

std::size_t conflict_count(const ReportData& data) {
    return static_cast<std::size_t>(
        std::ranges::count(data.figures, SeriesRelation::conflicts, &SeriesRow::relation));
}

void add_fact(Html& html, const char* name, std::size_t value, bool alert = false) {
    html.raw(alert ? "<div class=\"alert\"><dt>" : "<div><dt>")
        .raw(name)
        .raw("</dt><dd>")
        .raw(with_commas(value));
    html.raw("</dd></div>\n");
}

// First and last day of publication; pages without one count by their first fetch.
std::pair<std::string, std::string> published_between(const ReportData& data) {
    const auto day = [](const ClaimRecord& record) { return day_of(record, DateField::published); };
    const auto [first, last] = std::ranges::minmax_element(data.claims, {}, day);
    return {to_iso(day(*first)), to_iso(day(*last))};
}

std::string summary(const ReportData& data) {
    Html html;
    html.raw("<p class=\"lede\">");
    if (data.claims.empty()) return html.raw("No claim was found.</p>").take();
    html.raw("<b>").raw(counted(data.claims.size(), "claim", "claims")).raw("</b> on <b>");
    html.raw(counted(data.matter_count, "matter", "matters")).raw("</b>, stated on ");
    html.raw(counted(data.sources.size(), "page", "pages")).raw(" by ");
    html.raw(counted(data.origin_count, "independent source", "independent sources")).raw(", ");
    const auto [first, last] = published_between(data);
    html.raw("published <span class=\"d\">").text(first).raw("</span>");
    if (first != last) html.raw(" to <span class=\"d\">").text(last).raw("</span>");
    html.raw(". Each has the words it rests on and the proof that they stood there.</p>\n");
    html.raw("<dl class=\"facts\">\n");
    add_fact(html, "claims", data.claims.size());
    add_fact(html, "matters", data.matter_count);
    add_fact(html, "told again", data.matters.size());
    add_fact(html, "independent sources", data.origin_count);
    add_fact(html, "figures", data.figures.size());
    const auto conflicts = conflict_count(data);
    add_fact(html, "conflicting figures", conflicts, conflicts > 0);
    return html.raw("</dl>").take();
}

std::string timeline_section(const ReportData& data) {
    if (data.claims.empty()) return {};
    Html html;
    html.raw(
        "<section id=\"timeline\" aria-labelledby=\"h-timeline\">\n<h2 id=\"h-timeline\">Timeline</h2>\n");
    html.raw("<p class=\"intro\">Claims by ").raw(words_of(data.order));
    html.raw(
        ". Every mark leads to its quote; a pale one is no longer stated by its page.</p>\n<div "
        "class=\"card\">\n");
    return html.raw(timeline_picture(data)).raw("</div>\n</section>\n").take();
}

Instant newest_capture(const ReportData& data) {
    Instant newest{};
    for (const auto& record : data.claims)
        newest = std::max({newest, record.capture.at, record.article.last_seen});
    return newest;
}

std::string footer(const ReportData& data) {
    Html html;
    html.raw("<hr>\n<p>");
    if (!data.question.empty()) html.raw("Asked for: <code>").text(data.question).raw("</code>. ");
    if (!data.claims.empty())
        html.raw("The pages were last fetched ").raw(to_rfc3339(newest_capture(data))).raw(". ");
    html.raw("Made by claimline " CLAIMLINE_VERSION ".</p>\n");
    html.raw(
        "<p>A claim is what somebody said, not what is so. Statements that differ stand side by side and are "
        "never "
        "merged. Every quote can be found again in the archived bytes of its page: <code>claimline verify "
        "c:…</code> does so, <code>claimline show c:…</code> tells where they lie.</p>");
    return html.take();
}

}  // namespace

std::string report_page(const ReportData& data) {
    struct Part {
        const char* id;
        const char* name;
        std::string markup;
    };
    const std::array<Part, 6> parts{{{"timeline", "Timeline", timeline_section(data)},
                                     {"matters", "Matters", matters_section(data)},
                                     {"figures", "Figures", figures_section(data)},
                                     {"conflicts", "Conflicts", conflicts_section(data)},
                                     {"claims", "Claims", claims_section(data)},
                                     {"sources", "Sources", sources_section(data)}}};
    std::string links;
    std::string sections;
    for (const auto& [id, name, markup] : parts) {
        if (markup.empty()) continue;
        links += fmt::format("<li><a href=\"#{}\">{}</a></li>\n", id, name);
        sections += markup;
    }
    const std::array<Slot, 10> slots{{{"style_hash", csp_hash(kReportStyle)},
                                      {"script_hash", csp_hash(kReportScript)},
                                      {"version", CLAIMLINE_VERSION},
                                      {"title", html_text(data.title)},
                                      {"style", std::string(kReportStyle)},
                                      {"summary", summary(data)},
                                      {"parts", std::move(links)},
                                      {"sections", std::move(sections)},
                                      {"footer", footer(data)},
                                      {"script", std::string(kReportScript)}}};
    return filled(kReportPage, slots);
}

}  // namespace claimline
