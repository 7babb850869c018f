#pragma once
// One extracted document as the JSON object of the stateless extractor's interface (docs/formats.md).

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "cli/extraction.h"

namespace claimline {

// Offsets leave as code points of `text`. `explain` adds how each slot of a claim was filled.
[[nodiscard]] nlohmann::ordered_json to_json(const std::string& id, const Extraction& document,
                                             const ExtractionParts& parts, bool explain);
[[nodiscard]] nlohmann::ordered_json error_to_json(const std::string& id, const Error& error);

}  // namespace claimline
