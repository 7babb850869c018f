#pragma once
// A text as the rules see it: tokens, mentions, what each rule tried, and the claims that came out.

#include <string>
#include <string_view>

#include "core/article.h"
#include "core/claim.h"
#include "extract/annotate.h"
#include "extract/entity_table.h"
#include "extract/packs.h"

namespace claimline {

// Lines for people. Only rules whose id begins with `rules` are told of; empty: all of them.
[[nodiscard]] std::string explain_claims(const Article& article, const Annotations& annotations,
                                         const EntityTable& table, const Packs& packs,
                                         std::string_view rules);

// "kind [rule] subject slot=value ... date=... speaker=... modality", one line.
[[nodiscard]] std::string describe(const Claim& claim);

}  // namespace claimline
