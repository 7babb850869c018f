// parse -> annotate -> claims, and nothing computed that nobody asked for.

#include "cli/extraction.h"

namespace claimline {

Extraction extract_article(Article article, const Knowledge& knowledge, const ExtractionParts& parts,
                           std::string_view key) {
    Extraction out;
    out.article = std::move(article);
    AnnotateParts needed{.dates = parts.dates || parts.quantities || parts.claims,  // a year is no count
                         .quantities = parts.quantities || parts.claims,
                         .entities = parts.entities || parts.quotes || parts.claims,
                         .attributions = parts.quotes || parts.claims,
                         .anchor = parts.anchor,
                         .tagger = knowledge.tagger ? &*knowledge.tagger : nullptr,
                         .names = knowledge.names ? &*knowledge.names : nullptr,
                         .explain = parts.explain};
    const bool for_claims_alone =
        parts.claims && !parts.dates && !parts.quantities && !parts.entities && !parts.quotes;
    if (for_claims_alone)
        needed.goes_on = [&packs = knowledge.packs](std::string_view text, const TokenizedText& tokens) {
            return may_claim(text, tokens, packs);
        };
    if (needed.dates || needed.quantities || needed.entities || parts.sentences)
        out.annotations = annotate(out.article, knowledge.packs.vocabulary(), knowledge.entities, needed);
    if (parts.claims)
        out.claims =
            find_claims(out.article, out.annotations, knowledge.entities, knowledge.packs, key, parts.kinds);
    return out;
}

Result<Extraction> extract_bytes(std::string_view bytes, const DocumentHints& hints,
                                 const Knowledge& knowledge, const ExtractionParts& parts,
                                 std::string_view key) {
    auto article = parse_document(bytes, hints);
    if (!article) return Failure(article.error());
    const std::string name(key.empty() ? std::string_view(article->url) : key);
    return extract_article(std::move(*article), knowledge, parts, name);
}

}  // namespace claimline
