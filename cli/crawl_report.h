#pragma once
// What a crawl came to: said to people, written for jobs (JSON) and for Prometheus.

#include <filesystem>
#include <optional>

#include "cli/context.h"
#include "cli/pipeline.h"
#include "cli/source_standing.h"
#include "core/clock.h"
#include "core/result.h"

namespace claimline {

// The run and how long it took by the wall clock.
struct CrawlRun {
    PipelineReport report;
    Instant started{};
    double seconds = 0;
    std::optional<CatalogueSummary> catalogue;  // absent: nothing was extracted
    std::vector<SourceStanding> standings;      // of the sources that were followed
};

// 0, 3 when sources or documents failed, 130 when it was interrupted.
[[nodiscard]] int crawl_status(const PipelineReport& report);

// A few lines to stderr; in --quiet only the sources that failed, and why.
void say_crawl(const PipelineReport& report, bool extracted, const Context& context);

// One JSON object (docs/formats.md).
[[nodiscard]] std::string summary_of(const CrawlRun& run);

// The text format of Prometheus, for node_exporter's textfile collector.
[[nodiscard]] std::string metrics_of(const CrawlRun& run);

}  // namespace claimline
