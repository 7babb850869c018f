#pragma once
// A document states a claim once: candidates that say the same become one claim with all its evidence.

#include <string_view>
#include <vector>

#include "extract/claim_build.h"
#include "extract/entity_table.h"

namespace claimline {

// Claims in document order; `candidates` in any order give the same result. Claims of one matter that say it
// more and less exactly ("a site in Ireland", "sites in Europe") stay apart and are linked by position in the
// result.
[[nodiscard]] std::vector<Claim> merge_candidates(std::vector<Candidate> candidates,
                                                  const EntityTable& table);

// Pairs of claims where the first says the second less exactly.
[[nodiscard]] std::vector<std::pair<std::size_t, std::size_t>> find_coarser(const std::vector<Claim>& claims,
                                                                            const std::vector<Kind>& kinds,
                                                                            const EntityTable& table);

}  // namespace claimline
