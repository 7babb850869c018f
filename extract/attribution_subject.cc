#include "extract/attribution_subject.h"

#include <algorithm>

namespace claimline {
namespace {

constexpr std::size_t kReach = 12;      // tokens between a verb of speech and its inverted subject
constexpr std::size_t kPartyReach = 2;  // sentences back to whom "a spokesman" speaks for

SpeechSubject speaker(const EntityMention* who) {
    SpeechSubject found;
    found.who = who;
    return found;
}

SpeechSubject document(const TokenWord* medium) {
    SpeechSubject found;
    found.medium = medium;
    return found;
}

bool may_speak(const EntityMention& mention) {
    return mention.type != "LAW";
}

}  // namespace

// "was accused", "has been told": the one before the verb does not speak.
bool SubjectFinder::passive(std::size_t verb) const {
    if (reading_.form(verb).ends_with("ing")) return false;
    const std::size_t floor = reading_.sentence(reading_.sentence_of(verb)).first;
    for (std::size_t i = verb; i > floor && verb - i < 4; --i) {
        const std::size_t at = i - 1;
        if (reading_.is_one_of(
                at, {"be", "been", "being", "is", "are", "was", "were", "'s", "\u2019s", "gets", "got"})) {
            return !reading_.possessive(at) || index_.ending_before(at) == nullptr;
        }
        const Pos pos = reading_.token(at).pos;
        if (pos != Pos::adv && pos != Pos::aux) return false;
    }
    return false;
}

const EntityMention* SubjectFinder::agent(std::size_t verb) const {
    const std::size_t limit =
        std::min<std::size_t>(reading_.sentence(reading_.sentence_of(verb)).last, verb + 5);
    for (std::size_t i = verb + 1; i < limit; ++i) {
        if (!reading_.is(i, "by")) continue;
        for (std::size_t n = i + 1; n < i + 4; ++n) {
            if (const EntityMention* name = index_.at(n); name != nullptr && may_speak(*name)) return name;
        }
    }
    return nullptr;
}

// A verb at the start of its clause or right after a quotation has its subject behind it: "...," said Berg.
bool SubjectFinder::inverted(std::size_t verb) const {
    const Sentence& sentence = reading_.sentence(reading_.sentence_of(verb));
    if (verb == sentence.first || quoted_[verb - 1]) return true;
    if (reading_.form(verb - 1) != ",") return false;
    if (reading_.form(verb).ends_with("ing")) return false;  // "..., saying that": the subject is in front
    if (verb < sentence.first + 2 || quoted_[verb - 2]) return true;
    return reading_.is_one_of(verb, {"reported", "said"}) && names_its_subject_behind(verb);
}

// "..., said Berg, its chairman" but not "Berg, the minister, said Orbis had failed": the name behind ends
// its clause.
bool SubjectFinder::names_its_subject_behind(std::size_t verb) const {
    std::size_t first = verb + 1;
    const std::size_t last =
        std::min<std::size_t>(reading_.sentence(reading_.sentence_of(verb)).last, verb + 9);
    while (first < last && index_.at(first) == nullptr && !reading_.punctuation(first)) {
        const Pos pos = reading_.token(first).pos;
        if (pos == Pos::verb || pos == Pos::aux || pos == Pos::pron) return false;
        ++first;
    }
    const EntityMention* name = index_.at(first);
    if (name == nullptr) return false;
    const std::size_t end = index_.last_token(*name);
    return end >= reading_.sentence(reading_.sentence_of(verb)).last || reading_.form(end) == "." ||
           reading_.form(end) == ",";
}

SpeechSubject SubjectFinder::after_verb(std::size_t verb) const {
    const Sentence& sentence = reading_.sentence(reading_.sentence_of(verb));
    const EntityMention* first = nullptr;
    for (std::size_t i = verb + 1; i < sentence.last && i < verb + 1 + kReach && !quoted_[i]; ++i) {
        const EntityMention* name = index_.at(i);
        if (name != nullptr && name->type == "PER" && !name->coref) return speaker(name);
        if (name != nullptr && name->type != "PLACE" && may_speak(*name) && first == nullptr) first = name;
        const bool stop = reading_.form(i) == "." || reading_.form(i) == ",";
        // "said its lawyer, Ana Berg": the role is hers.
        const EntityMention* named = stop ? index_.at(i + 1) : nullptr;
        if (named != nullptr && named->type == "PER" && !named->coref &&
            reading_.word_before(i, WordClass::role) != nullptr)
            return speaker(named);
        if (stop || reading_.has(i, WordClass::medium) || reading_.is_one_of(i, {"that", "in", "on"})) break;
    }
    return speaker(first);
}

// Words between subject and verb that name a time: "Orbis on Monday said", "Orbis today announced".
bool SubjectFinder::passes_for_time(std::size_t i) const {
    if (index_.at(i) != nullptr) return false;
    if (reading_.is_one_of(i, {"today", "yesterday", "tonight", "also", "further", "now", "earlier", "later",
                               "again", "on", "last", "week", "month", "year", "this", "first", "both"})) {
        return true;
    }
    return reading_.capital(i) && reading_.has(i, WordClass::not_name) && !reading_.opens_sentence(i);
}

// One past the last token of what stands before the verb group.
std::size_t SubjectFinder::end_of_subject(std::size_t verb) const {
    const std::size_t floor = reading_.sentence(reading_.sentence_of(verb)).first;
    std::size_t end = verb;
    while (end > floor) {
        const std::size_t at = end - 1;
        if (index_.at(at) != nullptr) break;
        const Pos pos = reading_.token(at).pos;
        const bool chain = reading_.is(at, "to") && at > floor && reading_.token(at - 1).pos == Pos::verb;
        if (chain) {
            end = at - 1;  // "continues to deny"
        } else if (pos == Pos::adv || pos == Pos::aux || pos == Pos::part || passes_for_time(at)) {
            end = at;
        } else {
            break;
        }
    }
    return end;
}

// The first party of the sentence that no preposition governs.
const EntityMention* SubjectFinder::main_subject(std::size_t verb) const {
    const Sentence& sentence = reading_.sentence(reading_.sentence_of(verb));
    std::size_t first = sentence.first;
    for (std::size_t i = verb; i > sentence.first; --i) {
        if (reading_.form(i - 1) == ";" || quoted_[i - 1]) {
            first = i;
            break;
        }
    }
    for (std::size_t i = first; i < verb; ++i) {
        const EntityMention* name = index_.at(i);
        if (name == nullptr) continue;
        const std::size_t end = index_.last_token(*name);
        std::size_t before = i;
        while (before > first &&
               (reading_.token(before - 1).pos == Pos::det || reading_.token(before - 1).pos == Pos::adj)) {
            --before;
        }
        const bool governed = before > first && reading_.token(before - 1).pos == Pos::adp;
        const bool role_of = governed && reading_.word_before(before - 1, WordClass::role) != nullptr;
        const bool owns = reading_.possessive(end);
        if (may_speak(*name) && name->type != "PLACE" && (!governed || role_of) && !owns) return name;
        i = end - 1;
    }
    return nullptr;
}

// "a spokesperson for Orbis", "Orbis's chief executive", "an Orbis spokesman".
SpeechSubject SubjectFinder::by_role(std::size_t role_first, std::size_t role_end) const {
    SpeechSubject found;
    std::size_t first = role_first;
    const std::size_t floor = reading_.sentence(reading_.sentence_of(role_first)).first;
    while (first > floor && reading_.is(first - 1, "company")) --first;
    found.role = collapse_space(
        slice(reading_.text(), {reading_.token(first).span.begin, reading_.token(role_end - 1).span.end}));
    for (std::size_t i = first; i > floor && first - i < 5; --i) {
        const EntityMention* name = index_.at(i - 1);
        if (name != nullptr && is_organisation(*name)) {
            found.who = name;
            return found;
        }
        if (reading_.is_one_of(i - 1, {"(", ")"})) continue;  // "Harbour Board (HB) official"
        if (reading_.punctuation(i - 1) && !reading_.possessive(i - 1)) break;
    }
    found.who = nearest_party(first);
    found.guessed = true;
    return found;
}

const EntityMention* SubjectFinder::nearest_party(std::size_t token) const {
    const std::size_t sentence = reading_.sentence_of(token);
    const EntityMention* best = nullptr;
    for (std::size_t i = token; i > 0; --i) {
        if (reading_.sentence_of(i - 1) + kPartyReach < sentence) break;
        const EntityMention* name = index_.at(i - 1);
        if (name == nullptr || (name->type != "COMPANY" && name->type != "PRODUCT")) continue;
        // The subject of its sentence beats what is nearer.
        const std::size_t first = index_.first_token(*name);
        if (reading_.sentence(reading_.sentence_of(first)).first + 2 >= first) return name;
        if (best == nullptr) best = name;
    }
    return best;
}

// The verb follows a comma: "Ana Berg, head of policy at Orbis, said"; "Orbis's head of policy, Ana Berg,
// said".
SpeechSubject SubjectFinder::across_comma(std::size_t end) const {
    const std::size_t floor = reading_.sentence(reading_.sentence_of(end - 1)).first;
    const std::size_t comma = end - 1;
    std::size_t opening = comma;
    while (opening > floor && reading_.form(opening - 1) != "," && !quoted_[opening - 1]) --opening;
    const EntityMention* inner = index_.at(opening);
    const bool named = inner != nullptr && inner->type == "PER" && !inner->coref;
    if (named && index_.last_token(*inner) == comma) return speaker(inner);
    if (opening > floor && reading_.form(opening - 1) == ",") {
        const EntityMention* outer = index_.ending_before(opening - 1);
        if (outer != nullptr && outer->type == "PER") return speaker(outer);
    }
    return speaker(main_subject(comma));
}

// A document that opens the sentence: "The lawsuit, filed on Friday, accuses".
const TokenWord* SubjectFinder::leading_document(std::size_t verb) const {
    const std::size_t first = reading_.sentence(reading_.sentence_of(verb)).first;
    for (std::size_t i = first; i < verb && i < first + 5; ++i) {
        if (index_.at(i) != nullptr && index_.at(i)->type != "PLACE") return nullptr;
        const Pos pos = reading_.token(i).pos;
        if (pos == Pos::adp || pos == Pos::verb) return nullptr;
        if (const TokenWord* medium = reading_.word(i, WordClass::medium); medium != nullptr) return medium;
    }
    return nullptr;
}

SpeechSubject SubjectFinder::before(std::size_t end, std::size_t verb) const {
    const std::size_t floor = reading_.sentence(reading_.sentence_of(verb)).first;
    if (end == floor) return {};
    if (reading_.form(end - 1) == ",") return across_comma(end);
    if (reading_.is_one_of(end - 1, {"and", "but", "then", "while"})) return speaker(main_subject(verb));
    if (reading_.form(end - 1) == ")") {  // "Berg (D., Minn.) said"
        std::size_t open = end - 1;
        while (open > floor && reading_.form(open) != "(") --open;
        const EntityMention* name = index_.ending_before(open);
        return speaker(name != nullptr && may_speak(*name) ? name : main_subject(verb));
    }
    if (reading_.is_one_of(end - 1, {"who", "which", "that"})) {
        const bool comma = end >= floor + 2 && reading_.form(end - 2) == ",";
        return speaker(index_.ending_before(comma ? end - 2 : end - 1));
    }
    // "Interfax news agency reported"
    while (end > floor + 1 &&
           reading_.is_one_of(end - 1, {"news", "agency", "newspaper", "magazine", "website", "daily"}) &&
           index_.at(end - 1) == nullptr) {
        --end;
    }
    if (const EntityMention* name = index_.ending_before(end); name != nullptr && may_speak(*name)) {
        const std::size_t first = index_.first_token(*name);
        const bool governed = first > floor && reading_.token(first - 1).pos == Pos::adp;
        // "regulators in Norway said", "a spokesperson for Orbis said"
        if (governed && name->type == "PLACE") return speaker(index_.ending_before(first - 1));
        if (governed || (first > floor && reading_.is(first - 1, "the"))) {
            const std::size_t preposition = governed ? first - 1 : first - 2;
            const TokenWord* role =
                preposition > floor ? reading_.word_before(preposition, WordClass::role) : nullptr;
            if (role != nullptr && reading_.is_one_of(preposition, {"for", "of", "at", "from"})) {
                SpeechSubject found = by_role(role->first, role->last);
                found.who = name;
                found.guessed = false;  // named, whoever spoke before
                return found;
            }
        }
        if (governed) {
            // "a lawsuit by users across four states says": not the states.
            if (const EntityMention* main = main_subject(verb); main != nullptr) return speaker(main);
            if (const TokenWord* medium = leading_document(verb); medium != nullptr) return document(medium);
        }
        return speaker(name);
    }
    if (const TokenWord* role = reading_.word_before(end, WordClass::role); role != nullptr)
        return by_role(role->first, role->last);
    if (const TokenWord* medium = reading_.word_before(end, WordClass::medium); medium != nullptr) {
        return document(medium);
    }
    return {};
}

SpeechSubject SubjectFinder::find(std::size_t verb) const {
    if (passive(verb)) return speaker(agent(verb));
    if (inverted(verb)) {
        if (SpeechSubject behind = after_verb(verb); behind.who != nullptr) return behind;
    }
    const std::size_t end = end_of_subject(verb);
    if (reading_.form(verb).ends_with("ing")) {
        if (const TokenWord* medium = leading_document(verb); medium != nullptr) return document(medium);
        return speaker(main_subject(verb));
    }
    return before(end, verb);
}

}  // namespace claimline
