// Reads lexicon.toml: word sets, maps from words to closed values, and status ladders.

#include "extract/pack_toml.h"

namespace claimline {
namespace {

// A name may be defined once per root; a later root (the workspace) replaces it, or adds with { add = [...]
// }.
Result<void> define(const TomlFile& file, const toml::node& node, const std::string& name,
                    Definitions& seen) {
    const auto [old, fresh] = seen.try_emplace(name, file.name());
    if (!fresh) return file.error(node, "{} is already defined in {}", name, old->second);
    return {};
}

Result<void> read_sets(const TomlFile& file, const toml::table& sets, PackModel& model, Definitions& seen) {
    for (const auto& [key, node] : sets) {
        const std::string name(key.str());
        const auto* extension = node.as_table();
        if (extension != nullptr) {
            if (auto known = file.only_keys(*extension, {"add"}); !known) return known;
            if (extension->get("add") == nullptr)
                return file.error(node, "a set is a list of words, or {{ add = [...] }}");
        } else if (auto ok = define(file, node, "set `" + name + "`", seen); !ok) {
            return ok;
        }
        auto phrases = file.phrases(extension != nullptr ? *extension->get("add") : node);
        if (!phrases) return tl::unexpected(phrases.error());
        auto& set = model.sets[name];
        if (extension == nullptr) set.clear();
        set.insert(set.end(), phrases->begin(), phrases->end());
    }
    return {};
}

Result<void> read_maps(const TomlFile& file, const toml::table& maps, PackModel& model, Definitions& seen) {
    for (const auto& [key, node] : maps) {
        const std::string name(key.str());
        const auto* table = node.as_table();
        if (table == nullptr) return file.error(node, "a map is a table: value = [words]");
        if (auto ok = define(file, node, "map `" + name + "`", seen); !ok) return ok;
        ValueMap map{name, {}};
        for (const auto& [value, words] : *table) {
            auto phrases = file.phrases(words);
            if (!phrases) return tl::unexpected(phrases.error());
            map.values.emplace_back(std::string(value.str()), *std::move(phrases));
        }
        model.maps[name] = std::move(map);
    }
    return {};
}

Result<LadderStep> read_step(const TomlFile& file, std::string_view value, const toml::node& node) {
    const auto* table = node.as_table();
    if (table == nullptr)
        return file.error(node, "a step is {{ class = \"not_yet\", rank = 1, words = [...] }}");
    if (auto known = file.only_keys(*table, {"class", "rank", "words"}); !known)
        return tl::unexpected(known.error());
    LadderStep step;
    step.value = value;
    const auto name = (*table)["class"].value_or(std::string{});
    if (name == "not_yet")
        step.step_class = LadderClass::not_yet;
    else if (name == "real")
        step.step_class = LadderClass::real;
    else if (name == "end")
        step.step_class = LadderClass::end;
    else
        return file.error(node, "class `{}` is not known; accepted: not_yet real end", name);
    step.rank = (*table)["rank"].value_or(0);
    const auto* words = table->get("words");
    if (words == nullptr) return file.error(node, "a step needs words = [...]");
    auto phrases = file.phrases(*words);
    if (!phrases) return tl::unexpected(phrases.error());
    step.words = *std::move(phrases);
    return step;
}

Result<void> read_ladders(const TomlFile& file, const toml::table& ladders, PackModel& model,
                          Definitions& seen) {
    for (const auto& [key, node] : ladders) {
        const std::string name(key.str());
        const auto* table = node.as_table();
        if (table == nullptr) return file.error(node, "a ladder is a table of steps");
        if (auto ok = define(file, node, "ladder `" + name + "`", seen); !ok) return ok;
        Ladder ladder{name, {}};
        for (const auto& [value, words] : *table) {
            auto step = read_step(file, value.str(), words);
            if (!step) return tl::unexpected(step.error());
            ladder.steps.push_back(*std::move(step));
        }
        model.ladders[name] = std::move(ladder);
    }
    return {};
}

}  // namespace

Result<void> read_lexicon(const TomlFile& file, PackModel& model, Definitions& seen) {
    if (auto known = file.only_keys(file.root(), {"set", "map", "ladder"}); !known) return known;
    if (const auto* sets = file.root()["set"].as_table())
        if (auto done = read_sets(file, *sets, model, seen); !done) return done;
    if (const auto* maps = file.root()["map"].as_table())
        if (auto done = read_maps(file, *maps, model, seen); !done) return done;
    if (const auto* ladders = file.root()["ladder"].as_table())
        if (auto done = read_ladders(file, *ladders, model, seen); !done) return done;
    return {};
}

}  // namespace claimline
