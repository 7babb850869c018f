// Hashes by name, compared name by name.

#include "cli/rule_book.h"

#include <nlohmann/json.hpp>

namespace claimline {
namespace {

using Hashes = std::map<std::string, std::string>;

// Calls differ(name) for each entry that only one side has or that has another hash; counts the others.
template <class Differ>
std::size_t walk(const Hashes& before, const Hashes& now, Differ differ) {
    std::size_t same = 0;
    for (const auto& [name, hash] : now) {
        const auto known = before.find(name);
        if (known != before.end() && known->second == hash)
            ++same;
        else
            differ(name);
    }
    for (const auto& [name, hash] : before)
        if (!now.contains(name)) differ(name);
    return same;
}

}  // namespace

RuleBook rule_book_of(const Knowledge& knowledge) {
    RuleBook book;
    book.version = knowledge.version;
    book.reading = knowledge.reading + "/" + std::string(knowledge.packs.engine_version());
    for (const auto& kind : knowledge.packs.kinds()) book.kinds[kind.name] = kind.hash;
    for (const auto& rule : knowledge.packs.rule_hashes()) book.rules[rule.id] = rule.hash;
    return book;
}

std::string to_text(const RuleBook& book) {
    return nlohmann::json{
        {"version", book.version}, {"reading", book.reading}, {"kinds", book.kinds}, {"rules", book.rules}}
        .dump();
}

Result<RuleBook> parse_rule_book(std::string_view text) {
    const auto json = nlohmann::json::parse(text, nullptr, false);
    const auto hashes = [&](const char* key, Hashes& into) {
        const auto found = json.find(key);
        if (found == json.end() || !found->is_object()) return false;
        for (const auto& [name, hash] : found->items()) {
            if (!hash.is_string()) return false;
            into[name] = hash.get<std::string>();
        }
        return true;
    };
    const auto words = [&](const char* key, std::string& into) {
        const auto found = json.find(key);
        if (found == json.end() || !found->is_string()) return false;
        into = found->get<std::string>();
        return true;
    };
    RuleBook book;
    if (!json.is_object() || !words("version", book.version) || !words("reading", book.reading) ||
        !hashes("kinds", book.kinds) || !hashes("rules", book.rules))
        return fail(ErrorKind::corrupt, "the catalogue's rule book cannot be read");
    return book;
}

RuleChanges compare(const RuleBook& before, const RuleBook& now) {
    RuleChanges changes;
    changes.reading = before.reading != now.reading;
    walk(before.kinds, now.kinds, [&](const std::string& kind) { changes.kinds.insert(kind); });
    changes.kept = walk(before.rules, now.rules, [&](const std::string& id) {
        ++changes.rules;
        changes.kinds.insert(id.substr(0, id.find('.')));
    });
    return changes;
}

}  // namespace claimline
