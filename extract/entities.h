#pragma once
// Who and where: names of the entity table, names by pattern, and what pronouns and "the company" stand for.

#include <string_view>
#include <vector>

#include "core/article.h"
#include "core/entity.h"
#include "extract/entity_table.h"
#include "extract/tokens.h"

namespace claimline {

// Mentions left to right, never overlapping (longest wins). Includes described groups (GROUP) and, with
// coref = true, pronouns and nominals ("it", "the company", "the regulator", "the app") whose antecedent was
// found. The title of the article is used for context (headline party) but gives no mentions.
[[nodiscard]] std::vector<EntityMention> find_entities(const Article& article, const TokenizedText& tokens,
                                                       const EntityTable& table);

// The same over any short text (a title), without coreference.
[[nodiscard]] std::vector<EntityMention> find_names(std::string_view text, const TokenizedText& tokens,
                                                    const EntityTable& table);

}  // namespace claimline
