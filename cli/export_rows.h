#pragma once
// One claim as a line of an export. The columns and keys are a contract: docs/formats.md.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

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

// Fixed order; only ever appended. The last two are filled by `export timeline` alone.
[[nodiscard]] std::span<const std::string_view> export_columns();

[[nodiscard]] std::string csv_header(const ExportStyle& style);
[[nodiscard]] std::string csv_line(const ClaimRecord& record, const KindInfo* kind,
                                   const std::optional<ThreadCounts>& counts, const ExportStyle& style);
[[nodiscard]] std::string tsv_header();
[[nodiscard]] std::string tsv_line(const ClaimRecord& record, const KindInfo* kind,
                                   const std::optional<ThreadCounts>& counts);
// The record of the claim schema with its provenance, one line with its line feed.
[[nodiscard]] std::string json_line(const ClaimRecord& record, const std::optional<ThreadCounts>& counts);

// An article with its versions (without their texts) and claims, one line.
[[nodiscard]] std::string article_json_line(const ArticleRecord& article,
                                            const std::vector<ClaimRecord>& claims);

}  // namespace claimline
