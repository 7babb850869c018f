#pragma once
// The head of a page: <meta>, <link>, <title> and the language mark, collected once.

#include <string>
#include <string_view>
#include <vector>

#include "extract/html.h"

namespace claimline {

struct MetaTag {
    std::string name;     // name, property or itemprop, lower case
    std::string content;  // white space collapsed, doubly escaped entities resolved
};

struct PageMeta {
    std::vector<MetaTag> tags;  // in page order, only those with a content
    std::string title;          // <title>
    std::string html_lang;      // as written: "en-US"
    std::string canonical;      // as written
    std::string amp;            // rel=amphtml, as written
    std::string next_page;      // rel=next, as written: another page of the article or another article
    std::string previous_page;  // rel=prev

    // First content under one of the names (lower case), empty when there is none.
    [[nodiscard]] std::string_view first(std::initializer_list<std::string_view> names) const;
    [[nodiscard]] std::vector<std::string_view> all(std::string_view name) const;
};

[[nodiscard]] PageMeta collect_page_meta(const HtmlTree& tree);

}  // namespace claimline
