#pragma once
// From a fetched document to the URLs it leads to: feed items, sitemap entries, links; and the part it plays
// itself.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "core/source.h"
#include "core/url.h"
#include "crawler/aliases.h"
#include "crawler/frontier.h"
#include "crawler/html_links.h"
#include "crawler/index_page.h"
#include "crawler/traps.h"

namespace claimline {

struct Harvest {
    Role role = Role::article;
    std::vector<Discovery> found;
    bool alias = false;  // the page names a canonical address that was known before
    // What the publisher says about use, by header or page: "noindex, nofollow", and the reservation of text
    // and data mining rights ("1", "1 https://...").
    std::string directives;
    std::string tdm;
    std::string problem;  // why a feed or sitemap could not be read; empty when all is well
};

// An answer to read.
struct FetchedDocument {
    const Source& source;
    const Task& task;
    const Url& url;  // that answered
    const std::vector<HttpHeader>& headers;
    std::string_view body;      // decoded
    std::string_view host_tdm;  // what the host's tdmrep.json reserves for the URL
};

// What is fixed for the documents of one run.
struct HarvestOptions {
    std::string product_token;
    std::uint32_t max_depth = 32;
};

// One for a run: it remembers what it has found, so that the same link on a thousand pages costs one look.
class Harvester {
  public:
    Harvester(HarvestOptions options, Instant now);

    // Finds nothing twice, but for a better priority.
    [[nodiscard]] Harvest harvest(const FetchedDocument& document, Instant now);

    // Where a redirect leads; nothing when that is no URL to follow.
    [[nodiscard]] std::optional<Discovery> redirect(const Task& task, const Url& page,
                                                    std::string_view location, Instant now);

    // A URL that earlier runs knew.
    void recall(const KnownUrl& known);

    // What this run learns of addresses that are only other names; the harvester tells it how links name
    // them.
    [[nodiscard]] AliasPlaces& aliases() { return aliases_; }

    // True when something already led to that normalised URL in this run.
    [[nodiscard]] bool knows(const std::string& url) const;

    // The sitemaps that robots.txt lists for a site, or the usual place when it lists none.
    [[nodiscard]] std::vector<Discovery> sitemaps(const Source& source, std::string_view origin,
                                                  const std::vector<std::string>& listed, Instant now);

  private:
    struct Page;  // the document being harvested
    void harvest_feed(Page& page, std::string_view body);
    void harvest_sitemap(Page& page, std::string_view body);
    void harvest_html(Page& page, std::string_view body);
    void follow_links(Page& page, const HtmlLinks& links, const Url& base);
    void follow_rule(Page& page, const IndexRule& rule, std::string_view body, const Url& base);
    [[nodiscard]] bool seen_raw(const Url& base, std::string_view reference);
    [[nodiscard]] bool is_new(const std::string& url, Priority priority);
    void add(Page& page, const Url& url, Role role, Priority priority, std::uint32_t depth,
             std::uint64_t title = 0, std::optional<Instant> said_at = {});

    HarvestOptions options_;
    TrapGuard traps_;
    AliasPlaces aliases_;
    std::unordered_map<std::uint64_t, Priority>
        known_;                              // hash of a URL -> the best priority it was found with
    std::unordered_set<std::uint64_t> raw_;  // hashes of host and reference as written
};

}  // namespace claimline
