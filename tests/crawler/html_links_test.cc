#include "crawler/html_links.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "crawler/aliases.h"

namespace claimline {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> links(std::string_view html) {
    return scan_links(html).links;
}

TEST(HtmlLinks, FindsLinksInAnyQuoting) {
    EXPECT_THAT(
        links(
            "<a href=\"/one\">1</a><A HREF='/two'>2</A><a class=x href=/three>3</a><area href = \"/four\">"),
        ElementsAre("/one", "/two", "/three", "/four"));
}

TEST(HtmlLinks, ResolvesCharacterReferences) {
    EXPECT_THAT(links("<a href='/s?a=1&amp;b=2&#38;c=3&#x26;d=4&copy=5&e'>"),
                ElementsAre("/s?a=1&b=2&c=3&d=4&copy=5&e"));
}

TEST(HtmlLinks, SkipsCommentsScriptsAndTheInsideOfOtherTags) {
    EXPECT_THAT(
        links("<!-- <a href=/no> --><script>var a = '<a href=/no>';</script><style><a href=/no></style>"
              "<title><a href=/no></title><p title='<a href=/no>'><a href=/yes>"),
        ElementsAre("/yes"));
    EXPECT_THAT(links("<!--><a href=/yes>"), ElementsAre("/yes"));
    EXPECT_THAT(links("<p don't stop><a href=/yes title='x'>"), ElementsAre("/yes"));
}

TEST(HtmlLinks, LeavesOutWhatSaysNofollowOrLeadsNowhere) {
    EXPECT_THAT(
        links("<a rel='ugc nofollow' href=/no><a href='#top'><a href=''><a name=x><a href='  /yes  '>"),
        ElementsAre("/yes"));
}

TEST(HtmlLinks, SurvivesPagesThatEndTooSoon) {
    for (const char* html :
         {"<", "<a", "<a href", "<a href=", "<a href='/x", "<!--", "<script>", "</", "<a href=/x", "<a =x"}) {
        EXPECT_THAT(links(html), IsEmpty()) << html;
    }
}

TEST(HtmlLinks, ReadsTheHead) {
    const auto found = scan_links(
        "<base href=/news/><link rel=canonical href='https://d.example/s'>"
        "<link rel=\"alternate\" type=\"application/rss+xml; charset=utf-8\" href=/feed.xml>"
        "<link rel=alternate type=text/html hreflang=fr href=/fr><link rel=next href=/page/2>"
        "<meta property=og:type content=Article><meta name=ROBOTS content='NoIndex, max-snippet:-1'>");
    EXPECT_EQ(found.base, "/news/");
    EXPECT_EQ(found.canonical, "https://d.example/s");
    EXPECT_THAT(found.feeds, ElementsAre("/feed.xml"));
    EXPECT_THAT(found.links, ElementsAre("/page/2"));
    EXPECT_EQ(found.og_type, "article");
    EXPECT_TRUE(found.directives.noindex);
    EXPECT_FALSE(found.directives.nofollow);
}

TEST(HtmlLinks, ReadsRefreshesOfEveryForm) {
    for (const char* content :
         {"0; url=/moved", "0;URL='/moved'", "5, /moved", "0.5; url = \"/moved\"", " 0 ;url=/moved"}) {
        EXPECT_EQ(
            scan_links(std::string("<meta http-equiv=Refresh content=\"") +
                       (std::string(content).find('"') == std::string::npos ? content : "0; url=/moved") +
                       "\">")
                .refresh,
            "/moved")
            << content;
    }
    EXPECT_EQ(scan_links("<meta http-equiv=refresh content='600'>").refresh, "");
    EXPECT_EQ(scan_links("<meta http-equiv=refresh content='600; url=/later'>").refresh, "");
}

TEST(HtmlLinks, HasLimits) {
    std::string html;
    for (int i = 0; i < 50; ++i) html += "<a href=/x>";
    EXPECT_EQ(scan_links(html, "paperboy", 20).links.size(), 20U);
    EXPECT_THAT(links("<a href='" + std::string(9000, 'x') + "'>"), IsEmpty());
    std::string deep;
    for (int i = 0; i < 100000; ++i) deep += "<div>";
    EXPECT_THAT(links(deep + "<a href=/deep>"), ElementsAre("/deep"));
}

TEST(RobotsDirectives, HoldForUsOrEverybody) {
    EXPECT_TRUE(parse_robots_directives("noindex, noarchive", "paperboy").noindex);
    EXPECT_TRUE(parse_robots_directives("none", "paperboy").nofollow);
    EXPECT_FALSE(parse_robots_directives("otherbot: noindex, nofollow", "paperboy").nofollow);
    EXPECT_TRUE(parse_robots_directives("otherbot: noindex, paperboy: nofollow", "paperboy").nofollow);
    EXPECT_TRUE(parse_robots_directives("max-snippet:-1, noindex", "paperboy").noindex);
    EXPECT_FALSE(parse_robots_directives("all", "paperboy").noindex);
}

TEST(HtmlLinks, FingerprintsWhatALinkSays) {
    const auto found = scan_links(
        "<a href=/1>The mill opens in spring</a><a href=/2><b>the MILL</b>\n opens in  spring </A>"
        "<a href=/3>read more</a><a href=/4>The mill opens in autumn<a href=/5>The mill opens in spring");
    ASSERT_EQ(found.titles.size(), found.links.size());
    EXPECT_EQ(found.titles[0], title_fingerprint("The mill opens in spring"));
    EXPECT_EQ(found.titles[1], found.titles[0]);
    EXPECT_EQ(found.titles[2], 0U);
    EXPECT_NE(found.titles[3], found.titles[0]);
    EXPECT_EQ(found.titles[4], 0U);
}

}  // namespace
}  // namespace claimline
