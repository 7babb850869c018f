// The claim record of the schema as JSON, keys in schema order, absent fields left out.

#include "core/claim_json.h"

#include <cmath>
#include <nlohmann/json.hpp>

namespace claimline {
namespace {

using Json = nlohmann::ordered_json;

// Whole numbers without ".0": 125000000, not 125000000.0.
Json number(double value) {
    constexpr double exact = 9007199254740992.0;  // 2^53
    if (std::abs(value) < exact && value == std::floor(value)) return static_cast<std::int64_t>(value);
    return value;
}

Json item_to_json(const SlotItem& item) {
    if (const auto* text = std::get_if<std::string>(&item)) return *text;
    if (const auto* value = std::get_if<double>(&item)) return number(*value);
    const auto& money = std::get<Money>(item);
    return Json{{"currency", money.currency}, {"value", number(money.value)}};
}

Result<SlotItem> parse_item(const Json& json) {
    if (json.is_string()) return SlotItem{json.get<std::string>()};
    if (json.is_number()) return SlotItem{json.get<double>()};
    if (json.is_object() && json.contains("currency") && json.contains("value") &&
        json["currency"].is_string() && json["value"].is_number())
        return SlotItem{Money{json["currency"].get<std::string>(), json["value"].get<double>()}};
    return fail(ErrorKind::corrupt, "a slot holds {} where a text, a number or money belongs", json.dump());
}

void put_text(Json& json, const char* key, const std::string& value) {
    if (!value.empty()) json[key] = value;
}

Json time_to_json(const ClaimTime& time) {
    Json json = Json::object();
    put_text(json, "date", time.date);
    put_text(json, "start", time.start);
    put_text(json, "end", time.end);
    return json;
}

Json attribution_to_json(const Attribution& attribution) {
    Json json = Json::object();
    put_text(json, "speaker", attribution.speaker);
    put_text(json, "role", attribution.role);
    put_text(json, "via", attribution.via);
    put_text(json, "outlet", attribution.outlet);
    return json;
}

// One party as a string, several as a list; ids beside them in the same order, "" for the unknown.
void put_subjects(Json& json, const Claim& claim) {
    if (claim.co_subjects.empty()) {
        json["subject"] = claim.subject;
        put_text(json, "subject_id", claim.subject_id);
        return;
    }
    json["subject"] = Json::array({claim.subject});
    json["subject_id"] = Json::array({claim.subject_id});
    for (const auto& party : claim.co_subjects) {
        json["subject"].push_back(party.name);
        json["subject_id"].push_back(party.id);
    }
}

// A text, or the first of several alternatives; empty when there is none.
std::string text_of(const Json& json, const char* key) {
    if (!json.is_object()) return {};
    const auto found = json.find(key);
    if (found == json.end()) return {};
    const Json& value = found->is_array() && !found->empty() ? found->front() : *found;
    return value.is_string() ? value.get<std::string>() : std::string();
}

std::vector<Span> parse_evidence(const Json& json, const CodePoints& points) {
    std::vector<Span> spans;
    for (const auto& pair : json) {
        if (!pair.is_array() || pair.size() != 2 || !pair[0].is_number_unsigned() ||
            !pair[1].is_number_unsigned())
            continue;
        const auto begin = points.to_byte(pair[0].get<std::size_t>());
        const auto end = points.to_byte(pair[1].get<std::size_t>());
        if (begin < end)
            spans.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
    }
    return spans;
}

}  // namespace

Json slots_to_json(const Slots& slots) {
    Json json = Json::object();
    for (const auto& [name, value] : slots) {
        if (value.size() == 1) {
            json[name] = item_to_json(value.front());
        } else {
            json[name] = Json::array();
            for (const auto& item : value) json[name].push_back(item_to_json(item));
        }
    }
    return json;
}

Result<Slots> parse_slots_json(const Json& json) {
    if (!json.is_object()) return fail(ErrorKind::corrupt, "slots are not an object: {}", json.dump());
    Slots slots;
    for (const auto& [name, value] : json.items()) {
        const Json list = value.is_array() ? value : Json::array({value});
        for (const auto& element : list) {
            auto item = parse_item(element);
            if (!item) return Failure(item.error());
            slots[name].push_back(std::move(*item));
        }
    }
    return slots;
}

Json to_json(const Claim& claim, const CodePoints& points) {
    Json json;
    json["id"] = claim.id;
    json["kind"] = claim.kind;
    put_subjects(json, claim);
    json["slots"] = slots_to_json(claim.slots);
    json["time"] = time_to_json(claim.time);
    json["attribution"] = attribution_to_json(claim.attribution);
    json["modality"] = to_string(claim.modality);
    if (claim.negative) json["polarity"] = "negative";
    json["evidence"] = Json::array();
    for (const Span& span : claim.evidence)
        json["evidence"].push_back({points.from_byte(span.begin), points.from_byte(span.end)});
    put_text(json, "rule", claim.rule);
    put_text(json, "rule_hash", claim.rule_hash);
    json["confidence"] = std::round(claim.confidence * 1000) / 1000;
    if (!claim.how.empty()) json["how"] = claim.how;
    for (const auto& link : claim.links) json[link.relation].push_back(link.claim_id);
    return json;
}

Result<Claim> parse_claim_json(const Json& json, const CodePoints& points) {
    Claim claim;
    claim.id = text_of(json, "id");
    claim.kind = text_of(json, "kind");
    if (claim.kind.empty())
        return fail(ErrorKind::corrupt, "a claim without a kind: {}", json.dump().substr(0, 80));
    claim.subject = text_of(json, "subject");
    claim.subject_id = text_of(json, "subject_id");
    if (json.contains("slots")) {
        auto slots = parse_slots_json(json["slots"]);
        if (!slots) return Failure(slots.error());
        claim.slots = std::move(*slots);
    }
    if (const auto time = json.find("time"); time != json.end())
        claim.time = {text_of(*time, "date"), text_of(*time, "start"), text_of(*time, "end")};
    if (const auto by = json.find("attribution"); by != json.end())
        claim.attribution = {text_of(*by, "speaker"), text_of(*by, "role"), text_of(*by, "via"),
                             text_of(*by, "outlet")};
    claim.modality = parse_modality(text_of(json, "modality"));
    claim.negative = text_of(json, "polarity") == "negative";
    if (const auto evidence = json.find("evidence"); evidence != json.end() && evidence->is_array())
        claim.evidence = parse_evidence(*evidence, points);
    if (const auto confidence = json.find("confidence"); confidence != json.end() && confidence->is_number())
        claim.confidence = confidence->get<double>();
    claim.rule = text_of(json, "rule");
    return claim;
}

}  // namespace claimline
