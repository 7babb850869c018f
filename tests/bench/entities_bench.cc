// The entity table and what is found with it: loading, names, speakers, the whole annotation of an article.
//
//   entities_bench                     throughput on text of the same shape as news
//   entities_bench --show FILE.jsonl   mentions and speakers of {"id", "title"?, "published"?, "text"} lines

#include <benchmark/benchmark.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>

#include "extract/annotate.h"
#include "extract/entities.h"

namespace {

using claimline::Article;
using claimline::EntityTable;

std::filesystem::path packs() {
    return std::filesystem::path(CLAIMLINE_SOURCE_DATA) / "entities";
}

const EntityTable& table() {
    static const EntityTable loaded = [] {
        auto made = EntityTable::load({packs()});
        if (!made) {
            std::fputs(made.error().message.c_str(), stderr);
            std::exit(1);
        }
        return std::move(*made);
    }();
    return loaded;
}

// About 400 tokens with the usual share of names, quotations and references.
Article article() {
    Article made;
    made.title = "Harbour watchdog fines Nordkom over customer data";
    made.published = "2023-02-18";
    for (int i = 0; i < 7; ++i) {
        made.text +=
            "Ireland\u2019s privacy watchdog fined Nordkom Group on Tuesday, saying the company had kept the "
            "data "
            "of its customers in Denmark for too long. \u201cWe take this very seriously,\u201d said Anna "
            "Berg, head "
            "of policy at Nordkom. She added that the firm would appeal before the General Court. The "
            "regulator, "
            "which opened its inquiry in 2021, declined to comment. Government officials told Reuters that "
            "Microsoft and Google face similar questions under Article 5 of the GDPR.\n\n";
    }
    return made;
}

void load_table(benchmark::State& state) {
    for (auto _ : state) {
        auto loaded = EntityTable::load({packs()});
        benchmark::DoNotOptimize(loaded);
    }
}
BENCHMARK(load_table)->Unit(benchmark::kMillisecond);

void find_entities(benchmark::State& state) {
    const Article text = article();
    const auto tokens = claimline::tokenise(text.text, claimline::Vocabulary());
    for (auto _ : state) benchmark::DoNotOptimize(claimline::find_entities(text, tokens, table()));
    state.counters["articles/s"] =
        benchmark::Counter(static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
    state.counters["tokens"] = static_cast<double>(tokens.tokens.size());
}
BENCHMARK(find_entities)->Unit(benchmark::kMicrosecond);

void annotate_whole(benchmark::State& state) {
    const Article text = article();
    const claimline::Vocabulary vocabulary;
    for (auto _ : state) benchmark::DoNotOptimize(claimline::annotate(text, vocabulary, table()));
    state.counters["articles/s"] =
        benchmark::Counter(static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
}
BENCHMARK(annotate_whole)->Unit(benchmark::kMicrosecond);

// For reading by eye: each mention in brackets with its type and canonical name, each sentence with its
// speaker.
void show(const char* file) {
    const claimline::Vocabulary vocabulary;
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) {
        const auto json = nlohmann::json::parse(line);
        const auto text_of = [&](const char* key) {
            return json.contains(key) && json[key].is_string() ? json[key].get<std::string>() : std::string();
        };
        Article text;
        text.text = text_of("text");
        text.title = text_of("title");
        text.published = text_of("published");
        const auto made = claimline::annotate(text, vocabulary, table());
        std::cout << "## " << text.title << "\n";
        std::size_t mention = 0;
        for (std::size_t s = 0; s < made.text.sentences.size(); ++s) {
            const auto& sentence = made.text.sentences[s];
            const auto& said = made.attributions.by_sentence[s];
            if (!said.speaker.empty()) std::cout << "<" << said.speaker << "> ";
            std::uint32_t at = sentence.span.begin;
            for (; mention < made.entities.size() && made.entities[mention].span.begin < sentence.span.end;
                 ++mention) {
                const auto& found = made.entities[mention];
                std::cout << claimline::slice(text.text, {at, std::max(at, found.span.begin)}) << "["
                          << claimline::slice(text.text, found.span) << "|" << found.type
                          << (found.coref ? "*" : "") << "|" << found.canonical << "]";
                at = found.span.end;
            }
            std::cout << claimline::slice(text.text, {at, std::max(at, sentence.span.end)}) << "\n";
        }
    }
}

}  // namespace

int main(int argc, char** argv) {
    if (argc == 3 && std::string_view(argv[1]) == "--show") {
        show(argv[2]);
        return 0;
    }
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
