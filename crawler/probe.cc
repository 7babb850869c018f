// One request after the other; what an answer is, is read by the same parsers that a crawl uses.

#include "crawler/probe.h"

#include <algorithm>
#include <array>
#include <set>

#include "core/text.h"
#include "crawler/decode.h"
#include "crawler/feed.h"
#include "crawler/html_links.h"
#include "crawler/index_page.h"
#include "crawler/moments.h"
#include "crawler/robots_policy.h"
#include "crawler/sitemap.h"

namespace claimline {
namespace {

using std::chrono::milliseconds;

constexpr int kRedirects = 10;
constexpr int kRobotsRedirects = 5;
constexpr std::size_t kFeeds = 4;
constexpr std::size_t kSitemaps = 3;
constexpr milliseconds kLongestDelay{60000};

bool is_redirect(const Exchange& exchange) {
    return exchange.end == FetchEnd::complete && exchange.status >= 300 && exchange.status < 400 &&
           exchange.status != 304;
}

std::string to_path(const Url& url) {
    return url.query.empty() ? url.path : url.path + '?' + url.query;
}

bool names_terms(std::string_view reference) {
    const std::string lower = to_lower(reference);
    return std::ranges::any_of(std::array{"terms", "legal", "copyright", "licence", "license"},
                               [&](const char* word) { return lower.find(word) != std::string::npos; });
}

void read_feed(const Exchange& exchange, const Url& url, Probe& probe) {
    probe.what = Probe::What::feed;
    const auto feed = parse_feed(probe.body, url, charset_of(find_header(exchange.headers, "Content-Type")));
    if (!feed) {
        probe.problem = feed.error().message;
        return;
    }
    for (const FeedItem& item : feed->items) {
        if (!item.url.empty())
            probe.items.push_back({item.url, item.title, std::max(item.published, item.updated)});
    }
    if (probe.items.empty()) probe.problem = "the feed has no item with a link";
}

void read_sitemap(const Url& url, Probe& probe) {
    probe.what = Probe::What::sitemap;
    const auto plain = gunzip_if_needed(probe.body);
    const auto map = plain ? parse_sitemap(*plain) : Result<Sitemap>(tl::unexpected(plain.error()));
    if (!map) {
        probe.problem = map.error().message;
        return;
    }
    if (map->is_index) probe.what = Probe::What::sitemap_index;
    for (const SitemapEntry& entry : map->entries) {
        const auto target = resolve_url(url, entry.url);
        if (!target || target->host != url.host) continue;
        probe.items.push_back({target->href, entry.title,
                               std::max(parse_feed_date(entry.published), parse_feed_date(entry.lastmod))});
    }
    if (probe.items.empty()) probe.problem = "the sitemap names no address of its own host";
}

}  // namespace

std::optional<Instant> Probe::newest() const {
    std::optional<Instant> newest;
    for (const ProbedItem& item : items) newest = std::max(newest, item.published);
    return newest;
}

Exchange Prober::ask(const Url& url) {
    Site& site = sites_[url.origin()];
    while (fetcher_.now() < site.ready_at) (void)fetcher_.poll(site.ready_at - fetcher_.now());
    const std::uint64_t id = ++last_id_;
    fetcher_.start({id, url.href, {}});
    while (true) {
        for (Exchange& exchange : fetcher_.poll(milliseconds(1000))) {
            if (exchange.id != id) continue;
            const auto asked = site.robots.crawl_delay().value_or(milliseconds::zero());
            site.ready_at = fetcher_.now() + std::max(delay_, std::min(asked, kLongestDelay));
            return std::move(exchange);
        }
    }
}

Prober::Site& Prober::meet(const Url& url) {
    Site& site = sites_[url.origin()];
    if (std::exchange(site.known, true)) return site;
    auto where = resolve_url(url, "/robots.txt");
    Exchange exchange = ask(*where);
    for (int step = 0; step < kRobotsRedirects && is_redirect(exchange); ++step) {
        where = resolve_url(*where, find_header(exchange.headers, "Location"));
        if (!where) break;
        exchange = ask(*where);
    }
    const RobotsRecord record = judge_robots(std::nullopt, exchange, clock_.now());
    if (!is_usable(record, clock_.now())) {
        site.problem =
            exchange.status != 0 ? fmt::format("the server answered {}", exchange.status) : exchange.error;
    }
    site.robots = to_robots(record, token_, clock_.now());
    return site;
}

bool Prober::may_ask(const Url& url, Probe& probe) {
    const Site& site = meet(url);
    probe.crawl_delay = site.robots.crawl_delay();
    if (!site.problem.empty()) {
        probe.problem = "robots.txt cannot be had, so nothing may be asked: " + site.problem;
        return false;
    }
    if (site.robots.allows(to_path(url))) return true;
    probe.forbidden = true;
    probe.problem = "robots.txt forbids it";
    return false;
}

Probe Prober::look(std::string_view text, const Source* source) {
    Probe probe;
    probe.url = text;
    auto url = parse_url(text);
    for (int step = 0; url && step <= kRedirects; ++step) {
        url = normalise_url(*url);
        probe.url = url->href;
        if (!may_ask(*url, probe)) return probe;
        const Exchange exchange = ask(*url);
        probe.status = exchange.status;
        if (!is_redirect(exchange)) {
            read(exchange, *url, source, probe);
            return probe;
        }
        url = resolve_url(*url, find_header(exchange.headers, "Location"));
    }
    probe.problem = url ? fmt::format("more than {} redirects", kRedirects) : url.error().message;
    return probe;
}

void Prober::read(const Exchange& exchange, const Url& url, const Source* source, Probe& probe) {
    if (exchange.end != FetchEnd::complete) {
        probe.problem = exchange.end == FetchEnd::refused ? exchange.error
                        : exchange.status == 0            ? "no answer: " + exchange.error
                                                          : "the answer is not whole: " + exchange.error;
        return;
    }
    if (exchange.status != 200) {
        probe.problem = fmt::format("the server answered {}", exchange.status);
        return;
    }
    auto body = decode_content(exchange.body, find_header(exchange.headers, "Content-Encoding"));
    if (!body) {
        probe.problem = body.error().message;
        return;
    }
    probe.body = std::move(*body);
    probe.media_type = find_header(exchange.headers, "Content-Type");
    const auto plain = gunzip_if_needed(probe.body);
    if (plain && looks_like_sitemap(*plain)) return read_sitemap(url, probe);
    if (looks_like_feed(probe.body)) return read_feed(exchange, url, probe);
    const bool html = to_lower(probe.media_type).find("html") != std::string::npos;
    probe.what = html ? Probe::What::page : Probe::What::document;
    if (html) read_page(exchange, url, source, probe);
}

void Prober::read_page(const Exchange& exchange, const Url& url, const Source* source, Probe& probe) {
    const HtmlLinks links = scan_links(probe.body, token_);
    const auto given = links.base.empty() ? Result<Url>(url) : resolve_url(url, links.base);
    const Url& base = given ? *given : url;
    for (const std::string& reference : links.feeds) {
        if (const auto feed = resolve_url(base, reference)) probe.feeds.push_back(normalise_url(*feed).href);
    }
    for (const std::string& reference : links.links) {
        const auto target = names_terms(reference) ? resolve_url(base, reference)
                                                   : Result<Url>(fail(ErrorKind::not_found, ""));
        if (target && probe.terms.empty()) probe.terms = target->href;
    }
    const auto rule =
        source == nullptr ? Result<std::optional<IndexRule>>(std::nullopt) : IndexRule::make(*source);
    const std::string pattern = source == nullptr ? std::string() : source->link_pattern;
    const auto wanted = [&](const Result<Url>& target) {
        return target && target->href.find(pattern) != std::string::npos;
    };
    if (rule && *rule) {
        const auto charset = charset_of(find_header(exchange.headers, "Content-Type"));
        for (const IndexEntry& entry : (*rule)->read(probe.body, charset).entries) {
            const auto target = resolve_url(base, entry.url);
            if (wanted(target))
                probe.items.push_back({normalise_url(*target).href, entry.title, entry.published});
        }
        if (probe.items.empty()) probe.problem = "the rule of the source selects no link";
        return;
    }
    std::set<std::string> seen{normalise_url(url).href};
    for (const std::string& reference : links.links) {
        const auto target = resolve_url(base, reference);
        if (!wanted(target) || target->host != url.host) continue;
        std::string href = normalise_url(*target).href;
        if (seen.insert(href).second) probe.items.push_back({std::move(href), {}, {}});
    }
}

std::vector<Probe> Prober::discover(std::string_view url) {
    std::vector<Probe> found{look(url)};
    const Probe first = found.front();
    if (first.what != Probe::What::page) return found;
    std::set<std::string> seen{first.url};
    const auto add = [&](const std::string& address) {
        if (!seen.insert(address).second) return;
        Probe probe = look(address);
        probe.body.clear();
        if (probe.what != Probe::What::page && probe.what != Probe::What::document)
            found.push_back(std::move(probe));
    };
    for (std::size_t i = 0; i < std::min(first.feeds.size(), kFeeds); ++i) add(first.feeds[i]);
    const auto base = parse_url(first.url);
    std::vector<std::string> sitemaps = meet(*base).robots.sitemaps();
    if (sitemaps.empty()) sitemaps.emplace_back("/sitemap.xml");
    for (std::size_t i = 0; i < std::min(sitemaps.size(), kSitemaps); ++i) {
        if (const auto map = resolve_url(*base, sitemaps[i]); map && map->host == base->host) add(map->href);
        const Probe index = found.back();
        if (index.what != Probe::What::sitemap_index) continue;
        // Of an index the part for news, else the one that changed last.
        const auto news = std::ranges::find_if(
            index.items, [](const ProbedItem& item) { return item.url.find("news") != std::string::npos; });
        const auto part = news != index.items.end()
                              ? news
                              : std::ranges::max_element(index.items, {}, &ProbedItem::published);
        if (part != index.items.end()) add(part->url);
    }
    const auto empty = [](const Probe& probe) { return probe.items.empty(); };
    found.erase(std::remove_if(found.begin() + 1, found.end(), empty), found.end());
    return found;
}

}  // namespace claimline
