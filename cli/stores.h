#pragma once
// Opening what is derived from the archive - catalogue and full text - and replacing it after a rebuild.

#include <filesystem>
#include <memory>

#include "cli/knowledge.h"
#include "cli/workspace.h"
#include "core/result.h"
#include "index/catalogue.h"
#include "index/thread_store.h"

namespace claimline {

// Made when missing.
[[nodiscard]] Result<std::unique_ptr<Catalogue>> open_catalogue(const Workspace& workspace,
                                                                const Knowledge& knowledge);

[[nodiscard]] Result<std::unique_ptr<ThreadStore>> open_threads(const Workspace& workspace,
                                                                const Knowledge& knowledge);
[[nodiscard]] KeySlots key_slots_of(const Packs& packs);

[[nodiscard]] Result<void> make_empty_folder(const std::filesystem::path& folder);

// Moves catalogue and full text of `fresh` to where `workspace` has its own, catalogue last: a kill in
// between leaves a full text that the next crawl or `rebuild --index` finds to belong to another catalogue.
[[nodiscard]] Result<void> replace_derived(const Workspace& workspace, const Workspace& fresh);

}  // namespace claimline
