#pragma once
// What one answer means for the URL that was asked for: its next state and visit, the capture to keep, what
// it led to.

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "core/source.h"
#include "crawler/fetch.h"
#include "crawler/frontier.h"
#include "crawler/harvest.h"

namespace claimline {

enum class VisitResult { fresh, changed, unchanged, moved, gone, failed };

struct Verdict {
    VisitResult result = VisitResult::failed;
    Outcome outcome;  // its location is filled in once the capture is archived
    std::optional<Capture> capture;
    std::vector<Discovery> found;
    bool alias = false;  // another name of a document known before
    std::optional<Error> problem;
    bool host_failed = false;                       // no answer, 429 or 503: the whole host rests
    std::optional<std::chrono::seconds> host_rest;  // as Retry-After says
    std::string moved_to;                           // the Location of a redirect, absolute and normalised
};

struct Visit {
    const Task& task;
    const Source& source;
    const Url& url;    // that was asked; differs from the task's when a redirect was followed at once
    bool conditional;  // validators were sent
    Instant sent;
    std::string host_tdm;  // what the host's tdmrep.json reserves for that URL
};

[[nodiscard]] Verdict judge_visit(const Visit& visit, Exchange&& exchange, Harvester& harvester, Instant now);

// The headers that make a request conditional; none when no whole answer is known or an audit is due.
[[nodiscard]] std::vector<HttpHeader> validators(const Task& task, Instant now);

// The outcome that leaves a task as it was, to be asked again at `due`.
[[nodiscard]] Outcome untouched(const Task& task, Instant due);

}  // namespace claimline
