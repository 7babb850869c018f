#include "crawler/crawl_sources.h"

#include <algorithm>

#include "core/url.h"

namespace claimline {
namespace {

Role start_role(SourceKind kind) {
    switch (kind) {
        case SourceKind::feed: return Role::feed;
        case SourceKind::sitemap: return Role::sitemap;
        case SourceKind::index: return Role::index;
        case SourceKind::page: return Role::article;
        case SourceKind::site: return Role::index;
    }
    return Role::article;
}

}  // namespace

Result<void> CrawlSources::open(const CrawlJob& job, Frontier& frontier, Tally& tally, Instant now) {
    for (const Source& source : job.sources) {
        tally.opened(source.id);
        if (!source.enabled) continue;
        const auto url = parse_url(source.url);
        if (!url) {
            tally.start_failed(source.id, source.url, url.error());
            continue;
        }
        const Url start = normalise_url(*url);
        opened_.try_emplace(source.id, Opened{&source, start.href});
        const bool site = source.kind == SourceKind::site;
        if (site) sites_.emplace(start.origin(), &source);
        Discovery first{
            start.href, start.origin(), source.id, start_role(source.kind), Priority::lead, 0, "", {}, now};
        const Again usual = site ? Again::all : Again::no;
        const auto done = frontier.open_source(source, first, job.again.value_or(usual), now);
        if (!done) return done;
    }
    return {};
}

bool CrawlSources::is_start(const Task& task) const {
    const auto source = opened_.find(task.source_id);
    if (source == opened_.end()) return false;
    const std::string& start = source->second.start;
    return task.url == start || (!task.redirects.empty() && task.redirects.front() == start);
}

std::vector<const Source*> CrawlSources::sites_at(const std::string& origin) const {
    std::vector<const Source*> sites;
    const auto [begin, end] = sites_.equal_range(origin);
    for (auto it = begin; it != end; ++it) sites.push_back(it->second);
    return sites;
}

bool CrawlSources::extend(const Source& site, const std::string& origin) {
    const auto known = sites_at(origin);
    if (std::ranges::find(known, &site) != known.end()) return false;
    sites_.emplace(origin, &site);
    return true;
}

std::vector<std::string> CrawlSources::ids() const {
    std::vector<std::string> ids;
    for (const auto& [id, source] : opened_) ids.push_back(id);
    return ids;
}

}  // namespace claimline
