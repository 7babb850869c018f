// One visitor for all XML dialects: they differ in names, not in what they say. The Channel Definition Format
// (1997) comes along for its attributes.

#include "crawler/feed.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <optional>

#include "core/text.h"
#include "crawler/moments.h"
#include "crawler/xml_reader.h"
#include "crawler/xml_text.h"

namespace claimline {
namespace {

constexpr std::size_t kMaxItems = 50000;
constexpr std::size_t kMaxText = 64 * 1024;  // of one field

std::string_view attribute(const XmlVisitor::Attributes& attributes, std::string_view name) {
    for (const auto& [key, value] : attributes) {
        if (equals_ignoring_case(key, name)) return value;
    }
    return {};
}

// Whose names an element speaks: `own` are those of RSS, RDF and Atom in all their versions.
enum class Vocabulary { own, dublin_core, media, feedburner, other };

// By the namespace that the prefix stands for; a feed that declares none, or one nobody knows, goes by its
// prefix.
Vocabulary vocabulary_of(std::string_view prefix, std::string_view space) {
    constexpr std::array<std::pair<std::string_view, Vocabulary>, 11> kSpaces{
        {{"purl.org/dc/", Vocabulary::dublin_core},
         {"search.yahoo.com/mrss", Vocabulary::media},
         {"rssnamespace.org/feedburner", Vocabulary::feedburner},
         {"w3.org/2005/atom", Vocabulary::own},
         {"purl.org/atom/ns", Vocabulary::own},
         {"purl.org/rss/1.0/modules", Vocabulary::other},
         {"purl.org/rss/1.0", Vocabulary::own},
         {"purl.org/net/rss1.1", Vocabulary::own},
         {"my.netscape.com/", Vocabulary::own},
         {"backend.userland.com/", Vocabulary::own},
         {"w3.org/1999/xhtml", Vocabulary::other}}};
    const std::string lower = to_lower(space);
    for (const auto& [name, vocabulary] : kSpaces)
        if (lower.find(name) != std::string::npos) return vocabulary;
    if (prefix.empty() || prefix == "atom" || prefix == "rss" || prefix == "a10") return Vocabulary::own;
    if (prefix == "dc" || prefix == "dcterms") return Vocabulary::dublin_core;
    if (prefix == "media") return Vocabulary::media;
    if (prefix == "feedburner") return Vocabulary::feedburner;
    return Vocabulary::other;
}

// How the text of an element stands for its meaning.
enum class Writing {
    plain,   // as it is; markup inside are elements of its own
    markup,  // HTML, escaped
    base64,
};

// RFC 4287 section 3.1.1 and 4.1.3.3; Atom 0.3 section 3.1. RSS says nothing: everybody writes HTML.
Writing writing_of(const XmlVisitor::Attributes& attributes, bool atom) {
    const std::string mode = to_lower(trim(attribute(attributes, "mode")));
    const std::string type = to_lower(trim(attribute(attributes, "type")));
    if (mode == "base64") return Writing::base64;
    if (mode == "escaped") return type == "text/plain" ? Writing::plain : Writing::markup;
    if (!atom || type == "html" || type == "text/html") return Writing::markup;
    const bool binary =
        type.find('/') != std::string::npos && !type.starts_with("text/") && !type.ends_with("xml");
    return binary ? Writing::base64 : Writing::plain;
}

std::string title_from(std::string_view text, Writing writing) {
    if (writing == Writing::base64) {
        const auto decoded = decode_base64(text);
        // Who writes a type that he does not know has often not encoded anything.
        return text_of_markup(decoded && is_valid_utf8(*decoded) ? *decoded : text);
    }
    return writing == Writing::markup ? text_of_markup(text) : collapse_space(text);
}

class FeedVisitor final : public XmlVisitor {
  public:
    explicit FeedVisitor(const Url& base) : bases_{{0, base}} {}

