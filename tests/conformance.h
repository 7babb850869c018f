#pragma once
// Public case files (JSON lines), read where a checkout of them is given; tests skip where there is none.
// scripts/conformance runs all of them.

#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

namespace claimline {

class Conformance : public testing::Test {
  protected:
    void SetUp() override {
        const char* folder = std::getenv("CLAIMLINE_CONFORMANCE");
        folder_ = folder != nullptr ? folder : CLAIMLINE_TEST_DATA "/../../shared/crawler/conformance/dev";
        if (!std::filesystem::exists(folder_)) GTEST_SKIP() << "no conformance cases at " << folder_;
    }

    // The share of the cases of `file` for which `passes` holds; those for which it gives nothing are about
    // something else. 1 when the folder has no such file. Prints "FILE PASSED/TOTAL", and with
    // CLAIMLINE_MISSES in the environment "miss FILE CASE" for each of the others.
    double share(const char* file,
                 const std::function<std::optional<bool>(const nlohmann::json&)>& passes) const {
        std::ifstream in(folder_ / file);
        std::size_t total = 0;
        std::size_t passed = 0;
        for (std::string line; std::getline(in, line);) {
            const auto test = nlohmann::json::parse(line);
            const auto verdict = passes(test);
            if (!verdict) continue;
            ++total;
            if (*verdict) {
                ++passed;
            } else if (std::getenv("CLAIMLINE_MISSES") != nullptr) {
                std::printf("miss %s %s\n", file, test.value("id", line).c_str());
            }
        }
        if (total == 0) return 1;
        std::printf("%s %zu/%zu\n", file, passed, total);
        return static_cast<double>(passed) / static_cast<double>(total);
    }

    std::filesystem::path folder_;
};

}  // namespace claimline
