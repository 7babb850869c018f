#pragma once
// The formats of exports that are text: what stands before the rows, each row, and what stands after them.

#include <optional>
#include <string>
#include <string_view>

#include "cli/export_rows.h"
#include "core/result.h"

namespace claimline {

enum class ExportFormat { csv, tsv, jsonl, markdown, calendar, sqlite };
[[nodiscard]] Result<ExportFormat> parse_export_format(std::string_view name);

// A table for a page or an issue: when, who, status, what, said by, source, claim. Nothing in a cell acts as
// markup.
[[nodiscard]] std::string markdown_header();
[[nodiscard]] std::string markdown_line(const ClaimRecord& record, const KindInfo* kind);
// The same of any columns.
[[nodiscard]] std::string markdown_header(const std::vector<ExportColumn>& columns);
[[nodiscard]] std::string markdown_line(const ExportValues& values);

// iCalendar (RFC 5545), one all-day event a due date: the slot `deadline`, else a stated time that begins
// after the day of publication. UID, stamp and sequence depend on the claim alone, so that a second import
// updates the first.
[[nodiscard]] std::string calendar_header();
[[nodiscard]] std::optional<std::string> calendar_event(const ClaimRecord& record, const KindInfo* kind);
[[nodiscard]] std::string calendar_footer();

}  // namespace claimline
