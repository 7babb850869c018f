#pragma once
// What a report shows, gathered from the catalogue before any markup is written.

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "cli/ask.h"
#include "index/catalogue.h"
#include "index/series.h"
#include "index/threads.h"

namespace claimline {

// A thread that has something to tell: more than one claim, or another thread that answers or continues it.
struct ReportMatter {
    Thread thread;         // as `claimline threads` shows it
    std::size_t head = 0;  // the claim that speaks for it; index into ReportData::claims

    // Whether it moved, is disputed or belongs to others: such ones get a ladder, the rest a line.
    [[nodiscard]] bool tells() const;
};

struct ReportSource {
    const ClaimRecord* first = nullptr;  // a claim of the page: its head and its proof
    std::size_t claims = 0;
};

struct ReportData {
    std::string title;
    std::string question;  // the command line's filter in words; empty: everything
    DateField order = DateField::about;
    const Packs* packs = nullptr;
    std::vector<ClaimRecord> claims;    // in the order of the chosen date
    std::size_t left_out = 0;           // claims that pass but are older than the newest `most`
    std::vector<ReportMatter> matters;  // those that tell most first
    std::size_t matter_count = 0;       // threads in all
    std::size_t origin_count = 0;
    std::vector<SeriesRow> figures;
    std::map<std::string, ReportSource> sources;  // by article id
    std::map<std::string, std::size_t> by_id;     // claim id -> index into claims

    // Null when the report does not hold it: its query leaves it out.
    [[nodiscard]] const ClaimRecord* find(const std::string& id) const;
    [[nodiscard]] std::size_t kind_number(std::string_view kind) const;  // of its colour, 0..7
};

// Reads the newest `most` claims that pass the filter.
[[nodiscard]] Result<ReportData> gather_report(const Asking& asking, const ClaimFilter& filter,
                                               std::size_t most);

// The day by which a claim is ordered.
[[nodiscard]] sys_days day_of(const ClaimRecord& record, DateField order);
// Where the claim stands in the page: "c" and its hex digits.
[[nodiscard]] std::string anchor_of(const ClaimRecord& record);
[[nodiscard]] std::string article_anchor(const ArticleHead& article);
[[nodiscard]] std::string thread_anchor(const std::string& thread);  // "t" and its hex digits
// The outlet it is credited to, else the site, else the host.
[[nodiscard]] std::string outlet_of(const ClaimRecord& record);

}  // namespace claimline
