// A tag scanner after the tokenizer of the HTML standard: comments, raw text elements, quotes; nothing else
// matters.

#include "crawler/html_links.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "core/text.h"
#include "crawler/aliases.h"
#include "crawler/xml_text.h"

namespace claimline {
namespace {

constexpr std::size_t kMaxAttribute = 8192;
constexpr std::size_t kMaxAttributes = 100;

constexpr bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

using Attributes = std::vector<std::pair<std::string_view, std::string_view>>;

std::optional<std::string_view> find(const Attributes& attributes, std::string_view name) {
    for (const auto& [key, value] : attributes) {
        if (equals_ignoring_case(key, name)) return value;
    }
    return std::nullopt;
}

// A word of a blank-separated list such as rel="nofollow ugc".
bool has_word(std::string_view list, std::string_view word) {
    while (!list.empty()) {
        while (!list.empty() && is_space(list[0])) list.remove_prefix(1);
        std::size_t end = 0;
        while (end < list.size() && !is_space(list[end])) ++end;
        if (equals_ignoring_case(list.substr(0, end), word)) return true;
        list.remove_prefix(end);
    }
    return false;
}

class Scanner {
  public:
    Scanner(std::string_view html, std::string_view product_token, std::size_t max_links)
        : html_(html), token_(product_token), max_links_(max_links) {}

    HtmlLinks run() {
        while (true) {
            at_ = html_.find('<', at_);
            if (at_ == std::string_view::npos || at_ + 1 >= html_.size()) return std::move(found_);
            ++at_;
            const char c = html_[at_];
            if (is_letter(c)) {
                read_tag();
            } else if (html_.compare(at_, 3, "!--") == 0) {
                skip_comment();
            } else if (c == '/' || c == '!' || c == '?') {
                if (open_link_ && ends_link()) close_link(at_ - 1);
                skip_past('>');
            }
        }
    }

  private:
    [[nodiscard]] bool ends_link() const {
        return at_ + 2 < html_.size() && html_[at_] == '/' && to_lower(html_[at_ + 1]) == 'a' &&
               (html_[at_ + 2] == '>' || is_space(html_[at_ + 2]));
    }

    void close_link(std::size_t end) {
        found_.titles.back() = title_fingerprint(html_.substr(link_text_, end - link_text_));
        open_link_ = false;
    }

    void skip_past(char c) {
        const auto end = html_.find(c, at_);
        at_ = end == std::string_view::npos ? html_.size() : end + 1;
    }

    void skip_comment() {
        if (html_.compare(at_, 4, "!-->") == 0) {
            at_ += 4;
            return;
        }
        const auto end = html_.find("-->", at_ + 3);
        // A comment that never ends swallows the page, as in a browser.
        at_ = end == std::string_view::npos ? html_.size() : end + 3;
    }

    void read_tag() {
        const std::size_t begin = at_;
        while (at_ < html_.size() && !is_space(html_[at_]) && html_[at_] != '>' && html_[at_] != '/') ++at_;
        const std::string_view name = html_.substr(begin, at_ - begin);
        if (!matters(name)) return skip_attributes();
        if (open_link_ && equals_ignoring_case(name, "a")) close_link(begin - 1);
        if (!read_attributes()) return;
        if (is_raw(name)) return skip_raw(name);
        use(name);
    }

    static bool is_raw(std::string_view name) {
        return equals_ignoring_case(name, "script") || equals_ignoring_case(name, "style") ||
               equals_ignoring_case(name, "textarea") || equals_ignoring_case(name, "title");
    }

    static bool matters(std::string_view name) {
        constexpr std::array<std::string_view, 7> kNames{"a",    "area",  "base",  "link",
                                                         "meta", "frame", "iframe"};
        return is_raw(name) || std::ranges::any_of(kNames, [&](std::string_view known) {
                   return equals_ignoring_case(name, known);
               });
    }

    // To behind the tag's '>', which quotes may hold as well.
    void skip_attributes() {
        char quote = 0;
        bool value_next = false;  // a quote opens a value only behind '='
        for (; at_ < html_.size(); ++at_) {
            const char c = html_[at_];
            if (quote != 0) {
                if (c == quote) quote = 0;
            } else if (c == '>') {
                ++at_;
                return;
            } else if ((c == '"' || c == '\'') && value_next) {
                quote = c;
                value_next = false;
            } else if (c == '=') {
                value_next = true;
            } else if (!is_space(c)) {
                value_next = false;
            }
        }
    }

