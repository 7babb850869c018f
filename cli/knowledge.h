#pragma once
// The shipped packs and entities with the workspace's own on top, loaded once a command.

#include <optional>
#include <string>

#include "cli/workspace.h"
#include "core/result.h"
#include "extract/entity_table.h"
#include "extract/ner.h"
#include "extract/packs.h"
#include "extract/tagger.h"

namespace claimline {

struct Knowledge {
    EntityTable entities;
    Packs packs;
    std::optional<Tagger> tagger;     // absent without data/models: tags by rules then
    std::optional<NameFinder> names;  // absent without data/models: names by table and pattern alone
    std::string reading;              // hex digest over all but the packs, and the extractor's own version
    std::string version;              // hex digest over that and the packs: part of the idempotence key
};

// Without a workspace: what ships, alone.
[[nodiscard]] Result<Knowledge> load_knowledge(const Workspace* workspace);
// Which kinds there are and, with `names`, who is who; without what only reading documents needs: no rules,
// `version` is empty.
[[nodiscard]] Result<Knowledge> load_asking_knowledge(const Workspace* workspace, bool names = true);

}  // namespace claimline
