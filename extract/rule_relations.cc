// Relations as token windows over the shallow grammar. A parser could answer them later under the same names.

#include "extract/rule_relations.h"

#include <algorithm>
#include <cmath>

namespace claimline {
namespace {

constexpr std::uint32_t kPrepReach = 14;     // tokens after the trigger in which a preposition counts
constexpr std::uint32_t kGroupReach = 10;    // longest noun group walked
constexpr std::uint32_t kGovernorReach = 6;  // tokens between a verb and the verb that governs it
constexpr int kVerbSteps = 5;

bool nominal(Pos pos) {
    return pos == Pos::noun || pos == Pos::propn || pos == Pos::adj || pos == Pos::num || pos == Pos::det ||
           pos == Pos::sym;
}

std::uint32_t distance(std::uint32_t first, std::uint32_t last, const Mention& mention) {
    if (mention.first >= last) return mention.first - last;
    if (mention.last <= first) return first - mention.last;
    return 0;
}

}  // namespace

// The outlet that the sentence credits ("..., Yahoo reported") is no party of what it reports.
bool Relations::is_source(const Mention& mention) const {
    const auto& all = view_.layers.annotations().attributions.by_sentence;
    if (view_.index >= all.size() || all[view_.index].outlet.empty() || mention.value.empty()) return false;
    const auto* name = std::get_if<std::string>(&mention.value.front());
    return name != nullptr && *name == all[view_.index].outlet;
}

std::optional<std::size_t> find_lead(const SentenceView& view) {
    if (view.lead) return view.lead;
    const auto& sentences = view.layers.sentences();
    const auto role = sentences[view.index].role;
    if (role != SentenceRole::list_item && role != SentenceRole::table_row) return std::nullopt;
    for (auto i = view.index; i-- > 0;)
        if (sentences[i].role == SentenceRole::prose || sentences[i].role == SentenceRole::heading) return i;
    return std::nullopt;
}

bool Relations::only_describes(const Mention& mention) const {
    if (mention.type != mention_type::place || mention.possessive || mention.last >= view_.grammar.last)
        return false;
    const auto pos = view_.layers.tokens()[mention.last].pos;
    return pos == Pos::noun || pos == Pos::propn || pos == Pos::adj;
}

std::optional<std::size_t> find_neighbour(const SentenceView& view, int step) {
    const auto& sentences = view.layers.sentences();
    const auto at = static_cast<std::ptrdiff_t>(view.index) + step;
    if (at < 0 || at >= static_cast<std::ptrdiff_t>(sentences.size())) return std::nullopt;
    const auto index = static_cast<std::size_t>(at);
    if (sentences[index].paragraph != sentences[view.index].paragraph) return std::nullopt;
    return index;
}

bool Relations::is_deadline(const Mention& mention) const {
    if ((mention.type & (mention_type::date | mention_type::period)) == 0) return false;
    if (mention.first == view_.grammar.first || mention.first == 0) return false;
    const auto before = mention.first - 1;
    const auto& words = view_.layers.packs().words;
    return view_.layers.is(before, words.by) || view_.layers.is(before, words.until) ||
           view_.layers.is(before, words.than) || view_.layers.is(before, words.before);
}

bool Relations::accepts(const Wanted& wanted, const Mention& mention) const {
    const auto& filler = *wanted.filler;
    if ((mention.type & filler.types) == 0 || (mention.type & filler.not_types) != 0) return false;
    if (mention.coref && !filler.coref) return false;
    if (is_source(mention) || (wanted.no_deadline && is_deadline(mention))) return false;
    if (filler.least > 0) {
        const auto* number = mention.value.empty() ? nullptr : std::get_if<double>(&mention.value.front());
        if (number != nullptr && *number < filler.least) return false;
    }
    if (wanted.taken == nullptr || mention.value.empty()) return true;
    const auto* name = std::get_if<std::string>(&mention.value.front());
    return name == nullptr || *name != *wanted.taken;
}

// "US$" of "a US$40 billion acquisition", whatever tag it got.
bool Relations::in_quantity(std::uint32_t token) const {
    constexpr std::uint32_t kLongest = 6;
    const auto [from, to] = view_.layers.mentions_in(token > kLongest ? token - kLongest : 0, token + 1);
    const auto& mentions = view_.layers.mentions();
    return std::any_of(mentions.begin() + from, mentions.begin() + to, [&](const Mention& mention) {
        return mention.quantity && mention.first <= token && token < mention.last;
    });
}

std::uint32_t Relations::noun_group(std::uint32_t noun) const {
    const auto& tokens = view_.layers.tokens();
    auto first = noun;
    while (first > view_.grammar.first && noun - first < kGroupReach) {
        const auto before = first - 1;
        const auto pos = tokens[before].pos;
        const bool possessive = view_.layers.is(before, view_.layers.packs().words.s) || pos == Pos::part;
        const bool participle = pos == Pos::verb && modifies(before, first);
        const bool owner = pos == Pos::pron && (view_.layers.is(before, view_.layers.packs().words.its) ||
                                                view_.layers.is(before, view_.layers.packs().words.their) ||
                                                view_.layers.is(before, view_.layers.packs().words.our));
        if (!nominal(pos) && !possessive && !participle && !owner && !view_.layers.in_name(before) &&
            !in_quantity(before))
            break;
        if (possessive && pos == Pos::part && !view_.layers.is(before, view_.layers.packs().words.s)) break;
        --first;
    }
    return first;
}

// "the planned hall", "its third-party-operated site": a participle before a noun, with a determiner or the
// like before it; "accused the firm", "fined Orbis" are verbs.
bool Relations::modifies(std::uint32_t verb, std::uint32_t next) const {
    const auto& tokens = view_.layers.tokens();
    const auto form = view_.layers.text(verb);
    if (!form.ends_with("ed") && !form.ends_with("ing") && !form.ends_with("en")) return false;
    if (next >= view_.grammar.last || tokens[next].pos == Pos::det) return false;
    if (!nominal(tokens[next].pos) && !in_quantity(next)) return false;
    if (verb == view_.grammar.first) return false;
    const auto before = tokens[verb - 1].pos;
    const auto& words = view_.layers.packs().words;
    return before == Pos::det || before == Pos::num || before == Pos::adj || before == Pos::adp ||
           view_.layers.is(verb - 1, words.s) || view_.layers.is(verb - 1, words.its) ||
           view_.layers.is(verb - 1, words.their) || view_.layers.is(verb - 1, words.our);
}

bool Relations::in_prepositional(const Mention& mention) const {
    const auto& tokens = view_.layers.tokens();
    const auto* at = &mention;
    for (int guard = 0; guard < 8; ++guard) {
        const auto first = noun_group(at->first);
        if (first <= view_.grammar.first) return false;
        const auto before = first - 1;
        if (tokens[before].pos == Pos::adp || view_.layers.is(before, view_.layers.packs().words.as))
            return true;
        // "such as A and B": B stands where A stands
        const bool joined = view_.layers.text(before) == "," || tokens[before].pos == Pos::cconj;
        if (!joined || before == view_.grammar.first) return false;
        const auto [from, to] = view_.layers.mentions_in(view_.grammar.first, before);
        const Mention* previous = nullptr;
        for (auto i = from; i < to; ++i)
            if (view_.layers.mentions()[i].last == before && !view_.layers.mentions()[i].quantity)
                previous = &view_.layers.mentions()[i];
        if (previous == nullptr) return false;
        at = previous;
    }
    return false;
}

const Mention* Relations::leftmost(std::uint32_t from, std::uint32_t to, std::uint8_t depth,
                                   const Wanted& wanted) const {
    const auto& mentions = view_.layers.mentions();
    const auto [begin, end] = view_.layers.mentions_in(from, to);
    const Mention* weak = nullptr;
    for (auto i = begin; i < end; ++i) {
        const auto& mention = mentions[i];
        if (!accepts(wanted, mention) || mention.last > to || view_.grammar.depth_of(mention.first) > depth)
            continue;
        if (mention.possessive || only_describes(mention)) continue;
        if (in_prepositional(mention)) {
            weak = &mention;
            continue;
        }
        // "Facebook owner Meta", "antitrust regulator CCI": the last name of the group is the party
        const auto* best = &mention;
        for (auto j = i + 1; j < end; ++j) {
            const auto& next = mentions[j];
            if (next.first < best->last) continue;
            if (next.last > to || next.possessive || noun_group(next.first) > best->first) break;
            if (accepts(wanted, next)) best = &next;
        }
        return best;
    }
    return weak;
}

const Mention* Relations::subject_of(std::uint32_t verb, const Wanted& wanted) const {
    const auto& verbs = view_.grammar.verbs;
    const auto& tokens = view_.layers.tokens();
    auto current = verb;
    for (int step = 0; step < kVerbSteps; ++step) {
        const auto& group = verbs[current];
        const auto depth = view_.grammar.depth_of(group.first);
        auto previous = current;
        while (previous > 0 && view_.grammar.depth_of(verbs[previous - 1].first) > depth) --previous;
        const auto from = previous > 0 ? verbs[previous - 1].last : view_.grammar.first;
        if (const auto* found = leftmost(from, group.first, depth, wanted)) return found;
        if (depth > 0) {
            // relative clause: its antecedent ends right before the comma
            const auto clause = view_.grammar.clause_of(group.first);
            auto start = group.first;
            while (start > view_.grammar.first && view_.grammar.clause_of(start - 1) == clause) --start;
            const Mention* antecedent = nullptr;
            const auto [begin, end] = view_.layers.mentions_in(view_.grammar.first, start);
            for (auto i = begin; i < end; ++i)
                if (accepts(wanted, view_.layers.mentions()[i]) && !view_.layers.mentions()[i].possessive)
                    antecedent = &view_.layers.mentions()[i];
            if (antecedent != nullptr) return antecedent;
        }
        if (previous == 0) return nullptr;
        // A subject of another kind stands before a finite verb ("users sued"): the search ends there, unless
        // it is a pronoun ("X said it plans") or the verb is coordinated or not finite.
        const auto before = group.first - 1;
        const bool dependent = group.infinitive || group.gerund || group.first == from ||
                               tokens[before].pos == Pos::cconj || tokens[before].pos == Pos::pron ||
                               tokens[before].pos == Pos::adp || view_.layers.text(before) == ",";
        if (!dependent) return nullptr;
        current = previous - 1;
    }
    return nullptr;
}

std::uint32_t Relations::right_limit(std::uint32_t verb) const {
    const auto& group = view_.grammar.verbs[verb];
    const auto depth = view_.grammar.depth_of(group.first);
    auto limit = view_.grammar.last;
    for (auto i = verb + 1; i < view_.grammar.verbs.size(); ++i) {
        const auto& next = view_.grammar.verbs[i];
        if (next.infinitive || next.gerund || next.last <= match_.last) continue;
        if (view_.grammar.depth_of(next.first) > depth) continue;
        limit = next.first;
        break;
    }
    for (auto at = group.last; at < limit; ++at)
        if (const auto form = view_.layers.text(at); form == ";" || form == ":") return at;
    return limit;
}

const Mention* Relations::object_of(std::uint32_t verb, const Wanted& wanted) const {
    const auto& group = view_.grammar.verbs[verb];
    const auto depth = view_.grammar.depth_of(group.first);
    const auto limit = right_limit(verb);
    const auto [from, to] = view_.layers.mentions_in(group.last, limit);
    const Mention* owner = nullptr;
    for (auto i = from; i < to; ++i) {
        const auto& mention = view_.layers.mentions()[i];
        if (!accepts(wanted, mention) || view_.grammar.depth_of(mention.first) > depth) continue;
        if (!mention.quantity && (in_prepositional(mention) || only_describes(mention))) continue;
        if (!mention.possessive) {
            // "Alphabet's Google" is Google; a later party after "Meta's purchase of" is not
            if (owner == nullptr || noun_group(mention.first) <= owner->first) return &mention;
            return owner;
        }
        // "launched its lawsuit": the pronoun goes back to the subject
        if (owner == nullptr && !mention.coref) owner = &mention;
    }
    return owner;
}

const Mention* Relations::agent_of(std::uint32_t verb, const Wanted& wanted) const {
    const auto& group = view_.grammar.verbs[verb];
    auto limit = std::min(group.last + kPrepReach + 6, view_.grammar.last);
    // "kept on servers run by X": that agent is another verb's
    if (verb + 1 < view_.grammar.verbs.size()) limit = std::min(limit, view_.grammar.verbs[verb + 1].first);
    return scan_preps(group.last, limit, {view_.layers.packs().words.by}, wanted);
}

// The head of the group after one of the prepositions between `from` and `to`.
const Mention* Relations::scan_preps(std::uint32_t from, std::uint32_t to, const std::vector<LemmaId>& preps,
                                     const Wanted& wanted) const {
    const auto& tokens = view_.layers.tokens();
    for (auto at = from; at < to; ++at) {
        const bool hit = std::ranges::binary_search(preps, tokens[at].lemma) ||
                         std::ranges::binary_search(preps, tokens[at].alt_lemma);
        if (!hit || view_.layers.in_name(at)) continue;
        constexpr std::uint32_t kGroup = 9;
        const auto limit = std::min(at + 1 + kGroup, view_.grammar.last);
        auto end = at + 1;
        for (; end < limit; ++end) {
            const auto pos = tokens[end].pos;
            const auto form = view_.layers.text(end);
            const bool verb =
                view_.grammar.verb_at(end) != kNone && noun_group(end + 1 < limit ? end + 1 : end) > end;
            if (form == "," || form == ";" || form == ":" || verb) break;
            if (pos == Pos::adp && !view_.layers.is(end, view_.layers.packs().words.of) && end > at + 1)
                break;
        }
        // From `at` on: a date may hold its preposition ("within 90 days").
        const auto [begin, stop] = view_.layers.mentions_in(at, end);
        const Mention* owner = nullptr;
        for (auto i = begin; i < stop; ++i) {
            const auto& mention = view_.layers.mentions()[i];
            if (!accepts(wanted, mention)) continue;
            if (!mention.possessive) {
                // "the owner of X": X; "Facebook owner Meta": Meta
                const Mention* last = &mention;
                for (auto j = i + 1; j < stop; ++j) {
                    const auto& next = view_.layers.mentions()[j];
                    if (next.first >= last->last && accepts(wanted, next) &&
                        noun_group(next.first) <= last->first)
                        last = &next;
                }
                return last;
            }
            if (owner == nullptr) owner = &mention;
        }
        if (owner != nullptr) return owner;
    }
    return nullptr;
}

const Mention* Relations::after_prep(const CompiledRelation& relation, const Wanted& wanted) const {
    const auto limit = std::min(match_.last + kPrepReach, view_.grammar.last);
    auto stop = limit;
    const auto clause = view_.grammar.clause_of(match_.anchor);
    for (const auto& group : view_.grammar.verbs)
        if (group.first >= match_.last && !group.infinitive && !group.gerund && !group.passive &&
            view_.grammar.clause_of(group.first) != clause && group.first < stop)
            stop = group.first;
    // An aside before the phrase (", fined last year,") does not end the search; another clause does.
    const auto from = match_.noun != kNone && !match_.own_verb ? match_.noun : match_.first;
    if (const auto* found = scan_preps(from, stop, relation.preps, wanted)) return found;
    // A phrase in front: "In Ireland, X plans ..."
    if (match_.verb == kNone) return nullptr;
    const auto& verb = view_.grammar.verbs[match_.verb];
    auto start = verb.first;
    while (start > view_.grammar.first && verb.first - start < 20 &&
           view_.grammar.clause_of(start - 1) == view_.grammar.clause_of(verb.first))
        --start;
    const bool fronted = start < verb.first && view_.layers.tokens()[start].pos == Pos::adp;
    return fronted ? scan_preps(start, std::min(start + 1, verb.first), relation.preps, wanted) : nullptr;
}

const Mention* Relations::in_noun_group(const Wanted& wanted, bool possessor) const {
    if (match_.noun == kNone) return nullptr;
    const auto first = noun_group(match_.noun);
    const auto [from, to] = view_.layers.mentions_in(first, match_.noun + 1);
    const Mention* best = nullptr;
    for (auto i = from; i < to; ++i) {
        const auto& mention = view_.layers.mentions()[i];
        if (!accepts(wanted, mention) || (possessor && !mention.possessive)) continue;
        best = &mention;
    }
    return best;
}

const Mention* Relations::nearest(std::uint32_t first, std::uint32_t last, const Wanted& wanted,
                                  std::optional<std::uint16_t> clause) const {
    const auto [from, to] = view_.layers.mentions_in(first, last);
    const Mention* best = nullptr;
    std::uint32_t least = kNone;
    for (auto i = from; i < to; ++i) {
        const auto& mention = view_.layers.mentions()[i];
        if (!accepts(wanted, mention)) continue;
        if (clause && view_.grammar.clause_of(mention.first) != *clause) continue;
        const auto away = distance(match_.first, match_.last, mention);
        if (away < least) {
            least = away;
            best = &mention;
        }
    }
    return best;
}

const Mention* Relations::speaker(bool organisation, const Wanted& wanted) {
    const auto& all = view_.layers.annotations().attributions.by_sentence;
    if (view_.index >= all.size()) return nullptr;
    const auto& said = all[view_.index];
    const auto& name = organisation ? said.speaker_org : said.speaker;
    if (name.empty()) return nullptr;
    Mention mention;
    mention.value = {name};
    if (organisation) {
        const auto* entity = view_.layers.table().find(said.speaker_org_id);
        mention.type = entity != nullptr ? parse_mention_type(entity->type, false) : mention_type::company;
        mention.id = said.speaker_org_id;
    } else {
        mention.type = parse_mention_type(said.speaker_type, false);
    }
    if (!accepts(wanted, mention)) return nullptr;
    return &made_.emplace_back(std::move(mention));
}

bool Relations::is_past_weekday(const Mention& mention) const {
    constexpr std::size_t kDay = std::string_view("2023-02-18").size();
    constexpr std::uint32_t kReach = 3;
    const auto& published = view_.layers.article().published;
    if (published.size() < kDay || mention.start.size() != kDay || mention.start != mention.end) return false;
    if (mention.start <= published.substr(0, kDay) || !view_.layers.text(mention.last - 1).ends_with("day"))
        return false;
    for (const auto& group : view_.grammar.verbs) {
        const bool beside = (group.first >= mention.last && group.first - mention.last <= 1) ||
                            (mention.first >= group.last && mention.first - group.last <= kReach);
        const bool finite = !group.modal && !group.infinitive && !group.gerund && group.first == group.head;
        const auto form = view_.layers.text(group.head);
        if (beside && finite && (form.ends_with("ed") || form == "said" || form == "told")) return true;
    }
    return false;
}

// A report that begins with "has fined" tells of the day it appears on; further down, the perfect may mean
// years.
const Mention* Relations::publication_day() {
    constexpr std::size_t kLeadSentences = 3;
    constexpr std::size_t kDay = std::string_view("2023-02-18").size();
    const auto& published = view_.layers.article().published;
    if (published.size() < kDay || view_.index >= kLeadSentences) return nullptr;
    const auto perfect = [this](const VerbGroup& group) {
        const auto form = view_.layers.text(group.first);
        return group.head > group.first && !group.modal && !group.infinitive &&
               (form == "has" || form == "have");
    };
    if (std::ranges::none_of(view_.grammar.verbs, perfect)) return nullptr;
    Mention mention;
    mention.type = mention_type::date;
    mention.start = mention.end = published.substr(0, kDay);
    mention.value = {mention.start};
    mention.quantity = true;
    return &made_.emplace_back(std::move(mention));
}

const Mention* Relations::in_sentence(std::size_t sentence, const Wanted& wanted) const {
    const auto& where = view_.layers.sentences()[sentence];
    const auto [from, to] = view_.layers.mentions_in(where.first, where.last);
    const Mention* first = nullptr;
    for (auto i = from; i < to; ++i) {
        const auto& mention = view_.layers.mentions()[i];
        if (!accepts(wanted, mention)) continue;
        if (!mention.possessive) return &mention;
        if (first == nullptr) first = &mention;
    }
    return first;
}

const Mention* Relations::look(const CompiledRelation& relation, const Wanted& wanted,
                               std::size_t& sentence) {
    const auto first = view_.grammar.first;
    const auto last = view_.grammar.last;
    const auto clamp_left = [&](std::uint32_t reach) {
        return match_.first > first + reach ? match_.first - reach : first;
    };
    const auto in_other = [&](std::optional<std::size_t> other) -> const Mention* {
        if (!other) return nullptr;
        sentence = *other;
        return in_sentence(*other, wanted);
    };
    const bool has_verb = match_.verb != kNone;
    const bool passive = has_verb && view_.grammar.verbs[match_.verb].passive;
    switch (relation.kind) {
        case RelationKind::subject:
            if (!has_verb) return nullptr;
            return passive ? agent_of(match_.verb, wanted) : subject_of(match_.verb, wanted);
        case RelationKind::object:
            if (!has_verb) return nullptr;
            return passive ? subject_of(match_.verb, wanted) : object_of(match_.verb, wanted);
        case RelationKind::object2: {
            if (!has_verb) return nullptr;
            const auto from = view_.grammar.verbs[match_.verb].last;
            return nearest(from, std::min(from + 12, right_limit(match_.verb)), wanted, std::nullopt);
        }
        case RelationKind::prep: return after_prep(relation, wanted);
        case RelationKind::mod: return in_noun_group(wanted, false);
        case RelationKind::poss: return in_noun_group(wanted, true);
        case RelationKind::near:
            return nearest(clamp_left(relation.reach), std::min(match_.last + relation.reach, last), wanted,
                           {});
        case RelationKind::left: return nearest(clamp_left(relation.reach), match_.first, wanted, {});
        case RelationKind::right:
            return nearest(match_.last, std::min(match_.last + relation.reach, last), wanted, {});
        case RelationKind::trigger: return nearest(match_.first, match_.last, wanted, {});
        case RelationKind::clause:
            return nearest(first, last, wanted, view_.grammar.clause_of(match_.anchor));
        case RelationKind::sentence:
        case RelationKind::cell: return nearest(first, last, wanted, {});
        case RelationKind::under: return under(relation, wanted);
        case RelationKind::lead: return in_other(find_lead(view_));
        case RelationKind::previous: return in_other(find_neighbour(view_, -1));
        case RelationKind::next: return in_other(find_neighbour(view_, 1));
        case RelationKind::speaker: return speaker(false, wanted);
        case RelationKind::speaker_org: return speaker(true, wanted);
        case RelationKind::title:
            for (const auto& mention : view_.layers.title_mentions())
                if (accepts(wanted, mention)) return &mention;
            return nullptr;
        case RelationKind::topic: return view_.layers.topic(wanted.filler->types, wanted.filler->not_types);
        case RelationKind::published: return publication_day();
    }
    return nullptr;
}

void Relations::add_coordinated(const Wanted& wanted, std::vector<const Mention*>& out) const {
    const auto& mentions = view_.layers.mentions();
    const auto& tokens = view_.layers.tokens();
    const auto* begin = mentions.data();
    if (out.front() < begin || out.front() >= begin + mentions.size()) return;  // title or speaker
    bool with_and = out.front()->quantity;
    for (auto i = static_cast<std::size_t>(out.front() - begin) + 1; i < mentions.size(); ++i) {
        const auto& next = mentions[i];
        const auto& last = *out.back();
        if (next.first >= view_.grammar.last || next.first > last.last + 6) break;
        if (next.first < last.last || !accepts(wanted, next)) continue;
        bool joined = next.first > last.last;
        bool separator = false;
        for (auto at = last.last; at < next.first; ++at) {
            const bool comma = view_.layers.text(at) == ",";
            separator = separator || comma || tokens[at].pos == Pos::cconj || view_.layers.text(at) == "&";
            joined = joined && (comma || tokens[at].pos == Pos::cconj || tokens[at].pos == Pos::det ||
                                view_.layers.text(at) == "&" || tokens[at].pos == Pos::adj);
        }
        if (!joined || !separator) break;
        with_and = with_and || std::any_of(tokens.begin() + last.last, tokens.begin() + next.first,
                                           [](const Token& token) { return token.pos == Pos::cconj; });
        out.push_back(&next);
    }
    if (!with_and) out.resize(1);  // "Pixra, Velta's app" is one party
}

void Relations::trace_attempt(const CompiledRelation& relation, const Mention* found) const {
    if (found == nullptr)
        view_.trace->add("    {}: nothing that fits", relation.source->name);
    else
        view_.trace->add("    {}: {} ({}{})", relation.source->name, to_text(found->value),
                         to_string(found->type), found->coref ? ", by reference" : "");
}

std::optional<Filled> Relations::find(const CompiledFiller& filler, const std::string* taken) {
    Wanted wanted{filler.source, taken};
    for (const auto& relation : filler.where) {
        wanted.no_deadline = relation.kind == RelationKind::clause ||
                             relation.kind == RelationKind::sentence ||
                             relation.kind == RelationKind::previous;
        std::size_t sentence = view_.index;
        const auto* mention = look(relation, wanted, sentence);
        if (view_.trace != nullptr) trace_attempt(relation, mention);
        if (mention == nullptr) continue;
        Filled found{{mention}, &relation, sentence, cost_of(relation.kind)};
        if (mention->coref) found.cost *= 0.85;
        add_coordinated(wanted, found.mentions);
        return found;
    }
    return std::nullopt;
}

std::optional<Filled> Relations::fall_back(const CompiledFiller& filler) {
    static const std::vector<Relation> kSources = [] {
        std::vector<Relation> steps;
        for (const auto& [kind, name] : {std::pair{RelationKind::lead, "lead"},
                                         {RelationKind::previous, "previous"},
                                         {RelationKind::title, "title"},
                                         {RelationKind::topic, "topic"}})
            steps.push_back({kind, 0, {}, name});
        return steps;
    }();
    static const std::vector<CompiledRelation> kSieve = [] {
        std::vector<CompiledRelation> steps;
        for (const auto& source : kSources) steps.push_back({source.kind, 0, {}, &source});
        return steps;
    }();
    // "the company", never a place or a described group, and never who does it ("X filed a suit": not X).
    Filler parties = *filler.source;
    constexpr auto kNamed = mention_type::company | mention_type::product | mention_type::any_org;
    if ((parties.types & kNamed) != 0) parties.types &= kNamed;
    Filler anybody;
    anybody.types = ~0U;
    const auto* doer = match_.verb == kNone ? nullptr : subject_of(match_.verb, {&anybody, nullptr});
    const auto* doer_name =
        doer == nullptr || doer->value.empty() ? nullptr : std::get_if<std::string>(&doer->value.front());
    const bool passive = match_.verb != kNone && view_.grammar.verbs[match_.verb].passive;
    const Wanted wanted{&parties, passive ? nullptr : doer_name};
    for (const auto& relation : kSieve) {
        std::size_t sentence = view_.index;
        const auto* mention = look(relation, wanted, sentence);
        if (view_.trace != nullptr) trace_attempt(relation, mention);
        if (mention != nullptr) return Filled{{mention}, &relation, sentence, cost_of(relation.kind)};
    }
    return std::nullopt;
}

std::pair<std::uint32_t, std::uint32_t> Relations::governed_region() const {
    auto first = match_.first;
    auto last = match_.last;
    if (match_.verb == kNone) return {first, last};
    const auto& verbs = view_.grammar.verbs;
    auto current = match_.verb;
    if (match_.own_verb || verbs[current].last <= match_.first) first = std::min(first, verbs[current].first);
    last =
        std::max(last, match_.own_verb || verbs[current].first >= match_.last ? verbs[current].last : last);
    // "plans to open", "a deal to build": the noun before an infinitive governs it
    const auto& tokens = view_.layers.tokens();
    constexpr std::uint32_t kNouns = 3;
    for (std::uint32_t step = 0; verbs[current].infinitive && step < kNouns && first > view_.grammar.first &&
                                 first <= verbs[current].first;
         ++step) {
        const auto pos = tokens[first - 1].pos;
        if (pos != Pos::noun && pos != Pos::adj) break;
        --first;
    }
    while (current > 0) {
        const auto& before = verbs[current - 1];
        const auto& group = verbs[current];
        const bool dependent = group.infinitive || group.gerund || group.first - before.last <= 2;
        if (group.first - before.last > kGovernorReach || !dependent) break;
        bool apart = view_.grammar.clause_of(before.first) != view_.grammar.clause_of(group.first);
        for (auto at = before.last; at < group.first; ++at) {
            const auto pos = view_.layers.tokens()[at].pos;
            apart = apart || pos == Pos::punct || pos == Pos::cconj;
        }
        if (apart) break;
        --current;
        first = std::min(first, before.first);
    }
    return {first, last};
}

}  // namespace claimline
