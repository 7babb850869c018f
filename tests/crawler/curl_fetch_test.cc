// The fetcher against a real server on loopback.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "crawler/fetch.h"
#include "crawler/gzip.h"
#include "crawler/loopback_server.h"

namespace claimline {
namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;

class CurlFetchTest : public testing::Test {
  protected:
    CurlFetchTest() {
        options_.user_agent = "paperboy/1 (+mailto:desk@mill.example)";
        options_.allow_nets = {"127.0.0.1"};
        options_.silence_timeout = milliseconds(1000);
    }

    Exchange fetch(const std::string& url, std::vector<HttpHeader> headers = {}) {
        auto fetcher = std::move(*open_curl_fetcher(options_));
        fetcher->start({7, url, std::move(headers)});
        for (int i = 0; i < 100; ++i) {
            auto finished = fetcher->poll(milliseconds(200));
            if (!finished.empty()) return std::move(finished.front());
        }
        ADD_FAILURE() << "no end";
        return {};
    }
    Exchange answered_with(std::string raw) {
        const LoopbackServer server([&](const auto&) { return raw; });
        return fetch(server.url("/x"));
    }

    FetchOptions options_;
};

TEST_F(CurlFetchTest, HandsBackTheAnswerAndTheRequestAsTheyWere) {
    const LoopbackServer server(
        [](const auto&) { return answer("the mill", "ETag: \"1\"\r\nX-Fold: a\r\n b\r\n", "200 Fine"); });
    const Exchange exchange = fetch(server.url("/a%20b?q=1"), {{"If-None-Match", "\"0\""}});
    EXPECT_EQ(exchange.id, 7U);
    EXPECT_EQ(exchange.end, FetchEnd::complete);
    EXPECT_EQ(exchange.error, "");
    EXPECT_EQ(exchange.status, 200);
    EXPECT_EQ(exchange.reason, "Fine");
    EXPECT_EQ(exchange.body, "the mill");
    EXPECT_EQ(find_header(exchange.headers, "etag"), "\"1\"");
    EXPECT_EQ(find_header(exchange.headers, "X-Fold"), "a b");
    EXPECT_EQ(exchange.ip, "127.0.0.1");
    EXPECT_EQ(server.requests().at(0).target, "/a%20b?q=1");
    EXPECT_EQ(server.requests().at(0).head, exchange.request_head);
    EXPECT_EQ(server.requests().at(0).header("If-None-Match"), "\"0\"");
}

TEST_F(CurlFetchTest, KeepsThePackedBytes) {
    const std::string packed = gzip("a long enough text, a long enough text");
    EXPECT_EQ(answered_with(answer(packed, "Content-Encoding: gzip\r\n")).body, packed);
}

TEST_F(CurlFetchTest, UndoesTheTransferCodingAndSkipsInterimAnswers) {
    const Exchange exchange = answered_with(
        "HTTP/1.1 103 Early Hints\r\nLink: </s>\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
        "3\r\nabc\r\n2\r\nde\r\n0\r\nX-Trailer: t\r\n\r\n");
    EXPECT_EQ(exchange.end, FetchEnd::complete);
    EXPECT_EQ(exchange.body, "abcde");
    EXPECT_EQ(find_header(exchange.headers, "Link"), "");
    EXPECT_EQ(find_header(exchange.headers, "X-Trailer"), "");
}

TEST_F(CurlFetchTest, MarksBodiesThatDidNotComeWhole) {
    EXPECT_EQ(answered_with("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhalf").truncated, "disconnect");
    EXPECT_EQ(answered_with("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n").truncated,
              "disconnect");
    EXPECT_EQ(answered_with("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\nZZ\r\n").end,
              FetchEnd::truncated);
    EXPECT_EQ(answered_with("HTTP/1.0 200 OK\r\n\r\nwhole").end, FetchEnd::complete);
}

TEST_F(CurlFetchTest, StopsAtItsLimits) {
    options_.max_body = 1000;
    const Exchange large = answered_with(answer(std::string(2000, 'x')));
    EXPECT_EQ(large.end, FetchEnd::truncated);
    EXPECT_EQ(large.truncated, "length");
    EXPECT_EQ(large.body.size(), 1000U);
    EXPECT_EQ(answered_with(answer(std::string(1000, 'x'))).end, FetchEnd::complete);

    options_.max_head = 2000;
    std::string headers;
    for (int i = 0; i < 100; ++i) headers += fmt::format("X-{}: {}\r\n", i, std::string(50, 'y'));
    EXPECT_EQ(answered_with(answer("x", headers)).end, FetchEnd::broken);
}

TEST_F(CurlFetchTest, RefusesAnswersThatContradictHttp) {
    const Exchange twice =
        answered_with("HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 6\r\n\r\nabcdef");
    EXPECT_EQ(twice.end, FetchEnd::broken);
    EXPECT_THAT(twice.error, HasSubstr("Content-Length"));
    EXPECT_EQ(answered_with("HTTP/1.1 999 No\r\nContent-Length: 1\r\n\r\nx").end, FetchEnd::broken);
    const Exchange garbage = answered_with("HELLO\r\n\r\n");
    EXPECT_EQ(garbage.end, FetchEnd::broken);
    EXPECT_EQ(garbage.status, 0);
}

TEST_F(CurlFetchTest, GivesUpOnSilence) {
    const LoopbackServer server([](const auto&) { return std::string(); });
    const Exchange exchange = fetch(server.url("/"));
    EXPECT_EQ(exchange.end, FetchEnd::unreachable);
    EXPECT_EQ(exchange.status, 0);
    EXPECT_LT(exchange.took, milliseconds(5000));
}

TEST_F(CurlFetchTest, FollowsNoRedirectByItself) {
    const LoopbackServer server([](const auto&) { return answer("", "Location: /next\r\n", "302 Found"); });
    EXPECT_EQ(fetch(server.url("/")).status, 302);
    EXPECT_EQ(server.requests().size(), 1U);
}

TEST_F(CurlFetchTest, ConnectsToNoAddressThatWasNotAllowed) {
    const LoopbackServer server([](const auto&) { return answer("secret"); });
    options_.allow_nets = {"127.0.1.0/24"};
    const auto port = server.origin().substr(server.origin().rfind(':'));
    for (const std::string host : {"127.0.0.1", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]", "localhost"}) {
        const Exchange exchange = fetch("http://" + host + port + "/");
        EXPECT_EQ(exchange.end, FetchEnd::refused) << host << ' ' << exchange.error;
    }
    EXPECT_EQ(fetch("file:///etc/hostname").end, FetchEnd::refused);
    EXPECT_TRUE(server.requests().empty());
}

TEST_F(CurlFetchTest, IgnoresTheProxyOfTheEnvironment) {
    const LoopbackServer server([](const auto&) { return answer("direct"); });
    ::setenv("http_proxy", "http://127.0.0.1:1", 1);
    EXPECT_EQ(fetch(server.url("/")).body, "direct");
    ::unsetenv("http_proxy");
}

TEST_F(CurlFetchTest, RunsRequestsSideBySide) {
    std::atomic<int> waiting = 0;
    const LoopbackServer server([&](const auto&) {
        ++waiting;
        while (waiting < 8) std::this_thread::yield();
        return answer("together");
    });
    auto fetcher = std::move(*open_curl_fetcher(options_));
    for (std::uint64_t i = 0; i < 8; ++i) fetcher->start({i, server.url("/"), {}});
    std::size_t finished = 0;
    for (int i = 0; i < 100 && finished < 8; ++i) finished += fetcher->poll(milliseconds(100)).size();
    EXPECT_EQ(finished, 8U);
}

TEST_F(CurlFetchTest, NamesAnUnreachableHostAndAMalformedNetwork) {
    EXPECT_EQ(fetch("http://127.0.0.1:1/").end, FetchEnd::unreachable);
    options_.allow_nets = {"everywhere"};
    EXPECT_EQ(open_curl_fetcher(options_).error().kind, ErrorKind::usage);
}

}  // namespace
}  // namespace claimline
