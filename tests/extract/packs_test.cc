// Loading packs: what ships loads, errors point at the place, a workspace overrides, the version follows the
// words.

#include "extract/packs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

namespace claimline {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

constexpr const char* kKinds = R"([[kind]]
name = "strike"
required = ["subject"]
slots = { workers = "number", stage = ["called", "ended"] }
aliases = ["walkout"]
)";

class PacksTest : public testing::Test {
  protected:
    void SetUp() override {
        root_ = fs::path(testing::TempDir()) /
                ("packs_" + std::string(testing::UnitTest::GetInstance()->current_test_info()->name()));
        fs::remove_all(root_);
        write("kinds.toml", kKinds);
        write("labour/pack.toml", "name = \"labour\"\n");
        write("labour/lexicon.toml", "[set]\nwalk = [\"strike\", \"walk out\"]\n");
    }
    void TearDown() override { fs::remove_all(root_); }

    void write(const fs::path& name, std::string_view content) const {
        fs::create_directories((root_ / name).parent_path());
        std::ofstream(root_ / name, std::ios::binary) << content;
    }
    [[nodiscard]] std::string load_error() const {
        const auto packs = Packs::load({root_});
        return packs ? std::string("loaded") : packs.error().message;
    }

    fs::path root_;
};

constexpr const char* kRule = R"([[rule]]
id = "strike.call"
trigger = "@walk"
subject = { type = "ORG", where = "subject" }
slots.stage = { value = "called" }
)";

TEST_F(PacksTest, LoadsWhatShips) {
    const auto packs = Packs::load({fs::path(CLAIMLINE_SOURCE_DATA) / "packs"});
    ASSERT_TRUE(packs) << packs.error().message;
    EXPECT_EQ(packs->kinds().size(), 8U);
    EXPECT_EQ(packs->version().size(), 64U);
}

TEST_F(PacksTest, DefinesAKindWithoutCode) {
    write("labour/rules.toml", kRule);
    const auto packs = Packs::load({root_});
    ASSERT_TRUE(packs) << packs.error().message;
    ASSERT_EQ(packs->kinds().size(), 1U);
    EXPECT_EQ(packs->kinds()[0].name, "strike");
    EXPECT_EQ(packs->kinds()[0].aliases, std::vector<std::string>{"walkout"});
    EXPECT_NE(packs->vocabulary().find("strike"), kUnknownLemma);
}

TEST_F(PacksTest, NamesFileLineAndColumnOfAWrongSlot) {
    write("labour/rules.toml", std::string(kRule) + "slots.worker = { type = \"COUNT\", where = \"mod\" }\n");
    EXPECT_THAT(load_error(), HasSubstr("rules.toml:6:"));
    EXPECT_THAT(load_error(), HasSubstr("did you mean `workers`"));
}

TEST_F(PacksTest, RefusesAValueThatTheSlotDoesNotHave) {
    write("labour/rules.toml", R"([[rule]]
id = "strike.call"
trigger = "@walk"
subject = { type = "ORG", where = "subject" }
slots.stage = { value = "caled" }
)");
    EXPECT_THAT(load_error(), HasSubstr("`caled` is no value of slot `stage` (did you mean `called`?)"));
}

TEST_F(PacksTest, RefusesUnknownSetsKindsAndKeys) {
    write("labour/rules.toml", R"([[rule]]
id = "strike.call"
trigger = "@wlak"
subject = { type = "ORG", where = "subject" }
)");
    EXPECT_THAT(load_error(), HasSubstr("did you mean `walk`"));
    write("labour/rules.toml", "[[rule]]\nid = \"strik.call\"\ntrigger = \"a\"\n");
    EXPECT_THAT(load_error(), HasSubstr("did you mean `strike`"));
    write("labour/rules.toml", std::string(kRule) + "gaurd = \"a\"\n");
    EXPECT_THAT(load_error(), HasSubstr("did you mean `guard`"));
}

