// claimline claims: every claim that a query finds, one row each, in the order they were reported.

#include <algorithm>

#include "cli/ask.h"
#include "cli/claim_text.h"
#include "cli/render.h"
#include "index/timeline.h"

namespace claimline {
namespace {

Table claims_for_people(const std::vector<ClaimRecord>& records, const Packs& packs) {
    Table table;
    table.columns = {"reported",
                     {"who", Fit::cut},
                     "status",
                     {"what", Fit::cut},
                     {"said_by", Fit::spare},
                     {"source", Fit::spare},
                     "claim"};
    for (const auto& record : records)
        table.rows.push_back({record.article.published.substr(0, 10),
                              {record.claim.subject, Style::strong},
                              status_of(record),
                              what_of(record.claim, find_kind(packs, record.claim.kind)),
                              {said_by(record.claim), Style::dim},
                              {record.article.host, Style::dim},
                              {record.claim.id.substr(0, 8), Style::accent}});
    return table;
}

Table claims_for_programs(const std::vector<ClaimRecord>& records, const Packs& packs) {
    Table table;
    table.columns = {
        "published_at", "first_seen_at", "event_date", "date_basis", "kind",
        "subject",      "status",        "what",       "said_by",    {"confidence", Fit::whole, true},
        "state",        "thread_id",     "claim_id",   "article_id", "url",
        "quote"};
    for (const auto& record : records) {
        auto when = when_of(record);
        std::erase_if(when, [](char c) { return c == '(' || c == ')'; });
        table.rows.push_back(
            {record.article.published, to_rfc3339(record.first_seen), when, to_string(record.about_basis),
             record.claim.kind, record.claim.subject, status_of(record.claim),
             what_of(record.claim, find_kind(packs, record.claim.kind)), said_by(record.claim),
             fmt::format("{:.2f}", record.claim.confidence), to_string(record.state), record.thread,
             record.claim.id, record.article.id, record.article.url, record.quote});
    }
    return table;
}

Result<void> answer(const ClaimsOptions& options, Context& context) {
    const auto asking = open_asking(context);
    if (!asking) return Failure(asking.error());
    auto filter = filter_of(options.filter, *asking, context);
    if (!filter) return Failure(filter.error());
    filter->include_superseded = options.all;
    // With a limit the newest are wanted, still printed oldest first.
    const std::size_t limit = options.output.limit;
    filter->descending = limit > 0;
    std::vector<ClaimRecord> records;
    const auto read = for_each_claim(*asking->catalogue, *filter, [&](const ClaimRecord& record) {
        records.push_back(record);
        return limit == 0 || records.size() < limit;
    });
    if (!read) return Failure(read.error());
    if (filter->descending) std::ranges::reverse(records);
    if (records.empty()) say_nothing_found(options.filter, *asking, context, "claim");
    const bool people = options.output.format == "table" ||
                        (options.output.format.empty() && context.terminal.out_is_terminal);
    const Packs& packs = asking->knowledge.packs;
    return print_table(people ? claims_for_people(records, packs) : claims_for_programs(records, packs),
                       options.output, context);
}

}  // namespace

int run_claims(const ClaimsOptions& options, Context& context) {
    const auto done = answer(options, context);
    return done ? static_cast<int>(kDone) : report(done.error());
}

}  // namespace claimline
