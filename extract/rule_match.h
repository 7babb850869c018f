#pragma once
// Pass 2 on a sentence with hits: which triggers are complete, and what words and ladders say around them.

#include <optional>
#include <string>
#include <vector>

#include "extract/rule_relations.h"

namespace claimline {

// Whether a sentence can fire a rule at all: some trigger has every part among the hits, each within reach of
// the one before it. Needs neither tags nor grammar, and misses no trigger that find_triggers() would find.
class TriggerSight {
  public:
    explicit TriggerSight(const Packs::Compiled& packs) : packs_(packs), marks_(packs.by_set.size()) {}
    [[nodiscard]] bool sees_any(const std::vector<SetHit>& hits);  // hits in any order
    // The alternatives that may be complete, ascending; valid until the next call.
    [[nodiscard]] const std::vector<std::uint32_t>& see(const std::vector<SetHit>& hits);

  private:
    struct Mark {
        std::uint32_t call = 0;    // that saw the set last
        std::uint32_t newest = 0;  // the set's last hit; before_ leads to the others
    };
    void mark(const std::vector<SetHit>& hits);
    [[nodiscard]] bool has(SetId set) const { return marks_[set].call == call_; }
    [[nodiscard]] bool may_be_whole(const std::vector<SetHit>& hits, std::uint32_t alternative);
    [[nodiscard]] bool reaches(const std::vector<SetHit>& hits, SetId from, SetId to,
                               const TriggerLink& link);

    const Packs::Compiled& packs_;
    std::vector<Mark> marks_;            // by set
    std::vector<std::uint32_t> before_;  // by hit: the hit of the same set before it, itself if there is none
    std::vector<std::uint32_t> seen_;
    std::uint32_t call_ = 0;
    std::size_t steps_ = 0;
};

// Triggers of all rules that are complete in the sentence, their guards passed, in rule order then place; of
// the alternatives given, in ascending order.
[[nodiscard]] std::vector<TriggerMatch> find_triggers(const SentenceView& view,
                                                      const std::vector<std::uint32_t>& alternatives);

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
