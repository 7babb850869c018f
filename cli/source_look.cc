// One polite fetch an address, and one of a sample item through the whole extractor.

#include "cli/source_look.h"

#include <algorithm>
#include <cmath>

#include "cli/extraction.h"
#include "cli/fetching.h"
#include "cli/knowledge.h"
#include "crawler/sources.h"

namespace claimline {
namespace {

constexpr std::size_t kSampleTries = 3;  // items, until one may be had

const char* name_of(Probe::What what) {
    switch (what) {
        case Probe::What::nothing: return "nothing";
        case Probe::What::feed: return "feed";
        case Probe::What::sitemap: return "sitemap";
        case Probe::What::sitemap_index: return "sitemap index";
        case Probe::What::page: return "index page";
        case Probe::What::document: return "document";
    }
    return "nothing";
}

const char* unit_of(Probe::What what) {
    switch (what) {
        case Probe::What::feed: return "items";
        case Probe::What::sitemap: return "addresses";
        case Probe::What::sitemap_index: return "sitemaps";
        default: return "links";
    }
}

std::string seconds_in_words(std::chrono::milliseconds time) {
    return fmt::format("{:g} s", static_cast<double>(time.count()) / 1000);
}

}  // namespace

Result<SourceLooker> open_looker(const Workspace& workspace, const Source& source,
                                 const std::vector<std::string>& allow_net, const Context& context) {
    auto agent = user_agent(workspace.settings, {source});
    if (!agent) return Failure(agent.error());
    const std::string token = agent->substr(0, agent->find('/'));
    SourceLooker looker;
    auto fetcher = open_curl_fetcher(fetch_options(workspace.settings, std::move(*agent), allow_net));
    if (!fetcher) return Failure(fetcher.error());
    looker.fetcher = std::move(*fetcher);
    const auto delay = std::chrono::milliseconds(std::llround(workspace.settings.delay_seconds * 1000));
    looker.prober = std::make_unique<Prober>(*looker.fetcher, context.clock, token, delay);
    return looker;
}

std::string found_line(const Probe& probe) {
    std::string line = fmt::format("Found      {:<13}  {}", name_of(probe.what), probe.url);
    if (!probe.problem.empty()) return line + "  (" + probe.problem + ")";
    if (probe.what == Probe::What::document) return fmt::format("{}  ({})", line, probe.media_type);
    line += fmt::format("  ({} {}", probe.items.size(), unit_of(probe.what));
    if (const auto newest = probe.newest()) line += ", newest " + to_rfc3339(*newest).substr(0, 10);
    return line + ")";
}

std::string manners_line(const Probe& probe) {
    std::string line = probe.forbidden ? "robots.txt forbids it" : "robots.txt allows it";
    if (probe.crawl_delay) line += "; crawl-delay " + seconds_in_words(*probe.crawl_delay);
    if (!probe.terms.empty()) line += ".  Terms page linked: " + probe.terms;
    return line;
}

Result<std::optional<Sample>> take_sample(const Workspace* workspace, const Probe& probe, Prober& prober) {
    const bool lists = probe.what == Probe::What::feed || probe.what == Probe::What::sitemap ||
                       probe.what == Probe::What::page;
    if (!lists || probe.items.empty()) return std::optional<Sample>();
    std::vector<ProbedItem> newest = probe.items;
    std::ranges::stable_sort(newest, std::ranges::greater(), &ProbedItem::published);
    newest.resize(std::min(newest.size(), kSampleTries));
    Sample sample;
    Probe page;
    for (const ProbedItem& item : newest) {
        sample.url = item.url;
        sample.title = item.title;
        page = prober.look(item.url);
        if (page.problem.empty()) break;
    }
    sample.problem = page.problem;
    if (page.body.empty()) return std::optional(std::move(sample));
    const auto knowledge = load_knowledge(workspace);
    if (!knowledge) return Failure(knowledge.error());
    DocumentHints hints;
    hints.url = page.url;
    hints.media_type = page.media_type;
    const auto read = extract_bytes(page.body, hints, *knowledge, {}, page.url);
    if (!read) {
        sample.problem = read.error().message;
        return std::optional(std::move(sample));
    }
    if (!read->article.title.empty()) sample.title = read->article.title;
    sample.published = read->article.published;
    sample.text_bytes = read->article.text.size();
    sample.claims = read->claims.size();
    if (sample.text_bytes == 0) sample.problem = "it has no text";
    return std::optional(std::move(sample));
}

std::string sample_line(const Sample& sample) {
    std::string line = fmt::format("Sample     \"{}\"", sample.title.empty() ? sample.url : sample.title);
    if (!sample.problem.empty()) return line + "  (" + sample.problem + ")";
    return line + fmt::format("  ({}{} bytes of text) -> {} claim{}",
                              sample.published.empty() ? "" : sample.published.substr(0, 10) + ", ",
                              sample.text_bytes, sample.claims, sample.claims == 1 ? "" : "s");
}

}  // namespace claimline
