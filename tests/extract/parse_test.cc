#include "extract/parse.h"

#include <gtest/gtest.h>

#include <map>
#include <string>

namespace claimline {
namespace {

Article parse(std::string_view bytes, DocumentHints hints = {}) {
    const auto article = parse_document(bytes, hints);
    EXPECT_TRUE(article) << (article ? "" : article.error().message);
    return article ? *article : Article{};
}

constexpr std::string_view kPage = R"(<!doctype html><html lang="en"><head>
<title>Ferry company orders three vessels | Harbour Post</title>
<meta property="og:site_name" content="Harbour Post"><meta name="author" content="Ann Vik">
<meta property="article:published_time" content="2021-04-02T08:00:00+02:00">
<link rel="canonical" href="/news/ferry"></head><body>
<nav><ul><li><a href="/">Home</a><li><a href="/news">News</a></ul></nav>
<article><h1>Ferry company orders three vessels</h1>
<p>The ferry company said on Friday that it had ordered three vessels from a yard in the north, at a price of 40 million.</p>
<ul><li>two of them run on <b>hydro</b>gen, the company said in its statement</li><li>one is a spare for the winter months</li></ul>
<p>Delivery begins next spring, according to the managing director, who spoke to reporters at the quay.</p>
<table><tr><th>Vessel</th><th>Seats</th></tr><tr><td>Ada</td><td>120</td></tr><tr><td>Bea</td><td>90</td></tr></table>
</article><aside class="related"><h2>Related</h2><a href="/x">An older story about something else entirely</a></aside>
<footer>Copyright Harbour Post. All rights reserved.</footer></body></html>)";

TEST(ParseDocument, ReadsAnOrdinaryNewsPage) {
    const Article article = parse(kPage, {.url = "https://www.harbour.example/news/ferry?utm=1"});
    EXPECT_EQ(article.title, "Ferry company orders three vessels");
    EXPECT_EQ(article.authors, std::vector<std::string>{"Ann Vik"});
    EXPECT_EQ(article.published, "2021-04-02T08:00:00+02:00");
    EXPECT_EQ(article.site, "Harbour Post");
    EXPECT_EQ(article.lang, "en");
    EXPECT_EQ(article.canonical, "https://www.harbour.example/news/ferry");
    EXPECT_NE(article.text.find("ordered three vessels from a yard"), std::string::npos);
    EXPECT_NE(article.text.find("run on hydrogen"), std::string::npos);
    EXPECT_EQ(article.text.find("older story"), std::string::npos);
    EXPECT_EQ(article.text.find("Copyright"), std::string::npos);
    EXPECT_EQ(article.provenance.at("published"), "meta published");
}

TEST(ParseDocument, EveryFieldSaysWhereItIsFrom) {
    const Article article = parse(kPage, {.url = "https://www.harbour.example/news/ferry"});
    for (const auto& [field, origin] : std::map<std::string, std::string>{{"title", "h1"},
                                                                          {"author", "meta author"},
                                                                          {"published", "meta published"},
                                                                          {"site", "meta og:site_name"},
                                                                          {"lang", "html lang"},
                                                                          {"canonical", "link canonical"}})
        EXPECT_EQ(article.provenance.at(field), origin) << field;
    EXPECT_TRUE(article.provenance.contains("text"));
}

TEST(ParseDocument, AnEmptyPageIsAnArticleWithoutText) {
    EXPECT_EQ(parse("").text, "");
}

TEST(ParseDocument, PlainTextKeepsItsParagraphs) {
    const Article article = parse("First line.\r\n\r\nSecond paragraph.\n", {.media_type = "text/plain"});
    EXPECT_EQ(article.text, "First line.\n\nSecond paragraph.");
}

TEST(ParseDocument, TheUsersDateWins) {
    EXPECT_EQ(parse(kPage, {.published = "2020-01-01"}).published, "2020-01-01");
}

TEST(ParseDocument, DatesAfterTheCaptureAreRefused) {
    using namespace std::chrono_literals;
    EXPECT_EQ(parse(kPage, {.today = 2021y / 3 / 1}).published, "");
}

TEST(ParseDocument, TooLargeDocumentsAreRefused) {
    const auto refused = parse_document(std::string(100, 'x'), {}, {.max_bytes = 99});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::refused);
}

TEST(ParseDocument, TextOverTheLimitIsCutAtAParagraphAndMarked) {
    const Article article = *parse_document(kPage, {}, {.max_text_bytes = 200});
    EXPECT_LE(article.text.size(), 200U);
    EXPECT_TRUE(article.partial);
}

TEST(ParseDocument, SameBytesGiveTheSameArticle) {
    EXPECT_EQ(parse(kPage).text, parse(kPage).text);
}

TEST(ParseDocument, ThePagesLinesAreWrittenAsInTheTextAndHoldItsSurroundingsToo) {
    const std::string page =
        "<html><body><nav><a href=/>Home</a></nav><article><p>The  mill\nreopens.</p><ul><li>In "
        "May</li></ul></article><footer>Imprint</footer></body></html>";
    const std::vector<std::string> lines{"Home", "The mill reopens.", "- In May", "Imprint"};
    EXPECT_EQ(page_lines(page, "text/html; charset=utf-8"), lines);
}

}  // namespace
}  // namespace claimline
