#pragma once
// The files by which a host says what may be asked of it, and what may be done with its answers: robots.txt
// before anything else, then /.well-known/tdmrep.json. Both are asked once a day.

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/url.h"
#include "crawler/fetch.h"
#include "crawler/host_queue.h"

namespace claimline {

enum class RulesFile { none, robots, tdm };

// The address of a host's file.
[[nodiscard]] std::string rules_address(RulesFile file, std::string_view origin);

// How long the request may take; 0: as long as any. What nobody needs is not waited for.
[[nodiscard]] std::chrono::milliseconds rules_timeout(RulesFile file);

// What makes a request for it conditional.
[[nodiscard]] std::vector<HttpHeader> rules_validators(RulesFile file, const HostRecord& record);

// The answer as it is archived; for one that has a status.
[[nodiscard]] Capture to_rules_capture(const Url& url, Instant sent, const Exchange& exchange);

// Where the file moved to; nothing when it did not, or after `hops` too many (RFC 9309 section 2.3.1.2).
[[nodiscard]] std::optional<Url> next_rules_hop(const Url& url, const Exchange& exchange, int hops);

// Notes the final answer in the host's record. Empty, or why nothing may be asked there until the record's
// valid_until: robots.txt cannot be had. Without tdmrep.json all may go on; what it said before stays when no
// answer came.
[[nodiscard]] std::string take_rules(RulesFile file, HostRecord& record, const Exchange& exchange,
                                     Instant now);

// When we ourselves refuse to ask the host for its files: each of its pages is then to say why. Nothing is
// noted, since its pages may be allowed by the next run, which must ask for robots.txt first.
void pass_refused(CrawlHost& host, Instant now);

// Sets the rules that the record stands for.
void know_rules(CrawlHost& host, std::string_view product_token, Instant now);

// What robots.txt and tdmrep.json are asked about: path and query.
[[nodiscard]] std::string rules_path(const Url& url);

}  // namespace claimline