    void open(std::string_view written, std::string_view prefix, std::string_view space,
              const Attributes& attributes) override {
        ++depth_;
        const std::string name = to_lower(written);
        if (depth_ == 1) {
            is_feed_ = name == "rss" || name == "rdf" || name == "feed" || name == "channel";
            atom_ = name == "feed";
            take_cdf(attributes);
        }
        if (const auto base = attribute(attributes, "base"); !base.empty()) {
            if (auto url = resolve_url(bases_.back().second, trim(base)))
                bases_.emplace_back(depth_, std::move(*url));
        }
        const Vocabulary vocabulary = vocabulary_of(prefix, space);
        const bool own = vocabulary == Vocabulary::own;
        if (own && (name == "item" || name == "entry")) return open_item(attributes);
        if (field_ > 0 || aside_ > 0) return;
        if (own && (name == "image" || name == "textinput" || name == "source")) {
            aside_ = depth_;
            return;
        }
        if (own && name == "link") open_link(attributes);
        field_ = depth_;
        vocabulary_ = vocabulary;
        name_ = name;
        text_.clear();
        writing_ = writing_of(attributes, atom_);
        permalink_ = !equals_ignoring_case(trim(attribute(attributes, "isPermaLink")), "false");
        // Containers are no fields: what they hold is looked at one by one.
        if (depth_ == 1 || (own && (name == "channel" || name == "items"))) field_ = 0;
        if (vocabulary == Vocabulary::media && (name == "group" || name == "content")) field_ = 0;
    }

    void close(std::string_view written, std::string_view) override {
        if (field_ == depth_) {
            take(trim(text_));
            field_ = 0;
        } else if (aside_ == depth_) {
            aside_ = 0;
        } else if (field_ == 0 && aside_ == 0 &&
                   (equals_ignoring_case(written, "item") || equals_ignoring_case(written, "entry"))) {
            close_item();
        }
        if (bases_.size() > 1 && bases_.back().first == depth_) bases_.pop_back();
        --depth_;
    }

    void text(std::string_view text) override {
        if (field_ > 0 && text_.size() + text.size() <= kMaxText) text_.append(text);
    }

    Result<Feed> finish() && {
        if (!is_feed_) return fail(ErrorKind::invalid_input, "not a feed");
        if (item_) close_item();  // cut off
        return std::move(feed_);
    }

  private:
    void open_item(const Attributes& attributes) {
        if (item_) close_item();
        item_.emplace();
        about_ = attribute(attributes, "about");
        guid_.clear();
        media_title_.clear();
        field_ = 0;
        aside_ = 0;
        take_cdf(attributes);
    }

    void take_cdf(const Attributes& attributes) {
        open_link(attributes);
        put(updated(), parse_feed_date(attribute(attributes, "lastmod")));
    }

    void open_link(const Attributes& attributes) {
        const std::string_view href = trim(attribute(attributes, "href"));
        const std::string_view rel = trim(attribute(attributes, "rel"));
        if (href.empty() || !(rel.empty() || rel == "alternate")) return;
        put_url(href);
    }

    void put_url(std::string_view reference) {
        std::string& where = item_ ? item_->url : feed_.home;
        if (!where.empty() || reference.empty()) return;
        if (const auto url = resolve_url(bases_.back().second, reference)) where = url->href;
    }

    // A field has ended.
    void take(std::string_view text) {
        switch (vocabulary_) {
            case Vocabulary::own: return take_own(text);
            case Vocabulary::dublin_core: return take_dublin_core(text);
            case Vocabulary::media:
                if (name_ == "title" && media_title_.empty()) media_title_ = text_of_markup(text);
                return;
            case Vocabulary::feedburner:
                if (name_ != "origlink" || !item_) return;
                item_->url.clear();
                return put_url(text);
            case Vocabulary::other: return;
        }
    }

    void take_own(std::string_view text) {
        if (name_ == "title") put(item_ ? item_->title : feed_.title, title_from(text, writing_));
        if (name_ == "link") put_url(text);
        if (name_ == "guid" || name_ == "id") put(item_ ? item_->id : feed_.id, std::string(text));
        if (name_ == "guid" && permalink_) guid_ = text;
        if (name_ == "pubdate" || name_ == "published" || name_ == "issued" || name_ == "created")
            put(published(), parse_feed_date(text));
        if (name_ == "updated" || name_ == "modified" || name_ == "lastbuilddate")
            put(updated(), parse_feed_date(text));
    }

