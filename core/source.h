#pragma once
// What a source file says of one source: where it is, how to follow it and how often.

#include <chrono>
#include <string>

namespace claimline {

enum class SourceKind {
    feed,
    sitemap,
    index,
    page,
    site
};  // site: feeds, sitemaps and same-host links, all of it

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
    std::string confidence;    // how well the address is confirmed: high, medium, low
    std::string terms;         // what the publisher says about reuse
    std::string note;
    std::string origin;  // file it was read from
};

}  // namespace claimline
