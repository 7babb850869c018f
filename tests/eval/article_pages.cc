// Loading the labelled pages: see article_pages.h.
#include "tests/eval/article_pages.h"

#include <unicode/uchar.h>
#include <zlib.h>

#include <array>
#include <functional>

#include "core/text.h"
#include "extract/charset.h"

namespace claimline {
namespace {

std::string read_gzip(const std::string& path) {
    std::string bytes;
    gzFile file = gzopen(path.c_str(), "rb");
    if (file == nullptr) return bytes;
    std::array<char, 65536> buffer{};
    for (int got = 0; (got = gzread(file, buffer.data(), buffer.size())) > 0;)
        bytes.append(buffer.data(), static_cast<std::size_t>(got));
    gzclose(file);
    return bytes;
}

// FNV-1a: the folds must be the same on every machine.
unsigned stable_hash(std::string_view text) {
    unsigned hash = 2166136261U;
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
    return hash;
}

}  // namespace

PageFacts ArticlePage::facts() const {
    using namespace std::chrono_literals;
    return {tree, words, blocks, meta, json_ld, url, std::chrono::sys_days(2026y / 11 / 1), title_node};
}

std::vector<std::unique_ptr<ArticlePage>> load_article_pages(const std::string& folder) {
    std::vector<std::unique_ptr<ArticlePage>> pages;
    const auto gold = nlohmann::json::parse(read_gzip(folder + "/gold.json.gz"), nullptr, false);
    if (gold.is_discarded()) return pages;
    for (const auto& [id, record] : gold.items()) {
        const std::string bytes = read_gzip(folder + "/pages/" + id + ".html.gz");
        if (bytes.empty()) continue;
        auto page = std::make_unique<ArticlePage>();
        page->id = id;
        page->suite = record.value("suite", "");
        page->url = record.value("url", "");
        if (!page->url.starts_with("http")) page->url.clear();
        page->site = stable_hash(record.value("site_key", id)) / 7;
        page->fold = static_cast<int>(page->site % kFolds);
        page->gold = record;
        page->tree = parse_html(decode_html(bytes, "").text);
        page->words = class_words_of(page->tree);
        page->blocks = split_blocks(page->tree, page->words);
        page->meta = collect_page_meta(page->tree);
        page->json_ld = parse_json_ld(page->tree.json_ld());
        page->title_node = find_title(page->facts()).node;
        pages.push_back(std::move(page));
    }
    return pages;
}

std::vector<std::string> measure_tokens(std::string_view text) {
    std::vector<std::string> tokens;
    std::string token;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = at;
        const auto code_point = static_cast<UChar32>(next_code_point(text, at));
        if (u_isalnum(code_point) != 0 || code_point == '_') {
            token += text.substr(begin, at - begin);
        } else if (!token.empty()) {
            tokens.push_back(std::move(token));
            token.clear();
        }
    }
    if (!token.empty()) tokens.push_back(std::move(token));
    return tokens;
}

}  // namespace claimline
