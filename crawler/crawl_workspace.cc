// What a crawl needs before its loop can begin: the stores of a workspace, repaired, and a source for a bare
// address.

#include <algorithm>

#include "core/url.h"
#include "crawler/crawl.h"

namespace claimline {

Result<CrawlReport> crawl_workspace(const std::filesystem::path& workspace, const CrawlJob& job,
                                    const Clock& clock) {
    FrontierOptions options;
    options.pages_per_host = job.pages_per_host;
    const auto frontier = open_sqlite_frontier(workspace / "crawl.db", options);
    if (!frontier) return tl::unexpected(frontier.error());
    ArchiveOptions archive_options;
    archive_options.user_agent = job.fetch.user_agent;
    const auto archive = open_archive(workspace / "archive", clock, archive_options);
    if (!archive) return tl::unexpected(archive.error());
    const auto committed = (*frontier)->committed();
    if (!committed) return tl::unexpected(committed.error());
    if (const auto done = (*archive)->repair(*committed); !done) return tl::unexpected(done.error());
    const auto fetcher = open_curl_fetcher(job.fetch);
    if (!fetcher) return tl::unexpected(fetcher.error());
    return crawl(job, **frontier, **fetcher, **archive, clock);
}

Result<Source> make_site_source(std::string_view url) {
    const auto parsed = parse_url(url);
    if (!parsed) return tl::unexpected(parsed.error());
    Source source;
    source.kind = SourceKind::site;
    source.url = normalise_url(*parsed).href;
    source.id = "site-" + parsed->origin().substr(parsed->scheme.size() + 3);
    std::ranges::replace_if(
        source.id, [](char c) { return c == ':' || c == '[' || c == ']'; }, '-');
    source.name = parsed->host;
    source.every = std::chrono::hours(24);
    return source;
}

}  // namespace claimline
