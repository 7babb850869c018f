// Every test inside the shipped rules passes, and every shipped rule has tests of both signs.

#include "extract/pack_test.h"

#include <gtest/gtest.h>

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

TEST_F(ShippedPacks, NameNoPartyInARule) {
    for (const auto& [id, rule] : packs_->compiled().model.rules)
        for (const auto& alternative : rule.trigger)
            for (const auto& part : alternative.parts)
                for (const auto& phrase : part.phrases)
                    for (const auto& word : phrase)
                        EXPECT_EQ(table_->find_name(word.form), nullptr) << id << " names " << word.form;
}

}  // namespace
}  // namespace claimline
