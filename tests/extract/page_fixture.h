#pragma once
// A page read as far as the readers of its metadata need it.

#include <string>
#include <string_view>

#include "extract/metadata.h"

namespace claimline {

struct PageFixture {
    explicit PageFixture(std::string_view html, std::string address = "https://www.harbourpost.example/ferry")
        : tree(parse_html(html)),
          words(class_words_of(tree)),
          blocks(split_blocks(tree, words)),
          meta(collect_page_meta(tree)),
          json_ld(parse_json_ld(tree.json_ld())),
          url(std::move(address)) {
        title_node = find_title(facts()).node;
    }

    [[nodiscard]] PageFacts facts() const {
        using namespace std::chrono_literals;
        return {tree, words, blocks, meta, json_ld, url, 2026y / 6 / 30, title_node};
    }

    HtmlTree tree;
    std::vector<ClassWords> words;
    PageBlocks blocks;
    PageMeta meta;
    JsonLd json_ld;
    std::string url;
    std::uint32_t title_node = 0;
};

}  // namespace claimline
