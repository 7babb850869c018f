#pragma once
// Runs the tests that stand inside the rules and the sample documents of a pack, through the same annotators
// and engine as any document.

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
    int wanted = 0;       // claims that the test wants, and those of them that came out
    int found = 0;
    int made = 0;  // claims that this rule made of the text, and those of them that are wanted
    int right = 0;
};

// What a sample document showed. Claims of kinds that the pack has no rule for are left aside.
struct SampleResult {
    struct Made {
        std::string rule;
        bool right = false;
    };
    std::string title;
    int line = 0;
    std::vector<Made> made;
    int wanted = 0;
    std::vector<std::string> missed;  // as expected
    std::vector<std::string> wrong;   // as made
};

// One result a test, in rule order. A test passes when exactly the wanted claims of the rule's kind come out
// of its text, compared on the fields that are written.
[[nodiscard]] std::vector<PackTestResult> run_pack_tests(const Packs& packs, const EntityTable& table,
                                                         const Tagger* tagger = nullptr);

// One result a document of the pack's samples.toml.
[[nodiscard]] Result<std::vector<SampleResult>> run_pack_samples(const PackInfo& pack, const Packs& packs,
                                                                 const EntityTable& table,
                                                                 const Tagger* tagger = nullptr);

}  // namespace claimline
