// Speed of cutting, tagging and lemmas, in bytes and tokens a second on one thread.
//
// Text: CLAIMLINE_BENCH_TEXT names a file of plain news text; without it a built-in paragraph is repeated,
// which flatters the caches.

#include <benchmark/benchmark.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

#include "extract/tagger.h"
#include "extract/tokens.h"

namespace {

using namespace claimline;

std::string load_text() {
    if (const char* path = std::getenv("CLAIMLINE_BENCH_TEXT")) {
        std::ifstream file(path, std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }
    std::string text;
    for (int i = 0; i < 400; ++i) {
        text +=
            "The harbour authority of Vessmark fined Tarn Logistics 4.2 million crowns on Tuesday because "
            "its "
            "booking site had kept the addresses of former customers. The company said it would appeal, and "
            "that "
            "most of the data had been deleted in 2031.\n\n\"We disagree with what the authority found,\" "
            "said its "
            "chief executive, who's leaving Tarn Inc. in the spring.\n\n";
    }
    return text;
}

const std::string& text() {
    static const std::string loaded = load_text();
    return loaded;
}

const Vocabulary& vocabulary() {
    static const Vocabulary words = [] {
        Vocabulary made;
        for (const char* word :
             {"fine", "appeal", "delete", "keep", "say", "find", "company", "customer", "data"}) {
            made.intern(word);
        }
        return made;
    }();
    return words;
}

const Tagger* tagger() {
    static const auto loaded = Tagger::open(std::string(CLAIMLINE_SOURCE_DATA) + "/models/en-upos.weights");
    return loaded ? &*loaded : nullptr;
}

void count(benchmark::State& state, std::size_t tokens) {
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * text().size()));
    state.counters["tokens"] =
        benchmark::Counter(static_cast<double>(state.iterations() * tokens), benchmark::Counter::kIsRate);
}

void tokenise_with_rules(benchmark::State& state) {
    std::size_t tokens = 0;
    for (auto _ : state) tokens = tokenise(text(), vocabulary()).tokens.size();
    count(state, tokens);
}
BENCHMARK(tokenise_with_rules)->Unit(benchmark::kMillisecond);

void tokenise_with_weights(benchmark::State& state) {
    if (tagger() == nullptr) state.SkipWithError("no weights");
    std::size_t tokens = 0;
    for (auto _ : state) tokens = tokenise(text(), vocabulary(), tagger()).tokens.size();
    count(state, tokens);
}
BENCHMARK(tokenise_with_weights)->Unit(benchmark::kMillisecond);

void tag_only(benchmark::State& state) {
    if (tagger() == nullptr) state.SkipWithError("no weights");
    auto cut = tokenise(text(), vocabulary());
    for (auto _ : state) tagger()->tag(text(), cut);
    count(state, cut.tokens.size());
}
BENCHMARK(tag_only)->Unit(benchmark::kMillisecond);

}  // namespace
