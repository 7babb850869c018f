#pragma once
// What the claims of a catalogue were made with, kept in it, so that a rebuild runs only what has changed.

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

#include "cli/knowledge.h"
#include "core/result.h"
#include "extract/claims.h"

namespace claimline {

struct RuleBook {
    std::string version;  // Knowledge::version
    std::string reading;  // parser, entities, models and rule engine: all that comes before the rules
    std::map<std::string, std::string> kinds;  // name -> hash
    std::map<std::string, std::string> rules;  // id -> hash

    friend bool operator==(const RuleBook&, const RuleBook&) = default;
};

[[nodiscard]] RuleBook rule_book_of(const Knowledge& knowledge);

// As JSON, and back. Text that is no rule book is `corrupt`.
[[nodiscard]] std::string to_text(const RuleBook& book);
[[nodiscard]] Result<RuleBook> parse_rule_book(std::string_view text);

struct RuleChanges {
    bool reading = false;   // texts themselves may be read otherwise: nothing can be kept
    std::size_t rules = 0;  // new, changed or gone
    std::size_t kept = 0;   // the same in both
    KindNames kinds;        // whose claims may differ: their definition, or one of their rules, is another
};
[[nodiscard]] RuleChanges compare(const RuleBook& before, const RuleBook& now);

}  // namespace claimline
