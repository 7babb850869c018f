// The addresses a page gives for itself: canonical, AMP twin, further pages; and whether it shows only a
// part of its article.
#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include "core/text.h"
#include "core/url.h"
#include "extract/metadata.h"

namespace claimline {
namespace {

constexpr std::size_t kMaxPages = 50;
// Numbers of further pages are small; a larger one is an id or a year.
constexpr std::size_t kPageDigits = 3;

std::string_view bare_host(std::string_view host) {
    for (const std::string_view prefix : {"www.", "m.", "amp.", "mobile."}) {
        if (host.starts_with(prefix) && host.find('.', prefix.size()) != std::string_view::npos)
            return host.substr(prefix.size());
    }
    return host;
}

// "www.x.example" and "m.x.example" are one site; so are a host and its parent.
bool same_site(const Url& one, const Url& other) {
    std::string_view a = bare_host(one.host), b = bare_host(other.host);
    if (a.size() < b.size()) std::swap(a, b);
    return a == b || (a.ends_with(b) && a[a.size() - b.size() - 1] == '.');
}

std::optional<Url> resolved(const PageFacts& page, std::string_view reference) {
    if (trim(reference).empty()) return std::nullopt;
    const auto base = parse_url(page.url);
    auto url = base ? resolve_url(*base, trim(reference)) : parse_url(trim(reference));
    if (!url) return std::nullopt;
    return std::move(*url);
}

// What is left of `longer` behind the beginning and before the ending that both share.
std::string_view difference(std::string_view longer, std::string_view shorter) {
    std::size_t begin = 0;
    while (begin < shorter.size() && longer[begin] == shorter[begin]) ++begin;
    std::size_t end = 0;
    while (end < shorter.size() - begin &&
           longer[longer.size() - 1 - end] == shorter[shorter.size() - 1 - end])
        ++end;
    return longer.substr(begin, longer.size() - begin - end);
}

// "/2", "page/3/", "&page=2", "-2": words for a page and a small number.
bool is_page_number(std::string_view text) {
    std::size_t digits = 0;
    std::string word;
    for (const char c : text) {
        if (is_digit(c)) ++digits;
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) word += c;
    }
    constexpr std::array<std::string_view, 10> kWords{"",       "page",   "p",   "pg",   "seite",
                                                      "pagina", "pagenr", "pag", "part", "paged"};
    return digits > 0 && digits <= kPageDigits && std::ranges::find(kWords, to_lower(word)) != kWords.end();
}

// `url` is a further page of the article at `own`: the same address but for the number of a page.
bool continues(const Url& own, const Url& url) {
    if (!same_site(own, url) || own.href == url.href) return false;
    const std::string a = own.path + "?" + own.query, b = url.path + "?" + url.query;
    return is_page_number(a.size() < b.size() ? difference(b, a) : difference(a, b));
}

// The link shows a small number and nothing else.
bool shows_number(const HtmlTree& tree, std::uint32_t link) {
    std::size_t digits = 0;
    for (std::uint32_t i = link + 1; i < tree[link].end; ++i) {
        if (tree[i].tag != Tag::text) continue;
        const std::string_view text = trim(tree.text(i));
        digits += text.size();
        if (digits > kPageDigits || !std::ranges::all_of(text, is_digit)) return false;
    }
    return digits > 0;
}

Found find_continuation(const PageFacts& page, std::string_view reference, const char* origin) {
    const auto own = parse_url(page.url);
    const auto url = resolved(page, reference);
    // Blog systems use rel=next for the next post.
    if (!own || !url || !continues(*own, *url)) return {};
    return {url->href, origin};
}

}  // namespace

Found find_canonical(const PageFacts& page) {
    const auto base = parse_url(page.url);
    const auto believable = [&](std::string_view reference) -> std::string {
        const auto url = resolved(page, reference);
        if (!url) return {};
        if (base && !same_site(*base, *url)) return {};
        // A canonical that leads to the front page is a mistake of the template.
        if (base && url->path == "/" && base->path != "/" && url->query.empty()) return {};
        return url->href;
    };
    if (std::string url = believable(page.meta.canonical); !url.empty())
        return {std::move(url), "link canonical"};
    if (std::string url = believable(page.meta.first({"og:url"})); !url.empty())
        return {std::move(url), "meta og:url"};
    const JsonLdDocument* article = page.json_ld.main_article(page.url, page.meta.title);
    // Ids like "#article" are no addresses of their own.
    if (article == nullptr || article->url.find('#') != std::string::npos) return {};
    if (std::string url = believable(article->url); !url.empty()) return {std::move(url), "json-ld url"};
    return {};
}

Found find_amp(const PageFacts& page) {
    const auto url = resolved(page, page.meta.amp);
    if (!url || url->href == page.url) return {};
    return {url->href, "link amphtml"};
}

Found find_next_page(const PageFacts& page) {
    return find_continuation(page, page.meta.next_page, "link next");
}

Found find_previous_page(const PageFacts& page) {
    return find_continuation(page, page.meta.previous_page, "link prev");
}

std::vector<std::string> find_pages(const PageFacts& page) {
    std::vector<std::string> pages;
    const auto own = parse_url(page.url);
    if (!own) return pages;
    std::set<std::string> seen;
    for (std::uint32_t i = 0; i < page.tree.size() && pages.size() < kMaxPages; ++i) {
        if (page.tree[i].tag != Tag::a || !shows_number(page.tree, i)) continue;
        const auto url = resolved(page, page.tree.attribute(i, Attribute::href));
        if (url && continues(*own, *url) && seen.insert(url->href).second) pages.push_back(url->href);
    }
    return pages;
}

Found find_partial(const PageFacts& page) {
    for (const JsonLdDocument& document : page.json_ld.documents) {
        if (document.needs_access) return {"partial", "json-ld isAccessibleForFree"};
        if (document.has_locked_part) return {"partial", "json-ld hasPart"};
    }
    const std::string_view tier = page.meta.first({"article:content_tier"});
    if (equals_ignoring_case(tier, "locked") || equals_ignoring_case(tier, "metered"))
        return {"partial", "meta article:content_tier"};
    if (page.tree.cut()) return {"partial", "page over a limit"};
    return {};
}

}  // namespace claimline
