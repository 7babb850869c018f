// Whole pages, in words of our own, against the article that must come of them: pages/NAME.html and
// NAME.json.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "extract/parse.h"

namespace claimline {
namespace {

const std::filesystem::path kPages = std::filesystem::path(CLAIMLINE_TEST_DATA) / "extract" / "pages";

std::string read_file(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<std::string> page_names() {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(kPages)) {
        if (entry.path().extension() == ".html") names.push_back(entry.path().stem().string());
    }
    std::ranges::sort(names);
    return names;
}

nlohmann::json as_json(const Article& article) {
    return {{"title", article.title}, {"author", article.authors},    {"published", article.published},
            {"site", article.site},   {"modified", article.modified}, {"lang", article.lang},
            {"text", article.text},   {"partial", article.partial}};
}

class GoldenPage : public testing::TestWithParam<std::string> {};

TEST_P(GoldenPage, GivesItsArticle) {
    using namespace std::chrono_literals;
    DocumentHints hints;
    hints.type = DocumentType::html;
    hints.today = std::chrono::sys_days(2025y / 1 / 1);
    const auto article = parse_document(read_file(kPages / (GetParam() + ".html")), hints);
    ASSERT_TRUE(article) << article.error().message;
    const auto wanted = nlohmann::json::parse(read_file(kPages / (GetParam() + ".json")));
    EXPECT_EQ(as_json(*article), wanted) << as_json(*article).dump(2);
}

INSTANTIATE_TEST_SUITE_P(Pages, GoldenPage, testing::ValuesIn(page_names()),
                         [](const auto& page) { return page.param; });

}  // namespace
}  // namespace claimline
