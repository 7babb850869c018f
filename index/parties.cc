// Lookups by id and name; climbing to owners and to the places around a place.

#include "index/parties.h"

#include <algorithm>

#include "core/hash.h"
#include "core/text.h"

namespace claimline {
namespace {

// Deeper than any real chain; a table that runs in circles must not hang the program.
constexpr std::size_t kMostSteps = 12;

bool can_be_owned(const KnownParty& party) {
    return party.type == "COMPANY" || party.type == "PRODUCT";
}

PlaceSize size_of(const KnownParty* place) {
    if (place == nullptr) return PlaceSize::site;
    if (place->kind == "country") return PlaceSize::country;
    return place->kind == "region" || place->kind == "bloc" ? PlaceSize::region : PlaceSize::site;
}

// "Profile Park, Dublin" -> {"Profile Park", "Dublin"}
std::vector<std::string_view> comma_parts(std::string_view name) {
    std::vector<std::string_view> parts;
    while (!name.empty()) {
        const auto comma = std::min(name.find(','), name.size());
        if (const auto part = trim(name.substr(0, comma)); !part.empty()) parts.push_back(part);
        name.remove_prefix(std::min(comma + 1, name.size()));
    }
    return parts;
}

}  // namespace

bool same_place(const PlaceChain& a, const PlaceChain& b) {
    return !a.empty() && !b.empty() && a.innermost() == b.innermost();
}

bool lies_inside(const PlaceChain& inner, const PlaceChain& outer) {
    return !inner.empty() && !outer.empty() &&
           std::ranges::find(inner.steps, outer.innermost()) != inner.steps.end();
}

bool may_be_one_place(const PlaceChain& a, const PlaceChain& b) {
    return a.empty() || b.empty() || lies_inside(a, b) || lies_inside(b, a);
}

Parties::Parties(std::vector<KnownParty> rows) : rows_(std::move(rows)) {
    std::ranges::sort(rows_, {},
                      &KnownParty::id);  // so that the same table answers the same, however it was read
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        by_id_.emplace(rows_[i].id, i);
        by_name_.emplace(fold(rows_[i].name), i);
    }
    // Names before aliases: an alias never takes a name from the party that bears it.
    for (std::size_t i = 0; i < rows_.size(); ++i)
        for (const auto& alias : rows_[i].aliases) by_name_.emplace(fold(alias), i);
}

const KnownParty* Parties::find(std::string_view id) const {
    const auto found = by_id_.find(std::string(id));
    return found == by_id_.end() ? nullptr : &rows_[found->second];
}

const KnownParty* Parties::find_name(std::string_view name) const {
    const auto found = by_name_.find(fold(name));
    return found == by_name_.end() ? nullptr : &rows_[found->second];
}

std::string Parties::key(std::string_view id, std::string_view name) const {
    if (!id.empty()) return std::string(id);
    const KnownParty* party = find_name(name);
    return party != nullptr ? party->id : fold(name);
}

std::string Parties::family(std::string_view id, std::string_view name) const {
    const KnownParty* party = id.empty() ? find_name(name) : find(id);
    if (party == nullptr) return key(id, name);
    for (std::size_t step = 0; step < kMostSteps && can_be_owned(*party); ++step) {
        const KnownParty* owner = find(party->parent);
        if (owner == nullptr || !can_be_owned(*owner)) break;
        party = owner;
    }
    return party->id;
}

PlaceChain Parties::place(std::string_view name) const {
    PlaceChain chain;
    const KnownParty* last = nullptr;
    for (const auto part : comma_parts(name)) {
        const KnownParty* place = find_name(part);
        if (place != nullptr && place->type != "PLACE") place = nullptr;
        if (chain.steps.empty()) chain.size = size_of(place);
        chain.steps.push_back(place != nullptr ? place->id : fold(part));
        if (place != nullptr) last = place;
    }
    for (std::size_t step = 0; last != nullptr && step < kMostSteps; ++step) {
        last = find(last->parent);
        if (last != nullptr && std::ranges::find(chain.steps, last->id) == chain.steps.end())
            chain.steps.push_back(last->id);
    }
    return chain;
}

std::string Parties::digest() const {
    Sha256 hash;
    const auto add = [&hash](std::string_view text) {
        hash.update(text);
        hash.update("\n");
    };
    for (const auto& row : rows_) {
        for (const auto* text : {&row.id, &row.name, &row.kind, &row.type, &row.parent, &row.country})
            add(*text);
        for (const auto& alias : row.aliases) add(alias);
        add("");
    }
    return to_hex(hash.finish());
}

}  // namespace claimline
