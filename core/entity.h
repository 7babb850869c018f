#pragma once
// A named party, place or law found in a text.

#include <string>

#include "core/text.h"

namespace claimline {

// Types are those of the rule language: COMPANY PRODUCT REGULATOR COURT ORG PER GROUP PLACE LAW.
struct EntityMention {
    Span span;
    std::string type;
    std::string id;         // of the entity table ("eu-commission"); empty when the name is not in it
    std::string canonical;  // short canonical name, no Inc./Ltd; the text itself when unknown
    float confidence = 1;
    bool coref = false;  // a pronoun or "the company": `canonical` is the antecedent's
    std::string why;  // how it was found, with the score sheet of an ambiguous name; empty unless asked for
};

}  // namespace claimline
