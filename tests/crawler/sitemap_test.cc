#include "crawler/sitemap.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "conformance.h"
#include "crawler/xml_text.h"

namespace claimline {
namespace {

TEST(Sitemap, ReadsUrlsDatesAndNews) {
    const auto map = parse_sitemap(
        "<?xml version='1.0'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' xmlns:news='n' "
        "xmlns:image='i'>"
        "<url><loc> https://m.example/1?a&amp;b </loc><lastmod>2031-05-05</lastmod>"
        "<image:image><image:loc>https://m.example/p.png</image:loc></image:image></url>"
        "<url><loc><![CDATA[https://m.example/2]]></loc><news:news><news:publication_date>2031-05-06</"
        "news:publication_date>"
        "<news:title>Mill</news:title></news:news></url><url></url></urlset>");
    ASSERT_TRUE(map);
    EXPECT_FALSE(map->is_index);
    ASSERT_EQ(map->entries.size(), 2U);
    EXPECT_EQ(map->entries[0].url, "https://m.example/1?a&b");
    EXPECT_EQ(map->entries[0].lastmod, "2031-05-05");
    EXPECT_EQ(map->entries[1].url, "https://m.example/2");
    EXPECT_EQ(map->entries[1].published, "2031-05-06");
    EXPECT_EQ(map->entries[1].title, "Mill");
}

TEST(Sitemap, ReadsIndexesTextListsAndPrefixedNames) {
    const auto index =
        parse_sitemap("<sitemapindex><sitemap><loc>https://m.example/a.xml</loc></sitemap></sitemapindex>");
    EXPECT_TRUE(index->is_index);
    EXPECT_EQ(index->entries.at(0).url, "https://m.example/a.xml");
    EXPECT_EQ(parse_sitemap("https://m.example/1\r\n\nhttps://m.example/2\n")->entries.size(), 2U);
    EXPECT_EQ(
        parse_sitemap("<s:urlset xmlns:s='x'><s:url><s:loc>https://m.example/1</s:loc></s:url></s:urlset>")
            ->entries.size(),
        1U);
}

TEST(Sitemap, TakesWhatItCanFromABrokenOne) {
    const auto map = parse_sitemap(
        "<urlset><url><loc>https://m.example/1</loc></url><url><loc>https://m.example/2?a&b</loc></"
        "url><url><lo");
    ASSERT_TRUE(map);
    EXPECT_GE(map->entries.size(), 1U);
    EXPECT_FALSE(parse_sitemap("<html></html>"));
    EXPECT_FALSE(parse_sitemap("hello"));
}

TEST(Sitemap, IsRecognised) {
    EXPECT_TRUE(looks_like_sitemap("<?xml version='1.0'?>\n<!-- made by hand --><urlset>"));
    EXPECT_TRUE(looks_like_sitemap("<x:sitemapindex>"));
    EXPECT_FALSE(looks_like_sitemap("<rss><!-- no urlset --></rss>"));
}

class SitemapConformance : public Conformance {};

TEST_F(SitemapConformance, FindsAllLocations) {
    EXPECT_EQ(share("sitemap.jsonl",
                    [](const nlohmann::json& test) {
                        const auto map =
                            parse_sitemap(*decode_base64(test["sitemap_b64"].get<std::string>()));
                        if (!map) return false;
                        std::vector<std::string> locs;
                        for (const auto& entry : map->entries) locs.push_back(entry.url);
                        return locs == test["locs"].get<std::vector<std::string>>();
                    }),
              1);
}

}  // namespace
}  // namespace claimline
