#include <gtest/gtest.h>

#include <string>

#include "tests/extract/page_fixture.h"

namespace claimline {
namespace {

constexpr const char* kUrl = "https://www.harbourpost.example/news/ferry";

PageFixture page(std::string_view head, std::string_view body = "") {
    return PageFixture(
        "<html><head>" + std::string(head) + "</head><body>" + std::string(body) + "</body></html>", kUrl);
}

TEST(Canonical, IsBelievedOnTheSameSiteOnly) {
    EXPECT_EQ(find_canonical(page("<link rel=canonical href=/news/ferry-1>").facts()).value,
              "https://www.harbourpost.example/news/ferry-1");
    EXPECT_EQ(
        find_canonical(page("<link rel=canonical href=https://other.example/news/ferry>").facts()).value, "");
    EXPECT_EQ(
        find_canonical(page("<link rel=canonical href='https://www.harbourpost.example/'>").facts()).value,
        "");
}

TEST(Canonical, FallsBackToOpenGraphAndJsonLd) {
    EXPECT_EQ(find_canonical(page("<link rel=canonical href=https://other.example/x>"
                                  "<meta property=og:url content=https://harbourpost.example/news/ferry>")
                                 .facts())
                  .origin,
              "meta og:url");
    const Found url = find_canonical(page("<script type=application/ld+json>{\"@type\":\"Article\",\"url\":"
                                          "\"https://m.harbourpost.example/news/ferry\"}</script>")
                                         .facts());
    EXPECT_EQ(url.value, "https://m.harbourpost.example/news/ferry");
    EXPECT_EQ(url.origin, "json-ld url");
}

TEST(AmpTwin, IsResolvedAgainstThePage) {
    EXPECT_EQ(find_amp(page("<link rel=amphtml href=/amp/ferry>").facts()).value,
              "https://www.harbourpost.example/amp/ferry");
    EXPECT_EQ(find_amp(page("").facts()).value, "");
}

TEST(Pagination, OnlyANumberedPageOfTheSameAddressGoesOn) {
    EXPECT_EQ(find_next_page(page("<link rel=next href=/news/ferry/2>").facts()).value,
              "https://www.harbourpost.example/news/ferry/2");
    EXPECT_EQ(find_next_page(page("<link rel=next href='/news/ferry?page=2'>").facts()).origin, "link next");
    EXPECT_EQ(find_next_page(page("<link rel=next href=/news/harbour>").facts()).value, "");
    EXPECT_EQ(find_next_page(page("<link rel=next href=/news/ferry-20210>").facts()).value, "");
    EXPECT_EQ(find_previous_page(page("<link rel=prev href=/news/ferry/page/2/>").facts()).value,
              "https://www.harbourpost.example/news/ferry/page/2/");
}

TEST(Pagination, NumberedLinksAreListedOnceAndInOrder) {
    const auto pages = find_pages(page("",
                                       "<p>1 <a href='?page=2'>2</a> <a href='?page=3'>3</a> <a "
                                       "href='?page=2'>2</a> <a href=/top/5>5</a></p>")
                                      .facts());
    EXPECT_EQ(pages, (std::vector<std::string>{"https://www.harbourpost.example/news/ferry?page=2",
                                               "https://www.harbourpost.example/news/ferry?page=3"}));
}

TEST(Partial, IsSaidByTheArticleOrByAPartOfIt) {
    EXPECT_EQ(find_partial(page("<script type=application/ld+json>{\"@type\":\"NewsArticle\","
                                "\"isAccessibleForFree\":false}</script>")
                               .facts())
                  .origin,
              "json-ld isAccessibleForFree");
    EXPECT_EQ(find_partial(page("<script type=application/ld+json>{\"@type\":\"NewsArticle\","
                                "\"isAccessibleForFree\":true,\"hasPart\":[{\"@type\":\"WebPageElement\","
                                "\"isAccessibleForFree\":\"False\",\"cssSelector\":\".wall\"}]}</script>")
                               .facts())
                  .origin,
              "json-ld hasPart");
    EXPECT_EQ(find_partial(page("<meta name=article:content_tier content=locked>").facts()).value, "partial");
    EXPECT_EQ(find_partial(page("").facts()).value, "");
}

}  // namespace
}  // namespace claimline
