// Looks at addresses over real HTTP on loopback.

#include "crawler/probe.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "crawler/loopback_server.h"

namespace claimline {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

class ProbeTest : public testing::Test {
  protected:
    ProbeTest()
        : server_([this](const LoopbackServer::Request& request) {
              const auto found = pages_.find(request.target);
              return found == pages_.end() ? answer("no", "", "404 Not Found") : answer(found->second);
          }) {
        FetchOptions options;
        options.allow_nets = {"127.0.0.1"};
        fetcher_ = std::move(*open_curl_fetcher(options));
    }
    Prober prober() { return Prober(*fetcher_, clock_, "paperboy", std::chrono::milliseconds(0)); }
    std::size_t asked(std::string_view target) {
        std::size_t count = 0;
        for (const auto& request : server_.requests()) count += request.target == target ? 1U : 0U;
        return count;
    }

    std::map<std::string, std::string> pages_;
    LoopbackServer server_;
    SystemClock clock_;
    std::unique_ptr<Fetcher> fetcher_;
};

TEST_F(ProbeTest, FindsTheFeedsAndSitemapsOfAPage) {
    pages_["/robots.txt"] = "Sitemap: /maps.xml\n";
    pages_["/"] =
        "<!doctype html><html><link rel=alternate type=application/rss+xml href=/feed.xml>"
        "<a href=/a>a</a><a href=/legal/terms>t</a>";
    pages_["/feed.xml"] = "<rss><channel><item><title>A quay</title><link>" + server_.url("/a") +
                          "</link><pubDate>Mon, 05 May 2031 10:00:00 GMT</pubDate></item></channel></rss>";
    pages_["/maps.xml"] = "<sitemapindex><sitemap><loc>" + server_.url("/old.xml") +
                          "</loc></sitemap><sitemap><loc>" + server_.url("/news.xml") +
                          "</loc></sitemap></sitemapindex>";
    pages_["/news.xml"] = "<urlset><url><loc>" + server_.url("/a") + "</loc></url></urlset>";
    std::vector<std::string> found;
    Prober looker = prober();
    const auto probes = looker.discover(server_.url("/"));
    for (const Probe& probe : probes) found.push_back(probe.url.substr(server_.origin().size()));
    EXPECT_THAT(found, ElementsAre("/", "/feed.xml", "/maps.xml", "/news.xml"));
    EXPECT_EQ(probes[0].terms, server_.url("/legal/terms"));
    EXPECT_EQ(probes[1].what, Probe::What::feed);
    ASSERT_EQ(probes[1].items.size(), 1U);
    EXPECT_EQ(probes[1].items[0].title, "A quay");
    EXPECT_EQ(to_rfc3339(*probes[1].newest()), "2031-05-05T10:00:00Z");
    EXPECT_EQ(asked("/robots.txt"), 1U);
}

TEST_F(ProbeTest, AsksNothingThatRobotsTxtForbids) {
    pages_["/robots.txt"] = "User-agent: paperboy\nDisallow: /feed\nCrawl-delay: 2\n";
    const Probe probe = prober().look(server_.url("/feed.xml"));
    EXPECT_TRUE(probe.forbidden);
    EXPECT_EQ(probe.crawl_delay, std::chrono::seconds(2));
    EXPECT_EQ(asked("/feed.xml"), 0U);
}

TEST_F(ProbeTest, SaysWhyNothingCouldBeHad) {
    EXPECT_THAT(prober().look(server_.url("/missing")).problem, HasSubstr("404"));
    EXPECT_THAT(prober().look("http://127.0.0.2:1/").problem, HasSubstr("private"));
    EXPECT_FALSE(prober().look("no address").problem.empty());
}

}  // namespace
}  // namespace claimline
