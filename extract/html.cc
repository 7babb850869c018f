// The HTML parser (Gumbo) behind our own tree: see html.h. Gumbo's dangers and what the pre-pass does about
// them: html_prepass.h.
#include "extract/html.h"

#include <gumbo.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <utility>

#include "core/text.h"
#include "extract/html_prepass.h"

namespace claimline {
namespace {

struct GumboFree {
    void operator()(GumboOutput* output) const { gumbo_destroy_output(&kGumboDefaultOptions, output); }
};
using GumboTree = std::unique_ptr<GumboOutput, GumboFree>;

Tag to_tag(GumboTag tag) {
    switch (tag) {
        case GUMBO_TAG_HTML: return Tag::html;
        case GUMBO_TAG_HEAD: return Tag::head;
        case GUMBO_TAG_BODY: return Tag::body;
        case GUMBO_TAG_TITLE: return Tag::title;
        case GUMBO_TAG_META: return Tag::meta;
        case GUMBO_TAG_LINK: return Tag::link;
        case GUMBO_TAG_P: return Tag::p;
        case GUMBO_TAG_CENTER:
        case GUMBO_TAG_DIV: return Tag::div;
        case GUMBO_TAG_SECTION: return Tag::section;
        case GUMBO_TAG_ARTICLE: return Tag::article;
        case GUMBO_TAG_MAIN: return Tag::main;
        case GUMBO_TAG_ASIDE: return Tag::aside;
        case GUMBO_TAG_NAV: return Tag::nav;
        case GUMBO_TAG_HEADER: return Tag::header;
        case GUMBO_TAG_FOOTER: return Tag::footer;
        case GUMBO_TAG_HGROUP: return Tag::hgroup;
        case GUMBO_TAG_ADDRESS: return Tag::address;
        case GUMBO_TAG_H1: return Tag::h1;
        case GUMBO_TAG_H2: return Tag::h2;
        case GUMBO_TAG_H3: return Tag::h3;
        case GUMBO_TAG_H4: return Tag::h4;
        case GUMBO_TAG_H5: return Tag::h5;
        case GUMBO_TAG_H6: return Tag::h6;
        case GUMBO_TAG_DIR:
        case GUMBO_TAG_UL: return Tag::ul;
        case GUMBO_TAG_OL: return Tag::ol;
        case GUMBO_TAG_LI: return Tag::li;
        case GUMBO_TAG_DL: return Tag::dl;
        case GUMBO_TAG_DT: return Tag::dt;
        case GUMBO_TAG_DD: return Tag::dd;
        case GUMBO_TAG_TABLE: return Tag::table;
        case GUMBO_TAG_THEAD: return Tag::thead;
        case GUMBO_TAG_TBODY: return Tag::tbody;
        case GUMBO_TAG_TFOOT: return Tag::tfoot;
        case GUMBO_TAG_TR: return Tag::tr;
        case GUMBO_TAG_TD: return Tag::td;
        case GUMBO_TAG_TH: return Tag::th;
        case GUMBO_TAG_CAPTION: return Tag::caption;
        case GUMBO_TAG_BLOCKQUOTE: return Tag::blockquote;
        case GUMBO_TAG_Q: return Tag::q;
        case GUMBO_TAG_LISTING:
        case GUMBO_TAG_PRE: return Tag::pre;
        case GUMBO_TAG_BR: return Tag::br;
        case GUMBO_TAG_HR: return Tag::hr;
        case GUMBO_TAG_FIGURE: return Tag::figure;
        case GUMBO_TAG_FIGCAPTION: return Tag::figcaption;
        case GUMBO_TAG_IMG: return Tag::img;
        case GUMBO_TAG_VIDEO:
        case GUMBO_TAG_AUDIO:
        case GUMBO_TAG_EMBED: return Tag::media;
        case GUMBO_TAG_FORM: return Tag::form;
        case GUMBO_TAG_FIELDSET: return Tag::fieldset;
        case GUMBO_TAG_LABEL: return Tag::label;
        case GUMBO_TAG_BUTTON: return Tag::button;
        case GUMBO_TAG_INPUT: return Tag::input;
        case GUMBO_TAG_DETAILS: return Tag::details;
        case GUMBO_TAG_SUMMARY: return Tag::summary;
        case GUMBO_TAG_MENU: return Tag::menu;
        case GUMBO_TAG_A: return Tag::a;
        case GUMBO_TAG_SPAN: return Tag::span;
        case GUMBO_TAG_TIME: return Tag::time;
        case GUMBO_TAG_ABBR: return Tag::abbr;
        case GUMBO_TAG_CITE: return Tag::cite;
        case GUMBO_TAG_SUP: return Tag::sup;
        case GUMBO_TAG_SUB: return Tag::sub;
        default: return Tag::other;
    }
}

// In the order of enum class Attribute.
constexpr std::array<std::string_view, 22> kAttributeNames{
    "class",       "id",         "role",           "itemprop",   "itemtype", "itemscope",
    "href",        "rel",        "name",           "property",   "content",  "datetime",
    "lang",        "hidden",     "aria-hidden",    "http-equiv", "title",    "pubdate",
    "data-testid", "aria-label", "data-component", "style"};

std::optional<Attribute> to_attribute(std::string_view name) {
    const auto found = std::ranges::find(kAttributeNames, name);
    if (found != kAttributeNames.end()) return static_cast<Attribute>(found - kAttributeNames.begin());
    return name == "xml:lang" ? std::optional(Attribute::lang) : std::nullopt;
}

const GumboVector* children_of(const GumboNode* node) {
    switch (node->type) {
        case GUMBO_NODE_DOCUMENT: return &node->v.document.children;
        case GUMBO_NODE_ELEMENT:
        case GUMBO_NODE_TEMPLATE: return &node->v.element.children;
        default: return nullptr;
    }
}

}  // namespace

class HtmlTreeBuilder {
  public:
    explicit HtmlTreeBuilder(std::size_t html_size) {
        tree_.arena_.reserve(html_size);
        tree_.nodes_.reserve(html_size / 24 + 16);
    }

