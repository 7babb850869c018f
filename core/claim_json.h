#pragma once
// Claims to and from the JSON record of the claim schema (docs/formats.md).

#include <nlohmann/json_fwd.hpp>

#include "core/claim.h"
#include "core/result.h"
#include "core/text.h"

namespace claimline {

// Keys in schema order. Evidence leaves as code points of the text behind `points`.
[[nodiscard]] nlohmann::ordered_json to_json(const Claim& claim, const CodePoints& points);

[[nodiscard]] nlohmann::ordered_json slots_to_json(const Slots& slots);
[[nodiscard]] Result<Slots> parse_slots_json(const nlohmann::ordered_json& json);

// The record of to_json() or of the claim schema read back; `points` translates its evidence into bytes.
// Where the schema allows alternatives for a text ("subject": ["A", "B"]) the first is taken. What is missing
// stays empty; a record that is no object or names no kind is `corrupt`.
[[nodiscard]] Result<Claim> parse_claim_json(const nlohmann::ordered_json& json, const CodePoints& points);

}  // namespace claimline
