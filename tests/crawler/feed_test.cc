#include "crawler/feed.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "conformance.h"
#include "core/text.h"
#include "crawler/moments.h"
#include "crawler/xml_text.h"

namespace claimline {
namespace {

const Url kBase = *parse_url("https://mill.example/feeds/all.xml");

Instant at(std::string_view text) {
    return *parse_rfc3339(text);
}

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
    EXPECT_EQ(feed->items[0].published, at("2031-05-05T10:00:00Z"));
    EXPECT_EQ(feed->items[1].url, "https://mill.example/2");
    EXPECT_EQ(feed->items[1].title, "A plan");
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
    EXPECT_EQ(feed->items[0].published, at("2031-05-05T10:00:00Z"));
    EXPECT_EQ(feed->items[0].updated, at("2031-05-06T10:00:00Z"));
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
    EXPECT_EQ(rdf->items[0].published, at("2031-05-05T00:00:00Z"));

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

TEST(Feed, GoesByNamespacesNotByPrefixes) {
    const auto feed = parse_feed(
        "<rss xmlns:when='http://purl.org/dc/terms/' xmlns:x='http://search.yahoo.com/mrss/' "
        "xmlns:h='http://www.w3.org/1999/xhtml'><channel><h:title>Not ours</h:title><title>Ours</title>"
        "<item><when:issued>2031-05-05</when:issued><x:group><x:title>Only here</x:title></x:group>"
        "<description><h:a><h:link>https://m.example/no</h:link></h:a></description>"
        "<link>https://m.example/1</link></item></channel></rss>",
        kBase);
    ASSERT_TRUE(feed);
    EXPECT_EQ(feed->title, "Ours");
    ASSERT_EQ(feed->items.size(), 1U);
    EXPECT_EQ(feed->items[0].published, at("2031-05-05T00:00:00Z"));
    EXPECT_EQ(feed->items[0].title, "Only here");
    EXPECT_EQ(feed->items[0].url, "https://m.example/1");
}

TEST(Feed, ShowsTitlesAsReadersSeeThem) {
    const auto title = [](std::string_view element) {
        const auto feed = parse_feed(
            fmt::format("<feed xmlns='http://www.w3.org/2005/Atom'><entry>{}</entry></feed>", element),
            kBase);
        return feed && feed->items.size() == 1 ? feed->items[0].title : "?";
    };
    EXPECT_EQ(title("<title>Two &lt;new&gt; mills</title>"), "Two <new> mills");
    EXPECT_EQ(title("<title type='html'>Two &lt;b>new&lt;/b> mills&amp;nbsp;&amp;#33;</title>"),
              "Two new mills\u00a0!");
    EXPECT_EQ(title("<title type='xhtml'><div>Two\n  <em>new</em> mills</div></title>"), "Two new mills");
    EXPECT_EQ(title("<title type='application/octet-stream'>VHdvIG1pbGxz</title>"), "Two mills");
    EXPECT_EQ(title("<title>Mills & dams &#X41;</title>"), "Mills & dams A");
}

TEST(Feed, KeepsAnAddressWithBareAmpersands) {
    const auto feed = parse_feed(
        "<rss><channel><item><link>https://m.example/?a=1&b=2&c</link></item></channel></rss>", kBase);
    ASSERT_TRUE(feed);
    ASSERT_EQ(feed->items.size(), 1U);
    EXPECT_EQ(feed->items[0].url, "https://m.example/?a=1&b=2&c");
}

TEST(FeedDates, AreReadInEveryUsualForm) {
    const std::vector<std::pair<std::string_view, std::string_view>> cases{
        {"2031-05-05T10:00:00+02:00", "2031-05-05T08:00:00Z"},
        {"2031-05-05 10:00", "2031-05-05T10:00:00Z"},
        {"2031-05-05T10:00:00.123Z", "2031-05-05T10:00:00Z"},
        {"20310505", "2031-05-05T00:00:00Z"},
        {"2031-05", "2031-05-01T00:00:00Z"},
        {"2031", "2031-01-01T00:00:00Z"},
        {"Mon, 05 May 2031 10:00:00 GMT", "2031-05-05T10:00:00Z"},
        {"5 May 31 10:00 EST", "2031-05-05T15:00:00Z"},
        {"Mon, 5 May 2031 10:00:00 -0730", "2031-05-05T17:30:00Z"},
        {"Monday, 05-May-31 10:00:00 GMT", "2031-05-05T10:00:00Z"},
        {"Mon May  5 10:00:00 2031", "2031-05-05T10:00:00Z"},
        {"May 5, 2031", "2031-05-05T00:00:00Z"}};
    for (const auto& [text, expected] : cases) EXPECT_EQ(parse_feed_date(text), at(expected)) << text;
    for (const std::string_view text :
         {"", "soon", "99", "2031-13-01", "31 Feb 2031", "2031-05-05T25:00:00Z", "May 2031"})
        EXPECT_FALSE(parse_feed_date(text)) << text;
}

class FeedConformance : public Conformance {
  protected:
    using Json = nlohmann::json;

