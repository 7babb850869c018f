#pragma once
// Annotations -> claims: runs the rules over a document and merges what it says more than once.

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/article.h"
#include "core/claim.h"
#include "extract/annotate.h"
#include "extract/claim_trace.h"
#include "extract/packs.h"

namespace claimline {

// False when no sentence has the words of any trigger: find_claims() would find nothing, whatever the names
// and dates in the text are. `tokens` by the vocabulary of `packs`.
[[nodiscard]] bool may_claim(std::string_view text, const TokenizedText& tokens, const Packs& packs);

using KindNames = std::set<std::string, std::less<>>;

// Claims in document order, ids set. `document_key` is the URL or the id given by the user (see
// make_claim_id). Every evidence span is one or more whole sentences of article.text. Kinds do not touch each
// other: with `kinds` the rules of those alone run and give the claims they would have given beside the rest.
// `trace`, if given, gets what each rule tried.
[[nodiscard]] std::vector<Claim> find_claims(const Article& article, const Annotations& annotations,
                                             const EntityTable& table, const Packs& packs,
                                             std::string_view document_key, const KindNames* kinds = nullptr,
                                             ClaimTrace* trace = nullptr);

}  // namespace claimline
