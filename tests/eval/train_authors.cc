// Trains the model that judges the names a page offers as its authors (data/models/articles/author.tsv).
// usage: train_authors FOLDER OUT [PREDICTIONS.json]   (as train_main_text)
#include <fstream>
#include <iostream>
#include <set>

#include "core/text.h"
#include "extract/page_authors.h"
#include "tests/eval/article_pages.h"
#include "tests/eval/boosting.h"

namespace {

using namespace claimline;

std::string key_of(std::string_view name) {
    std::string key;
    for (const char c : fold(name)) {
        if (is_digit(c) || (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80) key += c;
    }
    return key;
}

std::set<std::string> gold_keys(const nlohmann::json& gold) {
    std::set<std::string> keys;
    for (const auto& one : gold) {
        for (const std::string& name : split_byline(one.get<std::string>())) keys.insert(key_of(name));
    }
    return keys;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 3) {
        std::cerr << "usage: train_authors FOLDER OUT [PREDICTIONS.json]\n";
        return 2;
    }
    const auto pages = load_article_pages(argv[1]);
    TrainingTable table;
    table.columns = kNameFeatureCount;
    std::vector<std::vector<NameCandidate>> candidates;
    std::vector<unsigned> folds;
    std::size_t named = 0, reachable = 0;
    for (const auto& page : pages) {
        const PageFacts facts = page->facts();
        candidates.push_back(collect_names(facts, find_site(facts).value));
        const bool use = page->gold.contains("author") && page->suite != "moz";
        const std::set<std::string> gold = use ? gold_keys(page->gold["author"]) : std::set<std::string>();
        std::size_t found = 0;
        for (const NameCandidate& candidate : candidates.back()) {
            const bool right = gold.contains(candidate.key);
            found += right ? 1U : 0U;
            table.values.insert(table.values.end(), candidate.features.begin(), candidate.features.end());
            table.labels.push_back(right ? 1 : 0);
            table.weights.push_back(use ? 1.0F : 0.0F);
            folds.push_back(page->site % kSiteFolds);
        }
        named += gold.empty() ? 0U : 1U;
        reachable += !gold.empty() && found == gold.size() ? 1U : 0U;
        if (argc > 4 && found < gold.size())
            std::cerr << page->id << ' ' << page->gold["author"].dump() << '\n';
    }
    std::cerr << named << " pages with authors, all of them among the candidates: " << reachable << '\n';
    const BoostingOptions options{
        .trees = 100, .depth = 4, .rate = 0.08F, .min_child_weight = 3, .column_share = 0.6F, .models = 2};
    const auto [model, scores] = cross_validate(table, folds, kSiteFolds, options);
    std::ofstream(std::string(argv[2]) + "/author.tsv")
        << "# Made by tests/eval/train_authors.cc; form: extract/trees.h.\n"
        << model;
    if (argc < 4) return 0;
    nlohmann::json all;
    std::size_t row = 0;
    for (std::size_t p = 0; p < pages.size(); ++p) {
        nlohmann::json names = nlohmann::json::array();
        for (const NameCandidate& candidate : candidates[p]) {
            if (scores[row++] > kNameThreshold) names.push_back(candidate.name);
        }
        all[pages[p]->id] = {{"author", names}};
    }
    std::ofstream(argv[3]) << all.dump();
    return 0;
}
