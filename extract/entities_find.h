#pragma once
// Entity finding over a reading that the caller keeps, for callers that need the reading afterwards as well.

#include <vector>

#include "core/entity.h"
#include "extract/entities_reading.h"

namespace claimline {

// As find_entities() and find_names(); `title` may be null, `published` empty.
[[nodiscard]] std::vector<EntityMention> find_entities_in(const Reading& reading, const Reading* title,
                                                          std::string_view published);
[[nodiscard]] std::vector<EntityMention> find_names_in(const Reading& reading);

}  // namespace claimline
