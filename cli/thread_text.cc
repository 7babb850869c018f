// Threads for people and for programs.

#include "cli/thread_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "cli/claim_text.h"
#include "cli/export_rows.h"

namespace claimline {
namespace {

std::string joined(const std::vector<std::string>& parts, const char* glue) {
    std::string out;
    for (const auto& part : parts) out += (out.empty() ? "" : glue) + part;
    return out;
}

std::string span_of(const Thread& thread) {
    const auto first = to_iso(thread.first_reported);
    const auto last = to_iso(thread.last_reported);
    return first == last ? first : first + ".." + last;
}

// "announced -> opened"; the days are in `threads show`.
std::string course_of(const Thread& thread) {
    std::string out;
    for (const auto& step : thread.steps)
        if (!step.status.empty()) out += (out.empty() ? "" : " -> ") + in_words(step.status);
    return out;
}

}  // namespace

std::string ladder_text(const Thread& thread) {
    std::string out;
    for (const auto& step : thread.steps) {
        const auto what = step.status.empty() ? std::string("stated") : in_words(step.status);
        out += (out.empty() ? "" : " -> ") + what + " (" + to_iso(step.day);
        if (step.note != StepNote::none) out += std::string(", ") + to_string(step.note);
        out += ")";
    }
    return out;
}

std::string linked_threads(const Thread& thread, std::string_view relation) {
    std::vector<std::string> ids;
    for (const auto& link : thread.links)
        if (link.relation == relation) ids.push_back(link.thread);
    return joined(ids, " ");
}

std::string flags_of(const Thread& thread) {
    std::string out = thread.conflict ? "conflict" : "";
    for (const auto note : {StepNote::backward, StepNote::revived})
        if (std::ranges::any_of(thread.steps, [note](const auto& step) { return step.note == note; }))
            out += (out.empty() ? "" : " ") + std::string(to_string(note));
    return out;
}

Table threads_for_people(const std::vector<ThreadRow>& rows, const Packs& packs) {
    Table table;
    table.columns = {"reported",
                     {"who", Fit::cut},
                     {"what", Fit::cut},
                     {"steps", Fit::cut},
                     "flags",
                     {"claims", Fit::whole, true},
                     {"sources", Fit::whole, true},
                     "thread"};
    for (const auto& [thread, claim] : rows)
        table.rows.push_back({span_of(thread),
                              {thread.subject, Style::strong},
                              what_of(claim, find_kind(packs, claim.kind)),
                              course_of(thread),
                              {flags_of(thread), Style::warning},
                              std::to_string(thread.claims.size()),
                              std::to_string(thread.origins.size()),
                              {thread.id.substr(0, 8), Style::accent}});
    return table;
}

Table threads_for_programs(const std::vector<ThreadRow>& rows, const Packs& packs) {
    Table table;
    for (const auto& column : export_columns(ExportTable::threads))
        table.columns.emplace_back(std::string(column.name));
    for (const auto& row : rows) {
        auto& cells = table.rows.emplace_back();
        for (auto& value : export_values(row, packs)) cells.emplace_back(std::move(value));
    }
    return table;
}

std::string thread_json_line(const ThreadRow& row, const Packs& packs) {
    using Json = nlohmann::ordered_json;
    const Thread& thread = row.thread;
    Json json{{"thread", thread.id},
              {"kind", thread.kind},
              {"subject", thread.subject},
              {"subject_id", thread.subject_id},
              {"what", what_of(row.claim, find_kind(packs, row.claim.kind))},
              {"status", thread.status},
              {"open", thread.open},
              {"conflict", thread.conflict},
              {"first_reported", to_iso(thread.first_reported)},
              {"first_source", thread.first_source},
              {"last_reported", to_iso(thread.last_reported)},
              {"documents", thread.documents},
              {"sources", thread.origins},
              {"case", thread.case_id},
              {"leading", thread.leading},
              {"claims", thread.claims},
              {"steps", Json::array()},
              {"links", Json::array()}};
    for (const auto& step : thread.steps)
        json["steps"].push_back({{"status", step.status},
                                 {"day", to_iso(step.day)},
                                 {"claim", step.claim_id},
                                 {"speaker", step.speaker},
                                 {"source", step.origin},
                                 {"claims", step.claims},
                                 {"note", to_string(step.note)}});
    for (const auto& link : thread.links)
        json["links"].push_back({{"relation", link.relation}, {"thread", link.thread}});
    return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace claimline
