#include <gtest/gtest.h>

#include <string>

#include "tests/extract/page_fixture.h"

namespace claimline {
namespace {

std::string site(std::string_view head, std::string url = "https://www.harbourpost.example/ferry",
                 std::string_view heading = "Ferry company orders three vessels") {
    const PageFixture page(std::string("<html><head>") + std::string(head) + "</head><body><h1>" +
                               std::string(heading) + "</h1></body></html>",
                           std::move(url));
    return find_site(page.facts()).value;
}

TEST(SiteName, OneSpellingIsTakenFromAnotherFieldWhenItsOwnIsAnAddress) {
    EXPECT_EQ(
        site("<meta property=og:site_name content=harbourpost>"
             "<script type=application/ld+json>{\"@type\":\"Article\",\"publisher\":{\"name\":\"Harbour "
             "Post\"}}</script>"),
        "Harbour Post");
}

TEST(SiteName, AddressesLoseTheirEnding) {
    EXPECT_EQ(site("<meta property=og:site_name content=HarbourPost.example>"), "HarbourPost");
    EXPECT_EQ(site("<meta name=publisher content='Harbour Evening Post (www.hep.example)'>"
                   "<meta property=og:site_name content=HEP.EXAMPLE>",
                   "https://www.hep.example/ferry"),
              "Harbour Evening Post");
}

TEST(SiteName, TheMarkOfTheWebEditionIsNoPartOfIt) {
    EXPECT_EQ(site("<meta property=og:site_name content='HARBOUR ONLINE'>"), "HARBOUR");
    EXPECT_EQ(site("<meta property=og:site_name content='Harbour Law Online'>"), "Harbour Law Online");
}

TEST(SiteName, TheEndOfTheHeadlineIsNoSite) {
    EXPECT_EQ(
        site("<title>Ferry company orders - Yard denies</title><meta name=copyright content='\u00a9 2021 "
             "Harbour Post. All rights reserved.'>",
             "https://daily.example/ferry", "Ferry company orders - Yard denies"),
        "Harbour Post");
}

TEST(SiteName, ACompanyIsNotItsNewspaper) {
    EXPECT_EQ(
        site("<title>Ferry company orders three vessels | Harbour Post</title>"
             "<script type=application/ld+json>{\"@type\":\"Article\",\"publisher\":{\"name\":\"Northern "
             "Print Ltd.\"}}</script>",
             "https://daily.example/ferry"),
        "Harbour Post");
}

TEST(SiteName, ANameInAnotherScriptGivesWayToTheRegisteredOne) {
    EXPECT_EQ(site("<meta property=og:site_name content='Вестник порта'>"), "harbourpost");
    EXPECT_EQ(site("<meta property=og:site_name content='Вестник порта'>", "https://ann.blogs.example/ferry"),
              "Вестник порта");
}

TEST(SiteName, WithoutAnyNameTheHostStandsForIt) {
    EXPECT_EQ(site(""), "harbourpost");
    EXPECT_EQ(site("", "https://ann.blogs.example/ferry"), "ann.blogs.example");
    EXPECT_EQ(site("", ""), "");
}

}  // namespace
}  // namespace claimline
