#pragma once
// What a report shows, gathered from the catalogue before any markup is written.

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "cli/ask.h"
#include "index/catalogue.h"
#include "index/series.h"

namespace claimline {

struct ReportStep {
    std::size_t claim = 0;  // the first that tells it; index into ReportData::claims
    std::string label;      // "in talks", "EUR 405 million"
    bool backward = false;  // lower on the ladder than the step before
};

// One thread: the same matter told by several claims.
struct ReportMatter {
    std::vector<std::size_t> claims;  // in order of time
    std::vector<ReportStep> steps;
    std::size_t origins = 0;         // independent of each other
    std::vector<std::string> notes;  // contradictions, in words
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
    std::vector<ReportMatter> matters;  // of more than one claim, those with most steps first
    std::size_t matter_count = 0;       // threads in all
    std::size_t origin_count = 0;
    std::vector<SeriesRow> figures;
    std::map<std::string, ReportSource> sources;  // by article id

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
// The outlet it is credited to, else the site, else the host.
[[nodiscard]] std::string outlet_of(const ClaimRecord& record);

}  // namespace claimline
