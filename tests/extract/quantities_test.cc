#include "extract/quantities.h"

#include <fmt/core.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace claimline {
namespace {

std::vector<QuantityMention> quantities_in(std::string_view text) {
    return find_quantities(text, {}, {}, {});
}

// Every mention as "covered = value unit", joined by "; ".
std::string read(std::string_view text) {
    std::string out;
    for (const QuantityMention& mention : quantities_in(text)) {
        if (!out.empty()) out += "; ";
        out += fmt::format("{} = {}", slice(text, mention.span), mention.value);
        if (mention.high) out += fmt::format("..{}", *mention.high);
        if (!mention.currency.empty()) out += " " + mention.currency;
        if (!mention.unit.empty()) out += " " + mention.unit;
        if (!mention.per.empty()) out += " per " + mention.per;
    }
    return out;
}

Modifier modifier_in(std::string_view text) {
    const auto found = quantities_in(text);
    return found.empty() ? Modifier::none : found[0].modifier;
}

TEST(Quantities, ReadsMoneyHoweverItIsWritten) {
    for (const char* text : {"€405 million", "405 million euros", "EUR 405 million", "€405m", "€0.405bn",
                             "405-million-euro", "405 million EUR", "€ 405,000,000"}) {
        const auto found = quantities_in(std::string("a fine of ") + text + " was set");
        ASSERT_EQ(found.size(), 1U) << text;
        EXPECT_EQ(found[0].currency, "EUR") << text;
        EXPECT_DOUBLE_EQ(found[0].value, 405e6) << text;
    }
}

TEST(Quantities, TellsTheDollarsApart) {
    EXPECT_EQ(read("US$5 million"), "US$5 million = 5000000 USD");
    EXPECT_EQ(read("C$5 million"), "C$5 million = 5000000 CAD");
    EXPECT_EQ(read("A$5 million"), "A$5 million = 5000000 AUD");
    EXPECT_EQ(read("HK$5 million"), "HK$5 million = 5000000 HKD");
    EXPECT_EQ(read("Rs 500 crore"), "Rs 500 crore = 5000000000 INR");
}

TEST(Quantities, TakesNoArticleOrGenitiveForADollar) {
    EXPECT_EQ(read("a $5 million suit"), "$5 million = 5000000 USD");
    EXPECT_EQ(read("a $ 5 million suit"), "$ 5 million = 5000000 USD");
    EXPECT_EQ(read("the town's $5 million plan"), "$5 million = 5000000 USD");
}

TEST(Quantities, KeepsAnAmountAndItsConversionApart) {
    EXPECT_EQ(read("40 million euros ($43.9 million)"),
              "40 million euros = 40000000 EUR; $43.9 million = 43900000 USD");
}

TEST(Quantities, LetsTheScaleCoverBothEndsOfARange) {
    EXPECT_EQ(read("$1.2-1.5bn"), "$1.2-1.5bn = 1200000000..1500000000 USD");
    EXPECT_EQ(read("$30-37 billion"), "$30-37 billion = 30000000000..37000000000 USD");
    EXPECT_EQ(read("3 to 4 percent"), "3 to 4 percent = 3..4 Percentage");
}

TEST(Quantities, ReadsARangeFromItsTwoBounds) {
    EXPECT_EQ(read("more than 10 and less than 40"), "10 and less than 40 = 10..40");
    EXPECT_EQ(read("no more than 50 MW and no less than 20 MW"),
              "50 MW and no less than 20 MW = 20..50 Megawatt");
    EXPECT_EQ(read("at least 3 and up to 5 percent"), "3 and up to 5 percent = 3..5 Percentage");
    EXPECT_EQ(read("more than 40 and less than 10"), "40 = 40; 10 = 10");
    EXPECT_EQ(read("more than 10 and less than 40 GW"), "10 = 10; 40 GW = 40000 Megawatt");
    EXPECT_EQ(read("more than 10 and less than 40 million"), "10 = 10; 40 million = 40000000");
    EXPECT_EQ(read("more than 10 sites and less than 40 staff"), "10 = 10; 40 = 40");
}

TEST(Quantities, TellsARangeFromAChange) {
    EXPECT_EQ(read("fees ranging from 200 to 300"), "200 to 300 = 200..300");
    EXPECT_EQ(read("it rose from 200 to 300"), "200 = 200; 300 = 300");
    EXPECT_EQ(read("fines range from $5 million to $9 million"),
              "$5 million to $9 million = 5000000..9000000 USD");
    EXPECT_EQ(read("fines rose from $5 million to $9 million"),
              "$5 million = 5000000 USD; $9 million = 9000000 USD");
}

TEST(Quantities, LendsTheCurrencyToAmountsThatDropIt) {
    EXPECT_EQ(read("150 million euros (90 million for its parent)"),
              "150 million euros = 150000000 EUR; 90 million = 90000000 EUR");
    EXPECT_EQ(read("3.1 billion and 2.2 billion euros"),
              "3.1 billion = 3100000000 EUR; 2.2 billion euros = 2200000000 EUR");
}

TEST(Quantities, ReadsNumbersInWords) {
    EXPECT_EQ(read("two hundred and five"), "two hundred and five = 205");
    EXPECT_EQ(read("half a billion"), "half a billion = 500000000");
    EXPECT_EQ(read("twenty-one"), "twenty-one = 21");
    EXPECT_EQ(read("a dozen"), "a dozen = 12");
    EXPECT_EQ(read("three quarters"), "three quarters = 0.75");
    EXPECT_EQ(read("30 lakh"), "30 lakh = 3000000");
    EXPECT_EQ(read("one hundred and three quarters"), "one hundred and three quarters = 100.75");
    EXPECT_EQ(read("two and twenty-one hundredths"), "two and twenty-one hundredths = 2.21");
    EXPECT_EQ(read("one over four"), "one over four = 0.25");
    EXPECT_EQ(read("five over 20 sites"), "five = 5; 20 = 20");
    EXPECT_EQ(read("4 hundred and 2.5 metres"), "4 hundred = 400; 2.5 metres = 2.5 Meter");
}

TEST(Quantities, ReadsTheSeparatorsOfBothStyles) {
    EXPECT_EQ(read("1,234.5"), "1,234.5 = 1234.5");
    EXPECT_EQ(read("1.234,5"), "1.234,5 = 1234.5");
    EXPECT_EQ(read("1 234 567"), "1 234 567 = 1234567");
    EXPECT_EQ(read("12,700,000"), "12,700,000 = 12700000");
}

TEST(Quantities, GivesPowerInMegawatts) {
    EXPECT_EQ(read("90MW"), "90MW = 90 Megawatt");
    EXPECT_EQ(read("1.2 GW"), "1.2 GW = 1200 Megawatt");
    EXPECT_EQ(read("200 megawatts"), "200 megawatts = 200 Megawatt");
    EXPECT_EQ(read("500 kW"), "500 kW = 0.5 Megawatt");
}

TEST(Quantities, TellsMillionsFromMetres) {
    EXPECT_EQ(read("some 125m users"), "125m = 125000000");
    EXPECT_EQ(read("a mast 48m tall"), "48m = 48 Meter");
}

TEST(Quantities, CountsUsersWithoutTheirNoun) {
    EXPECT_EQ(read("125 million monthly active users"), "125 million = 125000000");
}

TEST(Quantities, FindsTheModifier) {
    EXPECT_EQ(modifier_in("more than 45 million users"), Modifier::over);
    EXPECT_EQ(modifier_in("at least 45 million users"), Modifier::at_least);
    EXPECT_EQ(modifier_in("up to 45 million users"), Modifier::at_most);
    EXPECT_EQ(modifier_in("nearly 45 million users"), Modifier::nearly);
    EXPECT_EQ(modifier_in("about $45 million"), Modifier::approx);
    EXPECT_EQ(modifier_in("an average of 45 million"), Modifier::average);
    EXPECT_EQ(modifier_in("45 million-plus users"), Modifier::at_least);
    EXPECT_EQ(modifier_in("no more than 45 users"), Modifier::at_most);
    EXPECT_EQ(modifier_in("sales rose 5%"), Modifier::up);
    EXPECT_EQ(modifier_in("sales rose to 5 million"), Modifier::none);
    EXPECT_EQ(modifier_in("45 million users"), Modifier::none);
}

TEST(Quantities, KeepsPartsOfOneAmountTogether) {
    EXPECT_EQ(read("3 dollars 50 cents"), "3 dollars 50 cents = 3.5 USD");
    EXPECT_EQ(read("5 feet 6 inches"), "5 feet 6 inches = 5.5 Foot");
    EXPECT_EQ(read("45 (forty-five) sites"), "45 (forty-five) = 45");
}

TEST(Quantities, ReadsAgesTemperaturesAndDurations) {
    EXPECT_EQ(quantities_in("a 20-year-old hall")[0].type, QuantityType::age);
    EXPECT_EQ(quantities_in("children aged 13")[0].type, QuantityType::age);
    EXPECT_EQ(quantities_in("30 degrees Celsius")[0].type, QuantityType::temperature);
    EXPECT_EQ(quantities_in("turn it by 30 degrees")[0].type, QuantityType::dimension);
    EXPECT_EQ(quantities_in("three years")[0].type, QuantityType::duration);
}

TEST(Quantities, ReadsPerUnits) {
    EXPECT_EQ(read("$5 billion a year earlier"), "$5 billion = 5000000000 USD");
    EXPECT_EQ(read("$5,000 a day"), "$5,000 = 5000 USD per day");
    EXPECT_EQ(read("EUR 5,000 per day"), "EUR 5,000 = 5000 EUR per day");
}

TEST(Quantities, LeavesSpansOfDatesAlone) {
    EXPECT_TRUE(find_quantities("in 2023", {}, {Span{3, 7}}, {}).empty());
}

TEST(Quantities, LeavesPartsOfNamesAlone) {
    for (const char* text : {"an A320 jet", "the COVID-19 year", "at 3:30", "this one"})
        EXPECT_EQ(read(text), "") << text;
}

TEST(Quantities, MarksOrdinals) {
    const auto found = quantities_in("a second data centre and the 3rd");
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].type, QuantityType::ordinal);
    EXPECT_DOUBLE_EQ(found[0].value, 2);
    EXPECT_DOUBLE_EQ(found[1].value, 3);
}

TEST(Quantities, ReadsGerman) {
    const auto read_one = [](std::string_view text) {
        const auto found = find_quantities(text, {}, {}, {"de"});
        EXPECT_EQ(found.size(), 1U) << text;
        return found.empty() ? QuantityMention{} : found[0];
    };
    EXPECT_DOUBLE_EQ(read_one("405 Millionen Euro").value, 405e6);
    EXPECT_EQ(read_one("405 Millionen Euro").currency, "EUR");
    EXPECT_DOUBLE_EQ(read_one("1,2 Milliarden Euro").value, 1.2e9);
    EXPECT_DOUBLE_EQ(read_one("5 Mio. Euro").value, 5e6);
    EXPECT_DOUBLE_EQ(read_one("1.234,5 Tonnen").value, 1234.5);
    EXPECT_DOUBLE_EQ(read_one("einundzwanzig Prozent").value, 21);
    EXPECT_EQ(read_one("mehr als 45 Millionen Nutzer").modifier, Modifier::over);
}

TEST(Quantities, ReadsAColumnOfNumbersInLinearTime) {
    std::string text;
    while (text.size() < 400'000) text += "123 456 ";
    EXPECT_FALSE(quantities_in(text).empty());
}

}  // namespace
}  // namespace claimline
