// robots.txt by crawler/robots_policy.h; tdmrep.json is read where it can be had, and missed by nobody.

#include "crawler/host_rules.h"

#include "core/hash.h"
#include "core/text.h"
#include "crawler/decode.h"
#include "crawler/robots_policy.h"

namespace claimline {
namespace {

constexpr int kHops = 5;
constexpr std::chrono::hours kTdmGood{24};
constexpr std::chrono::milliseconds kTdmTimeout{4000};
constexpr std::chrono::minutes kRefused{10};

std::string take_robots(HostRecord& record, const Exchange& exchange, Instant now) {
    record.robots = judge_robots(record.robots, exchange, now);
    if (is_usable(*record.robots, now)) {
        record.failures = 0;
        return {};
    }
    return "robots.txt cannot be had, so nothing may be asked: " +
           (exchange.status != 0 ? fmt::format("the server answered {}", exchange.status) : exchange.error);
}

void take_tdm(HostRecord& record, const Exchange& exchange, Instant now) {
    record.tdm_until = now + kTdmGood;
    const bool whole = exchange.end == FetchEnd::complete;
    if (whole && exchange.status >= 300 && exchange.status < 500 && exchange.status != 429)
        record.tdm_text.clear();
    if (!whole || exchange.status != 200) return;
    const auto text = decode_content(exchange.body, find_header(exchange.headers, "Content-Encoding"),
                                     {.max_bytes = std::uint64_t{1} << 20, .max_ratio = 1000});
    // Hosts that answer everything with a page have no rules, and their pages are not worth keeping here.
    const bool list = text && text->size() <= kMaxTdmBytes && trim(*text).starts_with('[');
    record.tdm_text = list ? *text : std::string();
}

}  // namespace

std::string rules_address(RulesFile file, std::string_view origin) {
    return std::string(origin) + (file == RulesFile::tdm ? "/.well-known/tdmrep.json" : "/robots.txt");
}

std::chrono::milliseconds rules_timeout(RulesFile file) {
    return file == RulesFile::tdm ? kTdmTimeout : std::chrono::milliseconds(0);
}

std::vector<HttpHeader> rules_validators(RulesFile file, const HostRecord& record) {
    if (file != RulesFile::robots || !record.robots || record.robots->etag.empty()) return {};
    return {{"If-None-Match", record.robots->etag}};
}

Capture to_rules_capture(const Url& url, Instant sent, const Exchange& exchange) {
    Capture capture;
    capture.url = url.href;
    capture.at = sent;
    capture.status = exchange.status;
    capture.reason = exchange.reason;
    capture.headers = exchange.headers;
    capture.body = exchange.body;
    capture.digest = "sha256:" + to_hex(sha256(exchange.body));
    capture.truncated = exchange.truncated;
    capture.ip = exchange.ip;
    capture.role = Role::robots;
    capture.fetch_ms = exchange.took.count();
    capture.error = exchange.error;
    return capture;
}

std::optional<Url> next_rules_hop(const Url& url, const Exchange& exchange, int hops) {
    const bool moved = exchange.end == FetchEnd::complete && exchange.status >= 300 &&
                       exchange.status < 400 && exchange.status != 304;
    if (!moved || hops >= kHops) return std::nullopt;
    const auto target = resolve_url(url, find_header(exchange.headers, "Location"));
    return target ? std::optional(*target) : std::nullopt;
}

std::string take_rules(RulesFile file, HostRecord& record, const Exchange& exchange, Instant now) {
    if (file == RulesFile::robots) return take_robots(record, exchange, now);
    take_tdm(record, exchange, now);
    return {};
}

void pass_refused(CrawlHost& host, Instant now) {
    host.robots = Robots();
    host.robots_until = now + kRefused;
    host.record.tdm_until = std::max(host.record.tdm_until, host.robots_until);
}

void know_rules(CrawlHost& host, std::string_view product_token, Instant now) {
    if (host.record.robots) {
        host.robots = to_robots(*host.record.robots, product_token, now);
        host.robots_until = host.record.robots->valid_until;
    }
    host.tdm = host.record.tdm_text.empty() ? TdmRules() : TdmRules::parse(host.record.tdm_text);
}

std::string rules_path(const Url& url) {
    return url.query.empty() ? url.path : url.path + '?' + url.query;
}

}  // namespace claimline
