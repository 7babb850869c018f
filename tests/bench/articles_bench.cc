// Extraction over a set of real pages: prints an article a line (JSON) with the CPU milliseconds it took.
// usage: articles_bench PAGES.jsonl [REPEAT]   (lines {"id", "url"?, "html_path"}; the best of REPEAT runs
// counts)
#include <zlib.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>

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

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::cerr << "usage: articles_bench PAGES.jsonl [REPEAT]\n";
        return 2;
    }
    const int repeat = argc > 2 ? std::max(1, std::atoi(argv[2])) : 1;
    const std::filesystem::path folder = std::filesystem::path(argv[1]).parent_path();
    std::ifstream list(argv[1]);
    for (std::string line; std::getline(list, line);) {
        const auto page = nlohmann::json::parse(line);
        const std::string bytes = read_gzip(folder / page.at("html_path").get<std::string>());
        claimline::DocumentHints hints;
        hints.url = page.value("url", "");
        hints.type = claimline::DocumentType::html;
        double best = 1e9;
        claimline::Article article;
        for (int run = 0; run < repeat; ++run) {
            const double before = cpu_milliseconds();
            auto parsed = claimline::parse_document(bytes, hints);
            best = std::min(best, cpu_milliseconds() - before);
            if (parsed) article = std::move(*parsed);
        }
        nlohmann::ordered_json out{{"id", page.at("id")},       {"title", article.title},
                                   {"author", article.authors}, {"published", article.published},
                                   {"site", article.site},      {"lang", article.lang},
                                   {"text", article.text},      {"ms", best},
                                   {"from", article.provenance}};
        std::cout << out.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) << '\n';
    }
    return 0;
}
