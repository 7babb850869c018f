// One function a kind of answer, from the statuses of RFC 9110.

#include "crawler/visit.h"

#include <algorithm>

#include "core/hash.h"
#include "core/text.h"
#include "crawler/decode.h"
#include "crawler/politeness.h"

namespace claimline {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr std::size_t kMaxValidator = 1024;
constexpr std::size_t kMaxRedirects = 10;
constexpr std::uint32_t kQuickRetries = 2;  // then the page waits for a later run
constexpr seconds kLater{600};

std::string short_header(const Exchange& exchange, std::string_view name) {
    const std::string_view value = find_header(exchange.headers, name);
    return value.size() <= kMaxValidator ? std::string(value) : std::string();
}

Capture to_capture(const Visit& visit, Exchange& exchange) {
    Capture capture;
    capture.url = visit.url.href;
    capture.at = visit.sent;
    capture.status = exchange.status;
    capture.reason = exchange.reason;
    capture.headers = std::move(exchange.headers);
    capture.body = std::move(exchange.body);
    capture.truncated = exchange.truncated;
    capture.ip = exchange.ip;
    capture.source_id = visit.task.source_id;
    capture.role = visit.task.role;
    capture.via = visit.task.via;
    capture.redirects = visit.task.redirects;
    if (visit.url.href != visit.task.url) capture.redirects.push_back(visit.task.url);
    capture.fetch_ms = exchange.took.count();
    capture.error = exchange.error;
    capture.digest = "sha256:" + to_hex(sha256(capture.body));
    return capture;
}

// Keeps the bytes as a revisit: the same URL was captured with them before.
void make_revisit(Capture& capture, const Task& task) {
    capture.revisit = true;
    capture.digest = task.digest;
    capture.refers_to_url = task.url;
    capture.refers_to_at = task.captured_at;
    capture.body.clear();
}

class Judge {
  public:
    Judge(const Visit& visit, Exchange&& exchange, Harvester& harvester, Instant now)
        : visit_(visit), task_(visit.task), exchange_(std::move(exchange)), harvester_(harvester), now_(now) {
        verdict_.outcome = untouched(task_, now);
        if (task_.state == UrlState::blocked)
            verdict_.outcome.state = UrlState::queued;  // it was allowed now
        verdict_.outcome.status = exchange_.status;
    }

    Verdict run() && {
        if (exchange_.end == FetchEnd::refused) {
            fail_later(ErrorKind::refused, exchange_.error, hours(24));
        } else if (exchange_.status == 0) {
            no_answer();
        } else if (exchange_.end != FetchEnd::complete) {
            not_whole(exchange_.error);
        } else {
            by_status();
        }
        keep_capture();
        return std::move(verdict_);
    }

  private:
    void by_status() {
        const int status = exchange_.status;
        if (status == 200) return document();
        if (status == 304) return not_modified();
        if (status == 301 || status == 302 || status == 303 || status == 307 || status == 308) return moved();
        if (status == 404 || status == 410) return gone();
        if (status == 429 || status == 503) return sent_away();
        if (status >= 500) return try_again(fmt::format("the server answered {}", status));
        fail_later(ErrorKind::refused, fmt::format("the server answered {} {}", status, exchange_.reason),
                   hours(24));
    }

    void document() {
        auto body = decode_content(exchange_.body, find_header(exchange_.headers, "Content-Encoding"));
        if (!body) {
            exchange_.truncated = "unspecified";
            exchange_.error = body.error().message;
            return not_whole(body.error().message);
        }
        Outcome& outcome = verdict_.outcome;
        outcome.etag = short_header(exchange_, "ETag");
        outcome.last_modified = short_header(exchange_, "Last-Modified");
        Harvest harvest = harvester_.harvest(
            {visit_.source, task_, visit_.url, exchange_.headers, *body, visit_.host_tdm}, now_);
        outcome.role = harvest.role;
        verdict_.found = std::move(harvest.found);
        verdict_.alias = harvest.alias;
        verdict_.capture = to_capture(visit_, exchange_);
        verdict_.capture->role = harvest.role;
        verdict_.capture->directives = std::move(harvest.directives);
        verdict_.capture->tdm = std::move(harvest.tdm);

        const bool first = task_.digest.empty();
        const bool same = verdict_.capture->digest == task_.digest;
        verdict_.result = first ? VisitResult::fresh : same ? VisitResult::unchanged : VisitResult::changed;
        outcome.digest = verdict_.capture->digest;
        outcome.whole_at = visit_.sent;
        if (same) {
            make_revisit(*verdict_.capture, task_);
        } else {
            outcome.captured_at = visit_.sent;
        }
        settle(!first && !same);
        if (!harvest.problem.empty()) {
            verdict_.problem = Error{ErrorKind::invalid_input, harvest.problem, {}};
            // A guess that was wrong; its answer says nothing about a sitemap.
            if (task_.role == Role::sitemap && task_.via.empty() && task_.url != visit_.source.url)
                verdict_.problem.reset();
        }
        if (visit_.url.href != task_.url) forget_document();
    }

    // The bytes belong to another URL than the task's, whose validators they must not become.
    void forget_document() {
        verdict_.outcome.etag.clear();
        verdict_.outcome.last_modified.clear();
        verdict_.outcome.digest.clear();
        verdict_.outcome.captured_at.reset();
        verdict_.outcome.whole_at.reset();
    }

    void not_modified() {
        if (!visit_.conditional) {
            return fail_later(ErrorKind::invalid_input,
                              "the server answered 304 to a request without validators", kLater);
        }
        if (const auto etag = short_header(exchange_, "ETag"); !etag.empty()) verdict_.outcome.etag = etag;
        verdict_.capture = to_capture(visit_, exchange_);
        make_revisit(*verdict_.capture, task_);
        verdict_.result = VisitResult::unchanged;
        settle(false);
    }

