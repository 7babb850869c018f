// The head of a page: see page_meta.h.
#include "extract/page_meta.h"

#include <utility>

#include "core/text.h"
#include "extract/html_entities.h"

namespace claimline {
namespace {

std::string clean(std::string_view text) {
    return collapse_space(decode_entities(text));
}

void add_meta(const HtmlTree& tree, std::uint32_t i, PageMeta& out) {
    std::string content = clean(tree.attribute(i, Attribute::content));
    if (content.empty()) return;
    for (const Attribute key :
         {Attribute::property, Attribute::name, Attribute::itemprop, Attribute::http_equiv}) {
        const std::string_view name = tree.attribute(i, key);
        if (!name.empty()) out.tags.push_back({to_lower(trim(name)), content});
    }
}

void add_link(const HtmlTree& tree, std::uint32_t i, PageMeta& out) {
    const std::string rel = to_lower(trim(tree.attribute(i, Attribute::rel)));
    const std::string_view href = trim(tree.attribute(i, Attribute::href));
    if (rel == "canonical" && out.canonical.empty()) out.canonical = href;
    if (rel == "amphtml" && out.amp.empty()) out.amp = href;
    if (rel == "next" && out.next_page.empty()) out.next_page = href;
    if ((rel == "prev" || rel == "previous") && out.previous_page.empty()) out.previous_page = href;
}

}  // namespace

std::string_view PageMeta::first(std::initializer_list<std::string_view> names) const {
    for (const std::string_view name : names) {
        for (const MetaTag& tag : tags) {
            if (tag.name == name) return tag.content;
        }
    }
    return {};
}

std::vector<std::string_view> PageMeta::all(std::string_view name) const {
    std::vector<std::string_view> found;
    for (const MetaTag& tag : tags) {
        if (tag.name == name) found.emplace_back(tag.content);
    }
    return found;
}

PageMeta collect_page_meta(const HtmlTree& tree) {
    PageMeta out;
    for (std::uint32_t i = 0; i < tree.size(); ++i) {
        switch (tree[i].tag) {
            case Tag::html: out.html_lang = trim(tree.attribute(i, Attribute::lang)); break;
            case Tag::title:
                if (out.title.empty()) out.title = clean(tree.inner_text(i));
                break;
            case Tag::meta: add_meta(tree, i, out); break;
            case Tag::link: add_link(tree, i, out); break;
            default: break;
        }
    }
    return out;
}

}  // namespace claimline
