// claimline threads: the same claim over time, and `threads show`: one of them step by step.

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "cli/ask.h"
#include "cli/claim_text.h"
#include "cli/render.h"
#include "cli/render_record.h"
#include "cli/stores.h"
#include "cli/thread_input.h"
#include "cli/thread_rows.h"
#include "cli/thread_text.h"
#include "index/timeline.h"

namespace claimline {
namespace {

bool wanted(const Thread& thread, const ThreadsOptions& options) {
    if (options.open && !thread.open) return false;
    return !options.conflicts || !flags_of(thread).empty();
}

Result<void> print_rows(std::vector<ThreadRow> rows, const ThreadsOptions& options, const Packs& packs,
                        const Context& context) {
    const std::size_t found = rows.size();
    const std::size_t limit = options.output.limit;
    // The newest are asked for most.
    if (limit > 0 && rows.size() > limit)
        rows.erase(rows.begin(), rows.end() - static_cast<std::ptrdiff_t>(limit));
    const bool people = options.output.format == "table" ||
                        (options.output.format.empty() && context.terminal.out_is_terminal);
    if (people && found > rows.size())
        context.say(fmt::format("the newest {} of {} threads (--limit)", limit, found));
    if (options.output.format == "jsonl") {
        for (const auto& row : rows) context.out(thread_json_line(row, packs));
        return {};
    }
    return print_table(people ? threads_for_people(rows, packs) : threads_for_programs(rows, packs),
                       options.output, context);
}

// --input: claims from a file, threads to the output, nothing stored.
Result<void> thread_file(const ThreadsOptions& options, Context& context) {
    const auto knowledge = load_knowledge(nullptr);
    if (!knowledge) return Failure(knowledge.error());
    auto claims = read_thread_claims(options.input);
    if (!claims) return Failure(claims.error());
    std::map<std::string, std::vector<ThreadClaim>> families;
    const Parties parties(parties_of(knowledge->entities));
    std::map<std::string, Claim> by_id;
    for (auto& claim : *claims) {
        by_id.emplace(claim.claim.id, claim.claim);
        families[parties.family(claim.claim.subject_id, claim.claim.subject)].push_back(std::move(claim));
    }
    std::vector<ThreadRow> rows;
    for (auto& [family, members] : families)
        for (auto& thread : make_threads(std::move(members), parties, key_slots_of(knowledge->packs)))
            if (wanted(thread, options)) {
                const Claim& leading = by_id[thread.leading];
                rows.push_back({std::move(thread), leading});
            }
    ThreadsOptions printed = options;
    if (printed.output.format.empty() && !context.terminal.out_is_terminal) printed.output.format = "jsonl";
    return print_rows(std::move(rows), printed, knowledge->packs, context);
}

Result<void> list_threads(const ThreadsOptions& options, Context& context) {
    const auto asking = open_asking(context);
    if (!asking) return Failure(asking.error());
    const auto filter = filter_of(options.filter, *asking, context);
    if (!filter) return Failure(filter.error());
    auto rows = find_threads(*asking, *filter);
    if (!rows) return Failure(rows.error());
    std::erase_if(*rows, [&options](const ThreadRow& row) { return !wanted(row.thread, options); });
    if (rows->empty()) say_nothing_found(options.filter, *asking, context, "thread");
    return print_rows(std::move(*rows), options, asking->knowledge.packs, context);
}

// ---- one thread ----

Table step_table(const Thread& thread) {
    Table table;
    table.columns = {
        "day",  "status", {"said_by", Fit::cut}, {"source", Fit::cut}, {"claims", Fit::spare, true},
        "note", "claim"};
    for (const auto& step : thread.steps)
        table.rows.push_back({to_iso(step.day),
                              step.status.empty() ? "stated" : in_words(step.status),
                              step.speaker,
                              {step.origin, Style::dim},
                              std::to_string(step.claims),
                              {to_string(step.note), Style::warning},
                              {step.claim_id.substr(0, 8), Style::accent}});
    return table;
}

Result<Table> claim_table(const Thread& thread, const Asking& asking) {
    Table table;
    table.columns = {
        "published", "status", {"what", Fit::cut}, {"said_by", Fit::spare}, {"source", Fit::spare}, "claim"};
    for (const auto& id : thread.claims) {
        const auto record = asking.catalogue->claim(id);
        if (!record) return Failure(record.error());
        table.rows.push_back({record->article.published.substr(0, 10),
                              status_of(*record),
                              what_of(record->claim, find_kind(asking.knowledge.packs, record->claim.kind)),
                              {said_by(record->claim), Style::dim},
                              {record->article.host, Style::dim},
                              {id.substr(0, 8), Style::accent}});
    }
    return table;
}

std::string origins_line(const Thread& thread) {
    std::string out = fmt::format("{} independent", thread.origins.size());
    for (const auto& origin : thread.origins)
        out += (&origin == thread.origins.data() ? ": " : ", ") + origin;
    return out;
}

Result<Table> link_table(const Thread& thread, const ThreadStore& store, const Asking& asking) {
    std::vector<std::string> ids;
    for (const auto& link : thread.links) ids.push_back(link.thread);
    auto others = store.threads(ids);
    if (!others) return Failure(others.error());
    auto rows = with_leading_claims(asking, std::move(*others));
    if (!rows) return Failure(rows.error());
    Table table;
    table.columns = {"relation", "reported", {"what", Fit::cut}, {"status", Fit::spare}, "thread"};
    for (const auto& link : thread.links)
        for (const auto& [other, claim] : *rows)
            if (other.id == link.thread)
                table.rows.push_back({in_words(link.relation),
                                      to_iso(other.first_reported),
                                      what_of(claim, find_kind(asking.knowledge.packs, claim.kind)),
                                      in_words(other.status),
                                      {other.id.substr(0, 8), Style::accent}});
    return table;
}

}  // namespace

Result<void> show_thread(const std::string& id, const OutputOptions& output, const Asking& asking,
                         const Context& context) {
    const auto store = open_threads(asking.workspace, asking.knowledge);
    if (!store) return Failure(store.error());
    const auto thread = (*store)->thread(id);
    if (!thread) return Failure(thread.error());
    const auto leading = asking.catalogue->claim(thread->leading);
    if (!leading) return Failure(leading.error());
    const Packs& packs = asking.knowledge.packs;
    if (output.format == "json") {
        context.out(thread_json_line({*thread, leading->claim}, packs));
        return {};
    }
    const auto claims = claim_table(*thread, asking);
    if (!claims) return Failure(claims.error());
    const auto links = link_table(*thread, **store, asking);
    if (!links) return Failure(links.error());
    RecordText text(context);
    text.title(
            fmt::format("{}: {}", thread->subject, what_of(leading->claim, find_kind(packs, thread->kind))))
        .line("thread",
              fmt::format("{}  {}  {}", thread->id, thread->kind, thread->open ? "open" : "settled"))
        .line("flags", flags_of(*thread), Style::warning)
        .line("first", fmt::format("{} by {}", to_iso(thread->first_reported), thread->first_source))
        .line("last", to_iso(thread->last_reported))
        .line("sources", origins_line(*thread))
        .line("quote", "“" + leading->quote + "”", Style::accent);
    text.title("steps").table(step_table(*thread));
    text.title(fmt::format("{} claim{}", thread->claims.size(), thread->claims.size() == 1 ? "" : "s"))
        .table(*claims);
    if (!links->rows.empty()) text.title("belongs to").table(*links);
    context.out(text.text());
    return {};
}

int run_threads(const ThreadsOptions& options, Context& context) {
    const auto done = options.input.empty() ? list_threads(options, context) : thread_file(options, context);
    return done ? static_cast<int>(kDone) : report(done.error());
}

int run_thread_show(const ThreadShowOptions& options, Context& context) {
    const auto asking = open_asking(context);
    if (!asking) return report(asking.error());
    bool first = true;
    for (const auto& id : options.ids) {
        if (!first && options.output.format != "json") context.out("\n");
        first = false;
        if (auto shown = show_thread(id, options.output, *asking, context); !shown)
            return report(shown.error());
    }
    return kDone;
}

}  // namespace claimline
