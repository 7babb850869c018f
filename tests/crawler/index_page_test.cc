#include "crawler/index_page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "crawler/moments.h"

namespace claimline {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

bool selects(std::string_view selector, const std::vector<PageElement>& path) {
    const auto parsed = Selector::parse(selector);
    EXPECT_TRUE(parsed) << selector;
    return parsed && parsed->selects(path);
}

TEST(Selector, MatchesElementsByNameClassIdAndAttribute) {
    const std::vector<PageElement> path{{"ul", {{"class", "list wide"}, {"id", "news"}}},
                                        {"li", {}},
                                        {"a", {{"href", "/press/7.html"}, {"data-kind", "x"}}}};
    for (const char* fits : {"a", "li a", "li > a", "ul a", ".list a", "ul.wide#news > li > a", "*",
                             "a[href]", "a[href^=\"/press/\"]", "a[href$='.html']", "[href*=ess]",
                             "[data-kind=x]", "b, li a", "#news a[href]", "UL A"})
        EXPECT_TRUE(selects(fits, path)) << fits;
    for (const char* other : {"li", "ul > a", ".lis a", "#new a", "a[title]", "a[href^=press]", "b a", "a li",
                              "[data-kind=y]", "[href*='']", "ul li li a"})
        EXPECT_FALSE(selects(other, path)) << other;
}

TEST(Selector, TriesEveryAncestorThatFits) {
    const std::vector<PageElement> path{
        {"div", {{"class", "x"}}}, {"p", {}}, {"div", {}}, {"div", {}}, {"a", {}}};
    EXPECT_TRUE(selects(".x > p div a", path));
    EXPECT_TRUE(selects("p > div a", path)) << "the nearer div is no child of p";
    EXPECT_FALSE(selects(".x > div a", path));
}

TEST(Selector, SaysWhatItCannotRead) {
    for (const char* wrong : {"", ">", "a >", "a:hover", "a[", "a[x=", "a[x='y]", ".", "a,", "a[x!=y]"}) {
        const auto parsed = Selector::parse(wrong);
        ASSERT_FALSE(parsed) << wrong;
        EXPECT_EQ(parsed.error().kind, ErrorKind::usage);
    }
    EXPECT_THAT(Selector::parse("a:hover").error().message, HasSubstr("a:hover"));
}

IndexPage read(const Source& source, std::string_view html) {
    const auto rule = IndexRule::make(source);
    EXPECT_TRUE(rule && *rule);
    return (*rule)->read(html, "utf-8");
}

std::string show(const IndexEntry& entry) {
    return fmt::format("{} | {} | {}", entry.url, entry.title,
                       entry.published ? to_rfc3339(*entry.published).substr(0, 10) : "-");
}

TEST(IndexPage, ReadsLinksTitlesDatesAndTheNextPage) {
    Source source;
    source.item_selector = "ul.notices > li";
    source.link_selector = "h3 a";
    source.date_selector = ".day, time";
    source.next_selector = "a[rel=next]";
    const auto page =
        read(source,
             "<nav><h3><a href=/about>About us</a></h3></nav><ul class=notices>"
             "<li><span class=day>3 March 2031</span><h3><a href='/n/1'>A <b>new</b>\n quay</a></h3>"
             "<p><a href=/tag>tag</a><li><h3><a href=/n/2>Bridges</a></h3>"
             "<time datetime=2031-02-28T10:00:00Z>on Friday</time><li><h3><a href=/n/3>Old</a></h3>"
             "</ul><a rel=next href='?page=2'>older</a>");
    std::vector<std::string> shown;
    for (const auto& entry : page.entries) shown.push_back(show(entry));
    EXPECT_THAT(shown, ElementsAre("/n/1 | A new quay | 2031-03-03", "/n/2 | Bridges | 2031-02-28",
                                   "/n/3 | Old | -"));
    EXPECT_EQ(page.next, "?page=2");
}

TEST(IndexPage, GivesADateToTheLinkBeforeItWhenNoEntryIsFramed) {
    Source source;
    source.link_selector = "dt a";
    source.date_selector = "dd";
    const auto page =
        read(source, "<dl><dt><a href=a>One</a><dd>17.02.2031<dt><a href=b>Two</a><dd>soon</dl>");
    ASSERT_EQ(page.entries.size(), 2U);
    EXPECT_EQ(show(page.entries[0]), "a | One | 2031-02-17");
    EXPECT_EQ(show(page.entries[1]), "b | Two | -");
}

TEST(IndexPage, StandsPagesThatNestWithoutEnd) {
    Source source;
    source.link_selector = "div div a";
    std::string html;
    for (int i = 0; i < 50000; ++i) html += "<div>";
    html += "<a href=x>y</a>";
    EXPECT_TRUE(read(source, html).entries.empty()) << "deeper than any honest page";
}

TEST(IndexPage, ReadsDaysAsPagesPrintThem) {
    for (const char* text : {"17 February 2031", "February 17, 2031", "Published: 17 Feb 2031", "17.02.2031",
                             "17/02/2031", "2031-02-17", "02/17/2031", "Monday, 17 February 2031"}) {
        const auto day = parse_page_date(text);
        ASSERT_TRUE(day) << text;
        EXPECT_EQ(to_rfc3339(*day).substr(0, 10), "2031-02-17") << text;
    }
    for (const char* text : {"", "yesterday", "40.02.2031", "7 days ago"})
        EXPECT_FALSE(parse_page_date(text)) << text;
}

}  // namespace
}  // namespace claimline
