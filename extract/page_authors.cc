// Names offered as authors: see page_authors.h.
#include "extract/page_authors.h"

#include <algorithm>
#include <cmath>

#include "core/text.h"
#include "extract/page_places.h"

namespace claimline {
namespace {

using std::string_view;

constexpr std::size_t kMaxMentions = 300;

struct Mention {
    std::string name;
    std::string key;
    NameSource source{};
    Place place;
    bool in_bad_zone = false;
    bool bio_zone = false;
    bool is_link = false;
    bool follows_by = false;  // the text says "by" or its like
    float block_bytes = 0;    // of the byline it stands in
    float names_beside = 1;   // in the same byline
};

constexpr ClassWords kBadZones = bit(ClassWord::related) | bit(ClassWord::popular) | bit(ClassWord::comment) |
                                 bit(ClassWord::footer) | bit(ClassWord::sidebar) | bit(ClassWord::nav) |
                                 bit(ClassWord::promo) | bit(ClassWord::card);

std::string key_of(string_view name) {
    std::string key;
    for (const char c : fold(name)) {
        if (is_digit(c) || (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80) key += c;
    }
    return key;
}

bool contains_any(string_view text, std::initializer_list<string_view> parts) {
    return std::ranges::any_of(parts, [&](string_view part) { return text.find(part) != string_view::npos; });
}

bool is_author_link(string_view href) {
    return contains_any(href, {"/author", "/autor", "/profile", "/people/", "/staff/", "/by/", "/contributor",
                               "/writer", "/team/", "/journalist", "/redaktion/", "/auteur", "/autore",
                               "/user/", "/users/", "/columnist", "/reporter"});
}

bool begins_like_byline(string_view text) {
    const std::string lower = to_lower(text.substr(0, 24));
    for (const string_view opening :
         {"by ",          "by:",         "von ",     "par ",     "por ",    "di ",
          "door ",        "af ",         "av ",      "text: ",   "text by", "written by",
          "posted by",    "autor: ",     "autor ",   "author: ", "author ", "a cura di",
          "verfasst von", "redaktion: ", "words by", "story by", "tekst: "}) {
        if (lower.starts_with(opening)) return true;
    }
    return false;
}

class Collector {
  public:
    explicit Collector(const PageFacts& page) : page_(page), places_(page) {}

    std::vector<Mention> collect() {
        from_json_ld();
        from_meta();
        from_elements();
        from_blocks();
        return std::move(mentions_);
    }

  private:
    void add(string_view text, Mention mention) {
        if (text.size() > 300) return;
        const std::vector<std::string> names = split_byline(text);
        for (const std::string& name : names) {
            if (mentions_.size() >= kMaxMentions) return;
            mention.name = name;
            mention.key = key_of(name);
            mention.names_beside = static_cast<float>(names.size());
            if (mention.key.size() >= 2) mentions_.push_back(mention);
        }
    }

    static Mention of(NameSource source) {
        Mention mention;
        mention.source = source;
        return mention;
    }

    void from_json_ld() {
        const JsonLdDocument* main = page_.json_ld.main_article(page_.url, page_.meta.title);
        if (main != nullptr) {
            for (const std::string& name : main->authors) add(name, of(NameSource::json_ld_author));
        }
        for (const JsonLdDocument& document : page_.json_ld.documents) {
            if (&document == main) continue;
            for (const std::string& name : document.authors) add(name, of(NameSource::json_ld_person));
        }
    }

    void from_meta() {
        bool written_by = false;
        for (const MetaTag& tag : page_.meta.tags) {
            if (tag.content.starts_with("http") || tag.content.size() > 200) continue;
            if (tag.name == "twitter:label1")
                written_by = contains_any(to_lower(tag.content), {"written", "verfasst", "crit", "escrito",
                                                                  "scritto", "author", "geschreven"});
            if (tag.name == "twitter:data1" && written_by) add(tag.content, of(NameSource::twitter_data));
            if (contains_any(tag.name, {"twitter", "url", "_id", "-id", "image", "articleauthorid"}))
                continue;
            if (tag.name == "author") {
                add(tag.content, of(NameSource::meta_author));
            } else if (contains_any(tag.name, {"author", "creator", "byl", "writer"})) {
                add(tag.content, of(NameSource::meta_creator));
            }
        }
    }

    void from_elements() {
        for (std::uint32_t i = 1; i < page_.tree.size(); ++i) {
            const HtmlNode& node = page_.tree[i];
            if (node.tag == Tag::text || node.tag == Tag::meta || node.tag == Tag::link ||
                node.attributes_size == 0)
                continue;
            if (node.tag == Tag::body || node.tag == Tag::html) continue;
            const string_view item = page_.tree.attribute(i, Attribute::itemprop);
            const string_view rel = page_.tree.attribute(i, Attribute::rel);
            const bool author_item = item == "author" || item == "creator";
            const bool author_rel = contains_any(rel, {"author"});
            const bool link = node.tag == Tag::a && is_author_link(page_.tree.attribute(i, Attribute::href));
            const bool byline_class = (page_.words[i] & bit(ClassWord::byline)) != 0;
            if (!author_item && !author_rel && !link && !byline_class) continue;
            const std::string text = page_.tree.inner_text(i);
            if (text.empty() || text.size() > 200) continue;
            Mention mention = context_of(i);
            mention.source = author_item                                   ? NameSource::item_author
                             : author_rel                                  ? NameSource::rel_author
                             : link                                        ? NameSource::author_link
                             : node.tag == Tag::a || node.tag == Tag::span ? NameSource::author_class
                                                                           : NameSource::byline_class;
            mention.follows_by = begins_like_byline(text);
            mention.block_bytes = static_cast<float>(text.size());
            add(text, mention);
        }
    }

    void from_blocks() {
        for (const TextBlock& block : page_.blocks.blocks) {
            const string_view text = page_.blocks.of(block);
            if (text.size() > 160 || !begins_like_byline(text)) continue;
            Mention mention = context_of(block.first_text);
            mention.source = NameSource::byline_text;
            mention.follows_by = true;
            mention.block_bytes = static_cast<float>(text.size());
            add(text, mention);
        }
    }

    Mention context_of(std::uint32_t node) const {
        Mention mention;
        mention.place = places_.of(node);
        mention.is_link = page_.tree[node].tag == Tag::a;
        mention.in_bad_zone = (mention.place.zones & kBadZones) != 0;
        mention.bio_zone = ((mention.place.zones | mention.place.near) & bit(ClassWord::bio)) != 0;
        return mention;
    }

    const PageFacts& page_;
    PagePlaces places_;
    std::vector<Mention> mentions_;
};

void add_shape(string_view name, std::vector<float>& out) {
    float words = 0, capitals = 0, digits = 0, upper = 0;
    bool start = true, lower_word = false;
    for (const char c : name) {
        const bool big = c >= 'A' && c <= 'Z';
        if (start && c != ' ') {
            ++words;
            if (big || static_cast<unsigned char>(c) >= 0x80) ++capitals;
            if (c >= 'a' && c <= 'z') lower_word = true;
        }
        if (big) ++upper;
        if (is_digit(c)) ++digits;
        start = c == ' ';
    }
    const std::string lower = to_lower(name);
    const bool organisation =
        contains_any(lower, {"redaktion", "editor",     "staff",     "team",    "news",   "press",
                             "gmbh",      "inc",        "verlag",    " ag",     "media",  "online",
                             "magaz",     "redacc",     "redazione", "agentur", "agency", "association",
                             "institut",  "university", "e.v",       "group"});
    const bool role =
        contains_any(lower, {"writer", "reporter", "correspondent", "author",    "posted",  "view",
                             "more",   "about",    "contributor",   "published", "updated", "comment",
                             "follow", "share",    "photo",         "foto",      "min",     "read",
                             "read",   "by ",      "home",          "senior",    "manager", "director"});
    const bool place_holder = lower == "admin" || lower == "administrator" || lower == "root" ||
                              lower == "user" || lower == "unknown" || lower == "guest" || lower == "null";
    out.insert(out.end(), {words, capitals / std::max(words, 1.0F), digits,
                           upper / static_cast<float>(name.size()), static_cast<float>(name.size()),
                           lower_word ? 1.0F : 0.0F, organisation ? 1.0F : 0.0F, role ? 1.0F : 0.0F,
                           place_holder ? 1.0F : 0.0F, contains_any(name, {".", "@", "_"}) ? 1.0F : 0.0F});
}

void fill_features(const std::vector<Mention>& all, const std::vector<NameCandidate>& candidates,
                   string_view site, string_view host, NameCandidate& candidate) {
    std::vector<float> out;
    std::array<float, kNameSourceCount> own{}, any{};
    float count = 0, best_distance = Place::kNoTitle, first_good = 0, shortest = 999, beside = 1,
          climb = Place::kFarClimb, prose = 1;
    bool good_zone = false, bio = false, by = false, link = false, bad_zone = false;
    for (const Mention& mention : all) {
        ++any[static_cast<std::size_t>(mention.source)];
        if (mention.key != candidate.key) continue;
        ++own[static_cast<std::size_t>(mention.source)];
        ++count;
        by |= mention.follows_by && !mention.in_bad_zone;
        bio |= mention.bio_zone;
        link |= mention.is_link;
        bad_zone |= mention.in_bad_zone;
        beside = std::max(beside, mention.names_beside);
        if (mention.in_bad_zone || mention.block_bytes <= 0) continue;
        good_zone = true;
        climb = std::min(climb, mention.place.climb);
        prose = std::min(prose, mention.place.share_of_prose);
        shortest = std::min(shortest, mention.block_bytes);
        if (std::abs(mention.place.to_title) < std::abs(best_distance))
            best_distance = mention.place.to_title;
    }
    for (const float value : own) out.push_back(std::min(value, 3.0F));
    for (const float value : any) out.push_back(std::min(value, 3.0F));
    float others_close = 0, rank = 0, inside = 0, holds = 0;
    bool before = true;
    for (const NameCandidate& other : candidates) {
        if (other.key == candidate.key) {
            before = false;
            continue;
        }
        if (before) ++rank;
        if (other.key.find(candidate.key) != std::string::npos) ++inside;
        if (candidate.key.find(other.key) != std::string::npos) ++holds;
    }
    for (const Mention& mention : all) {
        if (mention.key != candidate.key && !mention.in_bad_zone && std::abs(mention.place.to_title) <= 4)
            ++others_close;
    }
    first_good = good_zone ? 1 : 0;
    out.insert(out.end(),
               {count, best_distance, std::abs(best_distance), shortest, beside, first_good,
                bio ? 1.0F : 0.0F, by ? 1.0F : 0.0F, link ? 1.0F : 0.0F, bad_zone ? 1.0F : 0.0F, rank, inside,
                holds, others_close, static_cast<float>(candidates.size()), climb, prose});
    const std::string site_key = key_of(site), host_key = key_of(host);
    out.push_back(site_key == candidate.key ? 1.0F
                  : !site_key.empty() && (site_key.find(candidate.key) != std::string::npos ||
                                          candidate.key.find(site_key) != std::string::npos)
                      ? 0.5F
                      : 0.0F);
    out.push_back(host_key.find(candidate.key) != std::string::npos ? 1.0F : 0.0F);
    add_shape(candidate.name, out);
    std::copy_n(out.begin(), std::min(out.size(), kNameFeatureCount), candidate.features.begin());
}

string_view host_of(string_view url) {
    const std::size_t scheme = url.find("://");
    if (scheme == string_view::npos) return {};
    url.remove_prefix(scheme + 3);
    return url.substr(0, url.find('/'));
}

}  // namespace

std::vector<NameCandidate> collect_names(const PageFacts& page, string_view site) {
    const std::vector<Mention> mentions = Collector(page).collect();
    std::vector<NameCandidate> candidates;
    for (const Mention& mention : mentions) {
        const auto known = std::ranges::find(candidates, mention.key, &NameCandidate::key);
        if (known == candidates.end()) {
            candidates.push_back({mention.name, mention.key, mention.source, {}});
        } else if (mention.source < known->source) {
            known->name = mention.name;
            known->source = mention.source;
        }
    }
    for (NameCandidate& candidate : candidates)
        fill_features(mentions, candidates, site, host_of(page.url), candidate);
    return candidates;
}

}  // namespace claimline
