#pragma once
// The entity table: who is who, under which names, and the words that stand around names; loaded from
// data/entities/*.tsv and the workspace.

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace claimline {

// One row of data/entities/*.tsv (docs/packs.md describes the columns).
struct Entity {
    std::string id;
    std::string name;  // short canonical name
    std::string kind;  // company, service, regulator, court, country, city, law ...
    std::string type;  // mention type of the rule language derived from kind: COMPANY PRODUCT REGULATOR ...
    std::vector<std::string> aliases;     // strong: enough on their own
    std::vector<std::string> ambiguous;   // weak: need support from the document
    std::vector<std::string> adjectives;  // "Irish"
    std::string parent;                   // owner, region or body it belongs to: an id
    std::string country;
    std::string field;  // sector of a company, remit of a regulator: "search", "privacy"
    std::string domain;
    std::string since;  // ISO partial date from which the ambiguous names are in use; empty = always
};

class EntityTable {
  public:
    ~EntityTable();
    EntityTable(EntityTable&&) noexcept;
    EntityTable& operator=(EntityTable&&) noexcept;

    // Reads every *.tsv of the folders, later ones overriding rows with the same id. Errors name file and
    // line.
    [[nodiscard]] static Result<EntityTable> load(const std::vector<std::filesystem::path>& folders);

    [[nodiscard]] const Entity* find(std::string_view id) const;
    // By canonical name or strong alias, case and accents apart; null when unknown.
    [[nodiscard]] const Entity* find_name(std::string_view name) const;
    // By the host of an address: that of the entity's domain or below it; the closest domain wins. Null when
    // none.
    [[nodiscard]] const Entity* find_host(std::string_view host) const;
    // `inner` lies inside or belongs to `outer` (Dublin in Ireland in Europe), over any number of steps.
    [[nodiscard]] bool is_inside(std::string_view inner_id, std::string_view outer_id) const;
    [[nodiscard]] const std::vector<Entity>& all() const;
    [[nodiscard]] std::string_view digest()
        const;  // hex SHA-256 of what was loaded: part of the pack version

    struct Matcher;  // the alias automaton, used by entities.cc
    [[nodiscard]] const Matcher& matcher() const;

  private:
    EntityTable();
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace claimline
