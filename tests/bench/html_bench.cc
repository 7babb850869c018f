// Speed of the stages from bytes to article, on a made-up page of usual size and make.
#include <benchmark/benchmark.h>

#include <string>

#include "extract/charset.h"
#include "extract/html.h"
#include "extract/html_prepass.h"
#include "extract/main_text.h"
#include "extract/metadata.h"
#include "extract/page_dates.h"
#include "extract/parse.h"

namespace {

using namespace claimline;

// About 150 kB: scripts and styles for half of it, navigation, forty paragraphs, teasers and comments.
const std::string& sample_page() {
    static const std::string page = [] {
        std::string html =
            "<!doctype html><html lang=en><head><title>Ferry orders | Harbour Post</title><meta "
            "property=\"og:site_name\" "
            "content=\"Harbour Post\"><meta property=\"article:published_time\" "
            "content=\"2021-04-02T08:00:00+02:00\"><script>";
        for (int i = 0; i < 2000; ++i) html += "var v" + std::to_string(i) + " = {a: 1, b: 'two'};\n";
        html += "</script></head><body><nav><ul>";
        for (int i = 0; i < 80; ++i)
            html += "<li class=\"menu-item\"><a href=\"/s/" + std::to_string(i) + "\">Section number " +
                    std::to_string(i) + "</a></li>";
        html +=
            "</ul></nav><article class=\"post\"><h1>Ferry orders</h1><p class=\"byline\">By <a rel=author "
            "href=/author/a>Ann Vik</a></p>";
        for (int i = 0; i < 40; ++i)
            html += "<p>The ferry company said on day " + std::to_string(i) +
                    " that it had <b>ordered</b> three vessels from a yard in the <a href=/n>north</a>, "
                    "at a price of 40 million, and that delivery would begin next spring, according to its "
                    "managing director.</p>";
        html += "</article><aside class=\"related\">";
        for (int i = 0; i < 60; ++i)
            html += "<div class=\"card teaser\"><img src=x><h3><a href=/t>An older story number " +
                    std::to_string(i) + "</a></h3><span class=date>3 May 2020</span></div>";
        html += "</aside><section class=\"comments\">";
        for (int i = 0; i < 60; ++i)
            html += "<div class=\"comment\"><span class=author>Reader " + std::to_string(i) +
                    "</span><p>I waited for the ferry and it did not come.</p></div>";
        return html + "</section><footer>Copyright Harbour Post</footer></body></html>";
    }();
    return page;
}

void report(benchmark::State& state) {
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) *
                            static_cast<std::int64_t>(sample_page().size()));
}

void decode(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(decode_html(sample_page(), ""));
    report(state);
}
BENCHMARK(decode);

void prepass(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(prepare_html(sample_page()));
    report(state);
}
BENCHMARK(prepass);

void parse_tree(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(parse_html(sample_page()));
    report(state);
}
BENCHMARK(parse_tree);

struct ParsedPage {
    HtmlTree tree = parse_html(sample_page());
    std::vector<ClassWords> words = class_words_of(tree);
    PageBlocks blocks = split_blocks(tree, words);
    PageMeta meta = collect_page_meta(tree);
    JsonLd json_ld;
    [[nodiscard]] PageFacts facts() const {
        return {tree, words, blocks, meta, json_ld, "", std::chrono::sys_days(std::chrono::days(20000))};
    }
};

void class_words_and_blocks(benchmark::State& state) {
    const ParsedPage page;
    for (auto _ : state) benchmark::DoNotOptimize(split_blocks(page.tree, class_words_of(page.tree)));
    report(state);
}
BENCHMARK(class_words_and_blocks);

void main_text(benchmark::State& state) {
    const ParsedPage page;
    for (auto _ : state)
        benchmark::DoNotOptimize(
            find_main_text(page.tree, page.blocks, page.words, {"Ferry orders", "", ""}));
    report(state);
}
BENCHMARK(main_text);

void metadata(benchmark::State& state) {
    const ParsedPage page;
    for (auto _ : state) {
        benchmark::DoNotOptimize(find_title(page.facts()));
        benchmark::DoNotOptimize(find_authors(page.facts(), "Harbour Post"));
        benchmark::DoNotOptimize(find_page_dates(page.facts()));
    }
    report(state);
}
BENCHMARK(metadata);

void whole_page(benchmark::State& state) {
    for (auto _ : state)
        benchmark::DoNotOptimize(parse_document(sample_page(), {.type = DocumentType::html}));
    report(state);
}
BENCHMARK(whole_page);

}  // namespace
