// The shallow grammar: verb groups, clauses and conditionals of one sentence from tags alone.

#include <algorithm>

#include "extract/rule_layers.h"

namespace claimline {
namespace {

bool ends_with_ing(std::string_view word) {
    return word.size() > 4 && word.ends_with("ing");
}

// Past participles: -ed, -en, or an irregular form (its lemma differs and it is neither -ing nor -s).
bool may_be_participle(std::string_view word) {
    return !ends_with_ing(word) && !word.ends_with("s");
}

// Finds verb groups left to right.
class VerbReader {
  public:
    VerbReader(const Layers& layers, Grammar& grammar) : layers_(layers), grammar_(grammar) {}

    void run() {
        for (auto at = grammar_.first; at < grammar_.last;) at = starts(at) ? read(at) : at + 1;
    }

  private:
    [[nodiscard]] Pos pos(std::uint32_t at) const { return layers_.tokens()[at].pos; }
    [[nodiscard]] bool verbal(std::uint32_t at) const {
        return (pos(at) == Pos::verb || pos(at) == Pos::aux) && !layers_.in_name(at);
    }
    [[nodiscard]] bool is_to(std::uint32_t at) const {
        return pos(at) == Pos::part && layers_.is(at, layers_.packs().words.to);
    }
    [[nodiscard]] bool negator(std::uint32_t at) const {
        const auto& words = layers_.packs().words;
        const auto form = layers_.text(at);
        return layers_.is(at, words.not_) || layers_.is(at, words.never) || form == "n't" || form == "n’t";
    }
    // Words that may stand between an auxiliary and its verb.
    [[nodiscard]] bool filler(std::uint32_t at) const { return pos(at) == Pos::adv || negator(at); }

    [[nodiscard]] bool starts(std::uint32_t at) const {
        if (verbal(at)) return true;
        return is_to(at) && at + 1 < grammar_.last &&
               (verbal(at + 1) || (filler(at + 1) && at + 2 < grammar_.last && verbal(at + 2)));
    }

    std::uint32_t read(std::uint32_t at) {
        const auto& words = layers_.packs().words;
        VerbGroup group;
        group.first = at;
        group.infinitive = is_to(at);
        if (group.infinitive) ++at;
        bool be = false;
        bool auxiliary = false;
        for (;; ++at) {
            if (at >= grammar_.last) break;
            if (filler(at) && at > group.first) {
                group.negated = group.negated || negator(at);
                continue;
            }
            // "was opened": a participle after be is a verb, whatever the tagger took it for
            const bool participle = be && pos(at) == Pos::adj && layers_.text(at).ends_with("ed");
            if (!verbal(at) && !participle) break;
            group.head = at;
            if ((pos(at) == Pos::verb || participle) && !layers_.is(at, words.get)) {
                ++at;
                break;
            }
            be = layers_.is(at, words.be) || layers_.is(at, words.get);
            auxiliary = true;
            group.modal = group.modal || layers_.is(at, words.would) || layers_.is(at, words.could) ||
                          layers_.is(at, words.may) || layers_.is(at, words.might);
        }
        group.last = group.head + 1;
        const auto form = layers_.text(group.head);
        group.gerund = !auxiliary && !group.infinitive && ends_with_ing(form);
        group.passive = pos(group.head) != Pos::aux && may_be_participle(form) &&
                        ((be && auxiliary) || reduced_passive(group, auxiliary));
        group.negated = group.negated || preceded_by_no(group.first);
        grammar_.verbs.push_back(group);
        return group.last;
    }

    // "fined 2 million by the court": no auxiliary, and the agent follows with no other party between.
    [[nodiscard]] bool reduced_passive(const VerbGroup& group, bool auxiliary) const {
        const auto form = layers_.text(group.head);
        if (auxiliary || group.infinitive ||
            !(form.ends_with("ed") || form.ends_with("en") || form.ends_with("ught")))
            return false;
        // ", lodged on Monday,", "the fine imposed on X": no object follows.
        if (group.last < grammar_.last && group.first > grammar_.first) {
            const bool aside = layers_.text(group.first - 1) == ",";
            const auto next = pos(group.last);
            const auto& words = layers_.packs().words;
            if (aside && (next == Pos::adp || next == Pos::punct)) return true;
            if (layers_.is(group.last, words.on) && pos(group.first - 1) == Pos::noun &&
                !grammar_.verbs.empty())
                return true;
        }
        constexpr std::uint32_t kWindow = 10;
        for (auto at = group.last; at < std::min(group.last + kWindow, grammar_.last); ++at) {
            if (layers_.is(at, layers_.packs().words.by)) return true;
            if (verbal(at) || pos(at) == Pos::punct || layers_.in_name(at)) return false;
        }
        return false;
    }

    [[nodiscard]] bool preceded_by_no(std::uint32_t first) const {
        const auto& words = layers_.packs().words;
        for (std::uint32_t back = 1; back <= 2 && first >= grammar_.first + back; ++back) {
            const auto at = first - back;
            if (layers_.is(at, words.without) || layers_.is(at, words.neither) || layers_.is(at, words.nor))
                return true;
            // "not to open": the negator stands before the infinitive
            if (back == 1 && negator(at)) return true;
        }
        // "failed to notify", "refuses to open"
        if (grammar_.verbs.empty()) return false;
        const auto& before = grammar_.verbs.back();
        return before.last == first &&
               (layers_.is(before.head, words.fail) || layers_.is(before.head, words.refuse) ||
                layers_.is(before.head, words.decline));
    }