    // False when the page ends inside the tag, which then is none.
    bool read_attributes() {
        attributes_.clear();
        while (at_ < html_.size()) {
            while (at_ < html_.size() && (is_space(html_[at_]) || html_[at_] == '/')) ++at_;
            if (at_ >= html_.size()) return false;
            if (html_[at_] == '>') {
                ++at_;
                return true;
            }
            const std::size_t begin = at_;
            ++at_;  // also a leading '=' belongs to the name
            while (at_ < html_.size() && !is_space(html_[at_]) && html_[at_] != '=' && html_[at_] != '>' &&
                   html_[at_] != '/') {
                ++at_;
            }
            const std::string_view name = html_.substr(begin, at_ - begin);
            while (at_ < html_.size() && is_space(html_[at_])) ++at_;
            std::string_view value;
            if (at_ < html_.size() && html_[at_] == '=') {
                ++at_;
                if (!read_value(value)) return false;
            }
            if (attributes_.size() < kMaxAttributes) attributes_.emplace_back(name, value);
        }
        return false;
    }

    bool read_value(std::string_view& value) {
        while (at_ < html_.size() && is_space(html_[at_])) ++at_;
        if (at_ >= html_.size()) return false;
        const char quote = html_[at_];
        const std::size_t begin = quote == '"' || quote == '\'' ? at_ + 1 : at_;
        std::size_t end = begin;
        if (begin > at_) {
            end = html_.find(quote, begin);
            if (end == std::string_view::npos) return false;
            at_ = end + 1;
        } else {
            while (end < html_.size() && !is_space(html_[end]) && html_[end] != '>') ++end;
            at_ = end;
        }
        value = html_.substr(begin, end - begin);
        return true;
    }

    // Scripts and titles hold no tags, whatever they look like.
    void skip_raw(std::string_view name) {
        while (true) {
            at_ = html_.find("</", at_);
            if (at_ == std::string_view::npos) {
                at_ = html_.size();
                return;
            }
            at_ += 2;
            if (equals_ignoring_case(html_.substr(at_, name.size()), name)) return skip_past('>');
        }
    }

    void use(std::string_view name) {
        if (equals_ignoring_case(name, "meta")) return use_meta();
        if (equals_ignoring_case(name, "frame") || equals_ignoring_case(name, "iframe")) {
            const auto src = find(attributes_, "src");
            if (src) add_link(*src);
            return;
        }
        const auto href = find(attributes_, "href");
        if (!href || href->size() > kMaxAttribute) return;
        if (equals_ignoring_case(name, "base")) {
            if (found_.base.empty()) found_.base = resolve_references(trim(*href));
        } else if (equals_ignoring_case(name, "link")) {
            use_link(*href);
        } else if (const auto rel = find(attributes_, "rel"); !rel || !has_word(*rel, "nofollow")) {
            open_link_ = add_link(*href);
            link_text_ = at_;
        }
    }

    void use_link(std::string_view href) {
        const std::string_view rel = find(attributes_, "rel").value_or("");
        if (has_word(rel, "canonical") && found_.canonical.empty())
            found_.canonical = resolve_references(trim(href));
        if (has_word(rel, "next") || has_word(rel, "prev")) add_link(href);
        if (!has_word(rel, "alternate") && !has_word(rel, "feed")) return;
        const std::string type = to_lower(trim(find(attributes_, "type").value_or("")));
        const bool feed =
            type.starts_with("application/rss+xml") || type.starts_with("application/atom+xml") ||
            type.starts_with("application/feed+json") || type.starts_with("application/rdf+xml");
        if (feed && found_.feeds.size() < max_links_) found_.feeds.push_back(resolve_references(trim(href)));
    }

