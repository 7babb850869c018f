#pragma once
// The small languages inside the strings of a pack: phrases, triggers, types and places to look.

#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "extract/rule_model.h"

namespace claimline {

// Longer or larger ones are refused at load, so that no pack can make matching slow.
inline constexpr std::size_t kMaxPhraseWords = 6;
inline constexpr std::size_t kMaxTriggerParts = 4;
inline constexpr std::size_t kMaxAlternatives = 100;
inline constexpr std::uint32_t kMaxReach = 40;

// "data center", "=MAU", "fire/NOUN".
[[nodiscard]] Result<Phrase> parse_phrase(std::string_view text);
// 'fine/VERB | @impose ~8 (penalty | sanction)'. Errors say at which character.
[[nodiscard]] Result<Trigger> parse_trigger(std::string_view text);
// "COMPANY|ORG"
[[nodiscard]] Result<TypeMask> parse_types(std::string_view text, bool accepting);
// "prep:in|near, near:8, title"
[[nodiscard]] Result<std::vector<Relation>> parse_where(std::string_view text);

// " (did you mean `name`?)" or "", for the nearest of `known` within a third of its letters.
[[nodiscard]] std::string did_you_mean(std::string_view word, const std::vector<std::string>& known);

}  // namespace claimline
