#include "core/claim.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "core/claim_json.h"
#include "core/hash.h"

namespace claimline {
namespace {

Claim sample() {
    Claim claim;
    claim.kind = "user_metric";
    claim.subject = "Nordkom";
    claim.slots["value"] = {125e6};
    claim.slots["metric"] = {"MAU"};
    claim.evidence = {{0, 5}, {6, 10}};
    return claim;
}

TEST(Sha256, MatchesTheStandardsExample) {
    // FIPS 180-4, "abc".
    EXPECT_EQ(to_hex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(ClaimId, StaysWhenOnlyConfidenceOrRuleChange) {
    const std::string text = "Nine. Ten.";
    Claim claim = sample();
    const auto id = make_claim_id("https://a.example/1", claim, text);
    claim.confidence = 0.2;
    claim.rule = "user_metric.other";
    claim.slots["qualifier"] = {"approx"};
    EXPECT_EQ(make_claim_id("https://a.example/1", claim, text), id);
}

TEST(ClaimId, ChangesWithDocumentValueAndQuote) {
    const std::string text = "Nine. Ten.";
    const Claim claim = sample();
    const auto id = make_claim_id("https://a.example/1", claim, text);
    EXPECT_NE(make_claim_id("https://a.example/2", claim, text), id);
    EXPECT_NE(make_claim_id("https://a.example/1", claim, "Nono. Ten."), id);
    Claim other = sample();
    other.slots["value"] = {126e6};
    EXPECT_NE(make_claim_id("https://a.example/1", other, text), id);
}

TEST(ClaimJson, ListsTheSubjectsOfOneActWithTheirIds) {
    Claim claim = sample();
    const CodePoints points("Nine. Ten.");
    EXPECT_TRUE(to_json(claim, points)["subject"].is_string());
    claim.subject = "Orbis";
    claim.subject_id = "c-orbis";
    claim.co_subjects = {{"Velta", ""}};
    EXPECT_EQ(to_json(claim, points)["subject"].dump(), R"(["Orbis","Velta"])");
    EXPECT_EQ(to_json(claim, points)["subject_id"].dump(), R"(["c-orbis",""])");
    EXPECT_EQ(subjects_of(claim), "Orbis; Velta");
}

TEST(Quote, MarksGapsBetweenSentences) {
    Claim claim = sample();
    EXPECT_EQ(quote_of(claim, "Nine. Ten. Eleven."), "Nine. Ten.");
    claim.evidence = {{0, 5}, {11, 18}};
    EXPECT_EQ(quote_of(claim, "Nine. Ten. Eleven."), "Nine. … Eleven.");
}

TEST(ClaimJson, GivesWholeNumbersAndCodePoints) {
    const std::string text = "Né. Ten.";
    Claim claim = sample();
    claim.evidence = {{5, 9}};
    const auto json = to_json(claim, CodePoints(text));
    EXPECT_EQ(json["slots"].dump(), R"({"metric":"MAU","value":125000000})");
    EXPECT_EQ(json["evidence"].dump(), "[[4,8]]");
    EXPECT_FALSE(json.contains("polarity"));
}

TEST(SlotsJson, ReadsBackWhatItWrote) {
    Slots slots;
    slots["amount"] = {Money{"EUR", 4.05e8}, Money{"USD", 4.02e8}};
    slots["location"] = {"Cork"};
    slots["capacity_mw"] = {37.5};
    const auto back = parse_slots_json(slots_to_json(slots));
    ASSERT_TRUE(back);
    EXPECT_EQ(*back, slots);
}

TEST(SlotsJson, RefusesWhatNoClaimWrites) {
    EXPECT_FALSE(parse_slots_json(nlohmann::ordered_json::parse(R"({"a":[[1]]})")));
    EXPECT_FALSE(parse_slots_json(nlohmann::ordered_json::parse("[]")));
}

TEST(Numbers, NeverGetAnExponent) {
    EXPECT_EQ(number_to_text(1.2e9), "1200000000");
    EXPECT_EQ(number_to_text(0.5), "0.5");
}

}  // namespace
}  // namespace claimline
