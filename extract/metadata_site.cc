// The publication a page belongs to, its own address, and whether it shows only a part.
#include <algorithm>
#include <array>

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

struct SiteName {
    std::string value;
    double weight;  // log-odds or so: how often this field was right on labelled pages
    const char* origin;
};

constexpr std::array<std::string_view, 14> kOtherScripts{"ja", "zh", "ko", "ru", "uk", "bg", "el",
                                                         "ar", "he", "fa", "hi", "th", "sr", "mk"};
constexpr std::array<std::string_view, 8> kNoNames{"home",       "homepage", "website", "blog",
                                                   "startseite", "news",     "index",   "my site"};

template <std::size_t N>
bool in_list(const std::array<std::string_view, N>& list, std::string_view word) {
    return std::ranges::find(list, word) != list.end();
}

bool has_latin_letter(std::string_view text) {
    return std::ranges::any_of(text, [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
}

bool looks_like_host(std::string_view name) {
    const std::size_t dot = name.rfind('.');
    return dot != std::string_view::npos && dot > 0 && dot + 2 < name.size() &&
           name.find(' ') == std::string_view::npos;
}

std::string letters_of(std::string_view text) {
    std::string out;
    for (const char c : fold(text)) {
        if (is_digit(c) || (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80) out += c;
    }
    return out;
}

// Behind the last separator of <title>: "Headline | Post" -> "Post".
std::string_view title_tail(std::string_view title) {
    std::size_t cut = 0;
    for (const std::string_view separator :
         {" | ", " - ", " \u2013 ", " \u2014 ", " \u00bb ", " \u00b7 ", " :: "}) {
        const std::size_t at = title.rfind(separator);
        if (at != std::string_view::npos) cut = std::max(cut, at + separator.size());
    }
    const std::string_view tail = cut == 0 ? std::string_view() : trim(title.substr(cut));
    return tail.size() <= 40 && std::ranges::count(tail, ' ') <= 4 ? tail : std::string_view();
}

std::vector<SiteName> site_names(const PageFacts& page) {
    const JsonLdDocument* article = page.json_ld.main_article(page.url, page.meta.title);
    std::vector<SiteName> names{
        {page.json_ld.website, 3.0, "json-ld WebSite"},
        {std::string(page.meta.first({"og:site_name"})), 2.6, "meta og:site_name"},
        {article != nullptr ? article->publisher : page.json_ld.organization, 2.0, "json-ld publisher"},
        {std::string(page.meta.first({"application-name", "apple-mobile-web-app-title"})), 1.6,
         "meta application-name"},
        {std::string(title_tail(page.meta.title)), 1.4, "title"},
    };
    std::erase_if(names, [](const SiteName& name) {
        return name.value.empty() || name.value.size() > 80 || in_list(kNoNames, to_lower(name.value));
    });
    return names;
}

}  // namespace

Found find_site(const PageFacts& page) {
    std::vector<SiteName> names = site_names(page);
    const bool latin =
        page.meta.html_lang.empty() || !in_list(kOtherScripts, to_lower(page.meta.html_lang).substr(0, 2));
    const SiteName* best = nullptr;
    double best_weight = 0.5;
    for (const SiteName& name : names) {
        double weight = name.weight;
        // "post.example" is an address, and a name in another script than the page's is for another edition.
        if (looks_like_host(name.value)) weight -= 1.5;
        if (latin && !has_latin_letter(name.value)) weight -= 1.5;
        const std::string own = letters_of(name.value);
        for (const SiteName& other : names) {
            const std::string letters = letters_of(other.value);
            const bool agree = !letters.empty() && (own.find(letters) != std::string::npos ||
                                                    letters.find(own) != std::string::npos);
            if (&other != &name && agree) weight += 0.3 * other.weight;
        }
        if (weight <= best_weight) continue;
        best = &name;
        best_weight = weight;
    }
    if (best != nullptr) return {best->value, best->origin};
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
