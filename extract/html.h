#pragma once
// A page as a flat, read-only tree: what the HTML parser understood, in document order, in one array.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace claimline {

// The elements that extraction tells apart. `text` is a run of characters; `other` any element without a
// meaning of its own (spans, custom elements).
enum class Tag : std::uint8_t {
    text,
    root,
    html,
    head,
    body,
    title,
    meta,
    link,
    p,
    div,
    section,
    article,
    main,
    aside,
    nav,
    header,
    footer,
    hgroup,
    address,
    h1,
    h2,
    h3,
    h4,
    h5,
    h6,
    ul,
    ol,
    li,
    dl,
    dt,
    dd,
    table,
    thead,
    tbody,
    tfoot,
    tr,
    td,
    th,
    caption,
    blockquote,
    q,
    pre,
    br,
    hr,
    figure,
    figcaption,
    img,
    media,
    form,
    fieldset,
    label,
    button,
    input,
    details,
    summary,
    dialog,
    menu,
    a,
    span,
    time,
    abbr,
    cite,
    sup,
    sub,
    other,
};

enum class Attribute : std::uint8_t {
    class_,
    id,
    role,
    itemprop,
    itemtype,
    itemscope,
    href,
    rel,
    name,
    property,
    content,
    datetime,
    lang,
    hidden,
    aria_hidden,
    http_equiv,
    title,
    pubdate,
    test_id,
    aria_label,
    component,
    style,
};

struct HtmlNode {
    Tag tag = Tag::other;
    std::uint16_t depth = 0;
    std::uint32_t parent = 0;      // index; the root is its own parent
    std::uint32_t end = 0;         // one past the last node inside: children of i start at i + 1
    std::uint32_t text_begin = 0;  // of text nodes, into the arena; entities resolved, white space as written
    std::uint32_t text_size = 0;
    std::uint32_t attributes_begin = 0;
    std::uint32_t attributes_size = 0;
};

// Nodes in document order; node 0 is the root. The subtree of i is [i, node(i).end).
class HtmlTree {
  public:
    [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(nodes_.size()); }
    [[nodiscard]] const HtmlNode& operator[](std::uint32_t index) const { return nodes_[index]; }
    [[nodiscard]] std::string_view text(std::uint32_t index) const {
        return std::string_view(arena_).substr(nodes_[index].text_begin, nodes_[index].text_size);
    }
    // Empty when absent or empty.
    [[nodiscard]] std::string_view attribute(std::uint32_t index, Attribute wanted) const;
    [[nodiscard]] bool has(std::uint32_t index, Attribute wanted) const;

    // All text inside, white space collapsed, block elements apart by a blank.
    [[nodiscard]] std::string inner_text(std::uint32_t index) const;

    // Contents of <script type="application/ld+json">, as written.
    [[nodiscard]] const std::vector<std::string>& json_ld() const { return json_ld_; }
    // Values of publication-date fields in other scripts, as written.
    [[nodiscard]] const std::vector<std::string>& script_dates() const { return script_dates_; }
    // A limit dropped a part of the page.
    [[nodiscard]] bool cut() const { return cut_; }

  private:
    friend class HtmlTreeBuilder;
    struct StoredAttribute {
        Attribute name;
        std::uint32_t begin;
        std::uint32_t size;
    };
    std::vector<HtmlNode> nodes_;
    std::vector<StoredAttribute> attributes_;
    std::string arena_;
    std::vector<std::string> json_ld_;
    std::vector<std::string> script_dates_;
    bool cut_ = false;
};

// Any bytes of valid UTF-8 give a tree, in time and memory linear in their number.
[[nodiscard]] HtmlTree parse_html(std::string_view html);

[[nodiscard]] bool is_block(Tag tag);    // ends a line of text
[[nodiscard]] bool is_heading(Tag tag);  // h1..h6

}  // namespace claimline
