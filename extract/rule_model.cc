// Names of the rule language: mention types, relations and what each relation costs.

#include "extract/rule_model.h"

#include <algorithm>
#include <array>

namespace claimline {
namespace {

using namespace mention_type;
constexpr std::array<std::pair<std::string_view, TypeMask>, 17> kTypes{{{"COMPANY", company},
                                                                        {"PRODUCT", product},
                                                                        {"REGULATOR", regulator},
                                                                        {"COURT", court},
                                                                        {"ORG", org},
                                                                        {"PER", person},
                                                                        {"GROUP", group},
                                                                        {"PLACE", place},
                                                                        {"LAW", law},
                                                                        {"MONEY", money},
                                                                        {"COUNT", count},
                                                                        {"ORDINAL", ordinal},
                                                                        {"POWER", power},
                                                                        {"PERCENT", percent},
                                                                        {"DATE", date},
                                                                        {"PERIOD", period},
                                                                        {"DURATION", duration}}};

template <class List>
auto find_named(const List& list, std::string_view name) -> decltype(list.data()) {
    const auto found = std::ranges::find_if(list, [name](const auto& item) { return item.name == name; });
    return found == list.end() ? nullptr : &*found;
}

}  // namespace

TypeMask parse_mention_type(std::string_view name, bool accepting) {
    for (const auto& [word, bit] : kTypes)
        if (word == name) return accepting && bit == org ? any_org : bit;
    return 0;
}

std::string to_string(TypeMask types) {
    std::string out;
    for (const auto& [word, bit] : kTypes) {
        if ((types & bit) == 0) continue;
        if (!out.empty()) out += '|';
        out += word;
    }
    return out;
}

double cost_of(RelationKind kind) {
    switch (kind) {
        case RelationKind::subject:
        case RelationKind::object:
        case RelationKind::object2:
        case RelationKind::mod:
        case RelationKind::poss:
        case RelationKind::cell:
        case RelationKind::under:
        case RelationKind::trigger:
        case RelationKind::clause:
        case RelationKind::speaker:
        case RelationKind::speaker_org: return 1.0;
        case RelationKind::prep: return 0.95;
        case RelationKind::sentence: return 0.9;
        case RelationKind::near:
        case RelationKind::left:
        case RelationKind::right:
        case RelationKind::lead: return 0.8;
        case RelationKind::previous:
        case RelationKind::next:
        case RelationKind::title:
        case RelationKind::published: return 0.6;
        case RelationKind::topic: return 0.5;
    }
    return 0.5;
}

const SlotInfo* Kind::slot(std::string_view name) const {
    return find_named(slots, name);
}

const Kind* PackModel::kind(std::string_view name) const {
    const auto found =
        std::ranges::find_if(kinds, [name](const Kind& kind) { return kind.info.name == name; });
    return found == kinds.end() ? nullptr : &*found;
}

}  // namespace claimline
