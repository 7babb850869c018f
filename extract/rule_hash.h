#pragma once
// Hashes of rules: what is written, with the sets, maps and ladders it uses, and nothing of layout or
// comments.

#include <string>
#include <string_view>

#include "extract/rule_model.h"

namespace claimline {

// Sets the hash of every kind and rule (12 hex digits), of the engine with the words it reads itself, and of
// all of them: Packs::version().
void hash_model(PackModel& model, std::string_view engine_version);

}  // namespace claimline
