// Claims: the whole extraction of an article of some 400 tokens, and what ten times as many rules cost.
//
// The other rules are written as an analyst of another field would: half of them begin with words that every
// report has ("say", "company", "plan"), followed by one that this text has not.

#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "extract/annotate.h"
#include "extract/claims.h"
#include "extract/ner.h"
#include "extract/rule_compile.h"
#include "extract/tagger.h"

namespace {

namespace fs = std::filesystem;
using claimline::Article;
using claimline::EntityTable;
using claimline::Packs;

template <class T>
T must(claimline::Result<T> made) {
    if (made) return std::move(*made);
    std::fputs(made.error().message.c_str(), stderr);
    std::exit(1);
}

const EntityTable& table() {
    static const EntityTable loaded = must(EntityTable::load({fs::path(CLAIMLINE_SOURCE_DATA) / "entities"}));
    return loaded;
}
const claimline::Tagger& tagger() {
    static const claimline::Tagger loaded =
        must(claimline::Tagger::open(fs::path(CLAIMLINE_SOURCE_DATA) / "models" / "en-upos.weights"));
    return loaded;
}

// A folder with `rules` rules of another field, gone at the end of the program.
class OtherField {
  public:
    explicit OtherField(std::size_t rules)
        : root_(fs::temp_directory_path() / fmt::format("claims_bench_{}", ::getpid())) {
        fs::create_directories(root_ / "other");
        std::ofstream(root_ / "other" / "pack.toml") << "name = \"other\"\n";
        std::ofstream out(root_ / "other" / "rules.toml");
        for (std::size_t i = 0; i < rules; ++i) {
            const auto trigger = i % 2 == 0 ? fmt::format("(say | company | plan) <8 (brew{0} | malt{0})", i)
                                            : fmt::format("brew{0} ~6 malt{0} | hop{0}", i);
            out << fmt::format(
                "[[rule]]\nid = \"commitment.other{}\"\ntrigger = '{}'\n"
                "subject = {{ type = \"COMPANY\", where = \"subject\" }}\nslots.action = {{ value = "
                "\"other\" }}\n",
                i, trigger);
        }
    }
    ~OtherField() {
        std::error_code error;
        fs::remove_all(root_, error);
    }
    OtherField(const OtherField&) = delete;
    OtherField& operator=(const OtherField&) = delete;

    [[nodiscard]] const fs::path& root() const { return root_; }

  private:
    fs::path root_;
};

Packs load_packs(int times) {
    const auto shipped = fs::path(CLAIMLINE_SOURCE_DATA) / "packs";
    auto packs = must(Packs::load({shipped}));
    if (times == 1) return packs;
    const OtherField other(packs.compiled().rules.size() * static_cast<std::size_t>(times - 1));
    return must(Packs::load({shipped, other.root()}));
}

Article article() {
    Article made;
    made.title = "Regulator fines Microsoft over customer data";
    made.published = "2023-02-18";
    made.lang = "en";
    for (int i = 0; i < 5; ++i)
        made.text +=
            "Ireland\u2019s privacy watchdog fined Microsoft 20 million euros on Tuesday, saying the company "
            "had "
            "kept the data of its customers for too long. \u201cWe take this very seriously,\u201d said Anna "
            "Berg, "
            "head of policy at Microsoft. She added that the firm would appeal before the General Court. The "
            "company plans to open a second data center in Norway by 2025 and has 12 million users in the "
            "region. Google and Amazon face similar questions under Article 5 of the GDPR.\n\n";
    return made;
}

const claimline::NameFinder& names() {
    static const claimline::NameFinder loaded =
        must(claimline::NameFinder::open(fs::path(CLAIMLINE_SOURCE_DATA) / "models" / "en-names.weights"));
    return loaded;
}

// What `extract` asks for.
claimline::AnnotateParts parts() {
    claimline::AnnotateParts made;
    made.tagger = &tagger();
    made.names = &names();
    return made;
}

void count_articles(benchmark::State& state) {
    state.counters["articles/s"] =
        benchmark::Counter(static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
}

// Everything from text to claims; the argument is how many times the shipped number of rules are loaded.
void extract(benchmark::State& state) {
    const auto packs = load_packs(static_cast<int>(state.range(0)));
    const auto text = article();
    for (auto _ : state) {
        const auto annotations = claimline::annotate(text, packs.vocabulary(), table(), parts());
        benchmark::DoNotOptimize(claimline::find_claims(text, annotations, table(), packs, "bench"));
    }
    count_articles(state);
    state.counters["rules"] = static_cast<double>(packs.compiled().rules.size());
}
BENCHMARK(extract)->Arg(1)->Arg(10)->Unit(benchmark::kMicrosecond);

// The chain before the rules, the measure for them.
void annotate(benchmark::State& state) {
    const auto packs = load_packs(1);
    const auto text = article();
    for (auto _ : state)
        benchmark::DoNotOptimize(claimline::annotate(text, packs.vocabulary(), table(), parts()));
    count_articles(state);
}
BENCHMARK(annotate)->Unit(benchmark::kMicrosecond);

// The rules alone, on a text that is annotated already.
void find_claims(benchmark::State& state) {
    const auto packs = load_packs(static_cast<int>(state.range(0)));
    const auto text = article();
    const auto annotations = claimline::annotate(text, packs.vocabulary(), table(), parts());
    for (auto _ : state)
        benchmark::DoNotOptimize(claimline::find_claims(text, annotations, table(), packs, "bench"));
    count_articles(state);
}
BENCHMARK(find_claims)->Arg(1)->Arg(10)->Unit(benchmark::kMicrosecond);

}  // namespace
