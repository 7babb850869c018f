#pragma once
// What a source file says of one source: where it is, how to follow it and how often.

#include <chrono>
#include <cstdint>
#include <string>

namespace claimline {

enum class SourceKind {
    feed,
    sitemap,
    index,
    page,
    site
};  // site: feeds, sitemaps and same-host links, all of it

// What follows from a publisher's wish about use: it is recorded with the capture in any case; `obey` also
// keeps the page from being read as an article.
enum class RightsPolicy { record, obey };

struct Source {
    std::string id;
    std::string name;
    SourceKind kind = SourceKind::feed;
    std::string url;
    std::string entity;    // id of the publisher in the entity table
    std::string category;  // regulator, company, media, register, court ...
    std::string region;
    std::string lang;
    std::chrono::seconds every{3600};
    bool enabled = true;
    std::string link_pattern;  // index pages: only links whose URL contains this
    // Index pages by rule (crawler/index_page.h): CSS selectors of an entry, of the link and the date in it,
    // and of the link to the next page, of which so many are followed.
    std::string item_selector;
    std::string link_selector;
    std::string date_selector;
    std::string next_selector;
    std::uint32_t max_pages = 10;
    RightsPolicy tdm = RightsPolicy::record;    // reserved mining rights (TDM Reservation Protocol)
    RightsPolicy noindex = RightsPolicy::obey;  // X-Robots-Tag and meta robots
    std::uint32_t expected_items = 0;           // in 30 days, as its user knows it; 0: as it used to have
    std::string confidence;                     // how well the address is confirmed: high, medium, low
    std::string terms;                          // what the publisher says about reuse
    std::string note;
    std::string origin;  // file it was read from
};

}  // namespace claimline
