// JSON-LD for articles: see jsonld.h.
#include "extract/jsonld.h"

#include <algorithm>
#include <array>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "core/text.h"
#include "extract/html_entities.h"

namespace claimline {
namespace {

using Json = nlohmann::json;

// Nodes looked at in one page; a page of tens of thousands is no article.
constexpr std::size_t kMaxNodes = 20'000;

std::string text_of(const Json& value) {
    if (value.is_string()) return collapse_space(decode_entities(value.get_ref<const std::string&>()));
    if (value.is_array() && !value.empty()) return value[0].is_string() ? text_of(value[0]) : std::string();
    if (value.is_object()) {
        for (const char* key : {"@value", "name", "@id"}) {
            const auto found = value.find(key);
            if (found != value.end() && found->is_string()) return text_of(*found);
        }
    }
    return {};
}

std::string text_at(const Json& node, const char* key) {
    const auto found = node.find(key);
    return found == node.end() ? std::string() : text_of(*found);
}

std::vector<std::string> types_of(const Json& node) {
    std::vector<std::string> types;
    const auto found = node.find("@type");
    if (found == node.end()) return types;
    const auto add = [&](const Json& value) {
        if (!value.is_string()) return;
        std::string type = value.get<std::string>();
        if (const auto slash = type.find_last_of("/:"); slash != std::string::npos) type.erase(0, slash + 1);
        types.push_back(std::move(type));
    };
    if (found->is_array()) {
        for (const Json& value : *found) add(value);
    } else {
        add(*found);
    }
    return types;
}

bool is_article_type(std::string_view type) {
    return type.ends_with("Article") || type == "BlogPosting" || type == "LiveBlogPosting" ||
           type == "Report" || type == "SocialMediaPosting" || type == "DiscussionForumPosting" ||
           type == "PressRelease";
}

bool is_page_type(std::string_view type) {
    return type.ends_with("WebPage") || type.ends_with("Page") || type == "CreativeWork" ||
           type == "Recipe" || type == "Review" || type == "VideoObject" || type == "NewsVideo" ||
           type == "PodcastEpisode";
}

bool is_false(const Json& value) {
    if (value.is_boolean()) return !value.get<bool>();
    return value.is_string() && equals_ignoring_case(trim(value.get_ref<const std::string&>()), "false");
}

bool is_locked(const Json& node) {
    if (!node.is_object()) return false;
    const auto access = node.find("isAccessibleForFree");
    return access != node.end() && is_false(*access);
}

class Reader {
  public:
    void add(Json root) { roots_.push_back(std::move(root)); }

    JsonLd read() {
        collect();
        for (const Json* node : nodes_) read_node(*node);
        return std::move(out_);
    }

  private:
    // Every object of every block in document order, without recursion; objects with an @id can be referred
    // to.
    void collect() {
        std::vector<const Json*> todo;
        for (auto root = roots_.rbegin(); root != roots_.rend(); ++root) todo.push_back(&*root);
        while (!todo.empty() && nodes_.size() < kMaxNodes) {
            const Json* value = todo.back();
            todo.pop_back();
            if (value->is_object()) {
                nodes_.push_back(value);
                const auto id = value->find("@id");
                if (id != value->end() && id->is_string() && value->size() > 1)
                    by_id_.emplace(id->get<std::string>(), value);
            }
            if (!value->is_object() && !value->is_array()) continue;
            std::vector<const Json*> children;
            for (const Json& child : *value) {
                if (child.is_structured()) children.push_back(&child);
            }
            todo.insert(todo.end(), children.rbegin(), children.rend());
        }
    }

    // The node itself, or the one that {"@id": ...} refers to.
    const Json& resolve(const Json& node) const {
        if (!node.is_object()) return node;
        const auto id = node.find("@id");
        if (id == node.end() || !id->is_string() || node.size() > 2) return node;
        const auto found = by_id_.find(id->get_ref<const std::string&>());
        return found == by_id_.end() ? node : *found->second;
    }

