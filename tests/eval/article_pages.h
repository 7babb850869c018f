#pragma once
// The labelled pages that the article models are trained and measured on (see docs/extraction.md for the
// set).

#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "extract/metadata.h"

namespace claimline {

// One page, read as far as the models need it.
struct ArticlePage {
    std::string id;
    std::string suite;
    std::string url;
    unsigned site = 0;  // a number for its site
    int fold = 0;       // 0..4, the same for all pages of one site
    nlohmann::json gold;
    HtmlTree tree;
    std::vector<ClassWords> words;
    PageBlocks blocks;
    PageMeta meta;
    JsonLd json_ld;
    std::uint32_t title_node = 0;

    [[nodiscard]] PageFacts facts() const;
};

inline constexpr int kFolds = 5;
// For the models of metadata: few pages name a day or an author in a way that is hard to find, and with ten
// folds (site % 10) a model sees nine tenths of them.
inline constexpr unsigned kSiteFolds = 10;

// Reads gold.json.gz and pages/*.html.gz of a folder. Pages that cannot be read are left out.
[[nodiscard]] std::vector<std::unique_ptr<ArticlePage>> load_article_pages(const std::string& folder);

// Tokens as the measures count them: runs of letters, digits and underscores, case kept.
[[nodiscard]] std::vector<std::string> measure_tokens(std::string_view text);

}  // namespace claimline
