#pragma once
// A claim: one proposition that a text makes about a named party, with the sentences that state it.

#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/text.h"

namespace claimline {

struct Money {
    std::string currency;  // ISO 4217
    double value = 0;      // base units: 405000000, not 405

    friend bool operator==(const Money&, const Money&) = default;
};

using SlotItem = std::variant<std::string, double, Money>;
// Usually one item; several when the text names several (a list of places, a range of money).
using SlotValue = std::vector<SlotItem>;
// Slot name -> value, sorted by name so that the same claim always prints the same.
using Slots = std::map<std::string, SlotValue, std::less<>>;

// The time the claim is about, never the publication date. ISO partial dates; empty = not stated.
struct ClaimTime {
    std::string date;   // event, decision, opening
    std::string start;  // period
    std::string end;
};

struct Attribution {
    std::string speaker;  // person if named, else organisation
    std::string role;
    std::string via;     // "blog post", "statement", "filing" ...
    std::string outlet;  // the medium that is quoted or first reported
};

enum class Modality { asserted, attributed, reported, alleged, denied };
[[nodiscard]] const char* to_string(Modality modality);
[[nodiscard]] Modality parse_modality(std::string_view text);  // unknown words: asserted

// `relation` is "coarser" or "finer": the other claim of this document says the same less or more exactly.
struct ClaimLink {
    std::string relation;
    std::string claim_id;
};

// A party of a claim: the short name, and its id in the entity table if it is there.
struct Party {
    std::string name;
    std::string id;

    friend bool operator==(const Party&, const Party&) = default;
};

struct Claim {
    std::string id;    // make_claim_id()
    std::string kind;  // one of the kinds that the packs define
    std::string subject;
    std::string subject_id;          // of the entity table; may be empty
    std::vector<Party> co_subjects;  // "X, Y and Z were fined": Y and Z, in the order of the text
    Slots slots;
    ClaimTime time;
    Attribution attribution;
    Modality modality = Modality::asserted;
    bool negative = false;
    std::vector<Span> evidence;  // sentences, sorted, no doubles
    double confidence = 1;
    std::string rule;                        // "facility_plan.site"
    std::string rule_hash;                   // of the rule with its sets, maps and ladders
    std::map<std::string, std::string> how;  // slot -> relation that filled it
    std::vector<ClaimLink> links;
};

// The quote that stands for the claim: its evidence sentences in order, joined by " … " when they do not
// touch.
[[nodiscard]] std::string quote_of(const Claim& claim, std::string_view text);

// "c:" and 12 hex digits of SHA-256 over document key, kind, subject, key slots and the first evidence
// sentence: stable under re-extraction as long as those stay. `document` is the URL, or the id given to the
// extractor.
[[nodiscard]] std::string make_claim_id(std::string_view document, const Claim& claim, std::string_view text);

// "X", or "X; Y; Z" when the claim is about several.
[[nodiscard]] std::string subjects_of(const Claim& claim);

// Slot as plain text: "125000000", "EUR 405000000", "Ireland; Norway". Numbers without exponent.
[[nodiscard]] std::string to_text(const SlotValue& value);
[[nodiscard]] std::string to_text(const SlotItem& item);
// A number the shortest way that reads back the same, never with an exponent.
[[nodiscard]] std::string number_to_text(double value);

}  // namespace claimline