    // Titles are compared as readers see them, addresses as the URL standard writes them.
    static bool same(const std::string& ours, const Json& expected, std::string_view field) {
        if (!expected.is_string()) return true;
        const auto text = expected.get<std::string>();
        if (field == "title") return ours == text_of_markup(text) || ours == collapse_space(text);
        const auto url =
            field == "link" ? resolve_url(kBaseOfCases, text) : Result<Url>(fail(ErrorKind::not_found, ""));
        return ours == (url ? url->href : text);
    }
    static bool same(const std::optional<Instant>& ours, const Json& expected) {
        if (expected.is_string()) return ours == parse_feed_date(expected.get<std::string>());
        if (!expected.is_array()) return true;
        const auto part = [&expected](std::size_t i) { return expected[i].get<int>(); };
        return ours == parse_feed_date(fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", part(0), part(1),
                                                   part(2), part(3), part(4), part(5)));
    }

    // `Part` is a Feed or a FeedItem.
    template <class Part>
    static bool agrees(const Part& part, const std::string& link, std::string_view field,
                       const Json& expected) {
        if (field == "title") return same(part.title, expected, field);
        if (field == "link") return same(link, expected, field);
        if (field == "id" || field == "guid") return same(part.id, expected, field);
        if (field.starts_with("published") || field.starts_with("created") || field.starts_with("pubDate"))
            return same(part.published, expected);
        // What was never updated was last touched when it came out.
        if (field.starts_with("updated")) return same(part.updated ? part.updated : part.published, expected);
        return true;
    }

    inline static const Url kBaseOfCases = *parse_url("http://127.0.0.1:8097/");
};

// Only what a crawl uses of a feed; the rest of these suites is about fields that we do not read.
TEST_F(FeedConformance, FindsTitlesLinksIdsAndDates) {
    const double passed = share("feed.jsonl", [](const Json& test) {
        const auto bytes = decode_base64(test["feed_b64"].get<std::string>());
        const auto feed = parse_feed(*bytes, kBaseOfCases);
        for (const auto& check : test["checks"]) {
            const auto& path = check["path"];
            const bool of_item = path.size() == 3 && path[0] == "entries";
            if (!of_item && !(path.size() == 2 && path[0] == "feed")) continue;
            if (!path.back().is_string()) continue;
            const auto field = path.back().get<std::string>();
            if (!feed) return false;
            if (!of_item && !agrees(*feed, feed->home, field, check["value"])) return false;
            if (!of_item) continue;
            const auto index = path[1].get<std::size_t>();
            if (feed->items.size() <= index) return false;
            if (!agrees(feed->items[index], feed->items[index].url, field, check["value"])) return false;
        }
        return true;
    });
    EXPECT_GE(passed, .99);
}

TEST_F(FeedConformance, AgreesWithGofeed) {
    const double passed = share("feed_gofeed.jsonl", [](const Json& test) {
        const auto bytes = decode_base64(test["feed_b64"].get<std::string>());
        const auto feed = parse_feed(*bytes, kBaseOfCases);
        if (!feed) return false;
        for (const auto& [field, expected] : test["expect"].items()) {
            if (!agrees(*feed, feed->home, field, expected)) return false;
            if ((field != "items" && field != "entries") || !expected.is_array()) continue;
            if (feed->items.size() != expected.size()) return false;
            for (std::size_t i = 0; i < expected.size(); ++i)
                for (const auto& [name, value] : expected[i].items())
                    if (!agrees(feed->items[i], feed->items[i].url, name, value)) return false;
        }
        return true;
    });
    EXPECT_GE(passed, .97);
}

}  // namespace
}  // namespace claimline
