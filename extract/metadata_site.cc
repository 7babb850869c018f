// The publication a page belongs to: the names it gives itself, cleaned of what is no name, and weighed by
// how often their field is right, by agreement among them and with the host.
#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>

#include "core/text.h"
#include "extract/metadata.h"

namespace claimline {
namespace {

struct SiteName {
    std::string value;
    double weight;  // about the log-odds of its field; shares right per field on labelled pages are in
                    // docs/extraction.md
    const char* origin;
    std::string letters;
};

constexpr std::size_t kLongestName = 80;  // bytes; longer ones are slogans
constexpr std::size_t kLeastLetters = 4;  // what is left of a name when a part is cut off it
constexpr double kHostBonus = 1.2;        // for a name that is its host's, less for one that only holds it
constexpr double kAddressMalus = 1.5;     // "post.example" is an address
constexpr double kCompanyMalus = 1.5;     // "Harbour Publishing Ltd" owns the Harbour Post
constexpr double kAgreement = 0.3;        // of the weight of a name that says the same
constexpr double kAcronym = 0.5;          // share of the bonus for "HEP" when the host is hep.example
constexpr std::size_t kLongestAcronym = 4;

constexpr std::array<std::string_view, 9> kNoNames{"home", "homepage", "website", "blog",   "startseite",
                                                   "news", "index",    "my site", "welcome"};
// Second-level labels that registries sell names under: "post.co.example".
constexpr std::array<std::string_view, 12> kSecondLevel{"co",  "com", "org", "net", "gov", "ac",
                                                        "edu", "or",  "ne",  "go",  "gob", "gouv"};
constexpr auto kSeparators = std::to_array<std::string_view>(
    {" | ", " - ", " \u2013 ", " \u2014 ", " \u00bb ", " \u203a ", " \u00b7 ", " :: ", " \u2022 "});

template <std::size_t N>
bool in_list(const std::array<std::string_view, N>& list, std::string_view word) {
    return std::ranges::find(list, word) != list.end();
}

// Most of its letters are Latin ones.
bool is_latin(std::string_view text) {
    int latin = 0, other = 0;
    for (std::size_t at = 0; at < text.size();) {
        const auto code_point = static_cast<UChar32>(next_code_point(text, at));
        if (u_isalpha(code_point) == 0) continue;
        UErrorCode status = U_ZERO_ERROR;
        ++(uscript_getScript(code_point, &status) == USCRIPT_LATIN ? latin : other);
    }
    return latin >= other;
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

// The name ends in a legal form.
bool names_company(std::string_view name) {
    constexpr auto kForms =
        std::to_array<std::string_view>({"gmbh", "ag", "kg", "ltd", "limited", "inc", "llc", "plc", "corp",
                                         "sa", "spa", "srl", "bv", "oy", "ab", "as"});
    while (name.ends_with('.')) name.remove_suffix(1);
    const std::string last = letters_of(name.substr(name.rfind(' ') + 1));
    return name.find(' ') != std::string_view::npos && std::ranges::find(kForms, last) != kForms.end();
}

// First letters of the words: "Harbour Evening Post" -> "hep".
std::string initials_of(std::string_view name) {
    std::string out;
    bool start = true;
    for (const char c : fold(name)) {
        const bool letter = c >= 'a' && c <= 'z';
        if (letter && start) out += c;
        start = !letter && !is_digit(c) && static_cast<unsigned char>(c) < 0x80;
    }
    return out;
}

std::string_view host_of(std::string_view url) {
    const std::size_t scheme = url.find("://");
    if (scheme == std::string_view::npos) return {};
    url.remove_prefix(scheme + 3);
    url = url.substr(0, url.find_first_of("/?#:"));
    if (url.starts_with("www.")) url.remove_prefix(4);
    return url;
}

// The label that somebody registered: "news.post.co.example" -> "post".
std::string_view own_label(std::string_view host) {
    const auto cut_last = [&] {
        const std::size_t dot = host.rfind('.');
        if (dot == std::string_view::npos) return false;
        host = host.substr(0, dot);
        return true;
    };
    const auto last = [&] {
        const std::size_t dot = host.rfind('.');
        return dot == std::string_view::npos ? host : host.substr(dot + 1);
    };
    if (!cut_last()) return {};
    if (in_list(kSecondLevel, last())) cut_last();
    return last();
}

// "Post Online" -> "Post": the publication, not the mark of its web edition.
std::string_view without_edition(std::string_view name) {
    constexpr std::string_view kEdition = " online";
    if (name.size() < kEdition.size() + kLeastLetters) return name;
    const std::string_view tail = name.substr(name.size() - kEdition.size());
    const std::string_view rest = name.substr(0, name.size() - kEdition.size());
    // "Harbour Law Online": with two words in front it is a part of the name.
    return equals_ignoring_case(tail, kEdition) && rest.find(' ') == std::string_view::npos ? rest : name;
}

// Cuts off "(www.post.example)", ".com" and the rights that are reserved.
std::string tidy(std::string_view name) {
    name = trim(name);
    if (name.ends_with(')')) {
        const std::size_t open = name.rfind('(');
        if (open != std::string_view::npos && open > 0 &&
            name.substr(open).find('.') != std::string_view::npos)
            name = trim(name.substr(0, open));
    }
    if (looks_like_host(name)) {
        if (name.starts_with("www.")) name.remove_prefix(4);
        name = name.substr(0, name.find('.'));
    }
    while (!name.empty() && (name.back() == '.' || name.back() == ',')) name.remove_suffix(1);
    return collapse_space(without_edition(name));
}

// "© 2023 Harbour Post. All rights reserved." -> "Harbour Post"
std::string rights_holder(std::string_view text) {
    const std::string lower = to_lower(text);
    for (const std::string_view mark : {"all rights", "alle rechte", "tous droits", "todos los", ", "}) {
        const std::size_t at = lower.find(mark);
        if (at != std::string::npos && at > 0) text = text.substr(0, std::min(at, text.size()));
    }
    const auto skip = [&](std::string_view opening) {
        if (to_lower(text.substr(0, opening.size())) == opening) text = trim(text.substr(opening.size()));
    };
    text = trim(text);
    for (const std::string_view opening : {"copyright", "(c)", "\u00a9"}) skip(opening);
    while (!text.empty() && (is_digit(text[0]) || text[0] == '-' || text[0] == ' ')) text.remove_prefix(1);
    skip("by ");
    return std::string(trim(text));
}

// Parts of <title> that may be the site's name: the last and the first, as far as the heading lacks them.
std::vector<std::string_view> title_ends(std::string_view title, std::string_view heading) {
    std::size_t tail = 0, head = std::string_view::npos;
    for (const std::string_view separator : kSeparators) {
        const std::size_t last = title.rfind(separator);
        if (last != std::string_view::npos) tail = std::max(tail, last + separator.size());
        head = std::min(head, title.find(separator));
    }
    if (tail == 0) return {};
    const std::string known = letters_of(heading);
    std::vector<std::string_view> ends;
    for (const std::string_view end : {title.substr(tail), title.substr(0, head)}) {
        const bool short_enough = end.size() <= 40 && std::ranges::count(end, ' ') <= 4;
        if (short_enough && known.find(letters_of(end)) == std::string::npos) ends.push_back(trim(end));
    }
    return ends;
}

std::vector<SiteName> site_names(const PageFacts& page) {
    const JsonLdDocument* article = page.json_ld.main_article(page.url, page.meta.title);
    std::vector<SiteName> names;
    const auto add = [&](std::string_view text, double weight, const char* origin) {
        if (text.empty() || text.starts_with("http")) return;
        double malus = looks_like_host(trim(text)) ? kAddressMalus : 0;
        if (names_company(trim(text))) malus += kCompanyMalus;
        std::string name = tidy(text);
        std::string letters = letters_of(name);
        if (letters.size() < 2 || name.size() > kLongestName || in_list(kNoNames, to_lower(name))) return;
        names.push_back({std::move(name), weight - malus, origin, std::move(letters)});
    };
    add(page.json_ld.website, 3.0, "json-ld WebSite");
    add(page.meta.first({"og:site_name"}), 2.6, "meta og:site_name");
    add(article != nullptr ? article->publisher : page.json_ld.organization, 2.0, "json-ld publisher");
    add(page.meta.first({"application-name"}), 1.6, "meta application-name");
    add(page.meta.first({"apple-mobile-web-app-title"}), 1.6, "meta apple-mobile-web-app-title");
    add(page.meta.first({"publisher", "dc.publisher"}), 1.2, "meta publisher");
    // The words around a holder of rights are known for Latin languages only.
    if (const std::string holder = rights_holder(page.meta.first({"copyright", "dc.rights"}));
        is_latin(holder))
        add(holder, 1.0, "meta copyright");
    const std::string heading = page.title_node != 0 ? page.tree.inner_text(page.title_node) : std::string();
    double weight = 1.4;
    for (const std::string_view end : title_ends(page.meta.title, heading)) {
        add(end, weight, "title");
        weight = 0.7;  // the name rarely leads
    }
    return names;
}

// How well a name agrees with the host, 0..1: its letters are or hold the registered label, or its initials
// or what it has in brackets are. An acronym alone says less than the name it stands for.
double host_agreement(const SiteName& name, std::string_view label) {
    if (label.size() < 2) return 0;
    if (name.letters == label) return label.size() <= kLongestAcronym ? kAcronym : 1;
    const std::size_t open = name.value.rfind('(');
    if (initials_of(name.value) == label ||
        (open != std::string::npos && letters_of(std::string_view(name.value).substr(open)) == label))
        return 1;
    if (label.size() < 3 || name.letters.find(label) == std::string::npos) return 0;
    return static_cast<double>(label.size()) / static_cast<double>(name.letters.size());
}

// Of names with the same letters the one written with blanks and capitals: "harbourpost", "Harbour Post".
const SiteName& best_written(const std::vector<SiteName>& names, const SiteName& chosen) {
    const auto marks = [](const SiteName& name) {
        return std::ranges::count_if(name.value, [](char c) { return c == ' ' || (c >= 'A' && c <= 'Z'); });
    };
    const SiteName* best = &chosen;
    for (const SiteName& name : names) {
        const bool plain = marks(*best) == 0;
        if (plain && name.letters == chosen.letters && marks(name) > 0) best = &name;
    }
    return *best;
}

// "post.example" -> "post", but "ann.blogs.example" stays: the label in front is the site's.
std::string address_name(std::string_view host) {
    const std::string_view label = own_label(host);
    return std::string(!label.empty() && host.starts_with(label) ? label : host);
}

}  // namespace

Found find_site(const PageFacts& page) {
    std::vector<SiteName> names = site_names(page);
    const std::string_view host = host_of(page.url);
    const std::string label = letters_of(own_label(host));
    // Outlets are compared, asked for and tabled in Latin letters: a site that writes its name in others goes
    // by its Latin one, at worst by the one it registered.
    const auto foreign = [](const SiteName& name) { return !is_latin(name.value); };
    const bool registered = !label.empty() && address_name(host) != host;
    if (registered || !std::ranges::all_of(names, foreign)) std::erase_if(names, foreign);
    const SiteName* best = nullptr;
    double best_weight = 0;
    for (const SiteName& name : names) {
        double weight = name.weight + kHostBonus * host_agreement(name, label);
        for (const SiteName& other : names) {
            const bool agree = name.letters.find(other.letters) != std::string::npos ||
                               other.letters.find(name.letters) != std::string::npos;
            if (&other != &name && agree) weight += kAgreement * other.weight;
        }
        if (weight <= best_weight) continue;
        best = &name;
        best_weight = weight;
    }
    if (best == nullptr) return {address_name(host), "url"};
    const SiteName& written = best_written(names, *best);
    return {written.value, written.origin};
}

}  // namespace claimline
