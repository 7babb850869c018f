#pragma once
// Pass 2 on a sentence with hits: which triggers are complete, and what words and ladders say around them.

#include <optional>
#include <string>
#include <vector>

#include "extract/rule_relations.h"

namespace claimline {

// Whether a sentence can fire a rule at all: some trigger has every part among the hits, wherever they stand.
// Cheap, and true for every sentence in which find_triggers() finds one.
class TriggerSight {
  public:
    explicit TriggerSight(const Packs::Compiled& packs) : packs_(packs), seen_(packs.by_set.size(), 0) {}
    [[nodiscard]] bool sees_any(const std::vector<SetHit>& hits);  // hits in any order

  private:
    const Packs::Compiled& packs_;
    std::vector<std::uint32_t> seen_;  // by set: the call that saw it last
    std::uint32_t call_ = 0;
};

// Triggers of all rules that are complete in the sentence, their guards passed, in rule order then place.
[[nodiscard]] std::vector<TriggerMatch> find_triggers(const SentenceView& view);

// What a map or a ladder says.
struct FoundValue {
    std::string value;
    std::string words;  // the entry that matched, for --explain and as sub-topic
    const Relation* relation = nullptr;
    std::size_t sentence = 0;
};
[[nodiscard]] std::optional<FoundValue> find_in_map(const SentenceView& view, const TriggerMatch& match,
                                                    const CompiledFiller& filler);
[[nodiscard]] std::optional<FoundValue> find_on_ladder(const SentenceView& view, const TriggerMatch& match,
                                                       const CompiledFiller& filler);

// A negator governs the trigger: its verb group, or "no" before its noun.
[[nodiscard]] bool is_negated(const SentenceView& view, const TriggerMatch& match);
// If-clauses, questions, "would have": nothing is claimed there.
[[nodiscard]] bool is_hypothetical(const SentenceView& view, const TriggerMatch& match);

}  // namespace claimline