    void use_meta() {
        const std::string_view content = find(attributes_, "content").value_or("");
        const std::string_view name = trim(find(attributes_, "name").value_or(""));
        if (equals_ignoring_case(name, "robots") || equals_ignoring_case(name, token_)) {
            found_.directives.add(parse_robots_directives(content, token_));
        }
        // https://www.w3.org/community/reports/tdmrep/CG-FINAL-tdmrep-20240510/, "tdm-reservation in HTML"
        if (equals_ignoring_case(name, "tdm-reservation"))
            found_.tdm_reservation = trim(content.substr(0, 20));
        if (equals_ignoring_case(name, "tdm-policy"))
            found_.tdm_policy = trim(content.substr(0, kMaxAttribute));
        if (equals_ignoring_case(find(attributes_, "property").value_or(""), "og:type"))
            found_.og_type = to_lower(trim(content));
        if (equals_ignoring_case(trim(find(attributes_, "http-equiv").value_or("")), "refresh"))
            use_refresh(content);
    }

    // "0; url=/moved.html"
    void use_refresh(std::string_view content) {
        content = trim(content);
        unsigned seconds = 0;
        const auto [end, error] = std::from_chars(content.data(), content.data() + content.size(), seconds);
        if (error != std::errc() || seconds > 30 || !found_.refresh.empty()) return;
        content.remove_prefix(static_cast<std::size_t>(end - content.data()));
        const auto start = content.find_first_not_of(" \t\r\n;,.0123456789");
        if (start == std::string_view::npos) return;
        content.remove_prefix(start);
        if (content.size() > 4 && equals_ignoring_case(content.substr(0, 3), "url")) {
            const auto equals = content.find('=');
            if (equals == std::string_view::npos) return;
            content = trim(content.substr(equals + 1));
        }
        if (content.size() > 1 && (content[0] == '"' || content[0] == '\'')) {
            content = content.substr(1, content.find(content[0], 1) - 1);
        }
        if (content.size() <= kMaxAttribute) found_.refresh = resolve_references(content);
    }

    bool add_link(std::string_view href) {
        if (href.size() > kMaxAttribute || found_.links.size() >= max_links_) return false;
        href = trim(href);
        if (href.empty() || href[0] == '#') return false;
        open_link_ = false;  // of a link that was never closed
        found_.links.push_back(resolve_references(href));
        found_.titles.push_back(0);
        return true;
    }

    std::string_view html_;
    std::string_view token_;
    std::size_t max_links_;
    std::size_t at_ = 0;
    bool open_link_ = false;  // the last link's text is being passed, from link_text_ on
    std::size_t link_text_ = 0;
    Attributes attributes_;
    HtmlLinks found_;
};

}  // namespace

HtmlLinks scan_links(std::string_view html, std::string_view product_token, std::size_t max_links) {
    return Scanner(html, product_token, max_links).run();
}

void RobotsDirectives::add(const RobotsDirectives& more) {
    noindex = noindex || more.noindex;
    nofollow = nofollow || more.nofollow;
    noarchive = noarchive || more.noarchive;
}

std::string to_text(const RobotsDirectives& directives) {
    std::string out;
    const auto put = [&out](bool said, const char* word) {
        if (said) out += (out.empty() ? "" : ", ") + std::string(word);
    };
    put(directives.noindex, "noindex");
    put(directives.nofollow, "nofollow");
    put(directives.noarchive, "noarchive");
    return out;
}

RobotsDirectives parse_robots_directives(std::string_view text, std::string_view product_token) {
    RobotsDirectives directives;
    bool for_us = true;
    while (!text.empty()) {
        const auto end = std::min(text.find(','), text.size());
        std::string_view word = trim(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        // "otherbot: noindex, nofollow" holds for that agent up to the next one.
        if (const auto colon = word.find(':'); colon != std::string_view::npos) {
            const std::string_view agent = trim(word.substr(0, colon));
            if (!equals_ignoring_case(agent, "unavailable_after") &&
                agent.find('-') == std::string_view::npos) {
                for_us = equals_ignoring_case(agent, product_token);
                word = trim(word.substr(colon + 1));
            }
        }
        if (!for_us) continue;
        const bool none = equals_ignoring_case(word, "none");
        directives.noindex = directives.noindex || none || equals_ignoring_case(word, "noindex");
        directives.nofollow = directives.nofollow || none || equals_ignoring_case(word, "nofollow");
        directives.noarchive = directives.noarchive || equals_ignoring_case(word, "noarchive");
    }
    return directives;
}

}  // namespace claimline
