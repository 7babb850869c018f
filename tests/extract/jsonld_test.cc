#include "extract/jsonld.h"

#include <gtest/gtest.h>

namespace claimline {
namespace {

TEST(JsonLd, ReadsAnArticleOfAGraphWithReferences) {
    const JsonLd data = parse_json_ld({R"({"@context":"https://schema.org","@graph":[
        {"@type":"WebSite","@id":"#site","name":"Harbour Post"},
        {"@type":["NewsArticle"],"headline":"Ferry line &amp; port","datePublished":"2021-04-02T08:00:00+02:00",
         "author":[{"@id":"#p1"},{"@type":"Person","name":"Bo Ek"}],"isPartOf":{"@id":"#site"},
         "isAccessibleForFree":"False"},
        {"@type":"Person","@id":"#p1","name":"Ann Vik"}]})"});
    ASSERT_EQ(data.documents.size(), 1U);
    const JsonLdDocument& article = data.documents[0];
    EXPECT_TRUE(article.is_article);
    EXPECT_EQ(article.headline, "Ferry line & port");
    EXPECT_EQ(article.authors, (std::vector<std::string>{"Ann Vik", "Bo Ek"}));
    EXPECT_EQ(article.part_of, "Harbour Post");
    EXPECT_TRUE(article.needs_access);
    EXPECT_EQ(data.website, "Harbour Post");
}

TEST(JsonLd, BrokenBlocksAreRepaired) {
    for (const char* script :
         {"<![CDATA[{\"@type\":\"Article\",\"headline\":\"Port\"}]]>",
          "{\"@type\":\"Article\",\"headline\":\"Port\",}",
          "{\"@type\":\"Article\",/* c */\"headline\":\"Port\",\"description\":\"a\nb\"};",
          "{&quot;@type&quot;:&quot;Article&quot;,&quot;headline&quot;:&quot;Port&quot;}",
          "{\"@type\":\"Article\",\"headline\":\"Port\",\"description\":\"it\\'s\"}"}) {
        const JsonLd data = parse_json_ld({script});
        ASSERT_EQ(data.documents.size(), 1U) << script;
        EXPECT_EQ(data.documents[0].headline, "Port") << script;
    }
}

TEST(JsonLd, HopelessBlocksAreSkippedAndOthersKept) {
    const JsonLd data = parse_json_ld({"{\"@type\":", "{\"@type\":\"Article\",\"headline\":\"Port\"}"});
    EXPECT_EQ(data.documents.size(), 1U);
}

TEST(JsonLd, TheArticleOfThisPageIsChosenAmongTeasers) {
    const JsonLd data =
        parse_json_ld({R"([{"@type":"NewsArticle","headline":"Other","url":"https://p.example/other"},
        {"@type":"NewsArticle","headline":"Mine","url":"https://p.example/mine/"}])"});
    EXPECT_EQ(data.main_article("https://www.p.example/mine?x=1", "")->headline, "Mine");
    EXPECT_EQ(data.main_article("", "Mine - The Post")->headline, "Mine");
}

TEST(JsonLd, LiveBlogEntriesKeepTheirTimes) {
    const JsonLd data = parse_json_ld({R"({"@type":"LiveBlogPosting","headline":"Day","liveBlogUpdate":[
        {"@type":"BlogPosting","datePublished":"2020-01-02T10:00:00Z","headline":"Start","articleBody":"<p>It began.</p>"}]})"});
    ASSERT_FALSE(data.documents.empty());
    ASSERT_EQ(data.documents[0].updates.size(), 1U);
    EXPECT_EQ(data.documents[0].updates[0].published, "2020-01-02T10:00:00Z");
}

TEST(JsonLd, DeepNestingIsNoTrouble) {
    EXPECT_TRUE(parse_json_ld({std::string(200'000, '[')}).documents.empty());
    EXPECT_TRUE(parse_json_ld({std::string(100'000, '[') + std::string(100'000, ']')}).documents.empty());
}

}  // namespace
}  // namespace claimline
