// Short texts come back from zlib as they were, and cost less than the text.

#include "crawler/short_gzip.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include <array>

namespace claimline {
namespace {

// What zlib makes of one member; empty when it objects.
std::string inflated(const std::string& member) {
    z_stream stream{};
    inflateInit2(&stream, 15 + 16);
    std::string out(1 << 20, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(member.data()));
    stream.avail_in = static_cast<uInt>(member.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const bool whole = inflate(&stream, Z_FINISH) == Z_STREAM_END && stream.avail_in == 0;
    out.resize(whole ? out.size() - stream.avail_out : 0);
    inflateEnd(&stream);
    return out;
}

std::string packed(std::string_view text) {
    std::string out;
    EXPECT_TRUE(ShortGzip().append(out, std::array{text}));
    return out;
}

TEST(ShortGzip, EveryLetterOfItsCodeComesBack) {
    std::string text = "\r\n";
    for (char c = ' '; c <= '~'; ++c) text += c;
    for (std::size_t length = 1; length <= text.size(); ++length)
        EXPECT_EQ(inflated(packed(text.substr(0, length))), text.substr(0, length)) << length;
}

TEST(ShortGzip, TheRarestLetterAThousandTimesComesBack) {
    const std::string text(1000, '~');
    EXPECT_EQ(inflated(packed(text)), text);
}

TEST(ShortGzip, PiecesMakeOneMemberBehindWhatWasThere) {
    std::string out = "before";
    ASSERT_TRUE(ShortGzip().append(
        out, std::array<std::string_view, 3>{"Host: weir.example\r\n", "", "Accept: */*\r\n"}));
    ASSERT_TRUE(out.starts_with("before"));
    EXPECT_EQ(inflated(out.substr(6)), "Host: weir.example\r\nAccept: */*\r\n");
}

TEST(ShortGzip, LeavesOtherBytesToZlib) {
    std::string out = "before";
    EXPECT_FALSE(ShortGzip().append(out, std::array<std::string_view, 1>{"Title: caf\xC3\xA9"}));
    EXPECT_EQ(out, "before");
}

TEST(ShortGzip, HeaderLinesShrink) {
    const std::string text =
        "WARC/1.1\r\nWARC-Type: request\r\nWARC-Record-ID: "
        "<urn:uuid:1f0c9d7e-11aa-8c2b-9be4-77a1b2c3d4e5>\r\n"
        "WARC-Date: 2024-06-04T09:00:10Z\r\nWARC-Target-URI: https://weir.example/a-new-lock-gate.html\r\n"
        "Content-Type: application/http;msgtype=request\r\nWARC-Block-Digest: "
        "sha256:9c56cc51b374c3ba189210d5b6d4bf57790d351c96c47c02190ecf1e430635ab\r\nContent-Length: "
        "129\r\n\r\n"
        "GET /a-new-lock-gate.html HTTP/1.1\r\nHost: weir.example\r\nAccept-Encoding: gzip\r\n";
    EXPECT_LT(packed(text).size(), text.size() * 9 / 10);
}

}  // namespace
}  // namespace claimline
