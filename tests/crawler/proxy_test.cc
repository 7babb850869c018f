// Fetching through an HTTP proxy: a real one on loopback, which answers for http and tunnels for https.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "crawler/fetch.h"
#include "crawler/loopback_server.h"

namespace claimline {
namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

class ProxyTest : public testing::Test {
  protected:
    ProxyTest()
        : proxy_([](const LoopbackServer::Request& request) {
              // A tunnel to a server that speaks no TLS: what comes after the answer is no handshake.
              if (request.head.starts_with("CONNECT "))
                  return std::string("HTTP/1.1 200 Tunnel\r\n\r\nnot TLS");
              return answer("by the proxy", "Via: 1.1 mill\r\n");
          }) {
        options_.user_agent = "paperboy/1";
        options_.silence_timeout = milliseconds(2000);
        options_.proxy = proxy_.origin();
    }

    Exchange fetch(const std::string& url) {
        auto fetcher = std::move(*open_curl_fetcher(options_));
        fetcher->start({1, url, {}});
        for (int i = 0; i < 100; ++i) {
            auto finished = fetcher->poll(milliseconds(200));
            if (!finished.empty()) return std::move(finished.front());
        }
        ADD_FAILURE() << "no end";
        return {};
    }

    LoopbackServer proxy_;
    FetchOptions options_;
};

TEST_F(ProxyTest, IsAskedForHttpPagesByTheirWholeAddress) {
    const Exchange exchange = fetch("http://mill.example/news?a=1");
    ASSERT_EQ(exchange.end, FetchEnd::complete) << exchange.error;
    EXPECT_EQ(exchange.body, "by the proxy");
    ASSERT_EQ(proxy_.requests().size(), 1U);
    EXPECT_EQ(proxy_.requests()[0].target, "http://mill.example/news?a=1");
    EXPECT_EQ(proxy_.requests()[0].header("Host"), "mill.example");
    EXPECT_EQ(proxy_.requests()[0].header("User-Agent"), "paperboy/1");
}

TEST_F(ProxyTest, IsAskedForATunnelToHttpsHosts) {
    const Exchange exchange = fetch("https://mill.example/news");
    EXPECT_EQ(exchange.end, FetchEnd::unreachable) << "the tunnel leads to no TLS";
    EXPECT_EQ(exchange.status, 0) << "the proxy's 200 is not the server's";
    ASSERT_FALSE(proxy_.requests().empty());
    EXPECT_THAT(proxy_.requests()[0].head, StartsWith("CONNECT mill.example:443 HTTP/1.1\r\n"));
    EXPECT_THAT(proxy_.requests()[0].head, Not(HasSubstr("/news"))) << "the path stays inside the tunnel";
}

TEST_F(ProxyTest, MayBeOnAPrivateAddressButNoPageMayLeadToOne) {
    for (const std::string host : {"127.0.0.2", "10.0.0.1", "169.254.169.254", "[::1]", "[::ffff:10.1.2.3]",
                                   "2130706433", "localhost", "metadata.localhost"}) {
        for (const std::string scheme : {"http://", "https://"}) {
            const Exchange exchange = fetch(scheme + host + "/");
            EXPECT_EQ(exchange.end, FetchEnd::refused) << scheme << host << ' ' << exchange.error;
        }
    }
    EXPECT_TRUE(proxy_.requests().empty());
    options_.allow_nets = {"127.0.0.0/8"};
    EXPECT_EQ(fetch("http://127.0.0.2/").body, "by the proxy");
}

TEST_F(ProxyTest, ThatIsNotThereIsNoDirectConnection) {
    LoopbackServer page([](const auto&) { return answer("direct"); });
    options_.allow_nets = {"127.0.0.1"};
    options_.proxy = "http://127.0.0.1:1";
    EXPECT_EQ(fetch(page.url("/")).end, FetchEnd::unreachable);
    EXPECT_TRUE(page.requests().empty());
}

TEST_F(ProxyTest, MustBeAnAddressOfAProxy) {
    options_.proxy = "gopher://mill.example";
    const auto fetcher = open_curl_fetcher(options_);
    ASSERT_FALSE(fetcher);
    EXPECT_EQ(fetcher.error().kind, ErrorKind::usage);
    EXPECT_THAT(fetcher.error().message, HasSubstr("proxy"));
}

}  // namespace
}  // namespace claimline
