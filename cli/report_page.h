#pragma once
// The report as one HTML file: data/report/ with the sections filled in. Nothing in it is loaded from
// elsewhere, and its Content Security Policy forbids it; without scripts everything is still there to read.
// Same data, same bytes.

#include <string>

#include "cli/report_data.h"

namespace claimline {

[[nodiscard]] std::string report_page(const ReportData& data);

// The sections, each empty when there is nothing to show (cli/report_sections.cc).
[[nodiscard]] std::string matters_section(const ReportData& data);
[[nodiscard]] std::string figures_section(const ReportData& data);
[[nodiscard]] std::string conflicts_section(const ReportData& data);
[[nodiscard]] std::string claims_section(const ReportData& data);
[[nodiscard]] std::string sources_section(const ReportData& data);

}  // namespace claimline
