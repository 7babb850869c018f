#pragma once
// Claims for threading from a file of documents, as `claimline extract --emit article,claims` writes them.

#include <filesystem>
#include <vector>

#include "core/result.h"
#include "extract/entity_table.h"
#include "index/matter.h"
#include "index/parties.h"

namespace claimline {

// The entity table in the words of the index.
[[nodiscard]] std::vector<KnownParty> parties_of(const EntityTable& entities);

// One document a line: {"doc_id" or "id", "url"?, "site"?, "published"?, "text"?, "claims": [...]}. A claim
// is named DOCUMENT#CLAIM. A line that is no such document is invalid_input with its number. "-" is stdin.
[[nodiscard]] Result<std::vector<ThreadClaim>> read_thread_claims(const std::filesystem::path& file);

}  // namespace claimline
