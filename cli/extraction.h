#pragma once
// One document through the whole extractor: the same for `claimline extract` and for the pipeline.

#include <string_view>
#include <vector>

#include "cli/knowledge.h"
#include "core/article.h"
#include "core/claim.h"
#include "core/result.h"
#include "extract/annotate.h"
#include "extract/claims.h"
#include "extract/parse.h"

namespace claimline {

// What is wanted of a document; what it needs is computed too.
struct ExtractionParts {
    bool article = true;
    bool sentences = false;
    bool dates = true;
    bool quantities = true;
    bool entities = true;
    bool quotes = true;
    bool claims = true;
    DateAnchor anchor = DateAnchor::news;  // what relative dates count from
    bool explain = false;                  // how names were linked
    const KindNames* kinds = nullptr;      // claims of these kinds alone; absent: of all
};

struct Extraction {
    Article article;
    Annotations annotations;
    std::vector<Claim> claims;
};

// Bytes -> Article -> annotations -> claims. `key` names the document in claim ids: its URL, else its id.
[[nodiscard]] Result<Extraction> extract_bytes(std::string_view bytes, const DocumentHints& hints,
                                               const Knowledge& knowledge, const ExtractionParts& parts,
                                               std::string_view key = {});

// The same from an article that is already there.
[[nodiscard]] Extraction extract_article(Article article, const Knowledge& knowledge,
                                         const ExtractionParts& parts, std::string_view key);

}  // namespace claimline
