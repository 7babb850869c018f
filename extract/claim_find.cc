// The rules over a document: pass 1 finds words, pass 2 builds candidates, then merging, links and ids.

#include <algorithm>
#include <map>
#include <numeric>

#include "extract/claim_build.h"
#include "extract/claim_gapping.h"
#include "extract/claim_merge.h"
#include "extract/claims.h"
#include "extract/rule_headings.h"

namespace claimline {
namespace {

constexpr std::size_t kMaxCandidates = 2000;  // of a kind: a hostile text may repeat a claim for megabytes
constexpr std::size_t kMaxSentenceTokens = 2000;  // no prose sentence has so many; relations look within one

class Finder {
  public:
    Finder(const Layers& layers, const KindNames* kinds, ClaimTrace* trace)
        : layers_(layers), kinds_(kinds), trace_(trace), sight_(layers.packs()) {
        // Who asks for reasons is told of triggers of which only the beginning is there too.
        if (trace != nullptr) all_.resize(layers.packs().alternatives.size());
        std::iota(all_.begin(), all_.end(), 0U);
    }

    std::vector<Candidate> run() {
        for (std::size_t i = 0; i < layers_.sentences().size(); ++i) {
            const auto entry = find_entry(layers_, i);
            if (entry && read_entry(i, *entry))
                i = *entry;
            else
                read(i);
        }
        return std::move(out_);
    }

  private:
    void collect_hits(const Sentence& sentence) {
        layers_.packs().trie.collect(layers_.article().text, layers_.tokens(), sentence.first, sentence.last,
                                     hits_);
        std::erase_if(hits_, [&](const SetHit& hit) {
            return layers_.is_opaque(hit.first) && layers_.is_opaque(hit.last - 1);
        });
    }

    void read(std::size_t index) {
        const auto& sentence = layers_.sentences()[index];
        if (sentence.last - sentence.first > kMaxSentenceTokens) return;
        collect_hits(sentence);
        const auto& alternatives = trace_ == nullptr ? sight_.see(hits_) : all_;
        if (alternatives.empty() || is_withdrawn()) return;
        PhraseTrie::put_in_order(hits_);
        const SentenceView view{layers_, index, layers_.grammar_of(sentence), hits_, std::nullopt, trace_};
        for (const auto& match : find_triggers(view, alternatives)) {
            if (kinds_ != nullptr && !kinds_->contains(match.rule->source->kind)) continue;
            if (!match.rule->source->items) {
                build(view, match);
                continue;
            }
            read_items(index, match);
            read_inline_items(index, match);
        }
    }

    // The lines of a register entry as one sentence, for rules of rows alone. Whether they claim anything.
    bool read_entry(std::size_t first, std::size_t last) {
        auto whole = layers_.sentences()[first];
        whole.last = layers_.sentences()[last].last;
        whole.span.end = layers_.sentences()[last].span.end;
        if (whole.last - whole.first > kMaxSentenceTokens) return false;
        collect_hits(whole);
        const auto alternatives = sight_.see(hits_);
        if (alternatives.empty()) return false;
        PhraseTrie::put_in_order(hits_);
        const SentenceView view{layers_, first, layers_.grammar_of(whole), hits_, std::nullopt, trace_, last};
        const auto before = out_.size();
        for (const auto& match : find_triggers(view, alternatives))
            if (kinds_ == nullptr || kinds_->contains(match.rule->source->kind)) build(view, match);
        return out_.size() > before;
    }

    void build(const SentenceView& view, const TriggerMatch& match) {
        auto& made = made_[match.rule->kind];
        if (made >= kMaxCandidates) return;
        const auto before = out_.size();
        build_candidates(view, match, out_);
        made += out_.size() - before;
    }

    // "An earlier version of this article said": what follows is taken back.
    [[nodiscard]] bool is_withdrawn() const {
        const auto set = layers_.packs().withdrawn;
        return std::ranges::any_of(hits_, [set](const SetHit& hit) { return hit.set == set; });
    }

    [[nodiscard]] bool is_item(std::size_t index) const {
        const auto role = layers_.sentences()[index].role;
        return role == SentenceRole::list_item || role == SentenceRole::table_row;
    }

    // The trigger of `lead` speaks for every item below it.
    void read_items(std::size_t lead, const TriggerMatch& trigger) {
        for (auto i = lead + 1; i < layers_.sentences().size() && is_item(i); ++i) {
            const auto& sentence = layers_.sentences()[i];
            if (sentence.last - sentence.first > kMaxSentenceTokens) return;
            collect_hits(sentence);
            PhraseTrie::put_in_order(hits_);
            const SentenceView view{layers_, i, layers_.grammar_of(sentence), hits_, lead, trace_};
            TriggerMatch match;
            match.rule = trigger.rule;
            match.first = match.last = match.anchor = sentence.first;
            build(view, match);
        }
    }

    // The same for a list inside its sentence: "monthly users by service: Pixra 3m; Velta 2m".
    void read_inline_items(std::size_t index, const TriggerMatch& trigger) {
        for (const auto& item : find_inline_items(layers_, layers_.sentences()[index])) {
            collect_hits(item);
            PhraseTrie::put_in_order(hits_);
            const SentenceView view{layers_, index, layers_.grammar_of(item), hits_, index, trace_};
            TriggerMatch match;
            match.rule = trigger.rule;
            match.first = match.last = match.anchor = item.first;
            build(view, match);
        }
    }

    const Layers& layers_;
    const KindNames* kinds_;
    ClaimTrace* trace_;
    TriggerSight sight_;
    std::vector<std::uint32_t> all_;  // alternatives, for a trace
    std::map<const Kind*, std::size_t> made_;
    std::vector<SetHit> hits_;
    std::vector<Candidate> out_;
};

// How often claims of that product of weight and costs were right: a line fitted on the labelled sets,
// measured in docs/benchmarks.md. Even the plainest wording in the grammar is wrong one time in ten.
constexpr double kWorst = 0.60;
constexpr double kSlope = 0.30;

void calibrate(std::vector<Claim>& claims) {
    for (auto& claim : claims) claim.confidence = kWorst + kSlope * std::clamp(claim.confidence, 0.0, 1.0);
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

bool may_claim(std::string_view text, const TokenizedText& tokens, const Packs& packs) {
    TriggerSight sight(packs.compiled());
    std::vector<SetHit> hits;
    return std::ranges::any_of(tokens.sentences, [&](const Sentence& sentence) {
        packs.compiled().trie.collect(text, tokens.tokens, sentence.first, sentence.last, hits);
        return sight.sees_any(hits);
    });
}

std::vector<Claim> find_claims(const Article& article, const Annotations& annotations,
                               const EntityTable& table, const Packs& packs, std::string_view document_key,
                               const KindNames* kinds, ClaimTrace* trace) {
    const Layers layers(article, annotations, table, packs.compiled());
    auto claims = merge_candidates(Finder(layers, kinds, trace).run(), table);
    calibrate(claims);
    set_ids(claims, document_key, article.text);
    for (const auto& [coarse, fine] : find_coarser(claims, packs.compiled().model.kinds, table)) {
        claims[fine].links.push_back({"coarser", claims[coarse].id});
        claims[coarse].links.push_back({"finer", claims[fine].id});
    }
    return claims;
}

}  // namespace claimline
