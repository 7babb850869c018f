// Extraction over a set of real pages: prints an article a line (JSON) with the CPU milliseconds it took and
// those of a bare Gumbo parse of the same bytes, and to stderr what they are together.
// usage: articles_bench PAGES.jsonl [REPEAT]   (lines {"id", "url"?, "html_path"}; the best of REPEAT runs
// counts)
#include <gumbo.h>
#include <zlib.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <numeric>
#include <string>
#include <vector>

#include "extract/parse.h"

namespace {

std::string read_gzip(const std::string& path) {
    std::string bytes;
    gzFile file = gzopen(path.c_str(), "rb");
    if (file == nullptr) return bytes;
    char buffer[65536];
    for (int got = gzread(file, buffer, sizeof buffer); got > 0; got = gzread(file, buffer, sizeof buffer))
        bytes.append(buffer, static_cast<std::size_t>(got));
    gzclose(file);
    return bytes;
}

double cpu_milliseconds() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

double bare_parse_milliseconds(const std::string& bytes) {
    const double before = cpu_milliseconds();
    GumboOptions options = kGumboDefaultOptions;
    options.max_errors = 0;
    GumboOutput* output = gumbo_parse_with_options(&options, bytes.data(), bytes.size());
    gumbo_destroy_output(&options, output);
    return cpu_milliseconds() - before;
}

double median(std::vector<double> values) {
    if (values.empty()) return 0;
    std::ranges::sort(values);
    return values[values.size() / 2];
}

void report(const std::vector<double>& own, const std::vector<double>& bare) {
    const auto sum = [](const std::vector<double>& values) {
        return std::accumulate(values.begin(), values.end(), 0.0);
    };
    if (own.empty()) return;
    std::cerr << own.size() << " pages: median " << median(own) << " ms, mean "
              << sum(own) / static_cast<double>(own.size()) << " ms, largest " << std::ranges::max(own)
              << " ms; bare parse: median " << median(bare) << " ms, mean "
              << sum(bare) / static_cast<double>(bare.size()) << " ms; ratio of the sums "
              << sum(own) / sum(bare) << "\n";
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::cerr << "usage: articles_bench PAGES.jsonl [REPEAT]\n";
        return 2;
    }
    const int repeat = argc > 2 ? std::max(1, std::atoi(argv[2])) : 1;
    const std::filesystem::path folder = std::filesystem::path(argv[1]).parent_path();
    std::ifstream list(argv[1]);
    std::vector<double> own, bare;
    for (std::string line; std::getline(list, line);) {
        const auto page = nlohmann::json::parse(line);
        const std::string bytes = read_gzip(folder / page.at("html_path").get<std::string>());
        claimline::DocumentHints hints;
        hints.url = page.value("url", "");
        hints.type = claimline::DocumentType::html;
        double best = 1e9, best_bare = 1e9;
        claimline::Article article;
        for (int run = 0; run < repeat; ++run) {
            const double before = cpu_milliseconds();
            auto parsed = claimline::parse_document(bytes, hints);
            best = std::min(best, cpu_milliseconds() - before);
            if (parsed) article = std::move(*parsed);
            best_bare = std::min(best_bare, bare_parse_milliseconds(bytes));
        }
        own.push_back(best);
        bare.push_back(best_bare);
        nlohmann::ordered_json out{{"id", page.at("id")},       {"title", article.title},
                                   {"author", article.authors}, {"published", article.published},
                                   {"site", article.site},      {"lang", article.lang},
                                   {"text", article.text},      {"ms", best},
                                   {"bare_ms", best_bare},      {"from", article.provenance}};
        std::cout << out.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) << '\n';
    }
    report(own, bare);
    return 0;
}
