// Who may lead where: a feed to any host, a site only to itself, an index page to what its pattern names.

#include "crawler/harvest.h"

#include <algorithm>
#include <functional>

#include "core/text.h"
#include "crawler/decode.h"
#include "crawler/feed.h"
#include "crawler/moments.h"
#include "crawler/sitemap.h"
#include "crawler/tdm_rules.h"

namespace claimline {
namespace {

constexpr std::size_t kRemembered = 500000;  // then it starts anew; the frontier knows its URLs anyway
constexpr std::uint32_t kSitemapDepth = 4;   // an index of indexes of sitemaps is as deep as honest sites go

bool same_host(const Url& a, const Url& b) {
    const auto is_default = [](const Url& url) { return url.port == (url.scheme == "https" ? 443 : 80); };
    return a.host == b.host && (a.port == b.port || (is_default(a) && is_default(b)));
}

// "/page/3", "?page=3", "?p=3&..": one of a row of lists.
bool is_pagination(const Url& url) {
    const std::string path = to_lower(url.path);
    const auto at = path.rfind("/page/");
    if (at != std::string::npos && at + 6 < path.size() && is_digit(path[at + 6])) return true;
    return url.query.starts_with("page=") || url.query.find("&page=") != std::string::npos;
}

bool is_html(std::string_view content_type, std::string_view body) {
    const std::string type = to_lower(content_type);
    if (type.find("html") != std::string::npos) return true;
    if (!type.empty() && !type.starts_with("text/plain") && !type.starts_with("application/octet-stream"))
        return false;
    const std::string head = to_lower(body.substr(0, 1024));
    return head.find("<html") != std::string::npos || head.find("<!doctype html") != std::string::npos;
}

// Each field speaks for itself: "otherbot: none" does not reach into the next one.
RobotsDirectives header_directives(const std::vector<HttpHeader>& headers, std::string_view token) {
    RobotsDirectives all;
    for (const HttpHeader& header : headers) {
        if (equals_ignoring_case(header.name, "X-Robots-Tag"))
            all.add(parse_robots_directives(header.value, token));
    }
    return all;
}

std::optional<Instant> last_change(const SitemapEntry& entry) {
    return std::max(parse_feed_date(entry.lastmod), parse_feed_date(entry.published));
}

}  // namespace

struct Harvester::Page {
    const Source& source;
    const Task& task;
    const Url& url;
    const std::vector<HttpHeader>& headers;
    Instant now;
    RobotsDirectives directives;  // of the header and the page
    Harvest out;

