#include "crawler/feed.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "crawler/conformance.h"

namespace claimline {
namespace {

const Url kBase = *parse_url("https://mill.example/feeds/all.xml");

TEST(Feed, ReadsRss) {
    const auto feed = parse_feed(
        "<?xml version='1.0'?><rss version='2.0' "
        "xmlns:atom='http://www.w3.org/2005/Atom'><channel><title>Mill &amp; co</title>"
        "<atom:link href='https://mill.example/feeds/all.xml' rel='self'/><link>https://mill.example/</link>"
        "<image><title>logo</title><link>https://mill.example/logo</link></image>"
        "<item><title>The mill&nbsp;closes</title><link>https://mill.example/1?a=1&amp;b=2</link><guid "
        "isPermaLink='false'>g1</guid>"
        "<pubDate>Mon, 05 May 2031 10:00:00 GMT</pubDate></item>"
        "<item><title><![CDATA[A <b>plan</b>]]></title><guid>https://mill.example/2</guid></item>"
        "<item><link>/3</link></item></channel></rss>",
        kBase);
    ASSERT_TRUE(feed) << feed.error().message;
    EXPECT_EQ(feed->title, "Mill & co");
    EXPECT_EQ(feed->home, "https://mill.example/");
    ASSERT_EQ(feed->items.size(), 3U);
    EXPECT_EQ(feed->items[0].url, "https://mill.example/1?a=1&b=2");
    EXPECT_EQ(feed->items[0].id, "g1");
    EXPECT_EQ(feed->items[0].title, "The mill\u00a0closes");
    EXPECT_EQ(feed->items[0].published, "Mon, 05 May 2031 10:00:00 GMT");
    EXPECT_EQ(feed->items[1].url, "https://mill.example/2");
    EXPECT_EQ(feed->items[1].title, "A <b>plan</b>");
    EXPECT_EQ(feed->items[2].url, "https://mill.example/3");
}

TEST(Feed, ReadsAtomWithXmlBase) {
    const auto feed = parse_feed(
        "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://press.example/'><title>Press</title>"
        "<entry xml:base='2031/'><title>One</title><id>tag:1</id><link rel='edit' href='edit/1'/><link "
        "href='one.html'/>"
        "<source><title>Elsewhere</title><link href='https://else.example/'/></source>"
        "<published>2031-05-05T10:00:00Z</published><updated>2031-05-06T10:00:00Z</updated></entry>"
        "<entry><link rel='alternate' href='two.html'/></entry></feed>",
        kBase);
    ASSERT_TRUE(feed);
    ASSERT_EQ(feed->items.size(), 2U);
    EXPECT_EQ(feed->items[0].url, "https://press.example/2031/one.html");
    EXPECT_EQ(feed->items[0].title, "One");
    EXPECT_EQ(feed->items[0].published, "2031-05-05T10:00:00Z");
    EXPECT_EQ(feed->items[0].updated, "2031-05-06T10:00:00Z");
    EXPECT_EQ(feed->items[1].url, "https://press.example/two.html");
}

TEST(Feed, ReadsRdfAndJson) {
    const auto rdf = parse_feed(
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/' "
        "xmlns:dc='http://purl.org/dc/elements/1.1/'><channel rdf:about='x'><title>T</title></channel>"
        "<item "
        "rdf:about='https://mill.example/a'><title>A</title><dc:date>2031-05-05</dc:date></item></rdf:RDF>",
        kBase);
    ASSERT_TRUE(rdf);
    ASSERT_EQ(rdf->items.size(), 1U);
    EXPECT_EQ(rdf->items[0].url, "https://mill.example/a");
    EXPECT_EQ(rdf->items[0].published, "2031-05-05");

    const auto json = parse_feed(
        R"({"version": "https://jsonfeed.org/version/1.1", "title": "J", "items": [{"id": 7, "url": "/x", "title": "X"}, 3]})",
        kBase);
    ASSERT_TRUE(json);
    ASSERT_EQ(json->items.size(), 1U);
    EXPECT_EQ(json->items[0].url, "https://mill.example/x");
    EXPECT_EQ(json->items[0].id, "7");
}

TEST(Feed, TakesWhatItCanFromABrokenOne) {
    const auto feed = parse_feed(
        "<rss><channel><item><link>https://m.example/1</link></item><item><title>a & b</title>"
        "<link>https://m.example/2</link></item><item><link>https://m.example/3",
        kBase);
    ASSERT_TRUE(feed);
    EXPECT_GE(feed->items.size(), 2U);
    EXPECT_EQ(feed->items[0].url, "https://m.example/1");
    EXPECT_FALSE(parse_feed("<html><body>no feed</body></html>", kBase));
    EXPECT_FALSE(parse_feed("", kBase));
    EXPECT_FALSE(parse_feed("{\"a\": 1}", kBase));
}

TEST(Feed, ExpandsNoEntityOfTheDocumentAndLoadsNothing) {
    std::string bomb = "<!DOCTYPE rss [<!ENTITY l0 'lol'>";
    for (int i = 1; i < 10; ++i) {
        bomb += fmt::format("<!ENTITY l{0} '&l{1};&l{1};&l{1};&l{1};&l{1};&l{1};&l{1};&l{1};&l{1};&l{1};'>",
                            i, i - 1);
    }
    bomb +=
        "<!ENTITY x SYSTEM 'file:///etc/hostname'>]><rss><channel><title>a&l9;&x;b</title>"
        "<item><link>https://m.example/1</link></item></channel></rss>";
    const auto feed = parse_feed(bomb, kBase);
    ASSERT_TRUE(feed);
    EXPECT_EQ(feed->title, "ab");
    ASSERT_EQ(feed->items.size(), 1U);
}

TEST(Feed, ReadsOtherCharsets) {
    EXPECT_EQ(
        parse_feed(
            "<?xml version='1.0' encoding='iso-8859-1'?><rss><channel><title>caf\xe9</title></channel></rss>",
            kBase)
            ->title,
        "caf\u00e9");
    EXPECT_EQ(
        parse_feed("<rss><channel><title>caf\xe9</title></channel></rss>", kBase, "windows-1252")->title,
        "caf\u00e9");
}

class FeedConformance : public Conformance {};

// Only what a crawl uses of a feed; the rest of these suites is about fields that we do not read.
TEST_F(FeedConformance, FindsLinksIdsAndTitles) {
    const double passed = share("feed.jsonl", [](const nlohmann::json& test) {
        const std::string bytes = decode_base64(test["feed_b64"].get<std::string>());
        const auto http = test.value("http", nlohmann::json::object());
        const auto feed = parse_feed(bytes, *parse_url("http://example.com/"));
        for (const auto& check : test["checks"]) {
            const auto& path = check["path"];
            if (path.size() != 3 || path[0] != "entries" || !check["value"].is_string()) continue;
            const std::string field = path[2].is_string() ? path[2].get<std::string>() : "";
            if (field != "link" && field != "id" && field != "title") continue;
            const auto index = path[1].get<std::size_t>();
            if (!feed || feed->items.size() <= index) return false;
            const FeedItem& item = feed->items[index];
            const std::string& value = field == "link" ? item.url : field == "id" ? item.id : item.title;
            if (value != check["value"].get<std::string>()) return false;
        }
        return true;
    });
    EXPECT_GE(passed, .90);
}

}  // namespace
}  // namespace claimline
