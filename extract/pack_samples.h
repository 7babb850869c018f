#pragma once
// Sample documents of a pack (samples.toml): whole texts with every claim of the pack's kinds that a reader
// finds.

#include <filesystem>
#include <string>
#include <vector>

#include "core/result.h"
#include "extract/rule_model.h"

namespace claimline {

struct SampleDocument {
    std::string title;
    std::string published;
    std::string text;
    std::vector<WantedClaim> claims;  // each with its kind
    int line = 0;
};

// Empty when the pack has no samples.toml. Errors name file, line and column.
[[nodiscard]] Result<std::vector<SampleDocument>> read_samples(const std::filesystem::path& pack,
                                                               const PackModel& model);

}  // namespace claimline
