// Agreement of slot values; tolerances as in the claim schema.

#include "extract/claim_compare.h"

#include <algorithm>
#include <cmath>

#include "core/date.h"
#include "core/text.h"

namespace claimline {
namespace {

constexpr double kNumberTolerance = 0.006;
constexpr double kMoneyTolerance = 0.011;
// The same sum in two currencies of one page ("405 million euros ($402 million)").
constexpr double kConversionFactor = 1.6;

bool close(double a, double b, double tolerance) {
    return std::abs(a - b) <= tolerance * std::max(std::abs(a), std::abs(b));
}

bool money_agrees(const Money& a, const Money& b) {
    if (a.currency == b.currency) return close(a.value, b.value, kMoneyTolerance);
    const auto low = std::min(a.value, b.value);
    return low > 0 && std::max(a.value, b.value) / low <= kConversionFactor;
}

bool in_one_group(const SlotInfo& slot, std::string_view a, std::string_view b) {
    const auto holds = [](const std::vector<std::string>& group, std::string_view value) {
        return std::ranges::find(group, value) != group.end();
    };
    return std::ranges::any_of(slot.same,
                               [&](const auto& group) { return holds(group, a) && holds(group, b); });
}

// Every word of the shorter name is a word of the longer one.
bool words_inside(std::string_view a, std::string_view b) {
    const auto padded = [](std::string_view name) { return " " + fold(name) + " "; };
    const auto one = padded(a);
    const auto two = padded(b);
    return one.find(two) != std::string::npos || two.find(one) != std::string::npos;
}

// "federal judge", "consumer groups": a description may mean whatever the name says.
bool describes(std::string_view name) {
    return std::ranges::none_of(name, [](char c) { return c >= 'A' && c <= 'Z'; });
}

}  // namespace

bool Comparer::names_agree(std::string_view a, std::string_view b) const {
    if (a == b || words_inside(a, b)) return true;
    const auto* one = table_.find_name(a);
    const auto* two = table_.find_name(b);
    return one != nullptr && two != nullptr && one->id == two->id;
}

// Parts of one body, or "EU" and the European Commission, "Germany" and its cartel office: the place stands
// for its authority.
bool Comparer::acts_for(std::string_view a, std::string_view b) const {
    const auto* one = table_.find_name(a);
    const auto* two = table_.find_name(b);
    if (one == nullptr || two == nullptr) return false;
    if (table_.is_inside(one->id, two->id) || table_.is_inside(two->id, one->id)) return true;
    const auto stands_for = [](const Entity& place, const Entity& authority) {
        return place.type == "PLACE" && (authority.type == "REGULATOR" || authority.type == "COURT") &&
               !authority.country.empty() &&
               (authority.country == place.country || authority.country == place.id);
    };
    return stands_for(*one, *two) || stands_for(*two, *one);
}

bool Comparer::same_party(const Claim& a, const Claim& b, bool as_service) const {
    if (a.subject.empty() || b.subject.empty()) return a.subject == b.subject;
    if (a.subject == b.subject || (!a.subject_id.empty() && a.subject_id == b.subject_id)) return true;
    if (names_agree(a.subject, b.subject)) return true;
    if (as_service || a.subject_id.empty() || b.subject_id.empty()) return false;
    return table_.is_inside(a.subject_id, b.subject_id) || table_.is_inside(b.subject_id, a.subject_id);
}

bool Comparer::place_inside(const SlotItem& inner, const SlotItem& outer) const {
    const auto* a = std::get_if<std::string>(&inner);
    const auto* b = std::get_if<std::string>(&outer);
    if (a == nullptr || b == nullptr || *a == *b) return false;
    const auto* one = table_.find_name(*a);
    const auto* two = table_.find_name(*b);
    return one != nullptr && two != nullptr && table_.is_inside(one->id, two->id);
}

bool Comparer::dates_agree(std::string_view a, std::string_view b) const {
    if (a == b || a.empty() || b.empty()) return true;
    const auto one = parse_iso_date(a);
    const auto two = parse_iso_date(b);
    return one && two && (contains(*one, *two) || contains(*two, *one));
}

bool Comparer::items_agree(const SlotInfo& slot, const SlotItem& a, const SlotItem& b) const {
    if (a == b) return true;
    if (a.index() != b.index()) return false;
    if (const auto* number = std::get_if<double>(&a))
        return close(*number, std::get<double>(b), kNumberTolerance);
    if (const auto* money = std::get_if<Money>(&a)) return money_agrees(*money, std::get<Money>(b));
    const auto& one = std::get<std::string>(a);
    const auto& two = std::get<std::string>(b);
    switch (slot.shape) {
        case SlotShape::closed: return in_one_group(slot, one, two);
        case SlotShape::place: return place_inside(a, b) || place_inside(b, a) || names_agree(one, two);
        case SlotShape::date: return dates_agree(one, two);
        case SlotShape::name:
            return describes(one) || describes(two) || names_agree(one, two) || acts_for(one, two);
        case SlotShape::text: return names_agree(one, two);
        case SlotShape::number:
        case SlotShape::money: return false;
    }
    return false;
}

bool Comparer::agree(const SlotInfo& slot, const SlotValue& a, const SlotValue& b) const {
    if (a.empty() || b.empty()) return true;
    return std::ranges::any_of(a, [&](const SlotItem& one) {
        return std::ranges::any_of(b, [&](const SlotItem& two) { return items_agree(slot, one, two); });
    });
}

bool Comparer::finer(const SlotInfo& slot, const SlotValue& a, const SlotValue& b) const {
    if (b.empty()) return false;
    if (a.empty()) return true;
    if (slot.shape == SlotShape::place) return place_inside(b.front(), a.front());
    const auto* one = std::get_if<std::string>(&a.front());
    const auto* two = std::get_if<std::string>(&b.front());
    if (slot.shape == SlotShape::date && one != nullptr && two != nullptr) return two->size() > one->size();
    return slot.shape == SlotShape::closed && one != nullptr && *one == "other";
}

}  // namespace claimline
