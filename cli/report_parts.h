#pragma once
// Pieces of markup that several parts of a report share.

#include <string>
#include <string_view>

#include "cli/report_data.h"
#include "cli/report_html.h"

namespace claimline {

// <section> with its heading; `id` is its anchor, `intro` is markup and may be empty.
void open_section(Html& html, const char* id, const char* title, const std::string& intro);

// "Norrvik: 2nd data center, Oslo"
[[nodiscard]] std::string what_is(const ReportData& data, const ClaimRecord& record);
// "2023-02-17"; a date that the text does not state is soft and in brackets.
void add_when(Html& html, const ClaimRecord& record);
// A link to the claim further down.
void add_claim_link(Html& html, const ClaimRecord& record, std::string_view content);
// ISO 8601; empty for an undated page.
[[nodiscard]] std::string published_day(const ClaimRecord& record);

}  // namespace claimline
