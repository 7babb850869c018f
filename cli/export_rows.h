#pragma once
// Rows of an export as values and lines. The columns and keys are a contract: docs/formats.md.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/export_columns.h"
#include "cli/thread_text.h"
#include "extract/packs.h"
#include "index/catalogue.h"
#include "index/series.h"

namespace claimline {

struct ExportStyle {
    char delimiter = ',';
    bool guard = true;  // defuse formulas
};

// How many statements a row of `export timeline` stands for.
struct ThreadCounts {
    std::size_t sources = 0;
    std::size_t claims = 0;
};

// Values of all columns of a table. `sources` and `claims` of a claim are filled by `export timeline` alone.
[[nodiscard]] ExportValues export_values(const ClaimRecord& record, const KindInfo* kind,
                                         const std::optional<ThreadCounts>& counts);
[[nodiscard]] ExportValues export_values(const ThreadRow& row, const Packs& packs);
[[nodiscard]] ExportValues export_values(const ArticleRecord& article);
[[nodiscard]] ExportValues export_values(const SeriesRow& row);

[[nodiscard]] std::string csv_header(const std::vector<ExportColumn>& columns, const ExportStyle& style);
[[nodiscard]] std::string csv_line(const ExportValues& values, const ExportStyle& style);
[[nodiscard]] std::string tsv_header(const std::vector<ExportColumn>& columns);
[[nodiscard]] std::string tsv_line(const ExportValues& values);
// One flat object a row; integers and numbers as such, null where they are not known.
[[nodiscard]] std::string json_row(const std::vector<ExportColumn>& columns, const ExportValues& values);
// The record of the claim schema with its provenance, one line with its line feed.
[[nodiscard]] std::string json_line(const ClaimRecord& record, const std::optional<ThreadCounts>& counts);

// An article with its versions (without their texts) and claims, one line.
[[nodiscard]] std::string article_json_line(const ArticleRecord& article,
                                            const std::vector<ClaimRecord>& claims);

}  // namespace claimline
