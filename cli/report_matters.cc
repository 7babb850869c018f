// Matters of a report: status ladders, what is odd about them, and what answers or continues them.

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "cli/claim_text.h"
#include "cli/report_page.h"
#include "cli/report_parts.h"

namespace claimline {
namespace {

// Lists for reading, not for completeness: every claim is in the list of claims.
constexpr std::size_t kMostMatters = 120;
constexpr std::size_t kMostSteps = 15;
constexpr std::size_t kMostLinks = 6;

// A step is a status, or the figure where a kind has none.
std::string label_of(const ThreadStep& step, const ClaimRecord* record) {
    if (!step.status.empty()) return in_words(step.status);
    const auto figure = record == nullptr ? std::nullopt : claim_figure(record->claim);
    return figure ? figure_in_words(*figure) : "stated";
}

const char* words_of(StepNote note) {
    switch (note) {
        case StepNote::none: return "";
        case StepNote::backward: return "a step back";
        case StepNote::revived: return "taken up again";
    }
    return "";
}

void add_step(Html& html, const ReportData& data, const ThreadStep& step) {
    const ClaimRecord* record = data.find(step.claim_id);
    html.raw(step.note == StepNote::none ? "<li>" : "<li class=\"back\">").raw("<span class=\"step\">");
    if (record != nullptr)
        add_claim_link(html, *record, label_of(step, record));
    else
        html.text(label_of(step, record));
    html.raw("</span>");
    if (step.note != StepNote::none)
        html.raw("<span class=\"flag\">").raw(words_of(step.note)).raw("</span><br>");
    html.raw("<span class=\"d\">").text(to_iso(step.day)).raw("</span><br>first ").text(step.origin);
    if (!step.speaker.empty()) html.raw("<br>says ").text(step.speaker);
    if (step.claims > 1) html.raw("<br>").number(step.claims).raw(" claims");
    html.raw("</li>\n");
}

std::string words_of(std::string_view relation) {
    if (relation == "answers") return "denies";
    if (relation == "answered_by") return "denied by";
    if (relation == "case") return "same case";
    if (relation == "coarser") return "told less exactly by";
    if (relation == "finer") return "told more exactly by";
    return in_words(relation);
}

// The other ends of the links that the report holds; the number of those it does not.
void add_links(Html& html, const ReportData& data, const Thread& thread) {
    std::size_t shown = 0;
    for (const auto& link : thread.links) {
        const auto other = std::ranges::find(data.matters, link.thread,
                                             [](const ReportMatter& matter) { return matter.thread.id; });
        if (other == data.matters.end() || shown == kMostLinks) continue;
        const ClaimRecord& head = data.claims[other->head];
        html.raw(shown++ == 0 ? "<ul class=\"links\">\n<li>" : "<li>").text(words_of(link.relation)).raw(" ");
        add_claim_link(html, head, what_is(data, head));
        if (!other->thread.status.empty()) html.raw(", ").text(in_words(other->thread.status));
        html.raw(" <span class=\"d\">").text(to_iso(other->thread.first_reported)).raw("</span></li>\n");
    }
    if (shown > 0) html.raw("</ul>\n");
    if (shown < thread.links.size())
        html.raw(fmt::format("<p class=\"rest\">{} more linked: <code>claimline show {}</code></p>\n",
                             thread.links.size() - shown, thread.id.substr(0, 10)));
}

void add_count(Html& html, std::size_t claims, std::size_t origins) {
    html.raw("<span class=\"count\">").number(claims).raw(claims == 1 ? " claim, " : " claims, ");
    html.number(origins).raw(origins == 1 ? " source</span>" : " sources</span>");
}

void add_matter(Html& html, const ReportData& data, const ReportMatter& matter) {
    const Thread& thread = matter.thread;
    const ClaimRecord& head = data.claims[matter.head];
    const auto kind = data.kind_number(thread.kind);
    html.raw(fmt::format("<li class=\"card f k{0}\" data-k=\"{0}\" id=\"", kind))
        .text(thread_anchor(thread.id));
    html.raw("\">\n<div class=\"head\"><h3>").text(what_is(data, head)).raw("</h3><span class=\"kind\">");
    html.text(in_words(thread.kind)).raw("</span>");
    add_count(html, thread.claims.size(), thread.origins.size());
    html.raw("</div>\n<ol class=\"ladder\">\n");
    // The beginning and the present: what is left out lies between.
    const std::size_t steps = thread.steps.size();
    const std::size_t first = steps > kMostSteps ? steps - kMostSteps + 1 : 1;
    for (std::size_t i = 0; i < steps; i = i == 0 ? first : i + 1) add_step(html, data, thread.steps[i]);
    html.raw("</ol>\n");
    if (first > 1)
        html.raw(fmt::format("<p class=\"rest\">{} steps after the first left out</p>\n", first - 1));
    if (thread.conflict)
        html.raw("<p class=\"flag note\">The sources contradict each other on the figure.</p>\n");
    add_links(html, data, thread);
    html.raw("</li>\n");
}

// ---- cases ----

using Case = std::vector<const ReportMatter*>;

// Threads of one case in the order of their first report; only cases of which the report holds several.
std::map<std::string, Case> cases_of(const ReportData& data) {
    std::map<std::string, Case> cases;
    for (const auto& matter : data.matters)
        if (!matter.thread.case_id.empty() && !matter.thread.steps.empty())
            cases[matter.thread.case_id].push_back(&matter);
    std::erase_if(cases, [](const auto& entry) { return entry.second.size() < 2; });
    for (auto& [id, acts] : cases)
        std::ranges::sort(acts, {}, [](const ReportMatter* matter) {
            return std::tuple(matter->thread.steps.front().day, matter->thread.first_reported,
                              std::string_view(matter->thread.id));
        });
    return cases;
}

void add_act(Html& html, const ReportData& data, const ReportMatter& act) {
    const Thread& thread = act.thread;
    const ClaimRecord& head = data.claims[act.head];
    html.raw("<li id=\"").text(thread_anchor(thread.id)).raw("\"><span class=\"step\">");
    add_claim_link(html, head, what_of(head.claim, find_kind(*data.packs, head.claim.kind)));
    html.raw("</span>");
    if (!thread.status.empty()) html.text(in_words(thread.status)).raw(" · ");
    html.raw("<span class=\"d\">").text(to_iso(thread.steps.front().day)).raw("</span><br>first ");
    html.text(thread.first_source);
    if (const auto& speaker = thread.steps.front().speaker; !speaker.empty())
        html.raw("<br>says ").text(speaker);
    if (thread.claims.size() > 1) html.raw("<br>").number(thread.claims.size()).raw(" claims");
    if (thread.conflict) html.raw("<br><span class=\"flag\">figures differ</span>");
    html.raw("</li>\n");
}

// Complaint, decision, appeal and ruling as the rungs of one ladder.
void add_case(Html& html, const ReportData& data, const Case& acts) {
    const ReportMatter& first = *acts.front();
    std::size_t claims = 0;
    std::set<std::string_view> origins;
    for (const auto* act : acts) {
        claims += act->thread.claims.size();
        origins.insert(act->thread.origins.begin(), act->thread.origins.end());
    }
    html.raw(fmt::format("<li class=\"card f k{0}\" data-k=\"{0}\">\n<div class=\"head\"><h3>",
                         data.kind_number(first.thread.kind)));
    html.text(subjects_of(data.claims[first.head].claim)).raw(": a case of ").number(acts.size());
    html.raw(" acts</h3><span class=\"kind\">").text(in_words(first.thread.kind)).raw("</span>");
    add_count(html, claims, origins.size());
    html.raw("</div>\n<ol class=\"ladder\">\n");
    for (std::size_t i = 0; i < std::min(acts.size(), kMostSteps); ++i) add_act(html, data, *acts[i]);
    html.raw("</ol>\n");
    if (acts.size() > kMostSteps)
        html.raw(fmt::format("<p class=\"rest\">{} later acts left out</p>\n", acts.size() - kMostSteps));
    html.raw("</li>\n");
}

// One line for a matter that was repeated without a change.
void add_repeated(Html& html, const ReportData& data, const ReportMatter& matter) {
    const Thread& thread = matter.thread;
    const ClaimRecord& head = data.claims[matter.head];
    const ThreadStep& step = thread.steps.front();
    html.raw(fmt::format("<tr class=\"f k{0}\" data-k=\"{0}\" id=\"", data.kind_number(thread.kind)));
    html.text(thread_anchor(thread.id)).raw("\"><td>");
    add_claim_link(html, head, what_is(data, head));
    html.raw("<span class=\"sub kind\">").text(in_words(thread.kind)).raw("</span></td><td>");
    html.text(label_of(step, data.find(step.claim_id)));
    html.raw("</td><td class=\"d\">").text(to_iso(thread.first_reported)).raw("<span class=\"sub\">");
    html.text(thread.first_source).raw("</span></td><td class=\"d\">").text(to_iso(thread.last_reported));
    html.raw("</td><td class=\"n\">").number(thread.claims.size()).raw("</td><td class=\"n\">");
    html.number(thread.origins.size()).raw("</td></tr>\n");
}

constexpr const char* kRepeatedHead =
    "<div class=\"card scroll again\" tabindex=\"0\" role=\"region\" aria-label=\"Repeated without a "
    "change\">\n<table><caption>Repeated without a change</caption><thead><tr><th scope=\"col\">Matter</th>"
    "<th scope=\"col\">Status</th><th scope=\"col\">First told</th><th scope=\"col\">Last told</th>"
    "<th scope=\"col\" class=\"n\">Claims</th><th scope=\"col\" class=\"n\">Sources</th></tr></thead>\n"
    "<tbody>\n";

}  // namespace

std::string matters_section(const ReportData& data) {
    if (data.matters.empty()) return {};
    Html ladders;
    Html repeated;
    std::size_t moved = 0;
    std::size_t stayed = 0;
    auto cases = cases_of(data);
    std::set<std::string> told;
    for (const auto& matter : data.matters) {
        if (matter.thread.steps.empty()) continue;
        if (const auto found = cases.find(matter.thread.case_id); found != cases.end()) {
            if (told.insert(found->first).second && moved++ < kMostMatters)
                add_case(ladders, data, found->second);
        } else if (matter.tells()) {
            if (moved++ < kMostMatters) add_matter(ladders, data, matter);
        } else if (stayed++ < kMostMatters) {
            add_repeated(repeated, data, matter);
        }
    }
    Html html;
    open_section(html, "matters", "Matters and how they moved",
                 "What was told more than once, denied or continued. A step is a change of status, with its "
                 "day and the source that told it first.");
    if (moved > 0) html.raw("<ul class=\"matters\">\n").raw(ladders.str()).raw("</ul>\n");
    if (moved > kMostMatters)
        html.raw(
            fmt::format("<p class=\"intro\">The {} with most to tell, of {}.</p>\n", kMostMatters, moved));
    if (stayed > 0) html.raw(kRepeatedHead).raw(repeated.str()).raw("</tbody></table></div>\n");
    if (stayed > kMostMatters)
        html.raw(fmt::format("<p class=\"intro\">The {} told by most, of {}.</p>\n", kMostMatters, stayed));
    return html.raw("</section>\n").take();
}

}  // namespace claimline
