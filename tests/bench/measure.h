#pragma once
// What the programs of a race measure alike: CPU time, percentiles, peak memory, and the documents they
// share.

#include <sys/resource.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

namespace measure {

inline double cpu_seconds() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

inline double peak_megabytes() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024;
}

inline double percentile(std::vector<double> values, double share) {
    if (values.empty()) return 0;
    std::sort(values.begin(), values.end());
    const auto at = static_cast<std::size_t>(share * static_cast<double>(values.size()));
    return values[std::min(at, values.size() - 1)];
}

// CPU milliseconds of each call, the best of `passes`: what another program takes from the machine only adds.
template <class Item, class Body>
std::vector<double> best_milliseconds(const std::vector<Item>& items, int passes, Body body) {
    std::vector<double> best(items.size(), 1e9);
    for (int pass = 0; pass < passes; ++pass)
        for (std::size_t i = 0; i < items.size(); ++i) {
            const double before = cpu_seconds();
            body(items[i]);
            best[i] = std::min(best[i], (cpu_seconds() - before) * 1e3);
        }
    return best;
}

// One line of JSON: what, then numbers by name.
inline void print(const char* what, const std::vector<std::pair<const char*, double>>& numbers) {
    std::printf("{\"what\": \"%s\"", what);
    for (const auto& [name, value] : numbers) std::printf(", \"%s\": %.4f", name, value);
    std::printf("}\n");
}

// A document of the full text with everything that is filed with it, in a file that every program reads:
// lines of a letter and the value, one document up to a line "E"; line feeds in texts are stored as U+001E.
struct Document {
    std::uint32_t id = 0;                                  // I
    std::string lang;                                      // L
    std::string title;                                     // T
    std::string text;                                      // B
    std::vector<std::string> terms;                        // F
    std::vector<std::pair<unsigned, std::string>> values;  // V slot blank value
    std::vector<std::string> entities;                     // N ids of parties
    std::string day;                                       // D ISO date
};

inline bool read_document(std::istream& in, Document& out) {
    out = {};
    for (std::string line; std::getline(in, line);) {
        if (line == "E") return true;
        const std::string value = line.substr(1);
        switch (line[0]) {
            case 'I': out.id = static_cast<std::uint32_t>(std::strtoul(value.c_str(), nullptr, 10)); break;
            case 'L': out.lang = value; break;
            case 'T': out.title = value; break;
            case 'B':
                (out.text = value);
                std::replace(out.text.begin(), out.text.end(), '\x1e', '\n');
                break;
            case 'F': out.terms.push_back(value); break;
            case 'V': {
                const auto blank = value.find(' ');
                out.values.emplace_back(static_cast<unsigned>(std::atoi(value.c_str())),
                                        value.substr(blank + 1));
                break;
            }
            case 'N': out.entities.push_back(value); break;
            case 'D': out.day = value; break;
            default: break;
        }
    }
    return false;
}

// A question of the race: words that must occur, a party, days [from, until).
struct Question {
    std::vector<std::string> words;
    std::string entity;
    std::string from, until;
};

// Lines of words parted by blanks, entity id, from, until; parted by tabs.
inline std::vector<Question> read_questions(const char* file) {
    std::vector<Question> questions;
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) {
        std::vector<std::string> cells(1);
        for (const char c : line) {
            if (c == '\t') {
                cells.emplace_back();
            } else {
                cells.back().push_back(c);
            }
        }
        if (cells.size() != 4) continue;
        Question question{{}, cells[1], cells[2], cells[3]};
        std::string word;
        for (const char c : cells[0] + " ") {
            if (c != ' ') {
                word.push_back(c);
            } else if (!word.empty()) {
                question.words.push_back(std::exchange(word, {}));
            }
        }
        questions.push_back(std::move(question));
    }
    return questions;
}

}  // namespace measure
