// Writes rules, kinds and lexicons in one canonical form and hashes that.

#include "extract/rule_hash.h"

#include <fmt/format.h>

#include <set>

#include "core/hash.h"

namespace claimline {
namespace {

std::string canonical(const Phrase& phrase) {
    std::string out;
    for (const auto& word : phrase)
        out += fmt::format("{}/{}={} ", word.lemma, to_string(word.pos), word.form);
    return out;
}

std::string canonical(const std::vector<Phrase>& phrases) {
    std::string out;
    for (const auto& phrase : phrases) out += canonical(phrase) + "|";
    return out;
}

// `uses` collects the names of the lexicon entries that the rule depends on.
std::string canonical(const Trigger& trigger, std::set<std::string>& uses) {
    std::string out;
    for (const auto& alternative : trigger) {
        for (std::size_t i = 0; i < alternative.parts.size(); ++i) {
            if (i > 0)
                out += fmt::format("{}{}", alternative.links[i - 1].ordered ? '<' : '~',
                                   alternative.links[i - 1].reach);
            out += "(" + canonical(alternative.parts[i].phrases);
            for (const auto& set : alternative.parts[i].sets) {
                out += "@" + set;
                uses.insert(set);
            }
            out += ")";
        }
        out += "\n";
    }
    return out;
}

std::string canonical(const std::optional<SlotItem>& item) {
    return item ? to_text(*item) : std::string();
}

std::string canonical(std::string_view name, const Filler& filler, std::set<std::string>& uses) {
    if (filler.from == Filler::From::map) uses.insert("map." + filler.name);
    if (filler.from == Filler::From::ladder) uses.insert("ladder." + filler.name);
    std::string out =
        fmt::format("{}: {} {} {} {} {} {} {} {}{}{}{}{}", name, static_cast<int>(filler.from), filler.types,
                    filler.not_types, filler.name, canonical(filler.value), canonical(filler.fallback_value),
                    static_cast<int>(filler.part), filler.coref, filler.required + 2 * filler.optional,
                    filler.each, filler.many, filler.fallback);
    out += number_to_text(filler.least) + filler.country_of;
    for (const auto& relation : filler.where) out += " " + relation.name;
    return out + "\n";
}

std::string canonical_lexicon(const PackModel& model, const std::string& name) {
    std::string out = name + ":";
    if (name.starts_with("map.")) {
        for (const auto& [value, words] : model.maps.at(name.substr(4)).values)
            out += value + "=" + canonical(words) + ";";
    } else if (name.starts_with("ladder.")) {
        for (const auto& step : model.ladders.at(name.substr(7)).steps)
            out += fmt::format("{} {} {}={};", step.value, static_cast<int>(step.step_class), step.rank,
                               canonical(step.words));
    } else {
        out += canonical(model.sets.at(name));
    }
    return out + "\n";
}

std::string canonical(const PackModel& model, const Rule& rule) {
    std::set<std::string> uses;
    std::string out = fmt::format("{} {} {} {} {}\n", rule.id, rule.items + 2 * rule.rows, rule.hypothetical,
                                  rule.weight, static_cast<int>(rule.spoken_by));
    out += canonical(rule.trigger, uses) + canonical(rule.guard, uses) + canonical(rule.guard_clause, uses);
    out += fmt::format("one_of {}\n", fmt::join(rule.one_of, ","));
    out += canonical("subject", rule.subject, uses);
    for (const auto& [name, filler] : rule.fields) out += canonical(name, filler, uses);
    if (rule.speaker) out += canonical("attribution.speaker", *rule.speaker, uses);
    for (const auto& name : uses) out += canonical_lexicon(model, name);
    return out;
}

std::string canonical(const Kind& kind) {
    auto out =
        fmt::format("kind {} {} {} {} {} {}\n", kind.info.name, to_string(kind.modality),
                    kind.subject_is_service, static_cast<int>(kind.negated), kind.place, kind.done_status);
    for (const auto& slot : kind.slots) {
        out += fmt::format("{} {} {}", slot.name, static_cast<int>(slot.shape), fmt::join(slot.values, ","));
        for (const auto& group : slot.same) out += fmt::format(" [{}]", fmt::join(group, ","));
        out += "\n";
    }
    out += fmt::format("{};{};{};{};{}\n", fmt::join(kind.required, ","), fmt::join(kind.one_of, ","),
                       fmt::join(kind.info.key_slots, ","), fmt::join(kind.merge_key, ","),
                       fmt::join(kind.contradict, ","));
    for (const auto& [whole, part] : kind.exclusive) out += whole + "/" + part + ";";
    return out;
}

std::string short_hash(std::string_view text) {
    return to_hex(sha256(text)).substr(0, 12);
}

}  // namespace

void hash_model(PackModel& model, std::string_view engine_version) {
    std::string engine(engine_version);
    if (model.sets.contains("withdrawn")) engine += canonical_lexicon(model, "withdrawn");
    model.engine_version = short_hash(engine);
    Sha256 all;
    all.update(model.engine_version);
    for (auto& kind : model.kinds) {
        kind.info.hash = short_hash(canonical(kind));
        all.update(kind.info.name + kind.info.hash);
    }
    for (auto& [id, rule] : model.rules) {
        rule.hash = short_hash(canonical(model, rule));
        all.update(id + rule.hash);
    }
    model.version = to_hex(all.finish());
}

}  // namespace claimline
