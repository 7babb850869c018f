#pragma once
// What a claim is filed under: its terms, its figure, the period it is about and its thread. Catalogue and
// full text both store these, so that a query means the same in either.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/claim.h"
#include "core/date.h"
#include "core/entity.h"
#include "index/catalogue.h"
#include "index/query.h"

namespace claimline {

// The one number a claim is compared and plotted by: the slot `value`, else the first money, else the first
// slot named like `capacity_mw` (unit after the last underscore). `most` ends a stated range.
struct ClaimFigure {
    double value = 0;
    std::optional<double> most;
    std::string unit;      // "MAU", "mw"; empty for money
    std::string currency;  // ISO 4217; empty for counts
};
[[nodiscard]] std::optional<ClaimFigure> claim_figure(const Claim& claim);

// The period a claim is about, whole days; without a stated time the publication day, else the day first
// seen.
struct AboutPeriod {
    sys_days from{};
    sys_days until{};  // first day after it
    DateBasis basis = DateBasis::stated;
};
[[nodiscard]] AboutPeriod about_period(const ClaimTime& time, std::string_view published, Instant first_seen);

// Field -> folded values, sorted by field, without doubles: subject, entity (subject and every party or place
// in the slots), place, speaker, outlet, modality and each slot with text. `mentions` says which slot texts
// name parties or places and under which ids.
[[nodiscard]] std::vector<TermClause> claim_terms(const Claim& claim,
                                                  const std::vector<EntityMention>& mentions);

// The first text of a slot, or empty.
[[nodiscard]] std::string_view slot_text(const Claim& claim, std::string_view slot);

// Claims with the same id tell of the same matter: same kind, subject and key slots (figures: and period),
// whatever their values, status and time; a denial never joins what it denies. "t:" and 12 hex digits.
[[nodiscard]] std::string thread_id(const Claim& claim, const KeySlots& key_slots);

// "d:" and 12 hex digits of SHA-256 of the URL.
[[nodiscard]] std::string article_id(std::string_view url);

}  // namespace claimline