TEST_F(PacksTest, NamesThePlaceOfBrokenToml) {
    write("labour/rules.toml", "[[rule]\nid = 1\n");
    EXPECT_THAT(load_error(), HasSubstr("rules.toml:1:"));
}

TEST_F(PacksTest, RefusesTheSameRuleTwiceInOneRoot) {
    write("labour/rules.toml", std::string(kRule) + kRule);
    EXPECT_THAT(load_error(), HasSubstr("already defined"));
}

TEST_F(PacksTest, LetsALaterRootReplaceARuleAndAddWords) {
    write("labour/rules.toml", kRule);
    const auto shipped = Packs::load({root_});
    const auto workspace = root_ / "workspace";
    write("workspace/mine/pack.toml", "name = \"mine\"\n");
    write("workspace/mine/lexicon.toml", "[set]\nwalk = { add = [\"down tools\"] }\n");
    write("workspace/mine/rules.toml", kRule);
    const auto both = Packs::load({root_, workspace});
    ASSERT_TRUE(both) << both.error().message;
    EXPECT_NE(both->vocabulary().find("tools"), kUnknownLemma);
    EXPECT_NE(both->version(), shipped->version());
}

TEST_F(PacksTest, KeepsTheVersionWhenOnlyLayoutChanges) {
    write("labour/rules.toml", kRule);
    const std::string before(Packs::load({root_})->version());
    write("labour/rules.toml", std::string("# a comment\n\n") + kRule);
    EXPECT_EQ(Packs::load({root_})->version(), before);
    write("labour/lexicon.toml", "[set]\nwalk = [\"strike\"]\n");
    EXPECT_NE(Packs::load({root_})->version(), before);
}

TEST_F(PacksTest, TellsApartWhatChangedByTheHashesOfRulesAndKinds) {
    const std::string second =
        "[[rule]]\nid = \"strike.end\"\ntrigger = \"return\"\nsubject = { type = \"ORG\", where = "
        "\"subject\" }\n";
    write("labour/rules.toml", kRule + second);
    const auto before = Packs::load({root_});
    ASSERT_TRUE(before) << before.error().message;
    ASSERT_EQ(before->rule_hashes().size(), 2U);
    write("labour/lexicon.toml", "[set]\nwalk = [\"strike\", \"walk out\", \"down tools\"]\n");
    const auto after = Packs::load({root_});
    ASSERT_TRUE(after) << after.error().message;
    EXPECT_NE(after->rule_hashes()[0].hash, before->rule_hashes()[0].hash) << "strike.call uses the set";
    EXPECT_EQ(after->rule_hashes()[1].hash, before->rule_hashes()[1].hash);
    EXPECT_EQ(after->kinds()[0].hash, before->kinds()[0].hash);
    EXPECT_EQ(after->engine_version(), before->engine_version());
    write("labour/lexicon.toml", "[set]\nwalk = [\"strike\"]\nwithdrawn = [\"we err\"]\n");
    EXPECT_NE(Packs::load({root_})->engine_version(), before->engine_version());
}

TEST_F(PacksTest, RefusesMoreRulesThanAnybodyWrites) {
    std::string rules;
    for (int i = 0; i < 5001; ++i)
        rules += "[[rule]]\nid = \"strike.r" + std::to_string(i) +
                 "\"\ntrigger = \"@walk\"\nsubject = { type = \"ORG\", where = \"subject\" }\n";
    write("labour/rules.toml", rules);
    EXPECT_THAT(load_error(), HasSubstr("more than 5000 rules"));
}

TEST_F(PacksTest, SaysWhatIsMissingInAnEmptyFolder) {
    const auto packs = Packs::load({root_ / "nothing"});
    ASSERT_FALSE(packs);
    EXPECT_THAT(packs.error().message, HasSubstr("no kinds.toml"));
}

}  // namespace
}  // namespace claimline
