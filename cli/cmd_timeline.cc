// claimline timeline: what is claimed, in the order of time, one row a thread.

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <set>

#include "cli/ask.h"
#include "cli/claim_text.h"
#include "cli/render.h"
#include "index/timeline.h"

namespace claimline {
namespace {

constexpr std::size_t kRoomy = 100;  // columns from which on every part has one of its own

Style style_of(const ClaimRecord& record) {
    const auto status = status_of(record.claim);
    if (record.state != ClaimState::current) return Style::dim;
    for (const char* word : {"cancelled", "rejected", "closed", "denied"})
        if (status == word) return Style::bad;
    for (const char* word :
         {"in talks", "considered", "alleged", "reported", "delayed", "paused", "under review"})
        if (status == word) return Style::warning;
    for (const char* word : {"opened", "operating", "done"})
        if (status == word) return Style::good;
    return Style::plain;
}

Result<std::vector<TimelineEntry>> each_claim(const Catalogue& catalogue, const ClaimFilter& filter) {
    std::vector<TimelineEntry> entries;
    const auto read = for_each_claim(catalogue, filter, [&entries](const ClaimRecord& record) {
        entries.push_back({record, 1, {origin_of(record)}});
        return true;
    });
    if (!read) return Failure(read.error());
    return entries;
}

// The last `limit` of them: what is newest is asked for most.
void keep_newest(std::vector<TimelineEntry>& entries, std::size_t limit) {
    if (limit == 0 || entries.size() <= limit) return;
    entries.erase(entries.begin(), entries.end() - static_cast<std::ptrdiff_t>(limit));
}

bool one_subject(const std::vector<TimelineEntry>& entries) {
    return std::ranges::all_of(entries, [&entries](const TimelineEntry& entry) {
        return entry.claim.claim.subject == entries.front().claim.claim.subject;
    });
}

// For people: as few columns as the answer needs. On a narrow terminal the party stands before what is
// claimed.
Table for_people(const std::vector<TimelineEntry>& entries, const Packs& packs, bool wide,
                 std::size_t columns) {
    const bool narrow = columns < kRoomy && !wide;
    const bool several = !one_subject(entries);
    const bool who = several && !narrow;
    Table table;
    table.columns = {"event_date"};
    if (who) table.columns.emplace_back("who", Fit::cut);
    table.columns.insert(table.columns.end(),
                         {Column("status"), Column("what", Fit::cut), Column("said_by", Fit::spare),
                          Column(narrow ? "src" : "sources", Fit::whole, true), Column("claim")});
    if (wide) table.columns.emplace_back("quote", Fit::cut);
    for (const auto& entry : entries) {
        const ClaimRecord& record = entry.claim;
        const bool stated = record.about_basis == DateBasis::stated;
        std::string what = several && narrow ? subjects_of(record.claim) + ": " : "";
        what += what_of(record.claim, find_kind(packs, record.claim.kind));
        std::vector<Cell> row{{when_of(record), stated ? Style::plain : Style::dim}};
        if (who) row.emplace_back(subjects_of(record.claim), Style::strong);
        row.emplace_back(status_of(record), style_of(record));
        row.emplace_back(std::move(what));
        row.emplace_back(said_by(record.claim), Style::dim);
        row.emplace_back(std::to_string(entry.origins.size()));
        row.emplace_back(record.claim.id.substr(0, 8), Style::accent);
        if (wide) row.emplace_back(record.quote);
        table.rows.push_back(std::move(row));
    }
    return table;
}

// For programs: the same columns whatever the answer.
Table for_programs(const std::vector<TimelineEntry>& entries, const Packs& packs) {
    Table table;
    table.columns = {"event_date",
                     "date_basis",
                     "published_at",
                     "kind",
                     "subject",
                     "status",
                     "what",
                     "said_by",
                     {"sources", Fit::whole, true},
                     {"claims", Fit::whole, true},
                     "state",
                     "thread_id",
                     "claim_id",
                     "url",
                     "quote",
                     "silent_edit"};
    for (const auto& entry : entries) {
        const ClaimRecord& record = entry.claim;
        const Claim& claim = record.claim;
        auto when = when_of(record);
        std::erase_if(when, [](char c) { return c == '(' || c == ')'; });
        table.rows.push_back(
            {when, to_string(record.about_basis), record.article.published, claim.kind, subjects_of(claim),
             status_of(claim), what_of(claim, find_kind(packs, claim.kind)), said_by(claim),
             std::to_string(entry.origins.size()), std::to_string(entry.claims), to_string(record.state),
             record.thread, claim.id, record.article.url, record.quote, silent_edit_of(record)});
    }
    return table;
}

// The period of the chosen date that a row lies in: 2023-02, 2023-Q1, 2023.
std::string period_of(const TimelineEntry& entry, DateField on, std::string_view by) {
    const ClaimRecord& record = entry.claim;
    auto day = record.about_from;
    if (on == DateField::seen) day = std::chrono::floor<std::chrono::days>(record.first_seen);
    if (on == DateField::published) {
        const auto published = date_of_timestamp(record.article.published);
        if (!published) return "undated";
        day = published->start;
    }
    const auto precision = by == "month"     ? Precision::month
                           : by == "quarter" ? Precision::quarter
                                             : Precision::year;
    const std::chrono::year_month_day date{day};
    const unsigned month = static_cast<unsigned>(date.month());
    const unsigned first = by == "month" ? month : by == "quarter" ? (month - 1) / 3 * 3 + 1 : 1;
    return to_iso(Date{std::chrono::sys_days{date.year() / std::chrono::month{first} / 1}, precision});
}

// One row a period: how many threads and claims, from how many sources, of which kinds.
Table by_period(const std::vector<TimelineEntry>& entries, DateField on, std::string_view by) {
    struct Count {
        std::size_t threads = 0, claims = 0;
        std::set<std::string> origins;
        std::map<std::string, std::size_t> kinds;
    };
    std::map<std::string, Count> periods;
    for (const auto& entry : entries) {
        Count& count = periods[period_of(entry, on, by)];
        ++count.threads;
        count.claims += entry.claims;
        count.origins.insert(entry.origins.begin(), entry.origins.end());
        ++count.kinds[entry.claim.claim.kind];
    }
    Table table;
    table.columns = {"period",
                     {"rows", Fit::whole, true},
                     {"claims", Fit::whole, true},
                     {"sources", Fit::whole, true},
                     {"kinds", Fit::cut}};
    for (const auto& [period, count] : periods) {
        std::string kinds;
        for (const auto& [kind, number] : count.kinds)
            kinds += fmt::format("{}{} {}", kinds.empty() ? "" : ", ", kind, number);
        table.rows.push_back({period, std::to_string(count.threads), std::to_string(count.claims),
                              std::to_string(count.origins.size()), kinds});
    }
    return table;
}

Result<void> answer(const TimelineOptions& options, Context& context) {
    const auto asking = open_asking(context);
    if (!asking) return Failure(asking.error());
    const auto filter = filter_of(options.filter, *asking, context);
    if (!filter) return Failure(filter.error());
    auto entries =
        options.all ? each_claim(*asking->catalogue, *filter) : timeline(*asking->catalogue, *filter);
    if (!entries) return Failure(entries.error());
    if (entries->empty()) say_nothing_found(options.filter, *asking, context, "claim");
    if (!options.by.empty())
        return print_table(by_period(*entries, filter->order, options.by), options.output, context);
    const std::size_t found = entries->size();
    keep_newest(*entries, options.output.limit);
    const bool people = options.output.format == "table" ||
                        (options.output.format.empty() && context.terminal.out_is_terminal);
    const Packs& packs = asking->knowledge.packs;
    auto printed =
        print_table(people ? for_people(*entries, packs, options.output.wide, context.terminal.columns)
                           : for_programs(*entries, packs),
                    options.output, context);
    if (!printed) return printed;
    if (people && found > entries->size())
        context.say(fmt::format("the newest {} of {} rows (--limit)", entries->size(), found));
    const auto undated = [](const TimelineEntry& entry) {
        return entry.claim.about_basis != DateBasis::stated;
    };
    if (people && std::ranges::any_of(*entries, undated))
        context.say("dates in brackets: when it was published; the text states no date");
    return {};
}

}  // namespace

int run_timeline(const TimelineOptions& options, Context& context) {
    const auto done = answer(options, context);
    return done ? static_cast<int>(kDone) : report(done.error());
}

}  // namespace claimline
