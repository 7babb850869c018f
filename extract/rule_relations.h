#pragma once
// The relations of the rule language: where, seen from a trigger, the filler of a slot stands.

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "extract/claim_trace.h"
#include "extract/rule_layers.h"

namespace claimline {

// One place where a rule's trigger matched. Offsets are tokens of the document.
struct TriggerMatch {
    const CompiledRule* rule = nullptr;
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    std::uint32_t anchor = 0;    // first token of the first part
    std::uint32_t verb = kNone;  // index into Grammar::verbs: of the trigger, else the one that governs it
    bool own_verb = false;       // the trigger holds that verb
    std::uint32_t noun = kNone;  // token: the trigger's noun
};

// The sentence that is being read.
struct SentenceView {
    const Layers& layers;
    std::size_t index = 0;
    Grammar grammar;
    std::vector<SetHit> hits;
    std::optional<std::size_t> lead = std::nullopt;        // the sentence that introduces this item of a list
    ClaimTrace* trace = nullptr;                           // null: nobody asked
    std::optional<std::size_t> entry_last = std::nullopt;  // of lines of a register from `index` on: the last
};
// The line that introduces the list or table of which the sentence is an item.
[[nodiscard]] std::optional<std::size_t> find_lead(const SentenceView& view);

// The sentence before (-1) or after (1) in the paragraph.
[[nodiscard]] std::optional<std::size_t> find_neighbour(const SentenceView& view, int step);

// What filled a field and from where.
struct Filled {
    std::vector<const Mention*> mentions;  // more than one when coordinated
    const CompiledRelation* relation = nullptr;
    std::size_t sentence = 0;  // that it was found in; a new one is evidence
    double cost = 1;
};

class Relations {
  public:
    Relations(const SentenceView& view, const TriggerMatch& match) : view_(view), match_(match) {}

    // The first relation of `filler` that has an accepted mention; `taken` (a name) is not accepted again.
    [[nodiscard]] std::optional<Filled> find(const CompiledFiller& filler,
                                             const std::string* taken = nullptr);
    // Steps 4 to 6 of the subject sieve: introducing line, previous sentence, title, main party of the
    // document.
    [[nodiscard]] std::optional<Filled> fall_back(const CompiledFiller& filler);

    // Tokens over which a status ladder looks: the trigger's verb group and the verbs that govern it.
    [[nodiscard]] std::pair<std::uint32_t, std::uint32_t> governed_region() const;
    // "on Wednesday blocked": a weekday right before or after a verb in the past was, whatever else the
    // sentence plans. Only for days that the calendar put after publication.
    [[nodiscard]] bool is_past_weekday(const Mention& mention) const;
    // The noun group that ends in `noun`: its first token.
    [[nodiscard]] std::uint32_t noun_group(std::uint32_t noun) const;

  private:
    struct Wanted {
        const Filler* filler = nullptr;
        const std::string* taken = nullptr;
        bool no_deadline = false;  // "by 15 March", "no later than Friday" is no day of an act
    };
    [[nodiscard]] bool is_deadline(const Mention& mention) const;
    // "Swedish" in "a Swedish website", not "Sweden": the place only describes.
    [[nodiscard]] bool only_describes(const Mention& mention) const;
    [[nodiscard]] bool in_quantity(std::uint32_t token) const;
    [[nodiscard]] bool is_source(const Mention& mention) const;
    [[nodiscard]] bool accepts(const Wanted& wanted, const Mention& mention) const;
    [[nodiscard]] const Mention* look(const CompiledRelation& relation, const Wanted& wanted,
                                      std::size_t& sentence);
    [[nodiscard]] const Mention* subject_of(std::uint32_t verb, const Wanted& wanted) const;
    [[nodiscard]] const Mention* object_of(std::uint32_t verb, const Wanted& wanted) const;
    [[nodiscard]] const Mention* agent_of(std::uint32_t verb, const Wanted& wanted) const;
    [[nodiscard]] const Mention* after_prep(const CompiledRelation& relation, const Wanted& wanted) const;
    [[nodiscard]] const Mention* scan_preps(std::uint32_t from, std::uint32_t to,
                                            const std::vector<LemmaId>& preps, const Wanted& wanted) const;
    [[nodiscard]] const Mention* in_noun_group(const Wanted& wanted, bool possessor) const;
    [[nodiscard]] const Mention* nearest(std::uint32_t first, std::uint32_t last, const Wanted& wanted,
                                         std::optional<std::uint16_t> clause) const;
    [[nodiscard]] const Mention* speaker(bool organisation, const Wanted& wanted);
    [[nodiscard]] const Mention* publication_day();
    // In the cell or line under a heading; where that has no party, its words are the party's name.
    [[nodiscard]] const Mention* under(const CompiledRelation& relation, const Wanted& wanted);
    [[nodiscard]] const Mention* in_sentence(std::size_t sentence, const Wanted& wanted) const;
    [[nodiscard]] const Mention* leftmost(std::uint32_t from, std::uint32_t to, std::uint8_t depth,
                                          const Wanted& wanted) const;
    [[nodiscard]] bool modifies(std::uint32_t verb, std::uint32_t next) const;
    [[nodiscard]] bool in_prepositional(const Mention& mention) const;
    [[nodiscard]] std::uint32_t right_limit(std::uint32_t verb) const;
    void trace_attempt(const CompiledRelation& relation, const Mention* found) const;
    void add_coordinated(const Wanted& wanted, std::vector<const Mention*>& out) const;

    const SentenceView& view_;
    const TriggerMatch& match_;
    std::deque<Mention> made_;  // speakers as mentions; a deque keeps their addresses
};

}  // namespace claimline
