#include "extract/page_places.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/extract/page_fixture.h"

namespace claimline {
namespace {

Place place_of(std::string_view html, std::string_view class_name) {
    const PageFixture page(html);
    const PageFacts facts = page.facts();
    const PagePlaces places(facts);
    for (std::uint32_t i = 0; i < page.tree.size(); ++i) {
        if (page.tree.attribute(i, Attribute::class_) == class_name) return places.of(i);
    }
    ADD_FAILURE() << "no element of class " << class_name;
    return {};
}

constexpr std::string_view kPage =
    "<html><head><title>Ferry company orders three vessels</title></head><body class=card><main>"
    "<div><h1>Ferry company orders three vessels</h1><p class=lead>In the north.</p></div>"
    "<p class=first>The ferry company said that it had ordered three vessels from a yard in the north, at a "
    "price "
    "of forty million, with delivery next spring.</p></main>"
    "<div class=related><span><p class=teaser>Another story</p></span></div></body></html>";

TEST(PagePlaces, AContainerThatHoldsTheTitleTooIsNoZoneOfOtherThings) {
    EXPECT_EQ(place_of(kPage, "lead").zones & bit(ClassWord::card), 0U);
    EXPECT_NE(place_of(kPage, "teaser").zones & bit(ClassWord::related), 0U);
}

TEST(PagePlaces, DistanceCountsBlocksAndLevels) {
    EXPECT_EQ(place_of(kPage, "lead").to_title, 1);
    EXPECT_EQ(place_of(kPage, "lead").climb, 1);
    EXPECT_EQ(place_of(kPage, "teaser").to_title, 3);
    EXPECT_EQ(place_of(kPage, "teaser").climb, 3);
}

TEST(PagePlaces, WhatComesAfterTheProseHasAllOfItBefore) {
    EXPECT_EQ(place_of(kPage, "lead").share_of_prose, 0);
    EXPECT_EQ(place_of(kPage, "teaser").share_of_prose, 1);
}

TEST(PagePlaces, APageWithoutATitleHasNoDistances) {
    const Place place = place_of("<html><body><p class=a>Some words.</p></body></html>", "a");
    EXPECT_EQ(place.to_title, Place::kNoTitle);
    EXPECT_EQ(place.climb, Place::kFarClimb);
}

}  // namespace
}  // namespace claimline
