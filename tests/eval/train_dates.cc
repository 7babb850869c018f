// Trains the model that picks a page's day of publication (data/models/articles/day.tsv).
// usage: train_dates FOLDER OUT [PREDICTIONS.json]   (as train_main_text)
#include <fstream>
#include <iostream>

#include "extract/page_dates.h"
#include "tests/eval/article_pages.h"
#include "tests/eval/boosting.h"

using namespace claimline;

int main(int argc, char** argv) {
    if (argc < 3) {
        std::cerr << "usage: train_dates FOLDER OUT [PREDICTIONS.json]\n";
        return 2;
    }
    const auto pages = load_article_pages(argv[1]);
    TrainingTable table;
    table.columns = kDayFeatureCount;
    std::vector<std::vector<DayCandidate>> candidates;
    std::vector<unsigned> folds;
    std::size_t dated = 0, reachable = 0;
    for (const auto& page : pages) {
        candidates.push_back(collect_days(page->facts()));
        const std::string gold = page->gold.value("date", "").substr(0, 10);
        const bool use = gold.size() == 10 && page->suite != "moz";
        bool found = false;
        for (const DayCandidate& candidate : candidates.back()) {
            const bool right = candidate.written.to_iso().substr(0, 10) == gold;
            found |= right;
            table.values.insert(table.values.end(), candidate.features.begin(), candidate.features.end());
            table.labels.push_back(right ? 1 : 0);
            table.weights.push_back(use ? 1.0F : 0.0F);
            table.groups.push_back(static_cast<std::uint32_t>(candidates.size()));
            folds.push_back(page->site % kSiteFolds);
        }
        dated += use ? 1 : 0;
        reachable += use && found ? 1 : 0;
        if (use && !found && argc > 4)
            std::cerr << page->id << ' ' << gold << ' ' << candidates.back().size() << '\n';
    }
    std::cerr << dated << " pages with a day, found among the candidates: " << reachable << '\n';
    const BoostingOptions options{
        .trees = 120, .depth = 4, .rate = 0.08F, .min_child_weight = 2, .column_share = 0.6F, .models = 3};
    const auto [model, scores] = cross_validate(table, folds, kSiteFolds, options);
    std::ofstream(std::string(argv[2]) + "/day.tsv")
        << "# Made by tests/eval/train_dates.cc; form: extract/trees.h.\n"
        << model;
    if (argc < 4) return 0;
    nlohmann::json all;
    std::size_t row = 0;
    for (std::size_t p = 0; p < pages.size(); ++p) {
        float best = kDayThreshold;
        nlohmann::json prediction = nlohmann::json::object();
        for (const DayCandidate& candidate : candidates[p]) {
            if (scores[row] > best) {
                best = scores[row];
                prediction["date"] = candidate.written.to_iso();
            }
            ++row;
        }
        all[pages[p]->id] = prediction;
    }
    std::ofstream(argv[3]) << all.dump();
    return 0;
}
