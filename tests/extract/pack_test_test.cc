// Every test inside the shipped rules passes, and every shipped rule has tests of both signs.

#include "extract/pack_test.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "extract/rule_compile.h"
#include "extract/tagger.h"

namespace claimline {
namespace {

namespace fs = std::filesystem;

// The shipped packs and entities, with the invented parties that the tests name.
class ShippedPacks : public testing::Test {
  protected:
    static void SetUpTestSuite() {
        const fs::path data = CLAIMLINE_SOURCE_DATA;
        auto packs = Packs::load({data / "packs"});
        ASSERT_TRUE(packs) << packs.error().message;
        packs_ = std::make_unique<Packs>(*std::move(packs));
        auto table = EntityTable::load({data / "entities", data / "packs" / "test-names"});
        ASSERT_TRUE(table) << table.error().message;
        table_ = std::make_unique<EntityTable>(*std::move(table));
        if (auto tagger = Tagger::open(data / "models" / "en-upos.weights"))
            tagger_ = std::make_unique<Tagger>(*std::move(tagger));
    }
    static void TearDownTestSuite() {
        packs_.reset();
        table_.reset();
        tagger_.reset();
    }

    static inline std::unique_ptr<Packs> packs_;
    static inline std::unique_ptr<EntityTable> table_;
    static inline std::unique_ptr<Tagger> tagger_;
};

TEST_F(ShippedPacks, PassTheTestsInsideTheirRules) {
    const auto results = run_pack_tests(*packs_, *table_, tagger_ ? &*tagger_ : nullptr);
    EXPECT_GT(results.size(), 30U);
    for (const auto& result : results)
        EXPECT_EQ(result.problem, "")
            << result.rule << " " << result.file << ":" << result.line << "\n  " << result.text;
}

TEST_F(ShippedPacks, HaveATextThatGivesAClaimAndOneThatGivesNoneForEveryRule) {
    for (const auto& [id, rule] : packs_->compiled().model.rules) {
        const auto wants = [](const RuleTest& test) { return !test.want.empty(); };
        EXPECT_TRUE(std::ranges::any_of(rule.tests, wants)) << id;
        EXPECT_FALSE(std::ranges::all_of(rule.tests, wants)) << id;
    }
}

// Every word of a trigger, guard, set, map or ladder that begins with a capital is an abbreviation of the
// trade.
TEST_F(ShippedPacks, NameNoPartyInARuleOrLexicon) {
    const std::set<std::string> trade{"MAU",  "MAUs", "DAU",       "DAUs",
                                      "mDAU", "GDPR", "app store", "court of appeal"};
    const auto check = [&](const std::string& where, const Phrase& phrase) {
        for (const auto& word : phrase) {
            if (word.form.empty()) continue;
            EXPECT_TRUE(trade.contains(word.form)) << where << " names " << word.form;
        }
    };
    const auto& model = packs_->compiled().model;
    for (const auto& [id, rule] : model.rules)
        for (const auto* trigger : {&rule.trigger, &rule.guard, &rule.guard_clause})
            for (const auto& alternative : *trigger)
                for (const auto& part : alternative.parts)
                    for (const auto& phrase : part.phrases) {
                        check(id, phrase);
                        std::string words;
                        for (const auto& word : phrase) words += (words.empty() ? "" : " ") + word.lemma;
                        // A phrase of several words that the table knows is a name; one word may be "target".
                        if (phrase.size() > 1 && !trade.contains(words)) {
                            EXPECT_EQ(table_->find_name(words), nullptr) << id << " names " << words;
                        }
                    }
    for (const auto& [name, phrases] : model.sets)
        for (const auto& phrase : phrases) check(name, phrase);
}

TEST_F(ShippedPacks, MeasureSampleDocumentsOfAPack) {
    const auto example = fs::path(CLAIMLINE_SOURCE_DATA).parent_path() / "examples" / "packs";
    const auto packs = Packs::load({fs::path(CLAIMLINE_SOURCE_DATA) / "packs", example});
    ASSERT_TRUE(packs) << packs.error().message;
    const auto pack = std::ranges::find(packs->packs(), "layoffs", &PackInfo::name);
    ASSERT_NE(pack, packs->packs().end());
    const auto results = run_pack_samples(*pack, *packs, *table_, tagger_ ? &*tagger_ : nullptr);
    ASSERT_TRUE(results) << results.error().message;
    ASSERT_EQ(results->size(), 2U);
    EXPECT_EQ(results->front().wanted, 2);
    EXPECT_TRUE(results->front().missed.empty());
    EXPECT_TRUE(results->back().made.empty());
}

}  // namespace
}  // namespace claimline
