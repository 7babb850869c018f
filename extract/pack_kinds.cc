// Reads kinds.toml: which kinds of claim there are, their slots, and when two of them are one claim.

#include "extract/pack_toml.h"

namespace claimline {
namespace {

const std::vector<std::string> kShapes{"text", "name", "place", "number", "money", "date"};

Result<SlotInfo> read_slot(const TomlFile& file, std::string_view name, const toml::node& node) {
    SlotInfo slot;
    slot.name = name;
    if (node.is_array()) {
        auto values = file.texts(node);
        if (!values) return tl::unexpected(values.error());
        slot.shape = SlotShape::closed;
        slot.values = *std::move(values);
        return slot;
    }
    auto shape = file.text(node);
    if (!shape) return tl::unexpected(shape.error());
    const auto found = std::ranges::find(kShapes, *shape);
    if (found == kShapes.end())
        return file.error(node, "`{}` is no shape of a slot{}; accepted: a list of values, or {}", *shape,
                          did_you_mean(*shape, kShapes), fmt::join(kShapes, " "));
    constexpr SlotShape kOrder[] = {SlotShape::text,   SlotShape::name,  SlotShape::place,
                                    SlotShape::number, SlotShape::money, SlotShape::date};
    slot.shape = kOrder[found - kShapes.begin()];
    return slot;
}

Result<void> read_slots(const TomlFile& file, const toml::table& table, Kind& kind) {
    const auto* slots = table["slots"].as_table();
    if (slots == nullptr) return file.error(table, "kind `{}` needs [kind.slots]", kind.info.name);
    for (const auto& [name, node] : *slots) {
        auto slot = read_slot(file, name.str(), node);
        if (!slot) return tl::unexpected(slot.error());
        kind.info.slots.push_back(slot->name);
        kind.slots.push_back(*std::move(slot));
    }
    const auto* same = table["same"].as_table();
    if (same == nullptr) return {};
    for (const auto& [name, node] : *same) {
        const auto slot = std::ranges::find(kind.slots, name.str(), &SlotInfo::name);
        const auto* groups = node.as_array();
        if (slot == kind.slots.end() || groups == nullptr)
            return file.error(node, "`same` takes slots of the kind, each with lists of values");
        for (const auto& group : *groups) {
            auto values = file.texts(group);
            if (!values) return tl::unexpected(values.error());
            slot->same.push_back(*std::move(values));
        }
    }
    return {};
}

// A field of the record of this kind: subject, a slot, time.*, attribution.speaker.
bool is_field(const Kind& kind, std::string_view name) {
    return name == "subject" || name == "time.date" || name == "time.start" || name == "time.end" ||
           name == "attribution.speaker" || kind.slot(name) != nullptr;
}

Result<void> read_fields(const TomlFile& file, const toml::table& table, std::string_view key,
                         const Kind& kind, std::vector<std::string>& out) {
    const auto* node = table.get(key);
    if (node == nullptr) return {};
    auto names = file.texts(*node);
    if (!names) return tl::unexpected(names.error());
    for (const auto& name : *names)
        if (!is_field(kind, name))
            return file.error(*node, "`{}` is no field of {}{}", name, kind.info.name,
                              did_you_mean(name, kind.info.slots));
    out = *std::move(names);
    return {};
}

Result<void> read_exclusive(const TomlFile& file, const toml::table& table, Kind& kind) {
    const auto* pairs = table["exclusive"].as_array();
    if (pairs == nullptr) return {};
    for (const auto& pair : *pairs) {
        auto names = file.texts(pair);
        if (!names) return tl::unexpected(names.error());
        if (names->size() != 2)
            return file.error(pair, "`exclusive` takes pairs: [[\"count\", \"ordinal\"]]");
        kind.exclusive.emplace_back((*names)[0], (*names)[1]);
    }
    return {};
}

Result<Kind> read_kind(const TomlFile& file, const toml::table& table) {
    if (auto known = file.only_keys(table, {"name", "slots", "same", "required", "one_of", "key_slots",
                                            "what", "aliases", "modality", "negated", "subject_is_service",
                                            "merge_key", "contradict", "exclusive", "place", "done_status"});
        !known)
        return tl::unexpected(known.error());
    Kind kind;
    kind.info.name = table["name"].value_or(std::string{});
    if (kind.info.name.empty()) return file.error(table, "a kind needs a name");
    if (auto slots = read_slots(file, table, kind); !slots) return tl::unexpected(slots.error());
    kind.info.what = table["what"].value_or(std::string{});
    kind.place = table["place"].value_or(std::string{});
    kind.done_status = table["done_status"].value_or(std::string{});
    kind.subject_is_service = table["subject_is_service"].value_or(false);
    kind.modality = parse_modality(table["modality"].value_or(std::string{"asserted"}));
    const auto negated = table["negated"].value_or(std::string{"polarity"});
    kind.negated = negated == "refuse" ? Negated::refuse
                   : negated == "keep" ? Negated::keep
                                       : Negated::polarity;
    if (const auto* aliases = table.get("aliases")) {
        auto words = file.texts(*aliases);
        if (!words) return tl::unexpected(words.error());
        kind.info.aliases = *std::move(words);
    }
    for (const auto& [key, list] : {std::pair{"required", &kind.required},
                                    {"one_of", &kind.one_of},
                                    {"key_slots", &kind.info.key_slots},
                                    {"merge_key", &kind.merge_key},
                                    {"contradict", &kind.contradict}})
        if (auto read = read_fields(file, table, key, kind, *list); !read)
            return tl::unexpected(read.error());
    if (auto read = read_exclusive(file, table, kind); !read) return tl::unexpected(read.error());
    return kind;
}

}  // namespace

Result<void> read_kinds(const TomlFile& file, PackModel& model) {
    if (auto known = file.only_keys(file.root(), {"kind"}); !known) return known;
    const auto* kinds = file.root()["kind"].as_array();
    if (kinds == nullptr) return file.error(file.root(), "expected [[kind]] tables");
    for (const auto& node : *kinds) {
        const auto* table = node.as_table();
        if (table == nullptr) return file.error(node, "expected a [[kind]] table");
        auto kind = read_kind(file, *table);
        if (!kind) return tl::unexpected(kind.error());
        const auto same = [&](const Kind& other) { return other.info.name == kind->info.name; };
        if (const auto old = std::ranges::find_if(model.kinds, same); old != model.kinds.end())
            *old = *std::move(kind);
        else
            model.kinds.push_back(*std::move(kind));
    }
    return {};
}

}  // namespace claimline
