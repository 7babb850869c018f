// JSON columns, read without exceptions: a damaged row is an error that names it, not a crash.

#include "index/sqlite_columns.h"

#include <array>
#include <charconv>
#include <nlohmann/json.hpp>

#include "core/claim_json.h"

namespace claimline {
namespace {

using Json = nlohmann::ordered_json;

// Replaces invalid UTF-8 instead of throwing; texts are valid by contract, imported ones may not be.
std::string dump(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Failure damaged(std::string_view column) {
    return fail(ErrorKind::corrupt, "the catalogue holds a damaged column: {}", column.substr(0, 80));
}

Result<Json> parse(std::string_view column) {
    auto json = Json::parse(column, nullptr, false);
    if (json.is_discarded()) return damaged(column);
    return json;
}

// Takes `c` from the front; false when something else stands there.
bool take(std::string_view& text, char c) {
    if (text.empty() || text.front() != c) return false;
    text.remove_prefix(1);
    return true;
}

bool take(std::string_view& text, std::uint32_t& number) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc()) return false;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return true;
}

}  // namespace

std::string encode_texts(const std::vector<std::string>& texts) {
    return texts.empty() ? "[]" : dump(Json(texts));
}

std::string encode_evidence(const std::vector<EvidenceSpan>& spans) {
    std::string out = "[";
    for (const auto& [bytes, points] : spans)
        out += fmt::format("{}[{},{},{},{}]", out.size() > 1 ? "," : "", bytes.begin, bytes.end, points.begin,
                           points.end);
    return out + "]";
}

std::string encode_slots(const Slots& slots) {
    return dump(slots_to_json(slots));
}

std::string encode_map(const std::map<std::string, std::string>& map) {
    return map.empty() ? "{}" : dump(Json(map));
}

std::string encode_links(const std::vector<ClaimLink>& links) {
    if (links.empty()) return "[]";
    Json json = Json::array();
    for (const auto& link : links) json.push_back({link.relation, link.claim_id});
    return dump(json);
}

std::string encode_parties(const std::vector<Party>& parties) {
    std::vector<std::string> texts;
    for (const auto& party : parties) texts.insert(texts.end(), {party.name, party.id});
    return encode_texts(texts);
}

std::string encode_counters(const std::map<std::string, std::int64_t>& counters) {
    return dump(Json(counters));
}

Result<std::vector<std::string>> decode_texts(std::string_view column) {
    std::vector<std::string> texts;
    if (column == "[]") return texts;
    const auto json = parse(column);
    if (!json || !json->is_array()) return damaged(column);
    for (const auto& text : *json) {
        if (!text.is_string()) return damaged(column);
        texts.push_back(text.get<std::string>());
    }
    return texts;
}

Result<std::vector<Party>> decode_parties(std::string_view column) {
    auto texts = decode_texts(column);
    if (!texts) return Failure(texts.error());
    if (texts->size() % 2 != 0) return damaged(column);
    std::vector<Party> parties;
    for (std::size_t i = 0; i < texts->size(); i += 2)
        parties.push_back({std::move((*texts)[i]), std::move((*texts)[i + 1])});
    return parties;
}

// Read for every row of every answer: as encode_evidence() writes it, without a tree of JSON between.
Result<std::vector<EvidenceSpan>> decode_evidence(std::string_view column) {
    std::vector<EvidenceSpan> spans;
    auto rest = column;
    if (!take(rest, '[')) return damaged(column);
    while (!take(rest, ']')) {
        std::array<std::uint32_t, 4> at{};
        if (!spans.empty() && !take(rest, ',')) return damaged(column);
        for (std::size_t i = 0; i < at.size(); ++i)
            if (!take(rest, i == 0 ? '[' : ',') || !take(rest, at[i])) return damaged(column);
        if (!take(rest, ']')) return damaged(column);
        spans.push_back({{at[0], at[1]}, {at[2], at[3]}});
    }
    if (!rest.empty()) return damaged(column);
    return spans;
}

Result<Slots> decode_slots(std::string_view column) {
    const auto json = parse(column);
    if (!json) return damaged(column);
    return parse_slots_json(*json);
}

Result<std::map<std::string, std::string>> decode_map(std::string_view column) {
    std::map<std::string, std::string> map;
    if (column == "{}") return map;
    const auto json = parse(column);
    if (!json || !json->is_object()) return damaged(column);
    for (const auto& [key, value] : json->items()) {
        if (!value.is_string()) return damaged(column);
        map[key] = value.get<std::string>();
    }
    return map;
}

Result<std::vector<ClaimLink>> decode_links(std::string_view column) {
    std::vector<ClaimLink> links;
    if (column == "[]") return links;
    const auto json = parse(column);
    if (!json || !json->is_array()) return damaged(column);
    for (const auto& link : *json) {
        if (!link.is_array() || link.size() != 2 || !link[0].is_string() || !link[1].is_string())
            return damaged(column);
        links.push_back({link[0].get<std::string>(), link[1].get<std::string>()});
    }
    return links;
}

Result<std::map<std::string, std::int64_t>> decode_counters(std::string_view column) {
    const auto json = parse(column);
    if (!json || !json->is_object()) return damaged(column);
    std::map<std::string, std::int64_t> counters;
    for (const auto& [key, value] : json->items()) {
        if (!value.is_number_integer()) return damaged(column);
        counters[key] = value.get<std::int64_t>();
    }
    return counters;
}

}  // namespace claimline
