#pragma once
// Everything a claim rule may refer to, made once per document, in order.

#include <functional>
#include <string_view>
#include <vector>

#include "core/article.h"
#include "core/entity.h"
#include "extract/attribution.h"
#include "extract/dates.h"
#include "extract/entity_table.h"
#include "extract/ner.h"
#include "extract/quantities.h"
#include "extract/tokens.h"

namespace claimline {

struct Annotations {
    TokenizedText text;
    std::vector<DateMention> dates;
    std::vector<QuantityMention> quantities;
    std::vector<EntityMention> entities;
    Attributions attributions;
};

// What to compute; later parts need earlier ones and switch them on.
struct AnnotateParts {
    bool dates = true;
    bool quantities = true;
    bool entities = true;
    bool attributions = true;
    DateAnchor anchor = DateAnchor::news;
    const Tagger* tagger = nullptr;     // trained tags; without one the tags of tokenise()'s own rules
    const NameFinder* names = nullptr;  // trained names; asked only where `tagger` has made the tags
    bool explain = false;               // fill EntityMention::why
    // Asked with the text and its tokens before the rest is made; false leaves all but the tokens out.
    std::function<bool(std::string_view, const TokenizedText&)> goes_on = nullptr;
};

// Same article and tables, same annotations, on every machine and thread.
[[nodiscard]] Annotations annotate(const Article& article, const Vocabulary& vocabulary,
                                   const EntityTable& table, const AnnotateParts& parts = {});

}  // namespace claimline
