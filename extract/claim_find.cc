// The rules over a document: pass 1 finds words, pass 2 builds candidates, then merging, links and ids.

#include <algorithm>
#include <map>

#include "extract/claim_build.h"
#include "extract/claim_merge.h"
#include "extract/claims.h"

namespace claimline {
namespace {

constexpr std::size_t kMaxCandidates = 5000;      // a hostile text may repeat a claim for megabytes
constexpr std::size_t kMaxSentenceTokens = 2000;  // no prose sentence has so many; relations look within one

std::vector<Candidate> find_candidates(const Layers& layers) {
    std::vector<Candidate> out;
    std::vector<SetHit> hits;
    for (std::size_t i = 0; i < layers.sentences().size() && out.size() < kMaxCandidates; ++i) {
        const auto& sentence = layers.sentences()[i];
        if (sentence.last - sentence.first > kMaxSentenceTokens) continue;
        layers.packs().trie.find(layers.article().text, layers.tokens(), sentence.first, sentence.last, hits);
        const auto starts = [&](const SetHit& hit) { return !layers.packs().by_set[hit.set].empty(); };
        if (std::ranges::none_of(hits, starts)) continue;
        const SentenceView view{layers, i, layers.grammar_of(sentence), hits};
        for (const auto& match : find_triggers(view)) build_candidates(view, match, out);
    }
    return out;
}

void set_ids(std::vector<Claim>& claims, std::string_view document, std::string_view text) {
    std::map<std::string, int> used;
    for (auto& claim : claims) {
        claim.id = make_claim_id(document, claim, text);
        // Two claims of one sentence may share all key slots; the second gets a number, in document order.
        if (const auto again = ++used[claim.id]; again > 1) claim.id += "-" + std::to_string(again);
    }
}

}  // namespace

std::vector<Claim> find_claims(const Article& article, const Annotations& annotations,
                               const EntityTable& table, const Packs& packs, std::string_view document_key) {
    const Layers layers(article, annotations, table, packs.compiled());
    auto claims = merge_candidates(find_candidates(layers), table);
    set_ids(claims, document_key, article.text);
    for (const auto& [coarse, fine] : find_coarser(claims, packs.compiled().model.kinds, table)) {
        claims[fine].links.push_back({"coarser", claims[coarse].id});
        claims[coarse].links.push_back({"finer", claims[fine].id});
    }
    return claims;
}

}  // namespace claimline
