// Class names by meaning: see class_words.h.
#include "extract/class_words.h"

#include <algorithm>
#include <array>
#include <string>

#include "core/text.h"

namespace claimline {
namespace {

struct Stem {
    std::string_view text;
    ClassWord word;
};

using enum ClassWord;

// Sorted. A token is read from the left, longest stem first ("articlebody" = article + body); stems of up to
// three letters must be the whole token. Collected from the naming habits of common publishing systems in
// English, German, French, Spanish, Italian and Dutch.
constexpr std::array kStems = std::to_array<Stem>({
    {"about", bio},
    {"abonn", newsletter},
    {"abstract", summary},
    {"account", login},
    {"action", tools},
    {"ad", promo},
    {"addthis", share},
    {"ads", promo},
    {"adsense", promo},
    {"adunit", promo},
    {"advert", promo},
    {"adv", promo},
    {"affiliate", promo},
    {"aktuell", popular},
    {"alert", popup},
    {"also", related},
    {"anzeige", promo},
    {"archive", card},
    {"article", article},
    {"articulo", article},
    {"artikel", article},
    {"aside", sidebar},
    {"attribution", caption},
    {"audio", video},
    {"auteur", byline},
    {"author", byline},
    {"autor", byline},
    {"avatar", bio},
    {"banner", promo},
    {"bildunterschrift", caption},
    {"bio", bio},
    {"biography", bio},
    {"blockquote", quote},
    {"blog", article},
    {"body", body},
    {"bookmark", share},
    {"bottom", footer},
    {"box", widget},
    {"brand", site},
    {"breadcrumb", nav},
    {"breaking", popular},
    {"btn", tools},
    {"button", tools},
    {"byline", byline},
    {"caption", caption},
    {"card", card},
    {"carousel", image},
    {"category", tags},
    {"categories", tags},
    {"chapo", summary},
    {"citation", footnote},
    {"cite", quote},
    {"comment", comment},
    {"commercial", promo},
    {"component", widget},
    {"consent", popup},
    {"contact", form},
    {"content", body},
    {"contenido", body},
    {"contenu", body},
    {"contributor", byline},
    {"cookie", popup},
    {"copy", body},
    {"copyright", legal},
    {"corpo", body},
    {"correction", legal},
    {"credit", caption},
    {"crumb", nav},
    {"cta", promo},
    {"cuerpo", body},
    {"date", date},
    {"datum", date},
    {"deal", promo},
    {"deck", summary},
    {"dek", summary},
    {"description", summary},
    {"dialog", popup},
    {"discla", legal},
    {"discuss", comment},
    {"disqus", comment},
    {"donat", form},
    {"dropdown", nav},
    {"email", newsletter},
    {"embed", video},
    {"endnote", footnote},
    {"entry", article},
    {"excerpt", summary},
    {"eyebrow", tags},
    {"facebook", share},
    {"fact", infobox},
    {"faq", infobox},
    {"featured", popular},
    {"feed", card},
    {"feedback", comment},
    {"figcaption", caption},
    {"figure", image},
    {"filter", form},
    {"flyout", nav},
    {"follow", share},
    {"foot", footer},
    {"footer", footer},
    {"footnote", footnote},
    {"form", form},
    {"foto", image},
    {"further", related},
    {"gallery", image},
    {"galerie", image},
    {"gate", login},
    {"gdpr", popup},
    {"grid", card},
    {"header", header},
    {"heading", title},
    {"headline", title},
    {"hero", header},
    {"hidden", hidden},
    {"hide", hidden},
    {"highlight", infobox},
    {"image", image},
    {"img", image},
    {"imprint", legal},
    {"info", meta},
    {"infobox", infobox},
    {"inhalt", body},
    {"inline", widget},
    {"intro", lead_in},
    {"invisible", hidden},
    {"item", card},
    {"keyword", tags},
    {"kicker", tags},
    {"kommentar", comment},
    {"label", tags},
    {"latest", popular},
    {"lead", lead_in},
    {"lede", lead_in},
    {"legal", legal},
    {"legend", caption},
    {"lightbox", image},
    {"linkedin", share},
    {"links", related},
    {"list", card},
    {"listing", card},
    {"live", live},
    {"liveblog", live},
    {"login", login},
    {"logo", site},
    {"main", body},
    {"masthead", header},
    {"media", image},
    {"member", login},
    {"menu", nav},
    {"message", popup},
    {"meta", meta},
    {"meter", login},
    {"modal", popup},
    {"module", widget},
    {"more", related},
    {"most", popular},
    {"nav", nav},
    {"navbar", nav},
    {"navi", nav},
    {"navigation", nav},
    {"news", article},
    {"newsletter", newsletter},
    {"next", related},
    {"notes", footnote},
    {"notice", popup},
    {"noprint", hidden},
    {"offcanvas", popup},
    {"offer", promo},
    {"offscreen", unseen},
    {"optin", newsletter},
    {"outbrain", related},
    {"overlay", popup},
    {"pager", nav},
    {"pagination", nav},
    {"panel", widget},
    {"paragraph", body},
    {"partner", promo},
    {"paywall", login},
    {"photo", image},
    {"picture", image},
    {"pinterest", share},
    {"player", video},
    {"plugin", widget},
    {"podcast", video},
    {"poll", form},
    {"popular", popular},
    {"popup", popup},
    {"popover", unseen},
    {"post", article},
    {"premium", login},
    {"preview", card},
    {"prev", related},
    {"previous", related},
    {"primary", body},
    {"print", tools},
    {"privacy", popup},
    {"product", promo},
    {"profile", bio},
    {"promo", promo},
    {"prose", body},
    {"published", date},
    {"pull", quote},
    {"pullquote", quote},
    {"quote", quote},
    {"rail", sidebar},
    {"rating", form},
    {"reaction", comment},
    {"read", article},
    {"readmore", related},
    {"recent", popular},
    {"recirc", related},
    {"recommend", related},
    {"reference", footnote},
    {"register", login},
    {"related", related},
    {"relacionad", related},
    {"reply", comment},
    {"reporter", byline},
    {"respond", comment},
    {"richtext", body},
    {"rollover", unseen},
    {"rubrik", tags},
    {"screen", unseen},
    {"search", form},
    {"secondary", sidebar},
    {"shar", share},
    {"share", share},
    {"shop", promo},
    {"sidebar", sidebar},
    {"side", sidebar},
    {"signup", newsletter},
    {"similar", related},
    {"single", article},
    {"site", site},
    {"skip", nav},
    {"slide", image},
    {"slideshow", image},
    {"slider", image},
    {"social", share},
    {"source", footnote},
    {"sponsor", promo},
    {"sr", unseen},
    {"standfirst", summary},
    {"sticky", popup},
    {"story", article},
    {"strap", summary},
    {"subheadline", summary},
    {"submit", form},
    {"subnav", nav},
    {"subscri", newsletter},
    {"subtitle", summary},
    {"suggest", related},
    {"summary", summary},
    {"survey", form},
    {"tab", nav},
    {"taboola", related},
    {"tabs", nav},
    {"tag", tags},
    {"tags", tags},
    {"teaser", card},
    {"teilen", share},
    {"tekst", body},
    {"telegram", share},
    {"terms", tags},
    {"testo", body},
    {"text", body},
    {"texte", body},
    {"texto", body},
    {"thumb", image},
    {"thumbnail", image},
    {"ticker", live},
    {"tile", card},
    {"time", date},
    {"timeline", live},
    {"timestamp", date},
    {"title", title},
    {"titel", title},
    {"titre", title},
    {"titulo", title},
    {"toast", popup},
    {"toc", nav},
    {"tool", tools},
    {"toolbar", tools},
    {"tooltip", unseen},
    {"top", header},
    {"topic", tags},
    {"transcript", body},
    {"trending", popular},
    {"tweet", quote},
    {"twitter", share},
    {"update", live},
    {"util", tools},
    {"verwandt", related},
    {"video", video},
    {"visually", unseen},
    {"vorspann", lead_in},
    {"vote", form},
    {"weitere", related},
    {"werbung", promo},
    {"whatsapp", share},
    {"widget", widget},
    {"writer", byline},
    {"wysiwyg", body},
});

static_assert(std::ranges::is_sorted(kStems,
                                     [](const Stem& a, const Stem& b) { return a.text[0] < b.text[0]; }));

// The longest stem that `token` begins with.
const Stem* longest_stem(std::string_view token) {
    const auto begin =
        std::ranges::lower_bound(kStems, token[0], {}, [](const Stem& s) { return s.text[0]; });
    const Stem* best = nullptr;
    for (auto stem = begin; stem != kStems.end() && stem->text[0] == token[0]; ++stem) {
        const bool fits = stem->text.size() <= 3 ? token == stem->text : token.starts_with(stem->text);
        if (fits && (best == nullptr || stem->text.size() > best->text.size())) best = &*stem;
    }
    return best;
}

ClassWords words_of_token(std::string_view token) {
    ClassWords words = 0;
    while (!token.empty()) {
        const Stem* stem = longest_stem(token);
        if (stem == nullptr) break;
        words |= bit(stem->word);
        token.remove_prefix(stem->text.size());
        if (token.starts_with('s')) token.remove_prefix(1);
    }
    return words;
}

ClassWords words_of_tag(Tag tag) {
    switch (tag) {
        case Tag::nav: return bit(nav);
        case Tag::aside: return bit(sidebar);
        case Tag::footer: return bit(footer);
        case Tag::header: return bit(header);
        case Tag::figcaption:
        case Tag::caption: return bit(caption);
        case Tag::figure: return bit(image);
        case Tag::form:
        case Tag::fieldset: return bit(form);
        case Tag::button: return bit(tools);
        case Tag::dialog: return bit(popup);
        case Tag::menu: return bit(nav);
        default: return 0;
    }
}

struct Role {
    std::string_view name;
    ClassWord word;
};
constexpr std::array kRoles = std::to_array<Role>({
    {"navigation", nav},
    {"complementary", sidebar},
    {"contentinfo", footer},
    {"banner", header},
    {"dialog", popup},
    {"alertdialog", popup},
    {"search", form},
    {"menu", nav},
    {"menubar", nav},
    {"tablist", nav},
    {"toolbar", tools},
    {"button", tools},
    {"article", article},
    {"main", body},
});

}  // namespace

ClassWords find_class_words(std::string_view value) {
    ClassWords words = 0;
    std::array<char, 32> token{};
    std::size_t length = 0;
    const auto flush = [&] {
        if (length > 1) words |= words_of_token({token.data(), length});
        length = 0;
    };
    char before = ' ';
    for (const char c : value.substr(0, 512)) {
        const bool upper = c >= 'A' && c <= 'Z';
        const bool letter = upper || (c >= 'a' && c <= 'z');
        // camelCase begins a new token, ALLCAPS does not
        if (!letter || (upper && before >= 'a' && before <= 'z')) flush();
        if (letter && length < token.size()) token[length++] = to_lower(c);
        before = c;
    }
    flush();
    return words;
}

std::vector<ClassWords> class_words_of(const HtmlTree& tree) {
    std::vector<ClassWords> words(tree.size(), 0);
    for (std::uint32_t i = 0; i < tree.size(); ++i) {
        if (tree[i].tag == Tag::text) continue;
        words[i] = words_of_tag(tree[i].tag);
        if (tree[i].attributes_size == 0 || tree[i].tag == Tag::meta || tree[i].tag == Tag::link) continue;
        for (const Attribute name : {Attribute::class_, Attribute::id, Attribute::test_id,
                                     Attribute::component, Attribute::itemprop, Attribute::aria_label}) {
            const std::string_view value = tree.attribute(i, name);
            if (!value.empty()) words[i] |= find_class_words(value);
        }
        const std::string_view role = tree.attribute(i, Attribute::role);
        for (const Role& known : kRoles) {
            if (role == known.name) words[i] |= bit(known.word);
        }
        if (tree.has(i, Attribute::hidden) || tree.has(i, Attribute::style)) words[i] |= bit(unseen);
    }
    return words;
}

}  // namespace claimline
