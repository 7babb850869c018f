// Claim ids, quotes and slots as text.

#include "core/claim.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "core/hash.h"

namespace claimline {
namespace {

constexpr std::array<std::pair<Modality, const char*>, 5> kModalities{{{Modality::asserted, "asserted"},
                                                                       {Modality::attributed, "attributed"},
                                                                       {Modality::reported, "reported"},
                                                                       {Modality::alleged, "alleged"},
                                                                       {Modality::denied, "denied"}}};

// Slots that say which claim this is, over all kinds; the others may be refined without a new identity.
constexpr std::array<std::string_view, 10> kKeySlots{"action",    "amount",   "deadline", "facility_type",
                                                     "geography", "location", "metric",   "ordinal",
                                                     "topic",     "value"};

}  // namespace

const char* to_string(Modality modality) {
    for (const auto& [value, name] : kModalities)
        if (value == modality) return name;
    return "asserted";
}

Modality parse_modality(std::string_view text) {
    for (const auto& [value, name] : kModalities)
        if (text == name) return value;
    return Modality::asserted;
}

std::string quote_of(const Claim& claim, std::string_view text) {
    std::string quote;
    const Span* previous = nullptr;
    for (const Span& span : claim.evidence) {
        if (previous != nullptr) {
            const auto between = text.substr(previous->end, span.begin - previous->end);
            const bool touching = std::ranges::all_of(between, [](char c) { return is_space(c); });
            quote += touching ? " " : " … ";
        }
        quote += slice(text, span);
        previous = &span;
    }
    return quote;
}

std::string make_claim_id(std::string_view document, const Claim& claim, std::string_view text) {
    std::string key(document);
    const auto add = [&key](std::string_view part) {
        key.push_back('\n');
        key += part;
    };
    add(claim.kind);
    add(fold(claim.subject));
    for (const auto name : kKeySlots)
        if (const auto slot = claim.slots.find(name); slot != claim.slots.end())
            add(fmt::format("{}={}", name, to_text(slot->second)));
    if (!claim.evidence.empty()) add(slice(text, claim.evidence.front()));
    return "c:" + to_hex(sha256(key)).substr(0, 12);
}

std::string subjects_of(const Claim& claim) {
    std::string all = claim.subject;
    for (const auto& party : claim.co_subjects) all += "; " + party.name;
    return all;
}

std::string number_to_text(double value) {
    // The largest double has 309 digits before the point.
    std::array<char, 400> buffer{};
    const auto end =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed);
    return {buffer.data(), end.ptr};
}

std::string to_text(const SlotItem& item) {
    if (const auto* text = std::get_if<std::string>(&item)) return *text;
    if (const auto* number = std::get_if<double>(&item)) return number_to_text(*number);
    const auto& money = std::get<Money>(item);
    return money.currency + " " + number_to_text(money.value);
}

std::string to_text(const SlotValue& value) {
    std::string out;
    for (const auto& item : value) {
        if (!out.empty()) out += "; ";
        out += to_text(item);
    }
    return out;
}

}  // namespace claimline
