// One side of a race with programs of other makers: the time to annotate all texts of a file, pass by pass.
// tests/bench/peers/race runs both sides in turn.
//
//   peers_bench spans|chain|tables FILE.jsonl PASSES     {"text": ...} lines -> one line of JSON: seconds of
//   each pass
//
// spans: dates and quantities. chain: tokens, sentences, tags, dates, quantities, recognised names, entities,
// quotations and speakers: all that claim rules read. tables: the same without the trained recogniser, which
// no peer here has.

#include <chrono>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "extract/annotate.h"
#include "extract/numbers_lexer.h"
#include "extract/tagger.h"

namespace {

using claimline::Article;
using Clock = std::chrono::steady_clock;

constexpr int kWarmPasses = 2;

std::vector<Article> read_articles(const char* file) {
    std::vector<Article> articles;
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) {
        Article article;
        article.text = nlohmann::json::parse(line).at("text");
        article.published = "2023-02-18";
        article.lang = "en";
        articles.push_back(std::move(article));
    }
    return articles;
}

// Returns how many mentions were made, so that no pass can be left out by the compiler.
std::size_t annotate_spans(const Article& article) {
    claimline::DateOptions options;
    options.reference = std::chrono::sys_days{std::chrono::year{2023} / 2 / 18};
    const claimline::Lexemes lexemes(article.text, claimline::WordTable::of("en"));
    const auto dates = claimline::find_dates(lexemes, options);
    return dates.size() + claimline::find_quantities(lexemes, claimline::calendar_spans(dates)).size();
}

class Chain {
  public:
    explicit Chain(bool recognise) {
        const std::filesystem::path data = CLAIMLINE_SOURCE_DATA;
        auto entities = claimline::EntityTable::load({data / "entities"});
        auto tagger = claimline::Tagger::open(data / "models" / "en-upos.weights");
        auto names = claimline::NameFinder::open(data / "models" / "en-names.weights");
        if (!entities || !tagger || !names) {
            std::cerr << "the entity table or the weights cannot be read\n";
            std::exit(1);
        }
        table_ = std::move(*entities);
        tagger_ = std::move(*tagger);
        names_ = std::move(*names);
        parts_.tagger = &*tagger_;
        if (recognise) parts_.names = &*names_;
    }
    [[nodiscard]] std::size_t operator()(const Article& article) const {
        const auto made = claimline::annotate(article, vocabulary_, *table_, parts_);
        return made.text.tokens.size() + made.dates.size() + made.entities.size();
    }

  private:
    claimline::Vocabulary vocabulary_;
    std::optional<claimline::EntityTable> table_;
    std::optional<claimline::Tagger> tagger_;
    std::optional<claimline::NameFinder> names_;
    claimline::AnnotateParts parts_;
};

double cpu_seconds() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

int race(const std::string& name, const std::vector<Article>& articles, int passes,
         const std::function<std::size_t(const Article&)>& annotate) {
    std::vector<double> seconds;
    std::vector<double> cpu;
    std::size_t made = 0;
    for (int pass = -kWarmPasses; pass < passes; ++pass) {
        const auto start = Clock::now();
        const double cpu_start = cpu_seconds();
        for (const Article& article : articles) made += annotate(article);
        const std::chrono::duration<double> taken = Clock::now() - start;
        if (pass < 0) continue;
        seconds.push_back(taken.count());
        cpu.push_back(cpu_seconds() - cpu_start);
    }
    std::cout << nlohmann::json{{"program", "claimline " + name},
                                {"seconds", seconds},
                                {"cpu", cpu},
                                {"made", made}}
              << '\n';
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 4) {
        std::cerr << "usage: peers_bench spans|chain|tables FILE.jsonl PASSES\n";
        return 2;
    }
    const auto articles = read_articles(argv[2]);
    const int passes = std::atoi(argv[3]);
    if (std::string_view(argv[1]) == "spans")
        return race("dates and quantities", articles, passes, annotate_spans);
    const bool recognise = std::string_view(argv[1]) == "chain";
    const Chain chain(recognise);
    return race(recognise ? "whole chain" : "chain, names of tables", articles, passes, std::cref(chain));
}
