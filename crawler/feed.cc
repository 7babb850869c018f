// One visitor for all XML dialects: they differ in names, not in what they say.

#include "crawler/feed.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>

#include "core/text.h"
#include "crawler/xml_reader.h"

namespace claimline {
namespace {

constexpr std::size_t kMaxItems = 50000;
constexpr std::size_t kMaxText = 64 * 1024;  // of one field

std::string_view attribute(const XmlVisitor::Attributes& attributes, std::string_view name) {
    for (const auto& [key, value] : attributes) {
        if (key == name) return value;
    }
    return {};
}

class FeedVisitor final : public XmlVisitor {
  public:
    explicit FeedVisitor(const Url& base) : bases_{{0, base}} {}

    void open(std::string_view name, std::string_view prefix, std::string_view,
              const Attributes& attributes) override {
        ++depth_;
        if (depth_ == 1) {
            is_feed_ = name == "rss" || name == "RDF" || name == "feed" || name == "channel";
        }
        if (const auto base = attribute(attributes, "base"); !base.empty()) {
            if (auto url = resolve_url(bases_.back().second, trim(base)))
                bases_.emplace_back(depth_, std::move(*url));
        }
        text_.clear();
        if (name == "item" || name == "entry") return open_item(attributes);
        if (!is_own(prefix)) return;
        if (name == "link") open_link(attributes);
        if (name == "guid")
            permalink_ = !equals_ignoring_case(trim(attribute(attributes, "isPermaLink")), "false");
        if (name == "image" || name == "textinput" || name == "textInput" || name == "source") ++aside_;
    }

    void close(std::string_view name, std::string_view prefix) override {
        const std::string_view text = trim(text_);
        if (name == "item" || name == "entry") {
            close_item();
        } else if (is_own(prefix) &&
                   (name == "image" || name == "textinput" || name == "textInput" || name == "source")) {
            if (aside_ > 0) --aside_;
        } else if (aside_ == 0) {
            take(name, prefix, text);
        }
        text_.clear();
        if (bases_.size() > 1 && bases_.back().first == depth_) bases_.pop_back();
        --depth_;
    }

    void text(std::string_view text) override {
        if (text_.size() + text.size() <= kMaxText) text_.append(text);
    }

    Result<Feed> finish() && {
        if (!is_feed_) return fail(ErrorKind::invalid_input, "not a feed");
        if (item_) close_item();  // cut off
        return std::move(feed_);
    }

  private:
    // Atom and RSS names come with no prefix or one that stands for them; media:, itunes: and the like are
    // others.
    static bool is_own(std::string_view prefix) {
        return prefix.empty() || prefix == "atom" || prefix == "rss" || prefix == "a10";
    }

    void open_item(const Attributes& attributes) {
        if (item_) close_item();
        item_.emplace();
        about_ = attribute(attributes, "about");
        guid_.clear();
        permalink_ = true;
        aside_ = 0;
    }

    void open_link(const Attributes& attributes) {
        const std::string_view href = trim(attribute(attributes, "href"));
        const std::string_view rel = attribute(attributes, "rel");
        if (href.empty() || aside_ > 0 || !(rel.empty() || rel == "alternate")) return;
        put_url(href);
    }

    void put_url(std::string_view reference) {
        std::string& where = item_ ? item_->url : feed_.home;
        if (!where.empty() || reference.empty()) return;
        if (const auto url = resolve_url(bases_.back().second, reference)) where = url->href;
    }

    void take(std::string_view name, std::string_view prefix, std::string_view text) {
        const auto put = [&](std::string& field) {
            if (field.empty()) field = text;
        };
        if (prefix == "dc" || prefix == "dcterms") {
            if (!item_) return;
            if (name == "title") put(item_->title);
            if (name == "date" || name == "issued" || name == "created") put(item_->published);
            if (name == "modified") put(item_->updated);
            return;
        }
        if (prefix == "feedburner" && name == "origLink" && item_) {
            item_->url.clear();
            return put_url(text);
        }
        if (!is_own(prefix)) return;
        if (name == "title") return put(item_ ? item_->title : feed_.title);
        if (name == "link") return put_url(text);
        if (!item_) return;
        if (name == "guid" || name == "id") put(item_->id);
        if (name == "guid" && permalink_) guid_ = text;
        if (name == "pubDate" || name == "published" || name == "issued" || name == "created")
            put(item_->published);
        if (name == "updated" || name == "modified") put(item_->updated);
    }

    void close_item() {
        if (!item_) return;
        if (guid_.find("://") != std::string::npos) put_url(guid_);
        if (item_->id.empty()) item_->id = about_;
        put_url(about_);
        if (feed_.items.size() < kMaxItems) feed_.items.push_back(std::move(*item_));
        item_.reset();
    }

    Feed feed_;
    std::optional<FeedItem> item_;
    std::string about_;
    std::string guid_;
    bool permalink_ = true;
    std::string text_;
    bool is_feed_ = false;
    int depth_ = 0;
    int aside_ = 0;  // inside <image>, <source> ..., whose titles and links are not the item's
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
        feed.items.push_back({url ? url->href : "", text_of(item, "id"), text_of(item, "title"),
                              text_of(item, "date_published"), text_of(item, "date_modified")});
    }
    return feed;
}

}  // namespace

Result<Feed> parse_feed(std::string_view bytes, const Url& base, std::string_view charset) {
    const std::string_view start = trim(bytes.substr(0, 256));
    if (start.starts_with('{') || start.starts_with("\xEF\xBB\xBF{")) return parse_json_feed(bytes, base);
    FeedVisitor visitor(base);
    read_xml(bytes, charset, visitor);
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
