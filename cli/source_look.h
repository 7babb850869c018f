#pragma once
// A look at a source before it is stored: what was found, in words, and what a sample document gives.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/context.h"
#include "cli/workspace.h"
#include "crawler/probe.h"

namespace claimline {

// A prober with a fetcher of its own.
struct SourceLooker {
    std::unique_ptr<Fetcher> fetcher;
    std::unique_ptr<Prober> prober;
};
[[nodiscard]] Result<SourceLooker> open_looker(const Workspace& workspace, const Source& source,
                                               const std::vector<std::string>& allow_net,
                                               const Context& context);

// "Found  feed  https://... (30 items, newest 2 h ago)".
[[nodiscard]] std::string found_line(const Probe& probe);

// "robots.txt allows it; crawl-delay 5 s.  Terms page linked: ..."
[[nodiscard]] std::string manners_line(const Probe& probe);

// What the newest item of a probe says when it is fetched and read.
struct Sample {
    std::string url;
    std::string title;
    std::string published;
    std::size_t text_bytes = 0;
    std::size_t claims = 0;
    std::string problem;  // why it gave nothing
};
// nullopt when there is nothing to sample.
[[nodiscard]] Result<std::optional<Sample>> take_sample(const Workspace* workspace, const Probe& probe,
                                                        Prober& prober);
[[nodiscard]] std::string sample_line(const Sample& sample);

}  // namespace claimline
