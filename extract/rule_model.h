#pragma once
// What an analyst writes in a pack, checked and turned into values: kinds, lexicons, rules. No TOML beyond
// here, nothing of a document either; rule_compile.h makes the matcher out of it. docs/packs.md describes the
// language.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/claim.h"
#include "extract/packs.h"

namespace claimline {

// Mention types of the rule language, as bits. A bit mask of 0 means "none".
using TypeMask = std::uint32_t;
namespace mention_type {
inline constexpr TypeMask company = 1U << 0, product = 1U << 1, regulator = 1U << 2, court = 1U << 3,
                          org = 1U << 4, person = 1U << 5, group = 1U << 6, place = 1U << 7, law = 1U << 8,
                          money = 1U << 9, count = 1U << 10, ordinal = 1U << 11, power = 1U << 12,
                          percent = 1U << 13, date = 1U << 14, period = 1U << 15, duration = 1U << 16;
inline constexpr TypeMask any_org = company | regulator | court | org;
}  // namespace mention_type

// "COMPANY" -> bit; 0 when there is no such type. ORG stands for every organisation when `accepting`.
[[nodiscard]] TypeMask parse_mention_type(std::string_view name, bool accepting);
[[nodiscard]] std::string to_string(TypeMask types);  // "COMPANY|ORG"

enum class RelationKind : std::uint8_t {
    subject,
    object,
    object2,
    prep,
    mod,
    poss,
    near,
    left,
    right,
    trigger,
    clause,
    sentence,
    lead,
    cell,
    under,
    previous,
    next,
    speaker,
    speaker_org,
    title,
    topic,
    published,
};

// One place to look. `reach` is in tokens for near, left and right; `preps` are the lemmas of
// prep:in|near and under:company|firm.
struct Relation {
    RelationKind kind = RelationKind::subject;
    std::uint32_t reach = 0;
    std::vector<std::string> preps;
    std::string name;  // as written, for --explain
};
[[nodiscard]] double cost_of(RelationKind kind);

// What fills one field of the record.
struct Filler {
    enum class From : std::uint8_t { mention, map, ladder, constant, same };
    From from = From::mention;
    TypeMask types = 0;
    TypeMask not_types = 0;
    std::vector<Relation> where;
    std::string name;                        // of the map, of the ladder, or of the field that `same` repeats
    std::optional<SlotItem> value;           // constant
    std::optional<SlotItem> fallback_value;  // default = ...: when nothing fits
    enum class Part : std::uint8_t { whole, start, end };
    Part part = Part::whole;
    bool coref = true;
    bool required = false;
    bool each = false;       // one claim per filler
    bool many = false;       // a list
    double least = 0;        // numbers below are no fillers
    bool optional = false;   // subject only: the claim may stand without one, when its kind allows
    bool fallback = true;    // subject only: the sieve after the relations
    std::string country_of;  // a field: when nothing fits, the country of the party that filled it
};

// Who must have said the sentence for a rule to speak.
enum class SpokenBy : std::uint8_t { anybody, subject, other };

// A word of a trigger: a lemma, with a tag when only that reading counts, or an exact form.
struct TriggerWord {
    std::string lemma;
    Pos pos = Pos::x;  // x: any
    std::string form;  // not empty: the exact form, case kept
    friend auto operator<=>(const TriggerWord&, const TriggerWord&) = default;
};
using Phrase = std::vector<TriggerWord>;

// One bracket of a trigger: any of the phrases or of the named sets ("facility", "ladder.facility").
struct TriggerPart {
    std::vector<Phrase> phrases;
    std::vector<std::string> sets;
};

struct TriggerLink {
    bool ordered = false;  // a <5 b; else a ~5 b
    std::uint32_t reach = 0;
};

// a ~5 b <3 c: parts and the links between them (one fewer).
struct TriggerAlternative {
    std::vector<TriggerPart> parts;
    std::vector<TriggerLink> links;
};
using Trigger = std::vector<TriggerAlternative>;

// What an inline test expects of one claim: only what is written is compared.
struct WantedClaim {
    std::string kind;
    std::string subject;
    std::string modality;
    std::string polarity;
    Slots slots;
    ClaimTime time;
    Attribution attribution;
};

struct RuleTest {
    std::string text;
    std::string before;  // context: paragraphs before and after, title, publication day
    std::string after;
    std::string title;
    std::string published;
    std::vector<WantedClaim> want;
    int line = 0;
};

struct Rule {
    std::string id;  // "facility_plan.site"
    std::string kind;
    Trigger trigger;
    Trigger guard;         // must not occur in the sentence
    Trigger guard_clause;  // must not occur in the clause of the trigger
    Filler subject;
    std::vector<std::pair<std::string, Filler>> fields;  // "status", "time.date" ..., in the order written
    std::vector<std::string> one_of;  // at least one of these fields, besides what the kind asks for
    std::optional<Filler> speaker;
    bool rows = false;   // only in rows of a table: a register entry has no verb
    bool items = false;  // the trigger stands in a line that introduces a list or table; fires on each item
    bool hypothetical = false;  // may fire in conditionals and questions
    double weight = 1;          // confidence of the wording itself
    SpokenBy spoken_by = SpokenBy::anybody;
    std::vector<RuleTest> tests;
    std::string file;
    int line = 0;
    std::string hash;  // over what is written and the sets, maps and ladders it uses
};

enum class SlotShape : std::uint8_t { text, name, place, number, money, closed, date };

struct SlotInfo {
    std::string name;
    SlotShape shape = SlotShape::text;
    std::vector<std::string> values;             // closed list
    std::vector<std::vector<std::string>> same;  // values that do not contradict each other
};

enum class Negated : std::uint8_t { refuse, polarity, keep };

// What the packs know of a kind beyond KindInfo.
struct Kind {
    KindInfo info;
    std::vector<SlotInfo> slots;
    std::vector<std::string> required;       // "subject", slot names, "time.date"
    std::vector<std::string> one_of;         // at least one of these
    Modality modality = Modality::asserted;  // alleged and denied are fixed, asserted is derived
    bool subject_is_service = false;         // owner and brand do not stand for each other
    Negated negated = Negated::polarity;
    std::vector<std::string> merge_key;   // fields that must agree for two candidates to be one claim
    std::vector<std::string> contradict;  // fields that must not contradict
    std::vector<std::pair<std::string, std::string>> exclusive;  // a whole (count) and a part (ordinal)
    std::string place;        // the slot that makes a claim coarser or finer
    std::string done_status;  // what an empty status means for contradictions

    [[nodiscard]] const SlotInfo* slot(std::string_view name) const;
};

struct ValueMap {
    std::string name;
    std::vector<std::pair<std::string, std::vector<Phrase>>> values;  // in the order written
};

enum class LadderClass : std::uint8_t { not_yet, real, end };
struct LadderStep {
    std::string value;
    LadderClass step_class = LadderClass::not_yet;
    int rank = 0;
    std::vector<Phrase> words;
};
struct Ladder {
    std::string name;
    std::vector<LadderStep> steps;
};

// Everything that one load read, merged over the folders, in name order.
struct PackModel {
    std::vector<Kind> kinds;  // in the order of kinds.toml
    std::map<std::string, std::vector<Phrase>> sets;
    std::map<std::string, ValueMap> maps;
    std::map<std::string, Ladder> ladders;
    std::map<std::string, Rule> rules;  // by id
    std::string version;
    std::string engine_version;

    [[nodiscard]] const Kind* kind(std::string_view name) const;
};

}  // namespace claimline
