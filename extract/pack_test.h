#pragma once
// Runs the tests that stand inside the rules, through the same annotators and engine as any document.

#include <string>
#include <vector>

#include "extract/entity_table.h"
#include "extract/packs.h"

namespace claimline {

struct PackTestResult {
    std::string rule;
    std::string file;
    int line = 0;
    std::string text;
    std::string problem;  // empty: passed
};

// One result a test, in rule order. A test passes when exactly the wanted claims of the rule's kind come out
// of its text, compared on the fields that are written.
[[nodiscard]] std::vector<PackTestResult> run_pack_tests(const Packs& packs, const EntityTable& table,
                                                         const Tagger* tagger = nullptr);

}  // namespace claimline
