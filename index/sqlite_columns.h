#pragma once
// How lists and spans are written in single columns of the catalogue, as JSON.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/claim.h"
#include "core/result.h"
#include "core/text.h"

namespace claimline {

// A span in bytes and the same in code points.
struct EvidenceSpan {
    Span bytes;
    Span points;
};

[[nodiscard]] std::string encode_texts(const std::vector<std::string>& texts);
[[nodiscard]] std::string encode_evidence(const std::vector<EvidenceSpan>& spans);
[[nodiscard]] std::string encode_slots(const Slots& slots);
[[nodiscard]] std::string encode_map(const std::map<std::string, std::string>& map);
[[nodiscard]] std::string encode_links(const std::vector<ClaimLink>& links);
[[nodiscard]] std::string encode_parties(const std::vector<Party>& parties);
[[nodiscard]] std::string encode_counters(const std::map<std::string, std::int64_t>& counters);

// What cannot be read back is `corrupt` and quotes the column.
[[nodiscard]] Result<std::vector<std::string>> decode_texts(std::string_view column);
[[nodiscard]] Result<std::vector<EvidenceSpan>> decode_evidence(std::string_view column);
[[nodiscard]] Result<Slots> decode_slots(std::string_view column);
[[nodiscard]] Result<std::map<std::string, std::string>> decode_map(std::string_view column);
[[nodiscard]] Result<std::vector<ClaimLink>> decode_links(std::string_view column);
[[nodiscard]] Result<std::vector<Party>> decode_parties(std::string_view column);
[[nodiscard]] Result<std::map<std::string, std::int64_t>> decode_counters(std::string_view column);

}  // namespace claimline
