#pragma once
// When two values of a slot agree: names, places one inside the other, dates one holding the other, numbers.

#include <string>
#include <string_view>

#include "core/claim.h"
#include "extract/entity_table.h"
#include "extract/rule_model.h"

namespace claimline {

class Comparer {
  public:
    explicit Comparer(const EntityTable& table) : table_(table) {}

    // Same party; `as_service`: owner and brand are two.
    [[nodiscard]] bool same_party(const Claim& a, const Claim& b, bool as_service) const;
    // No item of `a` contradicts every item of `b`; empty never contradicts.
    [[nodiscard]] bool agree(const SlotInfo& slot, const SlotValue& a, const SlotValue& b) const;
    [[nodiscard]] bool dates_agree(std::string_view a, std::string_view b) const;
    // `inner` lies inside `outer` and is not the same.
    [[nodiscard]] bool place_inside(const SlotItem& inner, const SlotItem& outer) const;
    // Whether `b` says more than `a`, which it agrees with.
    [[nodiscard]] bool finer(const SlotInfo& slot, const SlotValue& a, const SlotValue& b) const;

  private:
    [[nodiscard]] bool items_agree(const SlotInfo& slot, const SlotItem& a, const SlotItem& b) const;
    [[nodiscard]] bool acts_for(std::string_view a, std::string_view b) const;
    [[nodiscard]] bool names_agree(std::string_view a, std::string_view b) const;

    const EntityTable& table_;
};

}  // namespace claimline
