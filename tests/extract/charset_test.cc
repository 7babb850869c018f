#include "extract/charset.h"

#include <gtest/gtest.h>

#include <string>

#include "conformance.h"

namespace claimline {
namespace {

TEST(Charset, ByteOrderMarkBeatsEveryLabel) {
    const DecodedText decoded =
        decode_html("\xEF\xBB\xBF<meta charset=koi8-r>\xC3\xA9", "text/html; charset=windows-1251");
    EXPECT_EQ(decoded.charset, "utf-8");
    EXPECT_EQ(decoded.text, "<meta charset=koi8-r>\xC3\xA9");
    const DecodedText wide = decode_html(std::string_view("\xFF\xFEh\0i\0", 6), "");
    EXPECT_EQ(wide.text, "hi");
}

TEST(Charset, HttpLabelBeatsMeta) {
    const DecodedText decoded =
        decode_html("<meta charset=windows-1251>\xE9t\xE9", "text/html; charset=\"ISO-8859-1\"");
    EXPECT_EQ(decoded.charset, "windows-1252");
    EXPECT_EQ(decoded.origin, "http");
    EXPECT_EQ(decoded.text.substr(27), "été");
}

TEST(Charset, MetaIsUsedWhenTheServerIsSilent) {
    EXPECT_EQ(decode_html("<meta charset=windows-1251>\xCF\xF0", "text/html").text.substr(27), "Пр");
    EXPECT_EQ(decode_html("<?xml version='1.0' encoding='iso-8859-2'?>\xB1", "").text.substr(43), "ą");
}

TEST(Charset, Utf8UnderAWrongLabelIsReadAsUtf8) {
    const DecodedText decoded = decode_html("<meta charset=iso-8859-1>Fähre über Öland", "");
    EXPECT_EQ(decoded.charset, "utf-8");
    EXPECT_EQ(decoded.origin, "content");
    EXPECT_EQ(decoded.text, "<meta charset=iso-8859-1>Fähre über Öland");
}

TEST(Charset, LatinUnderAUtf8LabelIsReadAsWindows1252) {
    EXPECT_EQ(decode_html("<meta charset=utf-8>caf\xE9 \x96 cr\xE8me", "").text.substr(20), "café – crème");
}

TEST(Charset, OneDamagedByteDoesNotMakeUtf8Latin) {
    std::string page;
    for (int i = 0; i < 30; ++i) page += "grün ";
    EXPECT_EQ(decode_html(page + "\xFF", "").charset, "utf-8");
}

TEST(Charset, OutputIsAlwaysValidUtf8) {
    const DecodedText decoded = decode_html("<meta charset=euc-jp>\xA4\xFF\x8F\xA4", "");
    EXPECT_NE(decoded.text.find("\uFFFD"), std::string::npos);
}

std::string from_base64(std::string_view text) {
    constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string bytes;
    unsigned bits = 0, count = 0;
    for (const char c : text) {
        const std::size_t digit = kDigits.find(c);
        if (digit == std::string_view::npos) break;
        bits = (bits << 6 | static_cast<unsigned>(digit)) & 0xFFFFFF;
        if ((count += 6) < 8) continue;
        count -= 8;
        bytes += static_cast<char>(bits >> count & 0xFF);
    }
    return bytes;
}

class CharsetConformance : public Conformance {};

TEST_F(CharsetConformance, FindsTheEncodingAsTheStandardDoes) {
    const double passed = share("charset.jsonl", [](const nlohmann::json& test) -> std::optional<bool> {
        const DecodedText decoded = decode_html(from_base64(test.at("data_b64").get<std::string>()), "");
        if (decoded.origin == "content")
            return std::nullopt;  // valid UTF-8 under another label: ours to overrule
        return decoded.charset == test.at("encoding").get<std::string>();
    });
    EXPECT_GE(passed, .95);  // in one of them a script would have to run to write the <meta>
}

}  // namespace
}  // namespace claimline