    void read_node(const Json& node) {
        const std::vector<std::string> types = types_of(node);
        for (const std::string& type : types) {
            if (type == "WebSite" && out_.website.empty()) out_.website = text_at(node, "name");
            const bool organization = type.ends_with("Organization") || type == "Corporation";
            if (organization && out_.organization.empty()) out_.organization = text_at(node, "name");
            if (is_article_type(type) || is_page_type(type)) {
                out_.documents.push_back(read_document(node, type));
                return;
            }
        }
    }

    JsonLdDocument read_document(const Json& node, const std::string& type) const {
        JsonLdDocument out;
        out.type = type;
        out.is_article = is_article_type(type);
        out.headline = text_at(node, "headline");
        if (out.headline.empty()) out.headline = text_at(node, "name");
        out.description = text_at(node, "description");
        out.url = text_at(node, "url");
        if (out.url.empty()) out.url = text_at(node, "mainEntityOfPage");
        if (out.url.empty()) out.url = text_at(node, "@id");
        out.published = text_at(node, "datePublished");
        if (out.published.empty()) out.published = text_at(node, "uploadDate");
        if (out.published.empty()) out.published = text_at(node, "dateCreated");
        out.modified = text_at(node, "dateModified");
        out.language = text_at(node, "inLanguage");
        for (const char* key : {"articleBody", "text"}) {
            const auto body = node.find(key);
            if (body != node.end() && body->is_string() && out.body.empty())
                out.body = strip_markup(decode_entities(body->get_ref<const std::string&>()));
        }
        for (const char* key : {"author", "creator"}) {
            const auto authors = node.find(key);
            if (authors != node.end() && out.authors.empty()) read_authors(*authors, out.authors);
        }
        out.publisher = name_at(node, "publisher");
        out.part_of = name_at(node, "isPartOf");
        out.needs_access = is_locked(node);
        if (const auto parts = node.find("hasPart"); parts != node.end())
            out.has_locked_part =
                parts->is_array() ? std::ranges::any_of(*parts, is_locked) : is_locked(*parts);
        read_updates(node, out.updates);
        return out;
    }

    std::string name_at(const Json& node, const char* key) const {
        const auto found = node.find(key);
        if (found == node.end()) return {};
        const Json& value = found->is_array() && !found->empty() ? (*found)[0] : *found;
        const Json& target = resolve(value);
        return target.is_object() ? text_at(target, "name") : text_of(target);
    }

    void read_authors(const Json& value, std::vector<std::string>& out) const {
        const auto add = [&](const Json& one) {
            const Json& author = resolve(one);
            if (author.is_string()) out.push_back(text_of(author));
            if (!author.is_object()) return;
            const auto name = author.find("name");
            if (name == author.end()) return;
            if (name->is_array()) {
                for (const Json& each : *name) out.push_back(text_of(each));
            } else {
                out.push_back(text_of(*name));
            }
        };
        if (value.is_array()) {
            for (const Json& one : value) add(one);
        } else {
            add(value);
        }
    }

    static void read_updates(const Json& node, std::vector<JsonLdUpdate>& out) {
        const auto updates = node.find("liveBlogUpdate");
        if (updates == node.end() || !updates->is_array()) return;
        for (const Json& update : *updates) {
            if (!update.is_object()) continue;
            const auto body = update.find("articleBody");
            const bool has_body = body != update.end() && body->is_string();
            out.push_back(
                {text_at(update, "datePublished"), text_at(update, "headline"),
                 has_body ? strip_markup(decode_entities(body->get_ref<const std::string&>())) : ""});
        }
    }

