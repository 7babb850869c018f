// Every count is kept twice: for its source and for the whole run.

#include "crawler/tally.h"

#include "core/log.h"

namespace claimline {
namespace {

constexpr std::size_t kProblems = 1000;

void count(SourceReport& counts, const Verdict& verdict) {
    const bool article = verdict.outcome.role == Role::article;
    switch (verdict.result) {
        case VisitResult::fresh: counts.fresh += article ? 1 : 0; break;
        case VisitResult::changed: counts.changed += article ? 1 : 0; break;
        case VisitResult::unchanged: ++counts.unchanged; break;
        case VisitResult::gone: ++counts.gone; break;
        case VisitResult::moved:
        case VisitResult::failed: break;
    }
}

}  // namespace

void Tally::answered(const Task& task, const Exchange& exchange) {
    for (SourceReport* counts : {&report_.sources[task.source_id], &report_.total}) {
        if (exchange.status != 0) ++counts->fetched;
        counts->bytes += exchange.body.size();
    }
    last_url_ = task.url;
}

void Tally::judged(const Task& task, const Verdict& verdict, bool start) {
    SourceReport& of_source = report_.sources[task.source_id];
    count(of_source, verdict);
    count(report_.total, verdict);
    if (verdict.problem) problem(task.source_id, task.url, *verdict.problem);
    const bool failed = verdict.result == VisitResult::failed || verdict.problem.has_value();
    if (start) {
        of_source.state = failed ? SourceReport::State::failed : SourceReport::State::ok;
    } else if (of_source.state == SourceReport::State::skipped) {
        of_source.state = SourceReport::State::ok;
    }
}

void Tally::start_failed(const std::string& source_id, const std::string& url, const Error& error) {
    problem(source_id, url, error);
    report_.sources[source_id].state = SourceReport::State::failed;
}

void Tally::left_out(const Task& task) {
    ++report_.sources[task.source_id].aliases;
    ++report_.total.aliases;
}

void Tally::problem(const std::string& source_id, const std::string& url, const Error& error) {
    ++report_.sources[source_id].failed;
    ++report_.total.failed;
    log(LogLevel::debug, "{}: {}", url, error.message);
    if (report_.problems.size() < kProblems)
        report_.problems.push_back({source_id, url, error.kind, error.message});
}

}  // namespace claimline
