#pragma once
// Entity finding over a reading that the caller keeps, for callers that need the reading afterwards as well.

#include <vector>

#include "core/entity.h"
#include "extract/entities_reading.h"
#include "extract/ner.h"

namespace claimline {

// What is known of a document beside its tokens.
struct EntityContext {
    const Reading* title = nullptr;
    std::string_view published = {};        // ISO 8601
    std::vector<NameSpan> recognised = {};  // of the trained recogniser, over the same tokens
    bool explain = false;                   // fill EntityMention::why
};

// As find_entities() and find_names().
[[nodiscard]] std::vector<EntityMention> find_entities_in(const Reading& reading,
                                                          const EntityContext& context);
[[nodiscard]] std::vector<EntityMention> find_names_in(const Reading& reading);

}  // namespace claimline