    // A stack of our own: recursion would let a deep page end the process.
    HtmlTree build(const GumboNode* document) {
        struct Frame {
            const GumboNode* node;
            std::uint32_t index;
            unsigned next_child;
        };
        std::vector<Frame> stack{{document, add(document, 0, 0), 0}};
        while (!stack.empty()) {
            Frame& top = stack.back();
            const GumboVector* children = children_of(top.node);
            if (children == nullptr || top.next_child >= children->length) {
                tree_.nodes_[top.index].end = tree_.size();
                stack.pop_back();
                continue;
            }
            const auto* child = static_cast<const GumboNode*>(children->data[top.next_child++]);
            if (child->type == GUMBO_NODE_COMMENT) continue;
            const std::uint32_t index = add(child, top.index, static_cast<std::uint16_t>(stack.size()));
            stack.push_back({child, index, 0});
        }
        return std::move(tree_);
    }

    static void finish(HtmlTree& tree, const PrepassResult& prepass) {
        tree.cut_ = prepass.cut;
        tree.json_ld_.assign(prepass.json_ld.begin(), prepass.json_ld.end());
        tree.script_dates_.assign(prepass.script_dates.begin(), prepass.script_dates.end());
    }

  private:
    std::uint32_t keep(std::string_view text) {
        const auto begin = static_cast<std::uint32_t>(tree_.arena_.size());
        tree_.arena_ += text;
        return begin;
    }

    std::uint32_t add(const GumboNode* node, std::uint32_t parent, std::uint16_t depth) {
        HtmlNode out;
        out.parent = parent;
        out.depth = depth;
        const std::uint32_t index = tree_.size();
        if (node->type == GUMBO_NODE_DOCUMENT) {
            out.tag = Tag::root;
        } else if (node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE) {
            out.tag = to_tag(node->v.element.tag);
            add_attributes(node->v.element.attributes, out);
        } else {
            const std::string_view text = node->v.text.text;
            out.tag = Tag::text;
            out.text_begin = keep(text);
            out.text_size = static_cast<std::uint32_t>(text.size());
        }
        tree_.nodes_.push_back(out);
        return index;
    }

    void add_attributes(const GumboVector& attributes, HtmlNode& out) {
        out.attributes_begin = static_cast<std::uint32_t>(tree_.attributes_.size());
        for (unsigned i = 0; i < attributes.length; ++i) {
            const auto* attribute = static_cast<const GumboAttribute*>(attributes.data[i]);
            const auto name = to_attribute(attribute->name);
            if (!name) continue;
            const std::string_view value = attribute->value;
            tree_.attributes_.push_back({*name, keep(value), static_cast<std::uint32_t>(value.size())});
        }
        out.attributes_size = static_cast<std::uint32_t>(tree_.attributes_.size()) - out.attributes_begin;
    }

    HtmlTree tree_;
};

std::string_view HtmlTree::attribute(std::uint32_t index, Attribute wanted) const {
    const HtmlNode& node = nodes_[index];
    for (std::uint32_t i = 0; i < node.attributes_size; ++i) {
        const StoredAttribute& stored = attributes_[node.attributes_begin + i];
        if (stored.name == wanted) return std::string_view(arena_).substr(stored.begin, stored.size);
    }
    return {};
}

bool HtmlTree::has(std::uint32_t index, Attribute wanted) const {
    const HtmlNode& node = nodes_[index];
    for (std::uint32_t i = 0; i < node.attributes_size; ++i) {
        if (attributes_[node.attributes_begin + i].name == wanted) return true;
    }
    return false;
}

std::string HtmlTree::inner_text(std::uint32_t index) const {
    std::string raw;
    std::vector<std::uint32_t> block_ends;
    for (std::uint32_t i = index; i < nodes_[index].end; ++i) {
        while (!block_ends.empty() && block_ends.back() <= i) {
            raw += ' ';
            block_ends.pop_back();
        }
        if (nodes_[i].tag == Tag::text) {
            raw += text(i);
        } else if (is_block(nodes_[i].tag)) {
            raw += ' ';
            block_ends.push_back(nodes_[i].end);
        }
    }
    return collapse_space(raw);
}

HtmlTree parse_html(std::string_view html) {
    const PrepassResult prepass = prepare_html(html);
    GumboOptions options = kGumboDefaultOptions;
    options.max_errors = 0;
    const GumboTree gumbo(gumbo_parse_with_options(&options, prepass.html.data(), prepass.html.size()));
    HtmlTree tree = HtmlTreeBuilder(prepass.html.size()).build(gumbo->document);
    HtmlTreeBuilder::finish(tree, prepass);
    return tree;
}

bool is_block(Tag tag) {
    switch (tag) {
        case Tag::text:
        case Tag::q:
        case Tag::img:
        case Tag::media:
        case Tag::label:
        case Tag::button:
        case Tag::input:
        case Tag::a:
        case Tag::span:
        case Tag::time:
        case Tag::abbr:
        case Tag::cite:
        case Tag::sup:
        case Tag::sub:
        case Tag::other: return false;
        default: return true;
    }
}

bool is_heading(Tag tag) {
    return tag >= Tag::h1 && tag <= Tag::h6;
}

}  // namespace claimline
