#include "crawler/tdm_rules.h"

#include <gtest/gtest.h>

namespace claimline {
namespace {

std::string reserved(std::string_view json, std::string_view path) {
    return TdmRules::parse(json).reservation_of(path);
}

TEST(TdmRules, TheLongestPatternDecides) {
    constexpr std::string_view kFile = R"([
        {"location": "/", "tdm-reservation": 0},
        {"location": "/press/*", "tdm-reservation": 1, "tdm-policy": "https://quay.example/policy.json"},
        {"location": "/press/open/", "tdm-reservation": 0},
        {"location": "/*.pdf$", "tdm-reservation": 1}])";
    EXPECT_EQ(reserved(kFile, "/press/tide"), "1 https://quay.example/policy.json");
    EXPECT_EQ(reserved(kFile, "/press/open/tide"), "0");
    EXPECT_EQ(reserved(kFile, "/tide.pdf"), "1");
    EXPECT_EQ(reserved(kFile, "/tide.pdf?page=2"), "0");
    EXPECT_EQ(reserved(kFile, "/harbour"), "0");
}

TEST(TdmRules, ADrawIsAReservation) {
    EXPECT_EQ(
        reserved(R"([{"location": "/a", "tdm-reservation": 0}, {"location": "/a", "tdm-reservation": 1}])",
                 "/a"),
        "1");
}

TEST(TdmRules, WhatNoRuleNamesHasNone) {
    EXPECT_EQ(reserved(R"([{"location": "/press/", "tdm-reservation": 1}])", "/about"), "");
}

TEST(TdmRules, PathsAreComparedAsNormalUrlsSpellThem) {
    EXPECT_EQ(reserved(R"([{"location": "/k%c3%a4se/", "tdm-reservation": 1}])", "/k%C3%A4se/x"), "1");
    EXPECT_EQ(reserved("[{\"location\": \"/k\xC3\xA4se/\", \"tdm-reservation\": \"1\"}]", "/k%C3%A4se/x"),
              "1");
}

TEST(TdmRules, WhatIsNoRuleIsSkipped) {
    EXPECT_EQ(reserved("<html>", "/"), "");
    EXPECT_EQ(reserved("{\"location\": \"/\", \"tdm-reservation\": 1}", "/"), "") << "no list";
    EXPECT_EQ(reserved(R"([1, null, [], {"location": 3}, {"location": "/", "tdm-reservation": 7},
                          {"location": "/", "tdm-reservation": -1}, {"tdm-reservation": 1},
                          {"location": "/", "tdm-reservation": 1, "tdm-policy": "no address"}])",
                       "/"),
              "1");
    EXPECT_EQ(reserved(std::string(100000, '['), "/"), "");
}

}  // namespace
}  // namespace claimline
