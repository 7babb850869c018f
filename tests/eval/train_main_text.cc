// Trains the two models that judge text blocks (data/models/articles/block*.tsv).
// usage: train_main_text FOLDER OUT [PREDICTIONS.json]
// FOLDER holds labelled pages (article_pages.h); OUT gets block.tsv and block_context.tsv. PREDICTIONS.json
// gets the texts of cross-validation: each page judged by models that never saw its site. Only those figures
// count.
#include <algorithm>
#include <cmath>
#include <fstream>
#include <iostream>
#include <thread>
#include <unordered_set>

#include "core/text.h"
#include "extract/main_text_judge.h"
#include "extract/main_text_render.h"
#include "tests/eval/article_pages.h"
#include "tests/eval/boosting.h"

namespace {

using namespace claimline;

using Pages = std::vector<std::unique_ptr<ArticlePage>>;

std::uint64_t hash_of(const std::vector<std::string>& tokens, std::size_t begin, std::size_t end) {
    std::uint64_t hash = 1469598103934665603ULL;
    for (std::size_t i = begin; i < end; ++i)
        hash = (hash ^ std::hash<std::string>{}(tokens[i])) * 0x9E3779B97F4A7C15ULL + (hash >> 31);
    return hash;
}

// Runs of one to four tokens that the gold text holds; whole lines apart.
struct GoldGrams {
    std::unordered_set<std::uint64_t> grams;
    std::unordered_set<std::uint64_t> lines;
    std::size_t tokens = 0;
};

GoldGrams gold_grams(std::string_view text) {
    GoldGrams gold;
    const std::vector<std::string> tokens = measure_tokens(text);
    gold.tokens = tokens.size();
    for (std::size_t i = 0; i + 4 <= tokens.size(); ++i) gold.grams.insert(hash_of(tokens, i, i + 4));
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const std::vector<std::string> line = measure_tokens(text.substr(at, end - at));
        if (!line.empty()) gold.lines.insert(hash_of(line, 0, line.size()));
        at = end + 1;
    }
    return gold;
}

// Share of the block's tokens inside a run of four that gold has too. Shorter blocks borrow from their
// neighbours, or must be a line of the gold text.
float share_in_gold(const GoldGrams& gold, const std::vector<std::vector<std::string>>& blocks,
                    std::size_t index) {
    const std::vector<std::string>& own = blocks[index];
    if (own.empty()) return 0;
    if (gold.lines.contains(hash_of(own, 0, own.size()))) return 1;
    std::vector<std::string> tokens;
    std::size_t before = 0;
    if (own.size() < 4) {
        if (index > 0) {
            const auto& previous = blocks[index - 1];
            before = std::min<std::size_t>(previous.size(), 3);
            tokens.assign(previous.end() - static_cast<std::ptrdiff_t>(before), previous.end());
        }
        tokens.insert(tokens.end(), own.begin(), own.end());
        if (index + 1 < blocks.size()) {
            const auto& next = blocks[index + 1];
            tokens.insert(tokens.end(), next.begin(),
                          next.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(next.size(), 3)));
        }
    } else {
        tokens = own;
    }
    std::vector<bool> covered(tokens.size(), false);
    for (std::size_t i = 0; i + 4 <= tokens.size(); ++i) {
        if (gold.grams.contains(hash_of(tokens, i, i + 4)))
            std::fill_n(covered.begin() + static_cast<std::ptrdiff_t>(i), 4, true);
    }
    const auto first = covered.begin() + static_cast<std::ptrdiff_t>(before);
    const auto hits = std::count(first, first + static_cast<std::ptrdiff_t>(own.size()), true);
    return static_cast<float>(hits) / static_cast<float>(own.size());
}

// A block matters as much as it can move the page's precision and recall.
void label_by_text(const ArticlePage& page, std::vector<float>& labels, std::vector<float>& weights) {
    const GoldGrams gold = gold_grams(page.gold.at("text").get<std::string>());
    std::vector<std::vector<std::string>> blocks;
    for (const TextBlock& block : page.blocks.blocks) blocks.push_back(measure_tokens(page.blocks.of(block)));
    float negative = 0;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        labels[i] = share_in_gold(gold, blocks, i);
        const float size =
            static_cast<float>(blocks[i].size()) / static_cast<float>(std::max<std::size_t>(gold.tokens, 40));
        weights[i] = std::clamp(size, 0.002F, 0.4F);
        if (labels[i] < 0.5F) negative += weights[i];
    }
    constexpr float kMaxNegative = 1.5F;  // endless comments must not drown the rest
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        if (labels[i] < 0.5F && negative > kMaxNegative) weights[i] *= kMaxNegative / negative;
    }
}

void label_by_snippets(const ArticlePage& page, const char* key, float label, std::vector<float>& labels,
                       std::vector<float>& weights) {
    const auto snippets = page.gold.find(key);
    if (snippets == page.gold.end() || !snippets->is_array()) return;
    for (const auto& snippet : *snippets) {
        const std::string wanted = collapse_space(snippet.get<std::string>());
        if (wanted.size() < 8) continue;
        for (std::size_t i = 0; i < page.blocks.blocks.size(); ++i) {
            if (page.blocks.of(page.blocks.blocks[i]).find(wanted) == std::string_view::npos) continue;
            labels[i] = label;
            weights[i] = 0.08F;
        }
    }
}

struct PageRows {
    std::size_t begin = 0, end = 0;
};

MainTextHints hints_of(const ArticlePage& page, const std::string& title) {
    const JsonLdDocument* main = page.json_ld.main_article(page.url, title);
    return {title, page.meta.first({"description", "og:description"}),
            main != nullptr ? std::string_view(main->body) : std::string_view()};
}

