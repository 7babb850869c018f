// What must hold for dates and quantities in any text: built from pieces that meet in odd ways, and from
// bytes that are no text at all.

#include <gtest/gtest.h>

#include <array>
#include <random>
#include <string>

#include "extract/dates.h"
#include "extract/quantities.h"

namespace claimline {
namespace {

constexpr std::array<std::string_view, 44> kPieces{
    "between", "and", "the",       "last", "three",    "quarters", "of",    "2022", "Q3",
    "-",       "–",   "from",      "to",   "$",        "€",        "1.2",   "bn",   "percent",
    "10",      "½",   "Monday",    "two",  "weeks",    "ago",      "on",    "3",    "May",
    ",",       "at",  "half past", "7",    "pm",       "for",      "hours", "über", "Millionen",
    "hundert", "vor", "März",      "'",    "\xC2\xA0", "(",        "\n\n",  "."};

std::string text_of_pieces(std::mt19937& random) {
    std::string text;
    const std::size_t words = 1 + random() % 40;
    for (std::size_t i = 0; i < words; ++i) {
        text += kPieces[random() % kPieces.size()];
        if (random() % 4 != 0) text += ' ';
    }
    return text;
}

std::string any_bytes(std::mt19937& random) {
    std::string text;
    const std::size_t size = random() % 200;
    for (std::size_t i = 0; i < size; ++i) text += static_cast<char>(random() % 256);
    return text;
}

struct Spans {
    std::vector<DateMention> dates;
    std::vector<QuantityMention> quantities;
};

Spans spans_of(std::string_view text, const char* lang) {
    DateOptions options;
    options.reference = std::chrono::year{2023} / 2 / 18;
    options.lang = lang;
    Spans made;
    made.dates = find_dates(text, {}, options);
    made.quantities = find_quantities(text, {}, calendar_spans(made.dates), {lang});
    return made;
}

bool on_border(std::string_view text, std::uint32_t at) {
    return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
}

template <class Mentions>
void expect_in_order_and_inside(std::string_view text, const Mentions& mentions, bool valid) {
    std::uint32_t before = 0;
    for (const auto& mention : mentions) {
        EXPECT_LE(before, mention.span.begin) << text;
        EXPECT_LT(mention.span.begin, mention.span.end) << text;
        ASSERT_LE(mention.span.end, text.size()) << text;
        if (valid) {
            EXPECT_TRUE(on_border(text, mention.span.begin) && on_border(text, mention.span.end)) << text;
        }
        before = mention.span.end;
    }
}

std::string as_text(const Spans& spans) {
    std::string out;
    for (const auto& date : spans.dates)
        out += std::to_string(date.span.begin) + date.value + date.start + date.end + date.rule +
               date.anchor + ";";
    for (const auto& quantity : spans.quantities)
        out += std::to_string(quantity.span.begin) + std::to_string(quantity.value) + quantity.unit + ";";
    return out;
}

class SpanProperties : public testing::TestWithParam<const char*> {};
INSTANTIATE_TEST_SUITE_P(Languages, SpanProperties, testing::Values("en", "de"));

TEST_P(SpanProperties, OffsetsLieInsideTheTextInOrderAndOnCodePoints) {
    std::mt19937 random(7);
    for (int round = 0; round < 3000; ++round) {
        const std::string text = text_of_pieces(random);
        const Spans spans = spans_of(text, GetParam());
        expect_in_order_and_inside(text, spans.dates, true);
        expect_in_order_and_inside(text, spans.quantities, true);
    }
}

TEST_P(SpanProperties, TheSameTextGivesTheSameSpans) {
    std::mt19937 random(11);
    for (int round = 0; round < 500; ++round) {
        const std::string text = text_of_pieces(random);
        EXPECT_EQ(as_text(spans_of(text, GetParam())), as_text(spans_of(text, GetParam()))) << text;
    }
}

TEST_P(SpanProperties, AnyBytesAreSafe) {
    std::mt19937 random(13);
    for (int round = 0; round < 3000; ++round) {
        const std::string text = any_bytes(random);
        const Spans spans = spans_of(text, GetParam());
        expect_in_order_and_inside(text, spans.dates, false);
        expect_in_order_and_inside(text, spans.quantities, false);
    }
}

}  // namespace
}  // namespace claimline
