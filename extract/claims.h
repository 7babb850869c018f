#pragma once
// Annotations -> claims: runs the rules over a document and merges what it says more than once.

#include <string_view>
#include <vector>

#include "core/article.h"
#include "core/claim.h"
#include "extract/annotate.h"
#include "extract/claim_trace.h"
#include "extract/packs.h"

namespace claimline {

// Claims in document order, ids set. `document_key` is the URL or the id given by the user (see
// make_claim_id). Every evidence span is one or more whole sentences of article.text. `trace`, if given, gets
// what each rule tried.
[[nodiscard]] std::vector<Claim> find_claims(const Article& article, const Annotations& annotations,
                                             const EntityTable& table, const Packs& packs,
                                             std::string_view document_key, ClaimTrace* trace = nullptr);

}  // namespace claimline
