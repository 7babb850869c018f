#pragma once
// Public case files (JSON lines), read where a checkout of them is given; tests skip where there is none.

#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

namespace claimline {

class Conformance : public testing::Test {
  protected:
    void SetUp() override {
        const char* folder = std::getenv("CLAIMLINE_CONFORMANCE");
        folder_ = folder != nullptr ? folder : CLAIMLINE_TEST_DATA "/../../shared/crawler/conformance/dev";
        if (!std::filesystem::exists(folder_)) GTEST_SKIP() << "no conformance cases at " << folder_;
    }

    // The share of cases for which `passes` holds; CLAIMLINE_MISSES=1 prints the others.
    template <class Passes>
    double share(const char* file, Passes passes) const {
        std::ifstream in(folder_ / file);
        std::size_t total = 0;
        std::size_t passed = 0;
        for (std::string line; std::getline(in, line);) {
            const auto test = nlohmann::json::parse(line);
            ++total;
            if (passes(test)) {
                ++passed;
            } else if (std::getenv("CLAIMLINE_MISSES") != nullptr) {
                std::printf("miss %s %s\n", file, line.c_str());
            }
        }
        std::printf("%s %zu/%zu\n", file, passed, total);
        return total == 0 ? 0 : static_cast<double>(passed) / static_cast<double>(total);
    }

    std::filesystem::path folder_;
};

inline std::string decode_base64(std::string_view text) {
    std::string out;
    unsigned bits = 0;
    int count = 0;
    for (const char c : text) {
        const char* alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        const char* at = c == '\0' ? nullptr : std::strchr(alphabet, c);
        if (at == nullptr) continue;
        bits = bits << 6 | static_cast<unsigned>(at - alphabet);
        count += 6;
        if (count >= 8) {
            count -= 8;
            out += static_cast<char>(bits >> count & 255);
        }
    }
    return out;
}

}  // namespace claimline
