#include "crawler/decode.h"

#include <gtest/gtest.h>

#include "crawler/gzip.h"

namespace claimline {
namespace {

TEST(Decode, InflatesGzipAndKeepsPlainText) {
    EXPECT_EQ(decode_content(gzip("the mill closes"), "gzip"), "the mill closes");
    EXPECT_EQ(decode_content(gzip("the mill closes"), "X-GZIP"), "the mill closes");
    EXPECT_EQ(decode_content("the mill closes", ""), "the mill closes");
    EXPECT_EQ(decode_content("the mill closes", "identity"), "the mill closes");
}

TEST(Decode, ReadsAllMembers) {
    EXPECT_EQ(decode_content(gzip("one ") + gzip("two"), "gzip"), "one two");
}

TEST(Decode, TakesPlainTextThatClaimsToBeGzip) {
    EXPECT_EQ(decode_content("<p>plain</p>", "gzip"), "<p>plain</p>");
}

TEST(Decode, RefusesCutOffAndBrokenData) {
    const std::string whole = gzip("a line that is long enough to be cut in the middle of it");
    EXPECT_EQ(decode_content(whole.substr(0, whole.size() / 2), "gzip").error().kind,
              ErrorKind::invalid_input);
    EXPECT_FALSE(decode_content(whole.substr(0, whole.size() - 1), "gzip"))
        << "the trailer is part of the proof";
    std::string wrong_sum = whole;
    wrong_sum[whole.size() - 6] ^= 1;
    EXPECT_FALSE(decode_content(wrong_sum, "gzip"));
}

TEST(Decode, StopsABombAtEitherLimit) {
    const std::string bomb = gzip(std::string(8 << 20, '\0'));
    EXPECT_EQ(decode_content(bomb, "gzip", {.max_bytes = 1 << 20, .max_ratio = 1 << 20}).error().kind,
              ErrorKind::refused);
    EXPECT_EQ(decode_content(bomb, "gzip", {.max_bytes = 1 << 30, .max_ratio = 100}).error().kind,
              ErrorKind::refused);
    EXPECT_EQ(decode_content(bomb, "gzip", {.max_bytes = 1 << 30, .max_ratio = 2000})->size(), 8U << 20);
}

TEST(Decode, UndoesCodingsInReverseAndKnowsItsLimits) {
    EXPECT_EQ(decode_content(gzip(gzip("twice")), "gzip, gzip"), "twice");
    EXPECT_FALSE(decode_content(gzip(gzip(gzip("thrice"))), "gzip, gzip, gzip"));
    EXPECT_EQ(decode_content("x", "br").error().kind, ErrorKind::invalid_input);
}

}  // namespace
}  // namespace claimline
