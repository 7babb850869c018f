#pragma once
// The main flow: due sources -> fetch -> archive -> parse -> annotate -> claims -> catalogue -> full text.

#include <cstddef>
#include <filesystem>
#include <functional>
#include <optional>

#include "cli/knowledge.h"
#include "cli/workspace.h"
#include "core/clock.h"
#include "core/result.h"
#include "crawler/crawl.h"
#include "index/catalogue.h"

namespace claimline {

class FormerClaims;

struct PipelineJob {
    std::optional<CrawlJob> crawl;  // absent: nothing is fetched, what the archive holds is read
    std::size_t threads = 0;        // for reading documents; 0 = one a core
    const std::atomic<bool>* stop = nullptr;
    std::function<void(std::size_t documents)> progress;  // after each batch
    FormerClaims* former = nullptr;  // claims of unchanged rules that need not be found again
    bool full_text = true;           // else the work ends with the catalogue
};

// What the stages behind the archive did.
struct DeriveReport {
    std::size_t documents = 0;  // captures read as documents
    std::size_t failed = 0;     // of them without a usable text: rows in the problem log
    PutCounts put;
    bool interrupted = false;
};

struct PipelineReport {
    CrawlReport crawl;
    DeriveReport derived;
};

// Runs the job; without knowledge it stops after the archive. The caller holds the workspace's lock. Every
// stage may be killed anywhere and repeated.
[[nodiscard]] Result<PipelineReport> run_pipeline(const Workspace& workspace, const Knowledge* knowledge,
                                                  const PipelineJob& job, const Clock& clock);

}  // namespace claimline
