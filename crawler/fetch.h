#pragma once
// Port for transport: asks for URLs side by side and hands back finished exchanges.

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/result.h"
#include "crawler/archive.h"

namespace claimline {

struct FetchOptions {
    // Who we are, with a way to reach us; sent as it is.
    std::string user_agent = "claimline/0.1 (+https://claimline.example/crawler)";
    std::vector<std::string> allow_nets;  // CIDR blocks excepted from the ban on private addresses
    // Empty: none, whatever the environment says. Else "http://host:port", through which everything goes. The
    // proxy itself may be anywhere; private addresses are refused as far as the URL names them, but what a
    // name leads to only the proxy knows.
    std::string proxy;
    std::string ca_file;  // empty: the system's
    std::uint64_t max_body = std::uint64_t{32} << 20;
    std::uint64_t max_bodies = std::uint64_t{256} << 20;  // of all answers under way together
    std::uint64_t max_head = std::uint64_t{256} << 10;    // all header lines of one answer
    std::chrono::milliseconds connect_timeout{10000};
    std::chrono::milliseconds silence_timeout{
        15000};  // no or hardly any bytes (below 64 a second) for so long; a busy server may think for ten
    std::chrono::milliseconds total_timeout{120000};
};

struct FetchRequest {
    std::uint64_t id = 0;             // the caller's, handed back
    std::string url;                  // absolute http(s) URL
    std::vector<HttpHeader> headers;  // beyond User-Agent, Accept and Accept-Encoding
    std::chrono::milliseconds timeout{
        0};  // of this request in all, where that is less than usual; 0: as usual
};

// How an exchange ended. Everything but `complete` means: do not take the body for a document.
enum class FetchEnd {
    complete,
    truncated,    // an answer began and did not end properly, or a cap cut it
    broken,       // an answer that is no HTTP, or contradicts itself
    refused,      // our policy: a forbidden address or scheme
    unreachable,  // no answer: name, connection, TLS, silence
};

struct Exchange {
    std::uint64_t id = 0;
    FetchEnd end = FetchEnd::unreachable;
    std::string truncated;  // for truncated and broken: the WARC-Truncated reason
    std::string error;      // in words, for people; empty when complete
    int status = 0;
    std::string reason;
    std::vector<HttpHeader> headers;  // of the final answer, without those of 1xx
    std::string body;                 // as received, transfer coding removed, content coding kept
    std::string request_head;         // as sent
    std::string ip;                   // empty behind a proxy
    std::chrono::milliseconds took{0};
};

class Fetcher {
  public:
    virtual ~Fetcher() = default;

    // Begins a request; its exchange comes out of poll(), also when it fails at once.
    virtual void start(FetchRequest request) = 0;

    // Waits until something finished, but at most `timeout`, and returns what did.
    [[nodiscard]] virtual std::vector<Exchange> poll(std::chrono::milliseconds timeout) = 0;

    // Monotonic time, which poll() spends; pacing counts in it.
    [[nodiscard]] virtual std::chrono::milliseconds now() const = 0;
};

// One libcurl multi handle on the caller's thread. Fails with usage when an option is malformed.
[[nodiscard]] Result<std::unique_ptr<Fetcher>> open_curl_fetcher(const FetchOptions& options);

}  // namespace claimline
