#pragma once
// The sources of one run: opened in the frontier, found again from a task, and which sites cover a host.

#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/result.h"
#include "core/source.h"
#include "crawler/crawl.h"
#include "crawler/frontier.h"
#include "crawler/tally.h"

namespace claimline {

class CrawlSources {
  public:
    // Takes the job's sources into the run. One whose address is none is a problem of that source alone.
    [[nodiscard]] Result<void> open(const CrawlJob& job, Frontier& frontier, Tally& tally, Instant now);

    // The source of a task that the frontier handed out.
    [[nodiscard]] const Source& of(const Task& task) const { return *opened_.at(task.source_id).source; }

    // True for a source's own address, also where a redirect led from it.
    [[nodiscard]] bool is_start(const Task& task) const;

    // Sources of kind site that cover the origin.
    [[nodiscard]] std::vector<const Source*> sites_at(const std::string& origin) const;

    // From now on the site covers that origin as well; false when it did before.
    bool extend(const Source& site, const std::string& origin);

    [[nodiscard]] std::size_t size() const { return opened_.size(); }
    [[nodiscard]] std::vector<std::string> ids() const;

  private:
    struct Opened {
        const Source* source = nullptr;
        std::string start;  // its own URL, normalised
    };

    std::unordered_map<std::string, Opened> opened_;
    std::multimap<std::string, const Source*> sites_;  // by origin
};

}  // namespace claimline
