// The small languages inside the strings of a pack.

#include "extract/pack_words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace claimline {
namespace {

using testing::HasSubstr;

TEST(PackWords, ReadsATriggerWithSetsPhrasesTagsAndLinks) {
    const auto trigger = parse_trigger(R"(fine/VERB | @impose ~8 ("civil penalty" | sanction) | a <2 =MAU)");
    ASSERT_TRUE(trigger) << trigger.error().message;
    ASSERT_EQ(trigger->size(), 3U);
    EXPECT_EQ((*trigger)[0].parts[0].phrases[0][0], (TriggerWord{"fine", Pos::verb, ""}));
    EXPECT_EQ((*trigger)[1].parts[0].sets, std::vector<std::string>{"impose"});
    EXPECT_EQ((*trigger)[1].parts[1].phrases.size(), 2U);
    EXPECT_FALSE((*trigger)[1].links[0].ordered);
    EXPECT_EQ((*trigger)[1].links[0].reach, 8U);
    EXPECT_TRUE((*trigger)[2].links[0].ordered);
    EXPECT_EQ((*trigger)[2].parts[1].phrases[0][0].form, "MAU");
}

TEST(PackWords, SaysWhereATriggerIsBroken) {
    EXPECT_THAT(parse_trigger("fine |").error().message, HasSubstr("at character 7"));
    EXPECT_THAT(parse_trigger("fine ~0 pay").error().message, HasSubstr("number of tokens"));
    EXPECT_THAT(parse_trigger("(a ~2 b)").error().message, HasSubstr("one level deep"));
    EXPECT_THAT(parse_trigger("fine/VREB").error().message, HasSubstr("VREB"));
    EXPECT_THAT(parse_trigger(R"("open end)").error().message, HasSubstr("without its end"));
    EXPECT_FALSE(parse_trigger(""));
}

TEST(PackWords, RefusesWhatWouldBeSlow) {
    EXPECT_FALSE(parse_phrase("one two three four five six seven"));
    EXPECT_FALSE(parse_trigger("a ~2 b ~2 c ~2 d ~2 e"));
    EXPECT_FALSE(parse_trigger("a ~41 b"));
    EXPECT_FALSE(parse_where("near:400"));
}

TEST(PackWords, ReadsRelationsInTheirOrder) {
    const auto where = parse_where("prep:in|near, near:8, title");
    ASSERT_TRUE(where);
    ASSERT_EQ(where->size(), 3U);
    EXPECT_EQ((*where)[0].preps, (std::vector<std::string>{"in", "near"}));
    EXPECT_EQ((*where)[1].reach, 8U);
    EXPECT_EQ((*where)[2].kind, RelationKind::title);
}

TEST(PackWords, ProposesTheNearestName) {
    EXPECT_THAT(parse_where("subjet").error().message, HasSubstr("did you mean `subject`"));
    EXPECT_EQ(did_you_mean("zzz", {"location", "status"}), "");
}

TEST(PackWords, OrgAcceptsEveryOrganisationOnlyWhereAccepting) {
    EXPECT_NE(*parse_types("ORG", true) & mention_type::regulator, 0U);
    EXPECT_EQ(*parse_types("ORG", false), mention_type::org);
    EXPECT_FALSE(parse_types("COMPANY|FIRM", true));
}

}  // namespace
}  // namespace claimline