    const Layers& layers_;
    Grammar& grammar_;
};

// Numbers clauses. A relative clause (", which ... ,") or brackets lie one deep; after them the outer clause
// goes on.
class ClauseReader {
  public:
    ClauseReader(const Layers& layers, Grammar& grammar) : layers_(layers), grammar_(grammar) {}

    void run() {
        const auto size = grammar_.last - grammar_.first;
        grammar_.clause.assign(size, 0);
        grammar_.depth.assign(size, 0);
        grammar_.conditional.assign(size, false);
        const auto& words = layers_.packs().words;
        imagined_ = size > 0 &&
                    (layers_.is(grammar_.first, words.imagine) || layers_.is(grammar_.first, words.suppose));
        bool conditional = imagined_;
        std::uint32_t outer = 0;
        for (auto at = grammar_.first; at < grammar_.last; ++at) {
            const auto form = layers_.text(at);
            if (depth_ == 0 && opens_relative(at)) {
                outer = clause_;
                clause_ = ++newest_;
                depth_ = 1;
                bracket_ = form == "(";
            } else if (depth_ == 1 && closes_relative(at, form)) {
                clause_ = outer;
                depth_ = 0;
            } else if (depth_ == 0 && breaks(at, form)) {
                clause_ = ++newest_;
                conditional = imagined_ || opens_condition(at);
            }
            if (conditional && form == ",") conditional = imagined_;
            grammar_.clause[at - grammar_.first] = static_cast<std::uint16_t>(clause_);
            grammar_.depth[at - grammar_.first] = depth_;
            grammar_.conditional[at - grammar_.first] =
                conditional || (at == grammar_.first && opens_condition(at));
            if (at == grammar_.first) conditional = imagined_ || opens_condition(at);
        }
    }

  private:
    [[nodiscard]] Pos pos(std::uint32_t at) const { return layers_.tokens()[at].pos; }
    [[nodiscard]] bool opens_condition(std::uint32_t at) const {
        const auto& words = layers_.packs().words;
        return layers_.is(at, words.if_) || layers_.is(at, words.unless) || layers_.is(at, words.imagine) ||
               layers_.is(at, words.suppose);
    }
    [[nodiscard]] bool opens_relative(std::uint32_t at) const {
        const auto& words = layers_.packs().words;
        if (layers_.text(at) == "(") return true;
        if (at == grammar_.first || layers_.text(at - 1) != ",") return false;
        return layers_.is(at, words.which) || layers_.is(at, words.who) || layers_.is(at, words.where);
    }
    [[nodiscard]] bool closes_relative(std::uint32_t at, std::string_view form) const {
        if (bracket_) return at > grammar_.first && layers_.text(at - 1) == ")";
        return (form == "," && at > grammar_.first) || form == ";";
    }
    [[nodiscard]] bool breaks(std::uint32_t at, std::string_view form) const {
        const auto& words = layers_.packs().words;
        if (at == grammar_.first) return false;
        if (form == ";" || form == ":" || form == "—" || form == "–" || form == "--") return true;
        if (opens_condition(at) || layers_.is(at, words.while_) || layers_.is(at, words.whether)) return true;
        if (pos(at) == Pos::sconj && !layers_.is(at, words.as) && !layers_.is(at, words.than) &&
            follows_subject(at))
            return true;
        const bool joins =
            layers_.is(at, words.and_) || layers_.is(at, words.but) || layers_.is(at, words.or_);
        return joins && layers_.text(at - 1) == "," && follows_subject(at);
    }
    // Within the next tokens a verb comes that has a party or noun before it: a clause of its own, not a list
    // item.
    [[nodiscard]] bool follows_subject(std::uint32_t at) const {
        constexpr std::uint32_t kWindow = 9;
        bool noun = false;
        for (auto next = at + 1; next < std::min(at + kWindow, grammar_.last); ++next) {
            const auto tag = pos(next);
            if (tag == Pos::noun || tag == Pos::propn || tag == Pos::pron) noun = true;
            if (tag == Pos::verb || tag == Pos::aux) return noun;
            if (tag == Pos::punct) return false;
        }
        return false;
    }

    const Layers& layers_;
    Grammar& grammar_;
    std::uint32_t clause_ = 0;
    std::uint32_t newest_ = 0;
    std::uint8_t depth_ = 0;
    bool bracket_ = false;
    bool imagined_ = false;  // "Imagine that ...": to the end of the sentence
};

}  // namespace

std::uint32_t Grammar::verb_at(std::uint32_t token) const {
    for (std::uint32_t i = 0; i < verbs.size(); ++i)
        if (verbs[i].first <= token && token < verbs[i].last) return i;
    return kNone;
}

Grammar Layers::grammar_of(const Sentence& sentence) const {
    Grammar grammar;
    grammar.first = sentence.first;
    grammar.last = sentence.last;
    VerbReader(*this, grammar).run();
    ClauseReader(*this, grammar).run();
    for (auto at = sentence.first; at < sentence.last; ++at)
        if (text(at) == "?") grammar.question = true;
    return grammar;
}

}  // namespace claimline