    std::vector<Json> roots_;
    std::vector<const Json*> nodes_;
    std::map<std::string, const Json*> by_id_;
    JsonLd out_;
};

std::string_view without_wrapper(std::string_view text) {
    text = trim(text);
    for (const std::string_view open :
         {"<![CDATA[", "//<![CDATA[", "/*<![CDATA[*/", "<!--", "// <![CDATA["}) {
        if (text.starts_with(open)) text = trim(text.substr(open.size()));
    }
    for (const std::string_view close : {"-->", "//]]>", "/*]]>*/", "// ]]>", "]]>", ";"}) {
        if (text.ends_with(close)) text = trim(text.substr(0, text.size() - close.size()));
    }
    return text;
}

// Position behind a comment that begins at `at`, or `at`.
std::size_t skip_comment(std::string_view text, std::size_t at) {
    if (text.substr(at, 2) == "//") return std::min(text.find('\n', at), text.size());
    if (text.substr(at, 2) != "/*") return at;
    const std::size_t close = text.find("*/", at + 2);
    return close == std::string_view::npos ? text.size() : close + 2;
}

// Copies the string literal that begins at `at`, control characters escaped; `at` moves behind it.
void copy_string(std::string_view text, std::size_t& at, std::string& out) {
    out += text[at++];
    while (at < text.size()) {
        const char c = text[at++];
        if (c == '\\' && at < text.size()) {
            const char escaped = text[at++];
            if (std::string_view("\"\\/bfnrtu").find(escaped) == std::string_view::npos) {
                out += escaped == '\'' ? "'" : "\\\\";  // "\'" is no JSON escape
                if (escaped != '\'') out += escaped;
            } else {
                out += c;
                out += escaped;
            }
        } else if (static_cast<unsigned char>(c) < 0x20) {
            out += c == '\n' ? "\\n" : " ";
        } else {
            out += c;
            if (c == '"') return;
        }
    }
    out += '"';
}

std::optional<Json> parse_tolerantly(const std::string& script) {
    const std::string_view text = without_wrapper(script);
    Json parsed = Json::parse(text, nullptr, false, true);
    if (!parsed.is_discarded()) return parsed;
    parsed = Json::parse(repair_json(text), nullptr, false, true);
    if (!parsed.is_discarded()) return parsed;
    parsed = Json::parse(repair_json(decode_entities(text)), nullptr, false, true);
    if (!parsed.is_discarded()) return parsed;
    return std::nullopt;
}

// Letters and digits only, folded.
std::string letters(std::string_view text) {
    std::string out;
    for (const char c : fold(text)) {
        if (static_cast<unsigned char>(c) >= 0x80 || is_digit(c) || (c >= 'a' && c <= 'z')) out += c;
    }
    return out;
}

// Host and path, for comparing the URL a node names with the page's.
std::string_view url_tail(std::string_view url) {
    if (const auto scheme = url.find("://"); scheme != std::string_view::npos) url.remove_prefix(scheme + 3);
    if (url.starts_with("www.")) url.remove_prefix(4);
    url = url.substr(0, url.find_first_of("?#"));
    while (url.ends_with('/')) url.remove_suffix(1);
    return url;
}

}  // namespace

std::string repair_json(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const char c = text[at];
        if (c == '"') {
            copy_string(text, at, out);
            continue;
        }
        if (const std::size_t behind = skip_comment(text, at); behind != at) {
            at = behind;
            continue;
        }
        if (c == '}' || c == ']') {
            std::size_t last = out.find_last_not_of(" \n\r\t");
            while (last != std::string::npos && out[last] == ',') {
                out.erase(last);
                last = out.find_last_not_of(" \n\r\t");
            }
        }
        out += c;
        ++at;
    }
    return out;
}

JsonLd parse_json_ld(const std::vector<std::string>& scripts) {
    Reader reader;
    for (const std::string& script : scripts) {
        if (auto parsed = parse_tolerantly(script)) reader.add(std::move(*parsed));
    }
    return reader.read();
}

const JsonLdDocument* JsonLd::main_article(std::string_view url, std::string_view title) const {
    const JsonLdDocument* best = nullptr;
    int best_score = -1;
    const std::string wanted = letters(title);
    for (const JsonLdDocument& document : documents) {
        if (!document.is_article) continue;
        int score = 0;
        if (!url.empty() && !document.url.empty() && url_tail(document.url) == url_tail(url)) score += 4;
        const std::string headline = letters(document.headline);
        if (!headline.empty() && !wanted.empty() &&
            (headline.find(wanted) != std::string::npos || wanted.find(headline) != std::string::npos))
            score += 3;
        if (!document.published.empty()) score += 1;
        if (score > best_score) {
            best = &document;
            best_score = score;
        }
    }
    return best;
}

}  // namespace claimline
