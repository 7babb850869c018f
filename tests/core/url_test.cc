// URLs: the standard's corners in our own words, and the public case files where they are at hand.

#include "core/url.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "conformance.h"

namespace claimline {
namespace {

std::string href(std::string_view text) {
    const auto url = parse_url(text);
    return url ? url->href : "error";
}

std::string resolved(std::string_view base, std::string_view reference) {
    const auto url = resolve_url(*parse_url(base), reference);
    return url ? url->href : "error";
}

std::string normal(std::string_view text) {
    const auto url = parse_url(text);
    return url ? normalise_url(*url).href : "error";
}

TEST(Url, SplitsIntoItsParts) {
    const auto url = parse_url("HTTPS://News.Example:8443/a/b?x=1&y#top");
    ASSERT_TRUE(url);
    EXPECT_EQ(url->scheme, "https");
    EXPECT_EQ(url->host, "news.example");
    EXPECT_EQ(url->port, 8443);
    EXPECT_EQ(url->path, "/a/b");
    EXPECT_EQ(url->query, "x=1&y");
    EXPECT_EQ(url->href, "https://news.example:8443/a/b?x=1&y");
    EXPECT_EQ(url->origin(), "https://news.example:8443");
}

TEST(Url, HasNoPortInItsTextWhenItIsTheDefault) {
    EXPECT_EQ(href("http://press.example:80/x"), "http://press.example/x");
    EXPECT_EQ(parse_url("https://press.example")->port, 443);
    EXPECT_EQ(parse_url("https://press.example")->origin(), "https://press.example");
}

TEST(Url, DropsUserNameAndPassword) {
    EXPECT_EQ(href("http://ann:s3cret@desk.example/in"), "http://desk.example/in");
}

TEST(Url, ReadsWhatAuthorsMistype) {
    EXPECT_EQ(href(" \thttp:\\\\desk.example\\a\\b "), "http://desk.example/a/b");
    EXPECT_EQ(href("http:desk.example"), "http://desk.example/");
    EXPECT_EQ(href("http://desk.exa\nmple/pa\tth"), "http://desk.example/path");
}

TEST(Url, ResolvesDotSegmentsAlsoWhenTheyAreEncoded) {
    EXPECT_EQ(href("http://d.example/a/./b/../c"), "http://d.example/a/c");
    EXPECT_EQ(href("http://d.example/a/%2E%2e/b"), "http://d.example/b");
    EXPECT_EQ(href("http://d.example/../../up"), "http://d.example/up");
    EXPECT_EQ(href("http://d.example/a/b/.."), "http://d.example/a/");
}

TEST(Url, EncodesWhatAPathMayNotHold) {
    EXPECT_EQ(href("http://d.example/naïve page"), "http://d.example/na%C3%AFve%20page");
    EXPECT_EQ(href("http://d.example/?q=\"a b\""), "http://d.example/?q=%22a%20b%22");
    EXPECT_EQ(href("http://d.example/\xff"), "http://d.example/%FF");
}

TEST(Url, RefusesWhatNoServerCanBeAskedFor) {
    for (const char* text : {"", "/relative", "ftp://d.example/", "javascript:alert(1)", "http://",
                             "http://:80/", "http://a b/", "http://d.example:99999/", "http://d.example:8x/",
                             "http://[::1", "http://%zz/", "http://256.1.1.1/", "http://1.2.3.4.5/"}) {
        EXPECT_EQ(href(text), "error") << text;
    }
}

TEST(Url, ReadsEverySpellingOfAnIpv4Address) {
    for (const char* text :
         {"http://127.0.2.1/", "http://0x7f000201/", "http://2130706945/", "http://0177.0.01001/",
          "http://127.513/", "http://127.0.2.1./", "http://１２７.0.2.1/"}) {
        EXPECT_EQ(href(text), "http://127.0.2.1/") << text;
    }
}

TEST(Url, CompressesIpv6Addresses) {
    EXPECT_EQ(href("http://[2001:DB8:0:0:1:0:0:0]/"), "http://[2001:db8:0:0:1::]/");
    EXPECT_EQ(href("http://[::ffff:127.0.2.1]/"), "http://[::ffff:7f00:201]/");
    EXPECT_EQ(href("http://[1:2:3:4:5:6:7:8]/"), "http://[1:2:3:4:5:6:7:8]/");
    EXPECT_EQ(href("http://[1:2:3]/"), "error");
    EXPECT_EQ(href("http://[1::2::3]/"), "error");
}

TEST(Url, WritesInternationalNamesInAscii) {
    EXPECT_EQ(href("http://Bücher.example/"), "http://xn--bcher-kva.example/");
    EXPECT_EQ(href("http://straße.example/"), "http://xn--strae-oqa.example/");
    EXPECT_EQ(href("http://xn--0.b\u00fccher.example/"), "error");
}

TEST(Url, ResolvesReferencesAgainstTheirPage) {
    const char* base = "http://desk.example/news/2031/index.html?page=2";
    EXPECT_EQ(resolved(base, "story.html"), "http://desk.example/news/2031/story.html");
    EXPECT_EQ(resolved(base, "../"), "http://desk.example/news/");
    EXPECT_EQ(resolved(base, "/about"), "http://desk.example/about");
    EXPECT_EQ(resolved(base, "//other.example/x"), "http://other.example/x");
    EXPECT_EQ(resolved(base, "?page=3"), "http://desk.example/news/2031/index.html?page=3");
    EXPECT_EQ(resolved(base, "#top"), "http://desk.example/news/2031/index.html?page=2");
    EXPECT_EQ(resolved(base, ""), "http://desk.example/news/2031/index.html?page=2");
    EXPECT_EQ(resolved(base, "http:story.html"), "http://desk.example/news/2031/story.html");
    EXPECT_EQ(resolved(base, "https:story.html"), "https://story.html/");
    EXPECT_EQ(resolved(base, "mailto:desk@desk.example"), "error");
}

TEST(NormalUrl, LosesTrackingParametersAndSessions) {
    EXPECT_EQ(normal("http://d.example/s?utm_source=rss&id=7&UTM_Medium=x&fbclid=abc"),
              "http://d.example/s?id=7");
    EXPECT_EQ(normal("http://d.example/s?utm_source=rss#part"), "http://d.example/s");
    EXPECT_EQ(normal("http://d.example/s;jsessionid=1F2E?id=7&PHPSESSID=99"), "http://d.example/s?id=7");
    EXPECT_EQ(normal("http://d.example/s?reference=7&mutm_x=1"), "http://d.example/s?mutm_x=1&reference=7");
}

TEST(NormalUrl, IsTheSameForEverySpelling) {
    EXPECT_EQ(normal("http://d.example/%7euser/%c3%a4?b=2&a=%31"), "http://d.example/~user/%C3%A4?a=1&b=2");
    EXPECT_EQ(normal("http://d.example/100%?x"), "http://d.example/100%25?x");
    EXPECT_EQ(normal("http://d.example/?"), "http://d.example/");
}

TEST(NormalUrl, KeepsTheOrderOfAParameterGivenTwice) {
    EXPECT_EQ(normal("http://d.example/?t=b&s=1&t=a"), "http://d.example/?s=1&t=b&t=a");
}

TEST(NormalUrl, ChangesNothingTheSecondTime) {
    for (const char* text :
         {"http://d.example/%25zz%?%&b=%&a", "http://d.example/;jsessionid=1;jsessionid=2/x",
          "http://d.example/a;jsessionid=1/b;jsessionid=2", "http://d.example/.;jsessionid=1/x",
          "http://d.example/%2e%2e/a%2Fb?=x&=&&q"}) {
        const std::string once = normal(text);
        EXPECT_EQ(normal(once), once) << text;
    }
}

class UrlConformance : public Conformance {};

std::string without_fragment(std::string text) {
    return text.substr(0, text.find('#'));
}

TEST_F(UrlConformance, ParsesAndResolvesAsTheStandardDoes) {
    const auto passes = [](const nlohmann::json& test) -> std::optional<bool> {
        const auto base_text = test.value("base", nlohmann::json());
        const bool failure = test.value("failure", false);
        const std::string protocol = test.value("protocol", "");
        if (!failure && protocol != "http:" && protocol != "https:")
            return std::nullopt;  // not a scheme of ours
        std::optional<Url> base;
        if (base_text.is_string()) {
            const auto parsed = parse_url(base_text.get<std::string>());
            if (parsed) base = *parsed;
        }
        const auto input = test["input"].get<std::string>();
        const auto url = base ? resolve_url(*base, input) : parse_url(input);
        if (failure) return !url;
        if (!url) return false;
        std::string expected = without_fragment(test["href"].get<std::string>());
        const std::string credentials =
            test.value("username", "") +
            (test.value("password", "").empty() ? "" : ":" + test.value("password", ""));
        if (!credentials.empty()) {
            const auto at = expected.find(credentials + "@");
            expected.erase(at, credentials.size() + 1);
        }
        return url->href == expected;
    };
    EXPECT_GE(share("url.jsonl", passes), .98);
}

TEST_F(UrlConformance, WritesHostsInAsciiAsTheStandardDoes) {
    const auto passes = [](const nlohmann::json& test) {
        const auto url = parse_url("https://" + test["input"].get<std::string>() + "/x");
        if (test["output"].is_null()) return !url;
        return url && url->host == test["output"].get<std::string>();
    };
    EXPECT_GE(share("host_ascii.jsonl", passes), .98);
}

TEST_F(UrlConformance, EncodesQueriesAsTheStandardDoes) {
    const auto passes = [](const nlohmann::json& test) {
        const auto url = parse_url("http://d.example/?" + test["input"].get<std::string>());
        return url && url->query == test["output"]["utf-8"].get<std::string>();
    };
    EXPECT_EQ(share("percent_encoding.jsonl", passes), 1);
}

TEST_F(UrlConformance, NormalisesAndResolvesAsOtherCrawlersDo) {
    EXPECT_EQ(share("url_normalise.jsonl",
                    [](const nlohmann::json& test) {
                        return normal(test["input"].get<std::string>()) ==
                               test["normalised"].get<std::string>();
                    }),
              1);
    EXPECT_EQ(share("url_resolve.jsonl",
                    [](const nlohmann::json& test) {
                        const auto& row = test["row"];
                        return resolved(row[1].get<std::string>(), row[0].get<std::string>()) ==
                               row[2].get<std::string>();
                    }),
              1);
}

}  // namespace
}  // namespace claimline
