// Dates and quantities: predictions for the span scorer, and throughput.
//
//   spans_bench --predict FILE.jsonl... [--anchor narrative] > predictions.jsonl
//   spans_bench                          throughput on text of the same shape as news

#include <benchmark/benchmark.h>

#include <cstdio>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/clock.h"
#include "core/date.h"
#include "extract/dates.h"
#include "extract/quantities.h"

namespace {

using claimline::CodePoints;
using claimline::DateMention;
using claimline::QuantityMention;
using nlohmann::json;

std::string instant(std::chrono::sys_seconds at) {
    std::string text = claimline::to_rfc3339(at);
    text.pop_back();  // the sets have local times
    return text;
}

json span_of(const claimline::Span& span, std::string_view text, const CodePoints& points) {
    return {{"start", points.from_byte(span.begin)},
            {"end", points.from_byte(span.end)},
            {"text", claimline::slice(text, span)}};
}

json to_json(const DateMention& mention, std::string_view text, const CodePoints& points) {
    json out = span_of(mention.span, text, points);
    out["kind"] = "date";
    out["type"] = mention.type == "PERIOD" ? "DATE" : mention.type;
    out["value"] = mention.value;
    if (mention.begin) out["begin"] = instant(*mention.begin);
    if (mention.until) out["until"] = instant(*mention.until);
    out["rule"] = mention.rule;
    return out;
}

json to_json(const QuantityMention& mention, std::string_view text, const CodePoints& points) {
    json out = span_of(mention.span, text, points);
    out["kind"] = "quantity";
    out["type"] = claimline::to_string(mention.type);
    if (mention.low) {
        if (mention.type == claimline::QuantityType::number) out["type"] = "range";
        out["low"] = *mention.low;
        out["high"] = *mention.high;
    } else {
        out["value"] = mention.value;
    }
    if (!mention.unit.empty()) out["unit"] = mention.unit;
    if (!mention.currency.empty()) out["currency"] = mention.currency;
    if (!mention.per.empty()) out["per"] = mention.per;
    if (const std::string modifier = claimline::coarse_name(mention.modifier); !modifier.empty()) {
        out["modifier"] = modifier;
    }
    return out;
}

json predict(const json& sample, bool narrative) {
    const std::string text = sample.at("text");
    claimline::DateOptions options;
    const std::string reference = sample.value("reference_date", "");
    if (const auto day = claimline::date_of_timestamp(reference)) options.reference = day->start;
    if (reference.size() >= 16) {
        options.time_of_day = std::chrono::hours{std::stoi(reference.substr(11, 2))} +
                              std::chrono::minutes{std::stoi(reference.substr(14, 2))};
    }
    options.day_first = sample.contains("locale") && sample["locale"] == "en-GB";
    if (narrative) options.anchor = claimline::DateAnchor::narrative;
    const CodePoints points(text);
    json predicted = json::array();
    const auto dates = claimline::find_dates(text, {}, options);
    for (const DateMention& mention : dates) predicted.push_back(to_json(mention, text, points));
    for (const QuantityMention& mention :
         claimline::find_quantities(text, {}, claimline::calendar_spans(dates), {})) {
        if (mention.type != claimline::QuantityType::ordinal)
            predicted.push_back(to_json(mention, text, points));
    }
    return {{"id", sample.at("id")}, {"predicted", predicted}};
}

int predict_all(const std::vector<std::string>& files, bool narrative) {
    for (const std::string& file : files) {
        std::ifstream in(file);
        if (!in) {
            std::cerr << "cannot read " << file << '\n';
            return 1;
        }
        std::string line;
        while (std::getline(in, line)) {
            if (!line.empty()) std::cout << predict(json::parse(line), narrative).dump() << '\n';
        }
    }
    return 0;
}

std::string news_text() {
    constexpr std::string_view kParagraph =
        "The regulator in Norland fined Brightwave 405 million euros on Tuesday over how the application "
        "handled the "
        "data of children, and gave the company three months to change its settings. The decision follows an "
        "inquiry "
        "opened in September 2020; a draft had been sent to other authorities in December last year.\n\n"
        "Brightwave, which had 125 million monthly active users between August 2022 and January 2023, said "
        "it would "
        "appeal. Its revenue rose 7% to $1.2 billion in the third quarter, compared with 1.1 billion a year "
        "earlier, "
        "and it plans to open a second site of 90MW near the coast by the end of 2025 that will employ some "
        "350 "
        "people. The spokesman repeated what the firm has told reporters since March: that users decide for "
        "themselves what others see, and that nothing about the service has changed for more than two "
        "years.\n\n";
    std::string text;
    while (text.size() < 200'000) text += kParagraph;
    return text;
}

void find_both(benchmark::State& state) {
    const std::string text = news_text();
    claimline::DateOptions options;
    options.reference = std::chrono::sys_days{std::chrono::year{2023} / 2 / 18};
    for (auto _ : state) {
        const auto dates = claimline::find_dates(text, {}, options);
        benchmark::DoNotOptimize(claimline::find_quantities(text, {}, claimline::calendar_spans(dates), {}));
    }
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}
BENCHMARK(find_both);

}  // namespace

int main(int argc, char** argv) {
    std::vector<std::string> files;
    bool predicting = false;
    bool narrative = false;
    for (int i = 1; i < argc; ++i) {
        const std::string argument = argv[i];
        if (argument == "--predict") {
            predicting = true;
        } else if (argument == "--anchor" && i + 1 < argc) {
            narrative = std::string_view(argv[++i]) == "narrative";
        } else if (predicting) {
            files.push_back(argument);
        }
    }
    if (predicting) return predict_all(files, narrative);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
