#pragma once
// A look at one address without a workspace: what it is, what a crawl would find there, and whether it may.
// Nothing is stored. As polite as a crawl: robots.txt first, one request at a time, a pause between two.

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/clock.h"
#include "core/source.h"
#include "core/url.h"
#include "crawler/fetch.h"
#include "crawler/robots.h"

namespace claimline {

struct ProbedItem {
    std::string url;  // absolute
    std::string title;
    std::optional<Instant> published;
};

struct Probe {
    enum class What { nothing, feed, sitemap, sitemap_index, page, document };

    std::string url;  // that answered, after redirects
    What what = What::nothing;
    int status = 0;
    std::string problem;     // why nothing could be had or read; empty when all is well
    bool forbidden = false;  // by robots.txt
    std::optional<std::chrono::milliseconds> crawl_delay;
    std::string media_type;
    std::string body;                // decoded
    std::vector<ProbedItem> items;   // of a feed, sitemap or index page, as they stand there
    std::vector<std::string> feeds;  // that a page names, absolute
    std::string terms;               // address of what seems to be the terms of use, if a page links it

    [[nodiscard]] std::optional<Instant> newest() const;
};

class Prober {
  public:
    Prober(Fetcher& fetcher, const Clock& clock, std::string product_token, std::chrono::milliseconds delay)
        : fetcher_(fetcher), clock_(clock), token_(std::move(product_token)), delay_(delay) {}

    // `source` brings the rule or pattern of an index page, when there is one.
    [[nodiscard]] Probe look(std::string_view url, const Source* source = nullptr);

    // What an address leads to, best to follow first: itself, the feeds its page names, the sitemaps of its
    // robots.txt (or the usual one), at most a dozen requests in all. The first entry is the address itself.
    [[nodiscard]] std::vector<Probe> discover(std::string_view url);

  private:
    struct Site {
        Robots robots;
        std::string problem;
        std::chrono::milliseconds ready_at{0};
        bool known = false;
    };
    Site& meet(const Url& url);
    [[nodiscard]] Exchange ask(const Url& url);
    [[nodiscard]] bool may_ask(const Url& url, Probe& probe);
    void read(const Exchange& exchange, const Url& url, const Source* source, Probe& probe);
    void read_page(const Exchange& exchange, const Url& url, const Source* source, Probe& probe);

    Fetcher& fetcher_;
    const Clock& clock_;
    std::string token_;
    std::chrono::milliseconds delay_;
    std::map<std::string, Site> sites_;
    std::uint64_t last_id_ = 0;
};

}  // namespace claimline