    // The links of a page count only where the source covers the page: a redirect may have led to another
    // host, which then is fetched, but not crawled, unless the source's own address moved there.
    [[nodiscard]] bool covers_site() const {
        if (source.kind != SourceKind::site) return false;
        if (task.redirects.empty()) return true;
        const auto first = parse_url(task.redirects.front());
        const auto start = parse_url(source.url);
        return first && (same_host(*first, url) || (start && normalise_url(*start).href == first->href));
    }
};

Harvester::Harvester(HarvestOptions options, Instant now) : options_(std::move(options)), traps_(now) {}

Harvest Harvester::harvest(const FetchedDocument& document, Instant now) {
    const auto& [source, task, url, headers, body, host_tdm] = document;
    Page page{source, task, url, headers, now, {}, {}};
    page.out.role = task.role;
    page.directives = header_directives(headers, options_.product_token);
    page.out.tdm =
        to_reservation(find_header(headers, "TDM-Reservation"), find_header(headers, "TDM-Policy"));
    const std::string_view type = find_header(headers, "Content-Type");
    if (task.role == Role::sitemap || looks_like_sitemap(body)) {
        harvest_sitemap(page, body);
    } else if (looks_like_feed(body)) {
        harvest_feed(page, body);
    } else if (task.role == Role::feed) {
        page.out.problem = "not a feed";
        if (source.kind == SourceKind::site) page.out.role = Role::index;
    } else if (is_html(type, body)) {
        harvest_html(page, body);
    }
    // Header, then page, then the file for the whole host: who speaks of one answer goes first.
    if (page.out.tdm.empty()) page.out.tdm = host_tdm;
    const bool reserved = source.tdm == RightsPolicy::obey && page.out.tdm.starts_with('1');
    const bool unread = source.noindex == RightsPolicy::obey && page.directives.noindex;
    if ((unread || reserved) && page.out.role == Role::article) page.out.role = Role::index;
    page.out.directives = to_text(page.directives);
    return std::move(page.out);
}

void Harvester::harvest_feed(Page& page, std::string_view body) {
    page.out.role = Role::feed;
    const auto feed = parse_feed(body, page.url, charset_of(find_header(page.headers, "Content-Type")));
    if (!feed) {
        page.out.problem = feed.error().message;
        return;
    }
    for (const FeedItem& item : feed->items) {
        const auto url = parse_url(item.url);
        if (!url || (page.source.kind == SourceKind::site && !same_host(*url, page.url))) continue;
        add(page, *url, Role::article, Priority::feed_item, page.task.depth + 1,
            title_fingerprint(item.title), std::max(item.updated, item.published));
    }
}

void Harvester::harvest_sitemap(Page& page, std::string_view body) {
    page.out.role = Role::sitemap;
    const auto plain = gunzip_if_needed(body);
    const auto map = plain ? parse_sitemap(*plain) : Result<Sitemap>(tl::unexpected(plain.error()));
    if (!map) {
        page.out.problem = map.error().message;
        return;
    }
    if (map->is_index && page.task.depth >= kSitemapDepth) return;
    for (const SitemapEntry& entry : map->entries) {
        const auto url = resolve_url(page.url, entry.url);
        // A sitemap speaks for its own host only (sitemaps.org, "Sitemap file location").
        if (!url || !same_host(*url, page.url)) continue;
        if (map->is_index) {
            add(page, *url, Role::sitemap, Priority::lead, page.task.depth + 1);
        } else if (page.source.link_pattern.empty() ||
                   url->href.find(page.source.link_pattern) != std::string::npos) {
            add(page, *url, Role::article, Priority::sitemap_item, page.task.depth + 1,
                title_fingerprint(entry.title), last_change(entry));
        }
    }
}

void Harvester::harvest_html(Page& page, std::string_view body) {
    const HtmlLinks links = scan_links(body, options_.product_token);
    page.directives.add(links.directives);
    if (page.out.tdm.empty()) page.out.tdm = to_reservation(links.tdm_reservation, links.tdm_policy);
    if (page.url.path == "/" || is_pagination(page.url)) page.out.role = Role::index;
    const auto given = links.base.empty() ? Result<Url>(page.url) : resolve_url(page.url, links.base);
    const Url& base = given ? *given : page.url;

    if (const auto target =
            links.refresh.empty() ? std::nullopt : redirect(page.task, base, links.refresh, page.now)) {
        if (target->url != page.task.url) {
            page.out.role = Role::index;
            page.out.found.push_back(*target);
        }
    }
    if (!links.canonical.empty()) {
        const auto canonical = resolve_url(base, links.canonical);
        // Templates that call every page "/" are common; a story is not.
        if (canonical && same_host(*canonical, page.url) && canonical->path != "/" &&
            normalise_url(*canonical).href != page.task.url) {
            page.out.alias = knows(normalise_url(*canonical).href);
            add(page, *canonical, page.out.role, Priority::link, page.task.depth);
            page.out.role = Role::index;
        }
    }
    if (page.directives.nofollow) return;
    if (page.source.kind == SourceKind::index && page.task.role == Role::index) {
        const auto rule = IndexRule::make(page.source);
        if (rule && *rule) return follow_rule(page, **rule, body, base);
    }
    follow_links(page, links, base);
}

// The start page and those behind it, as the source's selectors say.
void Harvester::follow_rule(Page& page, const IndexRule& rule, std::string_view body, const Url& base) {
    page.out.role = Role::index;
    const IndexPage index = rule.read(body, charset_of(find_header(page.headers, "Content-Type")));
    if (index.entries.empty()) page.out.problem = "the rule of the source selects no link";
    for (const IndexEntry& entry : index.entries) {
        const auto url = resolve_url(base, entry.url);
        if (!url || url->href.find(page.source.link_pattern) == std::string::npos) continue;
        add(page, *url, Role::article, Priority::feed_item, page.task.depth + 1,
            title_fingerprint(entry.title), entry.published);
    }
    const auto next =
        index.next.empty() ? Result<Url>(fail(ErrorKind::not_found, "")) : resolve_url(base, index.next);
    if (next && same_host(*next, page.url) && page.task.depth + 1 < page.source.max_pages)
        add(page, *next, Role::index, Priority::link, page.task.depth + 1);
}

void Harvester::follow_links(Page& page, const HtmlLinks& links, const Url& base) {
    const std::uint32_t depth = page.task.depth + 1;
    const bool site = page.covers_site();
    const bool index =
        page.source.kind == SourceKind::index && page.task.role == Role::index && page.task.depth == 0;
    if ((!site && !index) || depth > options_.max_depth) return;
    if (index) page.out.role = Role::index;
    if (site) {
        for (const std::string& reference : links.feeds) {
            const auto url = resolve_url(base, reference);
            if (url && same_host(*url, page.url)) add(page, *url, Role::feed, Priority::lead, depth);
        }
    }
    for (std::size_t i = 0; i < links.links.size(); ++i) {
        const std::string& reference = links.links[i];
        if (seen_raw(base, reference)) continue;
        const auto url = resolve_url(base, reference);
        if (!url || !same_host(*url, page.url) || traps_.is_trap(*url)) continue;
        if (index && url->href.find(page.source.link_pattern) == std::string::npos) continue;
        add(page, *url, Role::article, Priority::link, depth, links.titles[i]);
    }
}

std::optional<Discovery> Harvester::redirect(const Task& task, const Url& page, std::string_view location,
                                             Instant now) {
    const auto url = resolve_url(page, location);
    if (!url) return std::nullopt;
    Discovery target;
    target.url = normalise_url(*url).href;
    target.host = url->origin();
    target.source_id = task.source_id;
    target.role = task.role;
    target.priority = task.role == Role::article ? Priority::link : Priority::lead;
    target.depth = task.depth;
    target.via = task.via;
    target.redirects = task.redirects;
    target.redirects.push_back(task.url);
    target.due = now;
    return target;
}

std::vector<Discovery> Harvester::sitemaps(const Source& source, std::string_view origin,
                                           const std::vector<std::string>& listed, Instant now) {
    std::vector<Discovery> found;
    const auto base = parse_url(origin);
    if (!base) return found;
    const std::string robots = std::string(origin) + "/robots.txt";
    const auto add_one = [&](std::string_view reference, std::string via) {
        const auto url = resolve_url(*base, reference);
        if (!url || !same_host(*url, *base)) return;
        const Url normal = normalise_url(*url);
        if (!is_new(normal.href, Priority::lead)) return;
        found.push_back({normal.href,
                         normal.origin(),
                         source.id,
                         Role::sitemap,
                         Priority::lead,
                         0,
                         std::move(via),
                         {},
                         now});
    };
    for (const std::string& reference : listed) add_one(reference, robots);
    if (listed.empty()) add_one("/sitemap.xml", "");
    return found;
}

bool Harvester::seen_raw(const Url& base, std::string_view reference) {
    // Only references from the root mean the same on every page of a host.
    if (!reference.starts_with('/') || reference.starts_with("//")) return false;
    const std::hash<std::string_view> hash;
    if (raw_.size() > kRemembered) raw_.clear();
    return !raw_.insert(hash(base.host) * 31 + base.port + hash(reference)).second;
}

bool Harvester::knows(const std::string& url) const {
    return known_.contains(std::hash<std::string>{}(url));
}

bool Harvester::is_new(const std::string& url, Priority priority) {
    if (known_.size() > kRemembered) known_.clear();
    const auto [entry, inserted] = known_.try_emplace(std::hash<std::string>{}(url), priority);
    if (inserted) return true;
    if (entry->second <= priority) return false;
    entry->second = priority;
    return true;
}

void Harvester::add(Page& page, const Url& url, Role role, Priority priority, std::uint32_t depth,
                    std::uint64_t title, std::optional<Instant> said_at) {
    const Url normal = normalise_url(url);
    aliases_.named(normal, title);
    if (!is_new(normal.href, priority) && !said_at) return;
    page.out.found.push_back({normal.href,
                              normal.origin(),
                              page.task.source_id,
                              role,
                              priority,
                              depth,
                              page.task.url,
                              {},
                              page.now,
                              said_at,
                              title});
}

void Harvester::recall(const KnownUrl& known) {
    if (known_.size() > kRemembered) return;
    known_.try_emplace(std::hash<std::string_view>{}(known.url), known.priority);
    if (known.title == 0 && known.learnt == Learnt::nothing) return;
    const auto url = parse_url(known.url);
    if (!url) return;
    aliases_.named(*url, known.title);
    if (known.learnt != Learnt::nothing) aliases_.learn(*url, known.learnt == Learnt::alias);
}

}  // namespace claimline
