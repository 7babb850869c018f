#pragma once
// Claims in a few words for table cells: what is claimed, its figure, its time, who said it.

#include <string>
#include <string_view>

#include "core/claim.h"
#include "extract/packs.h"
#include "index/catalogue.h"
#include "index/claim_terms.h"

namespace claimline {

[[nodiscard]] const KindInfo* find_kind(const Packs& packs, std::string_view name);

// The kind's template filled in: "2nd data center, Ireland", "MAU 125 million, European Union". A part whose
// slot is missing goes with the words before it. Without a template: all slots.
[[nodiscard]] std::string what_of(const Claim& claim, const KindInfo* kind);

// data_center -> "data center"
[[nodiscard]] std::string in_words(std::string_view value);
// 125000000 -> "125 million", 1250 -> "1,250"; never rounded.
[[nodiscard]] std::string number_in_words(double value);
// "125 million", "EUR 405 million", "20 million to 30 million", "120 MW".
[[nodiscard]] std::string figure_in_words(const ClaimFigure& figure);

// The status slot; where a kind has none, how it is said when that matters: "alleged", "denied", "reported".
[[nodiscard]] std::string status_of(const Claim& claim);
// The same with what became of the claim: "planned (superseded)", "withdrawn", "opened (added silently)".
[[nodiscard]] std::string status_of(const ClaimRecord& record);
// "added" or "removed" where that came with a silent edit, else empty.
[[nodiscard]] std::string silent_edit_of(const ClaimRecord& record);
// The stated time: "2023-02-17", "2022-08..2023-01"; a date that the text does not state stands in brackets.
[[nodiscard]] std::string when_of(const ClaimRecord& record);
// "Ada Brandt via The Gazette", or empty.
[[nodiscard]] std::string said_by(const Claim& claim);

}  // namespace claimline