    void moved() {
        const std::string_view location = find_header(exchange_.headers, "Location");
        const auto target = harvester_.redirect(task_, visit_.url, location, now_);
        if (location.empty() || !target) {
            return fail_later(ErrorKind::refused,
                              fmt::format("redirected to what is no web address: {}",
                                          to_printable(location.substr(0, 200))),
                              hours(24));
        }
        if (task_.redirects.size() >= kMaxRedirects) {
            return fail_later(ErrorKind::refused, fmt::format("more than {} redirects", kMaxRedirects),
                              hours(24));
        }
        verdict_.moved_to = target->url;
        verdict_.alias = harvester_.knows(target->url);
        verdict_.found.push_back(*target);
        verdict_.result = VisitResult::moved;
        forget_document();
        settle(false);
    }

    void gone() {
        const bool was_there = !task_.digest.empty();
        verdict_.result = was_there ? VisitResult::gone : VisitResult::failed;
        verdict_.outcome.state = UrlState::gone;
        verdict_.outcome.failures = 0;
        verdict_.outcome.due = now_ + (exchange_.status == 410 ? hours(30 * 24) : hours(7 * 24));
        if (task_.state == UrlState::gone) verdict_.result = VisitResult::unchanged;
        const bool guess = task_.role == Role::sitemap && task_.via.empty() && task_.url != visit_.source.url;
        if (guess) {
            verdict_.result = VisitResult::unchanged;
        } else if (!was_there) {
            verdict_.problem =
                Error{ErrorKind::not_found, fmt::format("the server answered {}", exchange_.status), {}};
        }
    }

    void sent_away() {
        verdict_.host_failed = true;
        verdict_.host_rest = parse_retry_after(find_header(exchange_.headers, "Retry-After"), now_);
        try_again(fmt::format("the server answered {}", exchange_.status));
        if (verdict_.host_rest) verdict_.outcome.due = now_ + *verdict_.host_rest;
    }

    void no_answer() {
        verdict_.host_failed = true;
        // Whoever kept us waiting for long is not asked twice in one run.
        const bool quick = exchange_.took < std::chrono::seconds(5) && exchange_.end == FetchEnd::unreachable;
        const auto failures = task_.failures + (quick ? 1 : kQuickRetries + 1);
        fail_with(ErrorKind::unavailable, "no answer: " + exchange_.error, failures);
    }

    void not_whole(const std::string& why) {
        fail_with(ErrorKind::unavailable, "the answer is not whole: " + why,
                  task_.failures + kQuickRetries + 1);
    }

    void try_again(std::string why) { fail_with(ErrorKind::unavailable, std::move(why), task_.failures + 1); }

    void fail_with(ErrorKind kind, std::string why, std::uint32_t failures) {
        const seconds rest = backoff(failures, task_.url);
        fail_later(kind, std::move(why), failures <= kQuickRetries ? rest : std::max(rest, kLater));
        verdict_.outcome.failures = failures;
    }

    void fail_later(ErrorKind kind, std::string why, seconds rest) {
        verdict_.result = VisitResult::failed;
        verdict_.problem = Error{kind, std::move(why), {}};
        verdict_.outcome.failures = task_.failures + 1;
        verdict_.outcome.due = now_ + rest;
    }

    // A usable answer: when to come back.
    void settle(bool changed) {
        Outcome& outcome = verdict_.outcome;
        outcome.state = UrlState::queued;
        outcome.failures = 0;
        const auto since = task_.said_at ? task_.said_at : outcome.captured_at;
        outcome.interval = next_interval({
            .lead = task_.priority == Priority::lead,
            .every = visit_.source.every,
            .last = task_.interval,
            .changed = changed,
            .age = since ? std::optional(std::max(now_ - *since, seconds(0))) : std::nullopt,
            .named = task_.said_at.has_value(),
        });
        outcome.due = now_ + outcome.interval;
    }

    void keep_capture() {
        if (exchange_.status == 0) return;
        if (!verdict_.capture) verdict_.capture = to_capture(visit_, exchange_);
        verdict_.outcome.at = verdict_.capture->at;
        verdict_.outcome.capture_digest = verdict_.capture->digest;
    }

    const Visit& visit_;
    const Task& task_;
    Exchange exchange_;
    Harvester& harvester_;
    Instant now_;
    Verdict verdict_;
};

}  // namespace

Verdict judge_visit(const Visit& visit, Exchange&& exchange, Harvester& harvester, Instant now) {
    return Judge(visit, std::move(exchange), harvester, now).run();
}

std::vector<HttpHeader> validators(const Task& task, Instant now) {
    std::vector<HttpHeader> headers;
    if (task.digest.empty()) return headers;
    if (task.captured_at && task.whole_at) {
        const bool lead = task.priority == Priority::lead;
        if (audit_is_due(lead, task.url, *task.captured_at, *task.whole_at, now)) return headers;
    }
    if (!task.etag.empty()) headers.push_back({"If-None-Match", task.etag});
    if (!task.last_modified.empty()) headers.push_back({"If-Modified-Since", task.last_modified});
    return headers;
}

Outcome untouched(const Task& task, Instant due) {
    Outcome outcome;
    outcome.id = task.id;
    outcome.state = task.state;
    outcome.role = task.role;
    outcome.due = due;
    outcome.interval = task.interval;
    outcome.failures = task.failures;
    outcome.etag = task.etag;
    outcome.last_modified = task.last_modified;
    outcome.digest = task.digest;
    outcome.captured_at = task.captured_at;
    outcome.whole_at = task.whole_at;
    outcome.learnt = task.learnt;
    return outcome;
}

}  // namespace claimline
