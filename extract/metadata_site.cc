// The publication a page belongs to, its own address, and whether it shows only a part.
#include "core/text.h"
#include "core/url.h"
#include "extract/metadata.h"

namespace claimline {
namespace {

std::string_view host_of(std::string_view url) {
    const std::size_t scheme = url.find("://");
    if (scheme == std::string_view::npos) return {};
    url.remove_prefix(scheme + 3);
    url = url.substr(0, url.find_first_of("/?#:"));
    if (url.starts_with("www.")) url.remove_prefix(4);
    return url;
}

// "www.x.example" and "m.x.example" are one site; so are a host and its parent.
bool same_site_host(std::string_view a, std::string_view b) {
    if (a.size() < b.size()) std::swap(a, b);
    return a == b || (a.ends_with(b) && a[a.size() - b.size() - 1] == '.') ||
           (a.starts_with("m.") && a.substr(2) == b) || (a.starts_with("amp.") && a.substr(4) == b);
}

}  // namespace

Found find_site(const PageFacts& page) {
    if (!page.json_ld.website.empty()) return {page.json_ld.website, "json-ld WebSite"};
    const std::string_view site = page.meta.first({"og:site_name"});
    if (!site.empty()) return {std::string(site), "meta og:site_name"};
    const std::string_view application = page.meta.first({"application-name"});
    if (!application.empty()) return {std::string(application), "meta application-name"};
    if (const JsonLdDocument* article = page.json_ld.main_article(page.url, page.meta.title)) {
        if (!article->publisher.empty()) return {article->publisher, "json-ld publisher"};
    }
    return {std::string(host_of(page.url)), "url"};
}

Found find_canonical(const PageFacts& page) {
    const auto base = parse_url(page.url);
    const auto believable = [&](std::string_view reference) -> std::string {
        if (reference.empty()) return {};
        const auto url = base ? resolve_url(*base, reference) : parse_url(reference);
        if (!url) return {};
        if (base && !same_site_host(host_of(base->href), host_of(url->href))) return {};
        // A canonical that leads to the front page is a mistake of the template.
        if (base && url->path == "/" && base->path != "/" && url->query.empty()) return {};
        return url->href;
    };
    if (std::string url = believable(page.meta.canonical); !url.empty())
        return {std::move(url), "link canonical"};
    if (std::string url = believable(page.meta.first({"og:url"})); !url.empty())
        return {std::move(url), "meta og:url"};
    return {};
}

Found find_partial(const PageFacts& page) {
    for (const JsonLdDocument& document : page.json_ld.documents) {
        if (document.needs_access) return {"partial", "json-ld isAccessibleForFree"};
    }
    const std::string_view tier = page.meta.first({"article:content_tier"});
    if (equals_ignoring_case(tier, "locked") || equals_ignoring_case(tier, "metered"))
        return {"partial", "meta article:content_tier"};
    if (page.tree.cut()) return {"partial", "page over a limit"};
    return {};
}

}  // namespace claimline
