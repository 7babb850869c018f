#pragma once
// One claim as a line of an export. The columns and keys are a contract: docs/formats.md.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/export_columns.h"
#include "extract/packs.h"
#include "index/catalogue.h"

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

// The last two columns are filled by `export timeline` alone.
[[nodiscard]] ExportValues export_values(const ClaimRecord& record, const KindInfo* kind,
                                         const std::optional<ThreadCounts>& counts);

[[nodiscard]] std::string csv_header(const ExportStyle& style);
[[nodiscard]] std::string csv_line(const ExportValues& values, const ExportStyle& style);
[[nodiscard]] std::string tsv_header();
[[nodiscard]] std::string tsv_line(const ExportValues& values);
// The record of the claim schema with its provenance, one line with its line feed.
[[nodiscard]] std::string json_line(const ClaimRecord& record, const std::optional<ThreadCounts>& counts);

// An article with its versions (without their texts) and claims, one line.
[[nodiscard]] std::string article_json_line(const ArticleRecord& article,
                                            const std::vector<ClaimRecord>& claims);

}  // namespace claimline
