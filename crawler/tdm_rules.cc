// A short list of objects: location, tdm-reservation, tdm-policy.

#include "crawler/tdm_rules.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/text.h"
#include "core/url.h"
#include "crawler/robots.h"

namespace claimline {
namespace {

constexpr std::size_t kMaxRules = 500;
constexpr std::size_t kMaxPattern = 2048;

std::string text_of(const nlohmann::json& object, const char* key) {
    const auto value = object.find(key);
    return value != object.end() && value->is_string() ? value->get<std::string>() : std::string();
}

// 1 and 0 by the report; "1" and "0" are as common.
std::string reservation_in(const nlohmann::json& object) {
    const auto value = object.find("tdm-reservation");
    if (value == object.end()) return {};
    if (value->is_number_unsigned() && *value <= 1U) return *value == 1U ? "1" : "0";
    return text_of(object, "tdm-reservation");
}

}  // namespace

std::string to_reservation(std::string_view reservation, std::string_view policy) {
    reservation = trim(reservation);
    if (reservation != "0" && reservation != "1") return {};
    policy = trim(policy);
    const bool named = reservation == "1" && parse_url(policy);
    return std::string(reservation) + (named ? ' ' + std::string(policy) : std::string());
}

TdmRules TdmRules::parse(std::string_view json) {
    TdmRules rules;
    const auto list = nlohmann::json::parse(json.substr(0, kMaxTdmBytes), nullptr, false);
    if (!list.is_array()) return rules;
    for (const nlohmann::json& entry : list) {
        if (!entry.is_object() || rules.rules_.size() == kMaxRules) continue;
        std::string pattern = to_robots_pattern(text_of(entry, "location"));
        std::string reservation = to_reservation(reservation_in(entry), text_of(entry, "tdm-policy"));
        if (pattern.empty() || pattern.size() > kMaxPattern || reservation.empty()) continue;
        rules.rules_.push_back({std::move(pattern), std::move(reservation)});
    }
    std::ranges::stable_sort(rules.rules_, [](const Rule& a, const Rule& b) {
        if (a.pattern.size() != b.pattern.size()) return a.pattern.size() > b.pattern.size();
        return a.reservation[0] > b.reservation[0];
    });
    return rules;
}

std::string TdmRules::reservation_of(std::string_view path) const {
    for (const Rule& rule : rules_)
        if (matches_robots_pattern(path, rule.pattern)) return rule.reservation;
    return {};
}

}  // namespace claimline
