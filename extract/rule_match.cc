// Trigger matching and the closed-value fillers. Greedy and left to right: no backtracking, so no rule is
// slow.

#include "extract/rule_match.h"

#include <algorithm>
#include <span>

namespace claimline {
namespace {

// What one sentence may cost, whatever the rules and the words in it: hits looked at for the parts of
// triggers (news: some hundred), and matches handed on (news: a handful). The rest of its rules, in id order,
// stay silent.
constexpr std::size_t kMaxSteps = 200'000;
constexpr std::size_t kMaxMatches = 128;

std::span<const SetHit> hits_of(const std::vector<SetHit>& hits, SetId set) {
    const auto begin = std::ranges::lower_bound(hits, set, {}, &SetHit::set);
    const auto end = std::ranges::upper_bound(begin, hits.end(), set, {}, &SetHit::set);
    return {begin, end};
}

constexpr std::uint32_t kOutOfReach = 0xffffffffU;

// Tokens between the two, kOutOfReach when `hit` stands on the wrong side.
std::uint32_t away(const SetHit& from, const SetHit& hit, const TriggerLink& link) {
    if (hit.first >= from.last) return hit.first - from.last;
    if (!link.ordered && hit.last <= from.first) return from.first - hit.last;
    return kOutOfReach;
}

// The hit of the next part that the link allows, nearest to `from`, in its clause if there is one; null when
// there is none: "scrapped plans for a hall and will close" says nothing else of the hall.
const SetHit* follow(const Grammar& grammar, std::span<const SetHit> hits, const SetHit& from,
                     const TriggerLink& link) {
    const SetHit* best = nullptr;
    std::uint32_t least = 2 * link.reach + 1;
    for (const auto& hit : hits) {
        auto distance = away(from, hit, link);
        if (distance > link.reach) continue;
        if (!link.ordered && grammar.clause_of(hit.first) != grammar.clause_of(from.first))
            distance += link.reach;
        // At equal distance the later one: objects follow.
        if (distance < least || (distance == least && best != nullptr && hit.first > from.first)) {
            least = distance;
            best = &hit;
        }
    }
    return best;
}

// The parts of `alternative` that start at `anchor`, or nothing.
std::vector<SetHit> complete(const SentenceView& view, const CompiledAlternative& alternative,
                             const SetHit& anchor, std::size_t& steps) {
    std::vector<SetHit> parts{anchor};
    ++steps;
    for (std::size_t i = 1; i < alternative.parts.size(); ++i) {
        const auto hits = hits_of(view.hits, alternative.parts[i]);
        steps += hits.size();
        const auto* next = follow(view.grammar, hits, parts.back(), alternative.links[i - 1]);
        if (next == nullptr) return {};
        parts.push_back(*next);
    }
    return parts;
}

void find_heads(const SentenceView& view, const std::vector<SetHit>& parts, TriggerMatch& match) {
    const auto& tokens = view.layers.tokens();
    for (const auto& part : parts)
        for (auto at = part.first; at < part.last; ++at) {
            const auto pos = tokens[at].pos;
            if (match.verb == kNone && (pos == Pos::verb || pos == Pos::aux)) {
                match.verb = view.grammar.verb_at(at);
                match.own_verb = match.verb != kNone;
            }
        }
    // "second <4 facility": the noun, though an adjective of the trigger stands before it
    const auto find_noun = [&](bool adjectives) {
        for (const auto& part : parts) {
            const auto pos = tokens[part.last - 1].pos;
            const bool in_verb = match.own_verb && view.grammar.verb_at(part.last - 1) == match.verb;
            const bool fits =
                adjectives ? pos == Pos::adj : pos == Pos::noun || pos == Pos::propn || pos == Pos::x;
            if (match.noun == kNone && !in_verb && fits) match.noun = part.last - 1;
        }
    };
    find_noun(false);
    find_noun(true);
    if (match.verb != kNone) return;
    // A noun alone: the verb group before it in its clause governs it, else the one after it.
    const auto clause = view.grammar.clause_of(match.anchor);
    for (std::uint32_t i = 0; i < view.grammar.verbs.size(); ++i) {
        const auto& group = view.grammar.verbs[i];
        if (view.grammar.clause_of(group.first) != clause) continue;
        if (group.last <= match.first) match.verb = i;
        if (group.first >= match.last) {
            if (match.verb == kNone) match.verb = i;
            break;
        }
    }
}

bool occurs(const SentenceView& view, const std::vector<CompiledAlternative>& guard,
            std::optional<std::uint16_t> clause, std::size_t& steps) {
    for (const auto& alternative : guard)
        for (const auto& anchor : hits_of(view.hits, alternative.parts.front())) {
            if (clause && view.grammar.clause_of(anchor.first) != *clause) continue;
            if (!complete(view, alternative, anchor, steps).empty() || steps > kMaxSteps) return true;
        }
    return false;
}

bool guarded(const SentenceView& view, const TriggerMatch& match, std::size_t& steps) {
    const bool sentence = occurs(view, match.rule->guard, std::nullopt, steps);
    const bool clause = occurs(view, match.rule->guard_clause, view.grammar.clause_of(match.anchor), steps);
    if (view.trace != nullptr && (sentence || clause)) {
        view.trace->begin(match.rule->source->id);
        view.trace->add("refused: {} matches", sentence ? "guard" : "guard_clause");
    }
    return sentence || clause;
}

std::string words_between(const Layers& layers, std::uint32_t first, std::uint32_t last) {
    const auto& tokens = layers.tokens();
    return std::string(slice(layers.article().text, {tokens[first].span.begin, tokens[last - 1].span.end}));
}

void trace_trigger(const SentenceView& view, const CompiledRule& rule, const SetHit& anchor,
                   const std::vector<SetHit>& parts) {
    view.trace->begin(rule.source->id);
    const auto first = words_between(view.layers, anchor.first, anchor.last);
    if (parts.empty()) {
        view.trace->add("trigger begins with \"{}\", the rest of it is not there", first);
        return;
    }
    const auto last = std::ranges::max(parts, {}, &SetHit::last).last;
    const auto begin = std::ranges::min(parts, {}, &SetHit::first).first;
    view.trace->add("trigger: \"{}\"", words_between(view.layers, begin, last));
}

std::string words_of(const Layers& layers, const SetHit& hit) {
    return words_between(layers, hit.first, hit.last);
}

// Whether `hit` lies where the relation looks; `distance` orders hits of one length.
bool stands_in(const SentenceView& view, const TriggerMatch& match, const CompiledRelation& relation,
               const SetHit& hit) {
    switch (relation.kind) {
        case RelationKind::trigger: return hit.first >= match.first && hit.last <= match.last;
        case RelationKind::clause:
            return view.grammar.clause_of(hit.first) == view.grammar.clause_of(match.anchor);
        case RelationKind::near:
            return hit.first < match.last + relation.reach && hit.last + relation.reach > match.first;
        case RelationKind::left: return hit.last <= match.first && hit.last + relation.reach > match.first;
        // An entry may begin inside the trigger: "say ... not access | personal data".
        case RelationKind::right:
            return hit.first >= match.first && hit.last > match.last &&
                   hit.first < match.last + relation.reach;
        default: return true;
    }
}

const SetHit* best_hit(const SentenceView& view, const TriggerMatch& match, const CompiledRelation& relation,
                       std::span<const SetHit> hits, bool same_sentence) {
    const SetHit* best = nullptr;
    std::uint32_t best_away = 0;
    for (const auto& hit : hits) {
        if (same_sentence && !stands_in(view, match, relation, hit)) continue;
        const auto away = hit.first >= match.last ? hit.first - match.last
                                                  : (hit.last <= match.first ? match.first - hit.last : 0);
        const auto length = hit.last - hit.first;
        if (best == nullptr || length > best->last - best->first ||
            (length == best->last - best->first && same_sentence && away < best_away)) {
            best = &hit;
            best_away = away;
        }
    }
    return best;
}

std::optional<std::size_t> other_sentence(const SentenceView& view, RelationKind kind) {
    if (kind == RelationKind::previous) return find_neighbour(view, -1);
    if (kind == RelationKind::next) return find_neighbour(view, 1);
    if (kind == RelationKind::lead) return find_lead(view);
    return std::nullopt;
}

}  // namespace

void TriggerSight::mark(const std::vector<SetHit>& hits) {
    if (++call_ == 0) {  // after 2^32 sentences every mark is old
        std::ranges::fill(marks_, Mark{});
        ++call_;
    }
    steps_ = 0;
    before_.resize(hits.size());
    for (std::uint32_t i = 0; i < hits.size(); ++i) {
        auto& mark = marks_[hits[i].set];
        before_[i] = mark.call == call_ ? mark.newest : i;
        mark = {call_, i};
    }
}

// Some hit of `to` stands where the link wants it after a hit of `from`. Where that takes long, yes.
bool TriggerSight::reaches(const std::vector<SetHit>& hits, SetId from, SetId to, const TriggerLink& link) {
    for (auto i = marks_[from].newest;; i = before_[i]) {
        for (auto j = marks_[to].newest;; j = before_[j]) {
            if (away(hits[i], hits[j], link) <= link.reach || ++steps_ > kMaxSteps) return true;
            if (before_[j] == j) break;
        }
        if (before_[i] == i) return false;
    }
}

bool TriggerSight::may_be_whole(const std::vector<SetHit>& hits, std::uint32_t alternative) {
    const auto& [rule, order, parts, links] = packs_.alternatives[alternative];
    if (!std::ranges::all_of(parts, [this](SetId set) { return has(set); })) return false;
    for (std::size_t i = 1; i < parts.size(); ++i)
        if (!reaches(hits, parts[i - 1], parts[i], links[i - 1])) return false;
    return true;
}

bool TriggerSight::sees_any(const std::vector<SetHit>& hits) {
    mark(hits);
    return std::ranges::any_of(hits, [&](const SetHit& hit) {
        return std::ranges::any_of(packs_.by_set[hit.set],
                                   [&](std::uint32_t index) { return may_be_whole(hits, index); });
    });
}

const std::vector<std::uint32_t>& TriggerSight::see(const std::vector<SetHit>& hits) {
    mark(hits);
    seen_.clear();
    for (std::uint32_t i = 0; i < hits.size(); ++i) {
        if (before_[i] != i) continue;  // once a set
        for (const auto index : packs_.by_set[hits[i].set])
            if (may_be_whole(hits, index)) seen_.push_back(index);
    }
    std::ranges::sort(seen_);
    return seen_;
}

std::vector<TriggerMatch> find_triggers(const SentenceView& view,
                                        const std::vector<std::uint32_t>& alternatives) {
    std::vector<TriggerMatch> out;
    const auto& packs = view.layers.packs();
    const bool is_row =
        view.entry_last || view.layers.sentences()[view.index].role == SentenceRole::table_row;
    std::size_t steps = 0;
    for (const auto index : alternatives) {
        const auto& alternative = packs.alternatives[index];
        const auto rule = alternative.rule;
        if (packs.rules[rule].source->rows ? !is_row : view.entry_last.has_value()) continue;
        for (const auto& anchor : hits_of(view.hits, alternative.parts.front())) {
            const auto parts = complete(view, alternative, anchor, steps);
            if (steps > kMaxSteps || out.size() >= kMaxMatches) return out;
            if (view.trace != nullptr) trace_trigger(view, packs.rules[rule], anchor, parts);
            if (parts.empty()) continue;
            TriggerMatch match;
            match.rule = &packs.rules[rule];
            match.anchor = anchor.first;
            match.first = std::ranges::min(parts, {}, &SetHit::first).first;
            match.last = std::ranges::max(parts, {}, &SetHit::last).last;
            // The first alternative that fits a place speaks for the rule there.
            const bool again = std::ranges::any_of(out, [&](const TriggerMatch& other) {
                return other.rule == match.rule && other.first < match.last && match.first < other.last &&
                       (other.anchor == match.anchor ||
                        (other.first == match.first && other.last == match.last));
            });
            if (again) continue;
            find_heads(view, parts, match);
            if (!guarded(view, match, steps)) out.push_back(match);
        }
    }
    return out;
}

namespace {

constexpr std::size_t kTopicReach = 20;             // sentences
constexpr std::string_view kUnspecified = "other";  // the schema's value for a sort that is not told

// The word of the map said last before this sentence: "the project", "the other two" are of that sort. What
// leaves the sort open ("campus") is passed over; of words in one place the longest counts.
std::optional<FoundValue> said_before(const SentenceView& view, const CompiledFiller& filler,
                                      const CompiledRelation& relation) {
    const auto& layers = view.layers;
    std::vector<SetHit> hits;
    for (std::size_t back = 1; back <= kTopicReach && back <= view.index; ++back) {
        const auto& sentence = layers.sentences()[view.index - back];
        layers.packs().trie.find(layers.article().text, layers.tokens(), sentence.first, sentence.last, hits);
        const SetHit* last = nullptr;
        for (const auto& hit : hits_of(hits, filler.set)) {
            if (filler.map->values[hit.value].first == kUnspecified) continue;
            const bool inside =
                last != nullptr && hit.first < last->last && hit.last - hit.first <= last->last - last->first;
            if (!inside && (last == nullptr || hit.last >= last->last)) last = &hit;
        }
        if (last != nullptr)
            return FoundValue{filler.map->values[last->value].first, words_of(layers, *last), relation.source,
                              view.index};
    }
    return std::nullopt;
}

}  // namespace

std::optional<FoundValue> find_in_map(const SentenceView& view, const TriggerMatch& match,
                                      const CompiledFiller& filler) {
    std::vector<SetHit> others;
    for (const auto& relation : filler.where) {
        if (relation.kind == RelationKind::topic) {
            if (auto found = said_before(view, filler, relation)) return found;
            continue;
        }
        auto hits = hits_of(view.hits, filler.set);
        std::size_t sentence = view.index;
        if (const auto other = other_sentence(view, relation.kind)) {
            const auto& where = view.layers.sentences()[*other];
            view.layers.packs().trie.find(view.layers.article().text, view.layers.tokens(), where.first,
                                          where.last, others);
            hits = hits_of(others, filler.set);
            sentence = *other;
        } else if (relation.kind == RelationKind::previous || relation.kind == RelationKind::next ||
                   relation.kind == RelationKind::lead || relation.kind == RelationKind::title) {
            continue;
        }
        if (const auto* hit = best_hit(view, match, relation, hits, sentence == view.index))
            return FoundValue{filler.map->values[hit->value].first, words_of(view.layers, *hit),
                              relation.source, sentence};
    }
    return std::nullopt;
}

std::optional<FoundValue> find_on_ladder(const SentenceView& view, const TriggerMatch& match,
                                         const CompiledFiller& filler) {
    const Relations relations(view, match);
    const auto [first, last] = relations.governed_region();
    const auto group = match.noun == kNone ? last : relations.noun_group(match.noun);
    const auto weight = [&](const SetHit& hit) {
        const auto& step = filler.ladder->steps[hit.value];
        const int by_class = step.step_class == LadderClass::end       ? 2
                             : step.step_class == LadderClass::not_yet ? 1
                                                                       : 0;
        // A participle before the noun ("planned hall") counts only when no verb says anything.
        const bool modifier = match.noun != kNone && hit.first >= group && hit.last <= match.noun + 1;
        return std::tuple(!modifier, by_class, step.rank, hit.last - hit.first);
    };
    const SetHit* best = nullptr;
    for (const auto& hit : hits_of(view.hits, filler.set)) {
        const bool before_noun = match.noun != kNone && hit.first >= group && hit.last <= match.noun;
        if (!before_noun && (hit.first < first || hit.first >= last)) continue;
        const auto verb = view.grammar.verb_at(hit.first);
        if (verb != kNone && view.grammar.verbs[verb].negated) continue;
        if (best == nullptr || weight(hit) > weight(*best)) best = &hit;
    }
    if (best == nullptr) return std::nullopt;
    return FoundValue{filler.ladder->steps[best->value].value, words_of(view.layers, *best), nullptr,
                      view.index};
}

bool is_negated(const SentenceView& view, const TriggerMatch& match) {
    const auto& words = view.layers.packs().words;
    if (match.verb != kNone && view.grammar.verbs[match.verb].negated) return true;
    const auto [first, last] = Relations(view, match).governed_region();
    for (std::uint32_t i = 0; i < view.grammar.verbs.size(); ++i)
        if (view.grammar.verbs[i].first >= first && view.grammar.verbs[i].last <= match.first &&
            view.grammar.verbs[i].negated)
            return true;
    for (auto at = first; at < match.first; ++at)
        if (view.layers.is(at, words.no)) return true;
    return match.noun != kNone && view.layers.is(Relations(view, match).noun_group(match.noun), words.no);
}

bool is_hypothetical(const SentenceView& view, const TriggerMatch& match) {
    const auto& grammar = view.grammar;
    if (grammar.conditional[match.anchor - grammar.first]) return true;
    if (grammar.question) return true;
    if (match.verb == kNone) return false;
    const auto& verb = grammar.verbs[match.verb];
    if (!verb.modal) return false;
    // "suspended plans for what would have been the largest": the plan was there
    if (verb.first > grammar.first && view.layers.text(verb.first - 1) == "what") return false;
    for (auto at = verb.first; at < verb.last; ++at)
        if (view.layers.text(at) == "have") return true;  // would have, could have
    return false;
}

}  // namespace claimline
