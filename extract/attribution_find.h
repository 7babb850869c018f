#pragma once
// Attribution over a reading that the caller keeps.

#include <vector>

#include "core/entity.h"
#include "extract/attribution.h"
#include "extract/entities_reading.h"

namespace claimline {

[[nodiscard]] Attributions find_attributions_in(const Reading& reading, const Article& article,
                                                const std::vector<EntityMention>& entities);

}  // namespace claimline