    void take_dublin_core(std::string_view text) {
        if (name_ == "title") put(item_ ? item_->title : feed_.title, text_of_markup(text));
        if (name_ == "date" || name_ == "issued" || name_ == "created")
            put(published(), parse_feed_date(text));
        if (name_ == "modified") put(updated(), parse_feed_date(text));
    }

    std::optional<Instant>& published() { return item_ ? item_->published : feed_.published; }
    std::optional<Instant>& updated() { return item_ ? item_->updated : feed_.updated; }

    // What is said first holds.
    static void put(std::string& field, std::string value) {
        if (field.empty()) field = std::move(value);
    }
    static void put(std::optional<Instant>& field, std::optional<Instant> value) {
        if (!field) field = value;
    }

    void close_item() {
        if (!item_) return;
        if (guid_.find("://") != std::string::npos) put_url(guid_);
        if (item_->id.empty()) item_->id = about_;
        put_url(about_);
        put(item_->title, std::move(media_title_));
        if (feed_.items.size() < kMaxItems) feed_.items.push_back(std::move(*item_));
        item_.reset();
    }

    Feed feed_;
    std::optional<FeedItem> item_;
    std::string about_;
    std::string guid_;
    bool permalink_ = true;
    std::string media_title_;

    // The field that is being read: it began at depth field_ (0: none) and may hold elements of its own.
    int field_ = 0;
    Vocabulary vocabulary_ = Vocabulary::other;
    std::string name_;
    Writing writing_ = Writing::plain;
    std::string text_;

    bool is_feed_ = false;
    bool atom_ = false;
    int depth_ = 0;
    int aside_ = 0;  // depth of an <image>, <source> ..., whose titles and links are not the item's
    std::vector<std::pair<int, Url>> bases_;  // xml:base, with the depth it was given at
};

// https://jsonfeed.org/version/1.1
Result<Feed> parse_json_feed(std::string_view bytes, const Url& base) {
    const auto json = nlohmann::json::parse(bytes, nullptr, false);
    const auto text_of = [](const nlohmann::json& object, const char* key) {
        const auto found = object.find(key);
        if (found == object.end()) return std::string();
        if (found->is_number()) return found->dump();
        return found->is_string() ? found->get<std::string>() : std::string();
    };
    if (!json.is_object() || text_of(json, "version").find("jsonfeed.org") == std::string::npos) {
        return fail(ErrorKind::invalid_input, "not a feed");
    }
    Feed feed;
    feed.title = text_of(json, "title");
    feed.home = text_of(json, "home_page_url");
    const auto items = json.find("items");
    if (items == json.end() || !items->is_array()) return feed;
    for (const nlohmann::json& item : *items) {
        if (!item.is_object() || feed.items.size() >= kMaxItems) continue;
        std::string reference = text_of(item, "url");
        if (reference.empty()) reference = text_of(item, "external_url");
        const auto url =
            reference.empty() ? Result<Url>(fail(ErrorKind::not_found, "")) : resolve_url(base, reference);
        feed.items.push_back({url ? url->href : "", text_of(item, "id"),
                              collapse_space(text_of(item, "title")),
                              parse_feed_date(text_of(item, "date_published")),
                              parse_feed_date(text_of(item, "date_modified"))});
    }
    return feed;
}

}  // namespace

Result<Feed> parse_feed(std::string_view bytes, const Url& base, std::string_view charset) {
    const std::string_view start = trim(bytes.substr(0, 256));
    if (start.starts_with('{') || start.starts_with("\xEF\xBB\xBF{")) return parse_json_feed(bytes, base);
    FeedVisitor visitor(base);
    read_xml(mend_references(bytes), charset, visitor);
    return std::move(visitor).finish();
}

bool looks_like_feed(std::string_view bytes) {
    const std::string_view head = bytes.substr(0, 4096);
    for (const std::string_view sign : {"<rss", "<rdf:RDF", "<RDF", "<feed", "<channel"}) {
        const auto at = head.find(sign);
        if (at != std::string_view::npos && head.substr(0, at).find("<html") == std::string_view::npos)
            return true;
    }
    return head.starts_with('{') && head.find("jsonfeed.org/version") != std::string_view::npos;
}

}  // namespace claimline
