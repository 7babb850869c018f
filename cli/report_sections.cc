// The parts of a report that are lists: figures, conflicts, claims, sources.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>

#include "cli/claim_text.h"
#include "cli/report_html.h"
#include "cli/report_page.h"
#include "cli/report_parts.h"
#include "cli/report_picture.h"
#include "core/text.h"

namespace claimline {
namespace {

// Lists for reading, not for completeness: every claim is in the list of claims.
constexpr std::size_t kMostSeries = 40;
constexpr std::size_t kMostConflicts = 300;
constexpr std::size_t kMostFigureRows = 60;
// Bytes of a quote; whole ones are long only where a page has no sentences. All quotes of a report share the
// room, so that one of 5,000 claims is still sent by mail.
constexpr std::size_t kLongQuote = 1200;
constexpr std::size_t kQuoteRoom = 1'200'000;

std::string cut_quote(const std::string& quote, std::size_t most) {
    if (quote.size() <= most) return quote;
    std::size_t end = quote.rfind(' ', most);
    if (end == std::string::npos || end < most / 2) end = most;  // a script without blanks
    while (end > 0 && (static_cast<unsigned char>(quote[end]) & 0xC0U) == 0x80U) --end;
    return quote.substr(0, end) + " …";
}

// ---- figures ----

using FigureRows = std::vector<const SeriesRow*>;

std::vector<FigureRows> series_groups(const ReportData& data) {
    std::vector<FigureRows> groups;
    const SeriesRow* before = nullptr;
    const auto same = [](const SeriesRow& a, const SeriesRow& b) {
        return a.claim.claim.subject_id == b.claim.claim.subject_id &&
               (!a.claim.claim.subject_id.empty() ||
                fold(a.claim.claim.subject) == fold(b.claim.claim.subject)) &&
               a.measure == b.measure && a.figure.unit == b.figure.unit &&
               a.figure.currency == b.figure.currency;
    };
    for (const auto& row : data.figures) {
        if (before == nullptr || !same(*before, row)) groups.emplace_back();
        groups.back().push_back(&row);
        before = &row;
    }
    std::erase_if(groups, [](const FigureRows& rows) { return rows.size() < 2; });
    std::ranges::stable_sort(groups, [](const auto& a, const auto& b) { return a.size() > b.size(); });
    return groups;
}

// What keeps a figure apart from the first of its period; the values stand beside each other anyway.
std::string apart_of(const SeriesRow& row) {
    const auto value = row.reason.find("; value: ");
    return row.reason.substr(0, value);
}

std::string note_in_words(const SeriesRow& row) {
    switch (row.relation) {
        case SeriesRelation::primary: return "";
        case SeriesRelation::agrees: return row.reason.empty() ? "agrees" : "agrees; " + apart_of(row);
        case SeriesRelation::differs: return apart_of(row);
        case SeriesRelation::conflicts: return "conflict: another value";
    }
    return "";
}

void add_legend(Html& html, const FigureRows& rows) {
    Html items;
    std::vector<std::string> regions;
    bool hollow = false;
    bool clash = false;
    for (const auto* row : rows) {
        if (std::ranges::find(regions, fold(row->geography)) == regions.end()) {
            items.raw(fmt::format("<li class=\"k{}\">", regions.size() % 7));
            items.text(row->geography.empty() ? "region not stated" : row->geography).raw("</li>");
            regions.push_back(fold(row->geography));
        }
        hollow = hollow || row->relation == SeriesRelation::differs;
        clash = clash || row->relation == SeriesRelation::conflicts;
    }
    if (regions.size() == 1 && regions.front().empty() && !hollow && !clash) return;
    html.raw("<ul class=\"legend\">").raw(items.str());
    if (hollow) html.raw("<li class=\"o\">not comparable with the first of its period</li>");
    if (clash) html.raw("<li class=\"x\">conflict</li>");
    html.raw("</ul>\n");
}

// Columns that would be empty in every row are left out: a phone has room for three.
struct FigureColumns {
    bool region = false;
    bool speaker = false;
    bool note = false;
};

FigureColumns columns_of(const FigureRows& rows) {
    FigureColumns shown;
    for (const auto* row : rows) {
        shown.region = shown.region || !row->geography.empty();
        shown.speaker = shown.speaker || !row->claim.claim.attribution.speaker.empty();
        shown.note = shown.note || !note_in_words(*row).empty();
    }
    return shown;
}

void add_figure_row(Html& html, const SeriesRow& row, FigureColumns shown) {
    html.raw("<tr><td class=\"d\">");
    add_when(html, row.claim);
    html.raw("</td><td class=\"n strong\">");
    add_claim_link(
        html, row.claim,
        (row.qualifier.empty() ? "" : in_words(row.qualifier) + " ") + figure_in_words(row.figure));
    if (shown.region) html.raw("</td><td>").text(row.geography);
    html.raw("</td><td>").link(row.claim.article.url, outlet_of(row.claim));
    if (shown.speaker) html.raw("</td><td>").text(row.claim.claim.attribution.speaker);
    if (shown.note)
        html.raw(row.relation == SeriesRelation::conflicts ? "</td><td class=\"flag\">" : "</td><td>")
            .text(note_in_words(row));
    html.raw("</td></tr>\n");
}

void add_series(Html& html, const FigureRows& rows) {
    const SeriesRow& first = *rows.front();
    html.raw("<div class=\"card figure f\">\n<h3>").text(first.claim.claim.subject).raw(" · ");
    html.text(in_words(first.measure)).raw("</h3>\n").raw(series_picture(rows));
    add_legend(html, rows);
    html.raw("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Figures of ");
    html.text(first.claim.claim.subject).raw(", ").text(in_words(first.measure));
    html.raw("\">\n<table><thead><tr><th scope=\"col\">Period</th><th scope=\"col\" class=\"n\">Figure</th>");
    // The newest; the chart has all.
    const std::size_t left_out = rows.size() > kMostFigureRows ? rows.size() - kMostFigureRows : 0;
    const auto shown = columns_of(rows);
    if (shown.region) html.raw("<th scope=\"col\">Region</th>");
    html.raw("<th scope=\"col\">Source</th>");
    if (shown.speaker) html.raw("<th scope=\"col\">Said by</th>");
    if (shown.note) html.raw("<th scope=\"col\">Beside the first of its period</th>");
    html.raw("</tr></thead>\n<tbody>\n");
    for (const auto* row : std::span(rows).subspan(left_out)) add_figure_row(html, *row, shown);
    html.raw("</tbody></table></div>\n");
    if (left_out > 0)
        html.raw(fmt::format("<p class=\"rest\">{} older figures are in the chart only.</p>\n", left_out));
    html.raw("</div>\n");
}

// ---- conflicts ----

void add_figure_cell(Html& html, const SeriesRow& row) {
    html.raw("<td class=\"strong\">");
    add_claim_link(html, row.claim, figure_in_words(row.figure));
    html.raw("<span class=\"sub\">")
        .text(row.geography.empty() ? "" : row.geography + ", ")
        .link(row.claim.article.url, outlet_of(row.claim));
    if (const auto& speaker = row.claim.claim.attribution.speaker; !speaker.empty())
        html.raw(", says ").text(speaker);
    html.raw("</span></td>");
}

void add_conflict(Html& html, const SeriesRow& first, const SeriesRow& row) {
    html.raw("<tr class=\"f\"><td>")
        .text(first.claim.claim.subject)
        .raw("<span class=\"sub\">")
        .text(in_words(first.measure));
    html.raw("</span></td><td class=\"d\">");
    add_when(html, first.claim);
    html.raw("</td>");
    add_figure_cell(html, first);
    add_figure_cell(html, row);
    html.raw(row.relation == SeriesRelation::conflicts
                 ? "<td><span class=\"flag\">same question, another answer</span>"
                 : "<td>not the same question");
    html.raw("<span class=\"sub\">")
        .text(row.relation == SeriesRelation::conflicts ? "" : apart_of(row))
        .raw("</span></td></tr>\n");
}

// ---- claims ----

void add_claim(Html& html, const ReportData& data, const ClaimRecord& record, std::size_t most_quote) {
    const auto kind = data.kind_number(record.claim.kind);
    html.raw(fmt::format("<li class=\"claim k{0}\" data-k=\"{0}\" id=\"", kind))
        .text(anchor_of(record))
        .raw("\"><div class=\"when\">");
    add_when(html, record);
    if (const auto status = status_of(record.claim); !status.empty())
        html.raw("<br><span class=\"badge\">").text(status).raw("</span>");
    if (record.state != ClaimState::current)
        html.raw(record.state == ClaimState::withdrawn ? "<span class=\"gone\">page is gone</span>"
                                                       : "<span class=\"gone\">no longer stated</span>");
    html.raw("</div><div><p class=\"what\">")
        .text(what_is(data, record))
        .raw("</p><blockquote dir=\"auto\">");
    html.text(cut_quote(record.quote, most_quote)).raw("</blockquote><p class=\"from\">");
    html.link(record.article.url, record.article.site.empty() ? record.article.host : record.article.site);
    if (const auto day = published_day(record); !day.empty()) html.raw(" ").text(day);
    if (const auto speaker = said_by(record.claim); !speaker.empty()) html.raw(" · says ").text(speaker);
    html.raw(" · <a href=\"#")
        .text(article_anchor(record.article))
        .raw("\">proof</a> <code>")
        .text(record.claim.id.substr(0, 8));
    html.raw("</code></p></div></li>\n");
}

// What a claim is about is often known to the year only; when it was told, to the day.
std::string heading_of(const ClaimRecord& record, DateField order) {
    constexpr std::array kNames{"January", "February", "March",     "April",   "May",      "June",
                                "July",    "August",   "September", "October", "November", "December"};
    const std::chrono::year_month_day date{day_of(record, order)};
    const int year = static_cast<int>(date.year());
    if (order == DateField::about) return std::to_string(year);
    return fmt::format("{} {}", kNames[static_cast<unsigned>(date.month()) - 1], year);
}

void add_kind_buttons(Html& html, const ReportData& data) {
    std::vector<std::string> kinds;
    for (const auto& record : data.claims)
        if (std::ranges::find(kinds, record.claim.kind) == kinds.end()) kinds.push_back(record.claim.kind);
    if (kinds.size() < 2) return;
    std::ranges::sort(kinds, {},
                      [&data](const auto& kind) { return std::pair(data.kind_number(kind), kind); });
    html.raw("<ul class=\"kinds\" aria-label=\"Show only one kind\" hidden>");
    for (const auto& kind : kinds)
        html.raw(fmt::format(
                     "<li><button type=\"button\" aria-pressed=\"false\" class=\"k{0}\" data-k=\"{0}\">",
                     data.kind_number(kind)))
            .text(in_words(kind))
            .raw("</button></li>");
    html.raw("</ul>\n");
}

}  // namespace

std::string figures_section(const ReportData& data) {
    const auto groups = series_groups(data);
    if (groups.empty()) return {};
    Html html;
    std::string intro =
        "Figures told more than once. Region, period, qualifier and speaker are kept apart; a line joins "
        "only the same region.";
    if (groups.size() > kMostSeries)
        intro += fmt::format(" The {} longest series, of {}.", kMostSeries, groups.size());
    open_section(html, "figures", "Figures over time", intro);
    for (std::size_t i = 0; i < std::min(groups.size(), kMostSeries); ++i) add_series(html, groups[i]);
    return html.raw("</section>\n").take();
}

std::string conflicts_section(const ReportData& data) {
    Html rows;
    std::size_t count = 0;
    const SeriesRow* first = nullptr;
    for (const auto& row : data.figures) {
        if (row.relation == SeriesRelation::primary) first = &row;
        const bool shown =
            row.relation == SeriesRelation::conflicts || row.relation == SeriesRelation::differs;
        if (shown && first != nullptr && count++ < kMostConflicts) add_conflict(rows, *first, row);
    }
    if (count == 0) return {};
    Html html;
    std::string intro = "Figures for one period that are not the same, with what keeps them apart.";
    if (count > kMostConflicts) intro += fmt::format(" The first {} of {}.", kMostConflicts, count);
    open_section(html, "conflicts", "Side by side", intro);
    html.raw(
        "<div class=\"card scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Conflicting "
        "figures\">\n<table><thead><tr><th scope=\"col\">Who</th><th scope=\"col\">Period</th>"
        "<th scope=\"col\">One says</th><th scope=\"col\">Another says</th><th scope=\"col\">What keeps them "
        "apart</th></tr></thead>\n<tbody>\n");
    return html.raw(rows.str()).raw("</tbody></table></div>\n</section>\n").take();
}

std::string claims_section(const ReportData& data) {
    Html html;
    open_section(
        html, "claims", "Claims and their quotes",
        data.claims.empty() ? "" : "A date in brackets is the day of publication: the text states none.");
    if (data.claims.empty()) return html.raw("<p class=\"none\">Nothing was found.</p>\n</section>\n").take();
    add_kind_buttons(html, data);
    if (data.left_out > 0)
        html.raw(
            fmt::format("<p class=\"tip\">The newest {} claims; {} older ones are left out. <code>claimline "
                        "report --limit</code> sets how many.</p>\n",
                        data.claims.size(), data.left_out));
    const std::size_t most = std::min(kLongQuote, kQuoteRoom / data.claims.size());
    std::string heading;
    for (const auto& record : data.claims) {
        const auto name = heading_of(record, data.order);
        if (name != heading) {
            if (!heading.empty()) html.raw("</ol>\n");
            html.raw("<h3 class=\"month\">").raw(name).raw("</h3>\n<ol class=\"claims\">\n");
            heading = name;
        }
        add_claim(html, data, record, most);
    }
    return html.raw("</ol>\n</section>\n").take();
}

std::string sources_section(const ReportData& data) {
    if (data.sources.empty()) return {};
    Html html;
    open_section(
        html, "sources", "Pages and their proof",
        "Where each page lies in the archive: file, offset of the record, SHA-256 of the body as received.");
    html.raw(
        "<div class=\"card scroll\" tabindex=\"0\" role=\"region\" "
        "aria-label=\"Pages\">\n<table><thead><tr><th scope=\"col\">Page</th><th scope=\"col\">Published</th>"
        "<th scope=\"col\">Fetched</th><th scope=\"col\" class=\"n\">Claims</th><th scope=\"col\">In the "
        "archive</th></tr></thead>\n<tbody>\n");
    std::vector<const ReportSource*> sources;
    for (const auto& [id, source] : data.sources) sources.push_back(&source);
    std::ranges::stable_sort(sources, [](const auto* a, const auto* b) {
        const auto key = [](const ReportSource* source) {
            return std::tuple(source->first->article.published, std::string_view(source->first->article.url));
        };
        return key(a) < key(b);
    });
    for (const auto* source : sources) {
        const ArticleHead& head = source->first->article;
        const CaptureProof& proof = source->first->capture;
        html.raw("<tr class=\"f\" id=\"")
            .text(article_anchor(head))
            .raw("\"><td>")
            .link(head.url, head.title.empty() ? head.url : head.title);
        html.raw("<span class=\"sub\">").text(head.site.empty() ? head.host : head.site).raw("</span>");
        if (head.withdrawn) html.raw("<span class=\"sub flag\">page is gone</span>");
        html.raw("</td><td class=\"d\">").text(head.published.substr(0, 10)).raw("</td><td class=\"d\">");
        html.text(to_rfc3339(proof.at).substr(0, 10)).raw("</td><td class=\"n\">").number(source->claims);
        html.raw("</td><td><code>").text(proof.warc_file).raw(" +").number(proof.offset);
        html.raw("<br>").text(proof.payload_digest).raw("</code></td></tr>\n");
    }
    return html.raw("</tbody></table></div>\n</section>\n").take();
}

}  // namespace claimline
