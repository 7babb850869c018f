#pragma once
// Rules ready to run: every word an id, every set numbered, every trigger reachable from its rarest set.

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "extract/packs.h"
#include "extract/rule_model.h"
#include "extract/rule_trie.h"

namespace claimline {

struct CompiledAlternative {
    std::uint32_t rule = 0;   // index into Compiled::rules
    std::uint32_t order = 0;  // which alternative of the trigger
    std::vector<SetId> parts;
    std::vector<TriggerLink> links;
};

struct CompiledRelation {
    RelationKind kind = RelationKind::subject;
    std::uint32_t reach = 0;
    std::vector<LemmaId> preps;  // sorted
    const Relation* source = nullptr;
};

struct CompiledFiller {
    const Filler* source = nullptr;
    std::vector<CompiledRelation> where;
    SetId set = 0;  // of the map or ladder
    const Ladder* ladder = nullptr;
    const ValueMap* map = nullptr;
};

struct CompiledRule {
    const Rule* source = nullptr;
    const Kind* kind = nullptr;
    std::vector<CompiledAlternative> guard;
    std::vector<CompiledAlternative> guard_clause;
    CompiledFiller subject;
    std::vector<std::pair<std::string, CompiledFiller>> fields;
    std::vector<CompiledFiller> speaker;  // none or one
};

// Function words that the shared grammar asks for.
struct GrammarWords {
    LemmaId be, get, by, to, that, which, who, where, if_, unless, whether, and_, or_, but, while_, not_,
        never, no, without, neither, nor, of, for_, at, from, would, could, may, might, should, can, we, our,
        us, ours, my, fail, refuse, decline, imagine, suppose, were, in, on, its, their, it, they, as, than,
        s, until, before;
};

struct Packs::Compiled {
    PackModel model;  // owns what the pointers below point to; never changed after compile
    Vocabulary vocabulary;
    PhraseTrie trie;
    GrammarWords words{};
    std::vector<CompiledRule> rules;  // in id order
    std::vector<CompiledAlternative> alternatives;
    std::vector<std::vector<std::uint32_t>> by_set;  // rarest set of a trigger -> alternatives
    std::vector<KindInfo> kinds;
    std::vector<PackInfo> packs;
    SetId withdrawn = 0xffffffffU;  // the set `withdrawn`: sentences that take a statement back claim nothing
};

// Moves the model in and numbers everything. Never fails: the loader has checked all references.
[[nodiscard]] std::unique_ptr<Packs::Compiled> compile(PackModel model);

}  // namespace claimline
