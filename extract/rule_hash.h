#pragma once
// Hashes of rules: what is written, with the sets, maps and ladders it uses, and nothing of layout or
// comments.

#include <string>
#include <string_view>

#include "extract/rule_model.h"

namespace claimline {

// Sets Rule::hash of every rule (12 hex digits) and returns the hash over kinds and all rules:
// Packs::version().
[[nodiscard]] std::string hash_rules(PackModel& model, std::string_view engine_version);

}  // namespace claimline