// Two halves of the work on two threads.
template <class Work>
void in_parallel(int count, Work work) {
    std::jthread other([&] {
        for (int i = 1; i < count; i += 2) work(i);
    });
    for (int i = 0; i < count; i += 2) work(i);
}

class Training {
  public:
    explicit Training(const Pages& pages) : pages_(pages), rows_(pages.size()) {
        first_.columns = kBlockFeatureCount;
        for (std::size_t p = 0; p < pages.size(); ++p) add_page(p);
        second_.columns = kContextFeatureCount;
        second_.labels = first_.labels;
        second_.weights = first_.weights;
    }

    void run(const std::string& out, const char* predictions) {
        // Chosen by cross-validation: docs/extraction.md has the figures of other settings.
        const BoostingOptions first_options{.trees = 350,
                                            .depth = 5,
                                            .rate = 0.05F,
                                            .lambda = 20,
                                            .min_child_weight = 30,
                                            .column_share = 0.25F,
                                            .gradient_share = 0.25F};
        BoostingOptions second_options = first_options;
        second_options.trees = 120;
        second_options.depth = 4;
        second_options.column_share = 0.7F;
        const std::vector<float> first_scores = cross_validate(first_, first_options, out + "/block.tsv");
        fill_context(first_scores);
        std::vector<float> scores = cross_validate(second_, second_options, out + "/block_context.tsv");
        for (std::size_t i = 0; i < scores.size(); ++i) scores[i] = (scores[i] + first_scores[i]) / 2;
        if (predictions != nullptr) write_predictions(scores, predictions);
    }

  private:
    void add_page(std::size_t p) {
        const ArticlePage& page = *pages_[p];
        const std::size_t count = page.blocks.blocks.size();
        std::vector<float> labels(count, 0), weights(count, 0);
        if (page.gold.contains("text")) label_by_text(page, labels, weights);
        // What another program chose is half a witness.
        if (page.suite == "moz") std::ranges::for_each(weights, [](float& weight) { weight /= 2; });
        if (page.suite == "tra") {
            label_by_snippets(page, "with", 1, labels, weights);
            label_by_snippets(page, "without", 0, labels, weights);
        }
        titles_.push_back(find_title(page.facts()).value);
        rows_[p] = {first_.rows(), first_.rows() + count};
        first_.labels.insert(first_.labels.end(), labels.begin(), labels.end());
        first_.weights.insert(first_.weights.end(), weights.begin(), weights.end());
        const MainTextHints hints = hints_of(page, titles_.back());
        const BlockFeatures features(page.tree, page.blocks, page.words, hints);
        first_.values.resize((rows_[p].begin + count) * kBlockFeatureCount);
        for (std::size_t i = 0; i < count; ++i)
            features.fill(
                i, {first_.values.data() + (rows_[p].begin + i) * kBlockFeatureCount, kBlockFeatureCount});
    }

    // Scores of every row by a model without its fold; the model of all rows goes to `path`.
    std::vector<float> cross_validate(const TrainingTable& table, const BoostingOptions& options,
                                      const std::string& path) {
        std::vector<float> scores(table.rows(), 0);
        in_parallel(kFolds + 1, [&](int fold) {
            std::vector<bool> use(table.rows(), true);
            for (std::size_t p = 0; p < pages_.size(); ++p) {
                if (pages_[p]->fold != fold) continue;
                for (std::size_t i = rows_[p].begin; i < rows_[p].end; ++i) use[i] = false;
            }
            const std::string text = train_trees(table, use, options);
            if (fold == kFolds) {
                std::ofstream(path) << "# Made by tests/eval/train_main_text.cc; form: extract/trees.h.\n"
                                    << text;
                return;
            }
            const TreeModel model = TreeModel::parse(text);
            for (std::size_t i = 0; i < table.rows(); ++i) {
                if (!use[i]) scores[i] = model.score(table.row(i));
            }
        });
        return scores;
    }

    void fill_context(const std::vector<float>& scores) {
        second_.values.resize(second_.rows() * kContextFeatureCount);
        for (std::size_t p = 0; p < pages_.size(); ++p) {
            const ArticlePage& page = *pages_[p];
            const MainTextHints hints = hints_of(page, titles_[p]);
            const BlockFeatures features(page.tree, page.blocks, page.words, hints);
            const std::span<const float> own(scores.data() + rows_[p].begin, rows_[p].end - rows_[p].begin);
            const BlockContext context(page.tree, page.blocks, features, own);
            for (std::size_t i = 0; i < own.size(); ++i)
                context.fill(i, {second_.values.data() + (rows_[p].begin + i) * kContextFeatureCount,
                                 kContextFeatureCount});
        }
    }

    void write_predictions(const std::vector<float>& scores, const char* path) const {
        nlohmann::json all;
        for (std::size_t p = 0; p < pages_.size(); ++p) {
            std::vector<bool> keep;
            for (std::size_t i = rows_[p].begin; i < rows_[p].end; ++i)
                keep.push_back(scores[i] > kKeepAbove);
            all[pages_[p]->id] = {{"text", render_blocks(pages_[p]->blocks, keep)}};
        }
        std::ofstream(path) << all.dump();
    }

    const Pages& pages_;
    std::vector<PageRows> rows_;
    std::vector<std::string> titles_;
    TrainingTable first_, second_;
};

}  // namespace

int main(int argc, char** argv) {
    if (argc < 3) {
        std::cerr << "usage: train_main_text FOLDER OUT [PREDICTIONS.json]\n";
        return 2;
    }
    const Pages pages = load_article_pages(argv[1]);
    std::cerr << pages.size() << " pages\n";
    Training(pages).run(argv[2], argc > 3 ? argv[3] : nullptr);
    return 0;
}
