// Reads rules.toml: triggers, fillers and the inline tests of each rule, checked against kinds and lexicons.

#include <cmath>

#include "core/text.h"
#include "extract/pack_toml.h"

namespace claimline {
namespace {

const std::vector<std::string> kRuleKeys{
    "id",   "trigger", "guard",        "guard_clause", "subject", "slots",  "time", "attribution",
    "test", "silent",  "hypothetical", "weight",       "items",   "one_of", "rows", "spoken_by"};
const std::vector<std::string> kFillerKeys{"type",    "where", "not",      "coref", "required",  "each",
                                           "many",    "part",  "fallback", "map",   "ladder",    "value",
                                           "default", "same",  "optional", "min",   "country_of"};

// The closed values that `filler` may produce all belong to `slot`.
Result<void> check_values(const TomlFile& file, const toml::node& at, const PackModel& model,
                          const SlotInfo& slot, const Filler& filler) {
    if (slot.shape != SlotShape::closed) return {};
    std::vector<std::string> values;
    if (filler.from == Filler::From::map)
        for (const auto& [value, words] : model.maps.at(filler.name).values) values.push_back(value);
    if (filler.from == Filler::From::ladder)
        for (const auto& step : model.ladders.at(filler.name).steps) values.push_back(step.value);
    for (const auto& constant : {filler.value, filler.fallback_value})
        if (constant)
            if (const auto* text = std::get_if<std::string>(&*constant)) values.push_back(*text);
    for (const auto& value : values)
        if (std::ranges::find(slot.values, value) == slot.values.end())
            return file.error(at, "`{}` is no value of slot `{}`{}; accepted: {}", value, slot.name,
                              did_you_mean(value, slot.values), fmt::join(slot.values, " "));
    return {};
}

template <class Map>
std::vector<std::string> keys_of(const Map& map) {
    std::vector<std::string> names;
    for (const auto& [name, value] : map) names.push_back(name);
    return names;
}

// Which of mention, map, ladder, constant or `same` it is.
Result<void> read_source(const TomlFile& file, const toml::table& table, const PackModel& model,
                         Filler& filler) {
    const auto named = [&](std::string_view key, Filler::From from,
                           const std::vector<std::string>& known) -> Result<void> {
        auto name = file.text(*table.get(key));
        if (!name) return tl::unexpected(name.error());
        filler.from = from;
        filler.name = *std::move(name);
        if (from != Filler::From::same && std::ranges::find(known, filler.name) == known.end())
            return file.error(*table.get(key), "there is no {} `{}`{}", key, filler.name,
                              did_you_mean(filler.name, known));
        return {};
    };
    if (table.contains("map")) return named("map", Filler::From::map, keys_of(model.maps));
    if (table.contains("ladder")) return named("ladder", Filler::From::ladder, keys_of(model.ladders));
    if (table.contains("same")) return named("same", Filler::From::same, {});
    if (const auto* value = table.get("value")) {
        auto item = read_item(file, *value);
        if (!item) return tl::unexpected(item.error());
        filler.from = Filler::From::constant;
        filler.value = *std::move(item);
        return {};
    }
    if (!table.contains("type"))
        return file.error(table, "a filler needs one of type, map, ladder, value or same");
    return {};
}

Result<void> read_types(const TomlFile& file, const toml::table& table, Filler& filler) {
    for (const auto& [key, mask] : {std::pair{"type", &filler.types}, {"not", &filler.not_types}}) {
        const auto* node = table.get(key);
        if (node == nullptr) continue;
        auto text = file.text(*node);
        if (!text) return tl::unexpected(text.error());
        auto types = parse_types(*text, mask == &filler.types);
        if (!types) return file.wrap(*node, types.error());
        *mask = *types;
    }
    return {};
}

Result<Filler> read_filler(const TomlFile& file, const toml::node& node, const PackModel& model) {
    const auto* table = node.as_table();
    if (table == nullptr)
        return file.error(node, "a filler is a table: {{ type = \"PLACE\", where = \"...\" }}");
    if (auto known = file.only_keys(*table, kFillerKeys); !known) return tl::unexpected(known.error());
    Filler filler;
    if (auto read = read_source(file, *table, model, filler); !read) return tl::unexpected(read.error());
    if (auto read = read_types(file, *table, filler); !read) return tl::unexpected(read.error());
    auto where = (*table)["where"].value_or(std::string{});
    if (where.empty() && filler.from == Filler::From::map) where = "trigger, clause";
    if (!where.empty()) {
        auto relations = parse_where(where);
        if (!relations)
            return file.wrap(table->contains("where") ? *table->get("where") : node, relations.error());
        filler.where = *std::move(relations);
    } else if (filler.from == Filler::From::mention) {
        return file.error(node, "a mention needs where = \"...\"");
    }
    filler.coref = (*table)["coref"].value_or(true);
    filler.required = (*table)["required"].value_or(false);
    filler.least = (*table)["min"].value_or(0.0);
    filler.optional = (*table)["optional"].value_or(false);
    filler.each = (*table)["each"].value_or(false);
    filler.many = (*table)["many"].value_or(false);
    filler.fallback = (*table)["fallback"].value_or(true);
    filler.country_of = (*table)["country_of"].value_or(std::string{});
    const auto part = (*table)["part"].value_or(std::string{});
    if (part != "" && part != "start" && part != "end")
        return file.error(node, "`part` is \"start\" or \"end\"");
    filler.part = part == "start" ? Filler::Part::start
                  : part == "end" ? Filler::Part::end
                                  : Filler::Part::whole;
    if (const auto* value = table->get("default")) {
        auto item = read_item(file, *value);
        if (!item) return tl::unexpected(item.error());
        filler.fallback_value = *std::move(item);
    }
    return filler;
}

Result<void> read_fields(const TomlFile& file, const toml::table& table, const PackModel& model,
                         const Kind& kind, Rule& rule) {
    if (const auto* slots = table["slots"].as_table())
        for (const auto& [name, node] : *slots) {
            const auto* slot = kind.slot(name.str());
            if (slot == nullptr)
                return file.error(node, "`{}` is no slot of {}{}; accepted: {}", name.str(), kind.info.name,
                                  did_you_mean(name.str(), kind.info.slots), fmt::join(kind.info.slots, " "));
            auto filler = read_filler(file, node, model);
            if (!filler) return tl::unexpected(filler.error());
            if (auto ok = check_values(file, node, model, *slot, *filler); !ok) return ok;
            rule.fields.emplace_back(std::string(name.str()), *std::move(filler));
        }
    if (const auto* time = table["time"].as_table()) {
        if (auto known = file.only_keys(*time, {"date", "start", "end"}); !known) return known;
        for (const auto& [name, node] : *time) {
            auto filler = read_filler(file, node, model);
            if (!filler) return tl::unexpected(filler.error());
            rule.fields.emplace_back("time." + std::string(name.str()), *std::move(filler));
        }
    }
    if (const auto* attribution = table["attribution"].as_table()) {
        if (auto known = file.only_keys(*attribution, {"speaker"}); !known) return known;
        if (const auto* speaker = attribution->get("speaker")) {
            auto filler = read_filler(file, *speaker, model);
            if (!filler) return tl::unexpected(filler.error());
            rule.speaker = *std::move(filler);
        }
    }
    return {};
}

Result<void> read_trigger(const TomlFile& file, const toml::table& table, const char* key,
                          const PackModel& model, Trigger& out) {
    const auto* node = table.get(key);
    if (node == nullptr) return {};
    auto text = file.text(*node);
    if (!text) return tl::unexpected(text.error());
    auto trigger = parse_trigger(*text);
    if (!trigger) return file.wrap(*node, trigger.error());
    for (const auto& alternative : *trigger)
        for (const auto& part : alternative.parts)
            for (const auto& set : part.sets) {
                const bool known = set.starts_with("ladder.") ? model.ladders.contains(set.substr(7))
                                   : set.starts_with("map.")  ? model.maps.contains(set.substr(4))
                                                              : model.sets.contains(set);
                if (!known)
                    return file.error(*node, "there is no set `@{}`{}", set,
                                      did_you_mean(set, keys_of(model.sets)));
            }
    out = *std::move(trigger);
    return {};
}

Result<Rule> read_rule(const TomlFile& file, const toml::table& table, const PackModel& model) {
    if (auto known = file.only_keys(table, kRuleKeys); !known) return tl::unexpected(known.error());
    Rule rule;
    rule.file = file.name();
    rule.line = static_cast<int>(table.source().begin.line);
    rule.id = table["id"].value_or(std::string{});
    const auto dot = rule.id.find('.');
    rule.kind = rule.id.substr(0, dot);
    const auto* kind = model.kind(rule.kind);
    if (dot == std::string::npos || kind == nullptr) {
        std::vector<std::string> names;
        for (const auto& known : model.kinds) names.push_back(known.info.name);
        return file.error(table, "id `{}` must be KIND.NAME{}; kinds: {}", rule.id,
                          did_you_mean(rule.kind, names), fmt::join(names, " "));
    }
    for (const auto& [key, trigger] :
         {std::pair{"trigger", &rule.trigger}, {"guard", &rule.guard}, {"guard_clause", &rule.guard_clause}})
        if (auto read = read_trigger(file, table, key, model, *trigger); !read)
            return tl::unexpected(read.error());
    if (rule.trigger.empty()) return file.error(table, "rule `{}` has no trigger", rule.id);
    const auto* subject = table.get("subject");
    if (subject == nullptr) return file.error(table, "rule `{}` has no subject", rule.id);
    auto filler = read_filler(file, *subject, model);
    if (!filler) return tl::unexpected(filler.error());
    rule.subject = *std::move(filler);
    if (const auto* node = table.get("one_of")) {
        auto names = file.texts(*node);
        if (!names) return tl::unexpected(names.error());
        rule.one_of = *std::move(names);
    }
    const auto spoken_by = table["spoken_by"].value_or(std::string{});
    if (!spoken_by.empty() && spoken_by != "subject" && spoken_by != "other")
        return file.error(*table.get("spoken_by"), "`spoken_by` is \"subject\" or \"other\"");
    rule.spoken_by = spoken_by == "subject" ? SpokenBy::subject
                     : spoken_by == "other" ? SpokenBy::other
                                            : SpokenBy::anybody;
    rule.rows = table["rows"].value_or(false);
    rule.items = table["items"].value_or(false);
    rule.hypothetical = table["hypothetical"].value_or(false);
    rule.weight = std::clamp(table["weight"].value_or(1.0), 0.0, 1.0);
    if (auto read = read_fields(file, table, model, *kind, rule); !read) return tl::unexpected(read.error());
    if (auto read = read_rule_tests(file, table, *kind, rule); !read) return tl::unexpected(read.error());
    return rule;
}

}  // namespace

Result<std::vector<std::string>> read_rules(const TomlFile& file, PackModel& model, Definitions& seen) {
    if (auto known = file.only_keys(file.root(), {"rule"}); !known) return tl::unexpected(known.error());
    const auto* rules = file.root()["rule"].as_array();
    std::vector<std::string> ids;
    if (rules == nullptr) return ids;
    for (const auto& node : *rules) {
        const auto* table = node.as_table();
        if (table == nullptr) return file.error(node, "expected [[rule]] tables");
        auto rule = read_rule(file, *table, model);
        if (!rule) return tl::unexpected(rule.error());
        if (const auto [old, fresh] = seen.try_emplace("rule " + rule->id, file.name()); !fresh)
            return file.error(node, "rule `{}` is already defined in {}", rule->id, old->second);
        ids.push_back(rule->id);
        model.rules[rule->id] = *std::move(rule);
    }
    return ids;
}

}  // namespace claimline
