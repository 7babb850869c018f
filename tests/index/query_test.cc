// The query language: what is understood, and what is refused with its column.

#include "index/query.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace claimline {
namespace {

using namespace std::chrono;
using ::testing::HasSubstr;
using ::testing::StartsWith;

QueryVocabulary vocabulary() {
    QueryVocabulary known;
    known.kinds = {"facility_plan", "user_metric", "regulatory_action"};
    known.kind_aliases = {{"mau", "user_metric", {{"metric", {"mau"}}}},
                          {"fine", "regulatory_action", {{"action", {"fine"}}}},
                          {"data-centre", "facility_plan", {{"facility_type", {"data_center"}}}}};
    known.slots = {"action", "metric", "ordinal", "topic"};
    known.statuses = {"in_talks", "opened", "planned"};
    known.party = [](std::string_view name) -> std::vector<std::string> {
        if (name == "Norrvik") return {"norrvik"};
        if (name == "Data Guard Board") return {"dgb", "data guard board"};
        return {};
    };
    known.place = [](std::string_view name) -> std::vector<std::string> {
        if (name == "Nordland") return {"nordland", "hamnes"};
        return {};
    };
    known.saved = [](std::string_view name) -> std::optional<std::string> {
        if (name == "halls") return "hall kind:fine since:3w";
        if (name == "loop") return "query:loop";
        if (name == "broken") return "hall (";
        return std::nullopt;
    };
    known.saved_names = {"halls", "loop", "broken"};
    known.today = sys_days{2023y / March / 15d};  // a Wednesday
    return known;
}

std::string parsed(std::string_view text, QueryVocabulary known = vocabulary()) {
    const auto query = parse_query(text, known);
    return query ? to_string(*query) : "error: " + query.error().message;
}

TEST(Query, AnEmptyOneMeansEverything) {
    EXPECT_EQ(parsed(""), "everything");
    EXPECT_EQ(parsed("   "), "everything");
    EXPECT_TRUE(is_everything(*parse_query("", vocabulary())));
}

TEST(Query, WordsAreAllWantedAndOrIsWeaker) {
    EXPECT_EQ(parsed("hall estonia"), "all(hall, estonia)");
    EXPECT_EQ(parsed("hall AND estonia"), "all(hall, estonia)");
    EXPECT_EQ(parsed("a1 b1 OR c1 d1"), "any(all(a1, b1), all(c1, d1))");
    EXPECT_EQ(parsed("a1 (b1 OR c1)"), "all(a1, any(b1, c1))");
    EXPECT_EQ(parsed("or and not"), "all(or, and, not)") << "operators are capitals";
}

TEST(Query, PhrasesNearnessPrefixesAndNegation) {
    EXPECT_EQ(parsed("\"server hall\""), "\"server hall\"");
    EXPECT_EQ(parsed("server NEAR/3 hall"), "near/3(server, hall)");
    EXPECT_EQ(parsed("server NEAR hall NEAR/4 roof"), "near/4(server, hall, roof)");
    EXPECT_EQ(parsed("serv*"), "serv*");
    EXPECT_EQ(parsed("hall -rumour"), "all(hall, not(rumour))");
    EXPECT_EQ(parsed("hall NOT \"no plan\""), "all(hall, not(\"no plan\"))");
    EXPECT_EQ(parsed("well-known 4.5gw AT&T"), "all(well-known, 4.5gw, AT&T)");
}

TEST(Query, FieldsTakeAValueAPhraseOrAList) {
    EXPECT_EQ(parsed("host:wire.example"), "host=wire.example");
    EXPECT_EQ(parsed("speaker:\"Ada Brandt\""), "speaker=ada brandt");
    EXPECT_EQ(parsed("lang:(en, de)"), "lang=en|de");
    EXPECT_EQ(parsed("lang:(en OR de)"), "lang=en|de");
    EXPECT_EQ(parsed("source:(wire,court)"), "source=wire|court");
    EXPECT_EQ(parsed("title:hall"), "title:hall");
    EXPECT_EQ(parsed("topic:data-sharing"), "topic=data_sharing") << "slots are fields";
    EXPECT_EQ(parsed("Kind:user_metric"), "kind=user_metric");
}

TEST(Query, AKindMayBeAnAliasWithSlots) {
    EXPECT_EQ(parsed("kind:mau"), "all(kind=user_metric, metric=mau)");
    EXPECT_EQ(parsed("kind:data_centre"), "all(kind=facility_plan, facility_type=data_center)");
    EXPECT_EQ(parsed("kind:(mau, fine)"),
              "any(all(kind=user_metric, metric=mau), all(kind=regulatory_action, action=fine))");
}

TEST(Query, NamesBecomeTheTermsTheyAreStoredUnder) {
    EXPECT_EQ(parsed("entity:Norrvik"), "entity=norrvik");
    EXPECT_EQ(parsed("entity:\"Data Guard Board\""), "entity=dgb|data guard board");
    EXPECT_EQ(parsed("entity:Ünbekannt"), "entity=unbekannt") << "unknown names are looked for as they are";
    EXPECT_EQ(parsed("place:Nordland"), "place=nordland|hamnes");
    EXPECT_EQ(parsed("region:Nordland"), "place=nordland|hamnes");
    EXPECT_EQ(parsed("status:in-talks"), "status=in_talks");
    EXPECT_EQ(parsed("status:\"in talks\""), "status=in_talks");
}

TEST(Query, InTimelinesKnownNamesAreParties) {
    auto known = vocabulary();
    known.names_as_parties = true;
    EXPECT_EQ(parsed("Norrvik", known), "entity=norrvik");
    EXPECT_EQ(parsed("Norrvik hall", known), "all(entity=norrvik, hall)");
    EXPECT_EQ(parsed("the Data Guard Board fined", known), "all(the, entity=dgb|data guard board, fined)");
    EXPECT_EQ(parsed("\"Data Guard Board\"", known), "entity=dgb|data guard board");
    EXPECT_EQ(parsed("Norrvik NEAR/3 hall", known), "near/3(Norrvik, hall)");
    EXPECT_EQ(parsed("Norrvik"), "Norrvik") << "elsewhere a word is a word";
}

TEST(Query, DatesMeanTheWholePeriod) {
    EXPECT_EQ(parsed("date:2023"), "about=2023-01-01..2024-01-01");
    EXPECT_EQ(parsed("date:2023-Q1"), "about=2023-01-01..2023-04-01");
    EXPECT_EQ(parsed("published:2023-02..2023-05"), "published=2023-02-01..2023-06-01");
    EXPECT_EQ(parsed("seen:..2023-02-18"), "seen=..2023-02-19");
    EXPECT_EQ(parsed("since:2022-06"), "about=2022-06-01..");
    EXPECT_EQ(parsed("until:2022-06"), "about=..2022-07-01");
    auto known = vocabulary();
    known.dates = DateField::published;
    EXPECT_EQ(parsed("date:2023-02-18", known), "published=2023-02-18..2023-02-19");
}

TEST(Query, AmountsAreComparedWithTheirUnits) {
    EXPECT_EQ(parsed("value:>=100M"), "value>=100000000");
    EXPECT_EQ(parsed("value>=1.5bn"), "value>=1500000000");
    EXPECT_EQ(parsed("value<5000"), "value<5000");
    EXPECT_EQ(parsed("value:\">= EUR 50 million\""), "value>=EUR 50000000");
    EXPECT_EQ(parsed("value:10m..50m"), "all(value>=10000000, value<=50000000)");
    EXPECT_EQ(parsed("value:-5"), "value=-5");
}

TEST(Query, ASavedSearchStandsForItsQueryWithItsDatesOfToday) {
    EXPECT_EQ(parsed("query:halls -bridge"),
              "all(all(hall, all(kind=regulatory_action, action=fine), about=2023-02-22..), not(bridge))");
}

struct Refused {
    std::string_view query;
    int column;
    std::string_view says;
    std::string_view hint;
};

class MalformedQuery : public ::testing::TestWithParam<Refused> {};

TEST_P(MalformedQuery, IsRefusedWithItsColumn) {
    const auto& [query, column, says, hint] = GetParam();
    const auto result = parse_query(query, vocabulary());
    ASSERT_FALSE(result) << "understood as " << to_string(*result);
    EXPECT_EQ(result.error().kind, ErrorKind::usage);
    EXPECT_THAT(result.error().message, StartsWith("query, column " + std::to_string(column) + ": "));
    EXPECT_THAT(result.error().message, HasSubstr(std::string(says)));
    EXPECT_THAT(result.error().hint, HasSubstr(std::string(hint)));
}

INSTANTIATE_TEST_SUITE_P(
    Table, MalformedQuery,
    ::testing::Values(
        // Quotes and brackets.
        Refused{"\"server hall", 1, "never closed", "second \""}, Refused{"a \"", 3, "never closed", ""},
        Refused{"\"\"", 1, "empty", ""}, Refused{"\"  \"", 1, "empty", ""},
        Refused{"(a b", 1, "never closed", ")"}, Refused{"a (b (c)", 3, "never closed", ""},
        Refused{"a)", 2, "nothing was opened", ""}, Refused{")", 1, "nothing was opened", ""},
        Refused{"()", 1, "brackets are empty", ""}, Refused{"a ()", 3, "brackets are empty", ""},
        Refused{"(a OR b))", 9, "nothing was opened", ""},
        // Operators without operands.
        Refused{"OR", 1, "before OR", "a OR b"}, Refused{"OR a", 1, "before OR", ""},
        Refused{"a OR", 3, "after OR", ""}, Refused{"a OR OR b", 3, "after OR", ""},
        Refused{"(a OR)", 4, "after OR", ""}, Refused{"AND a", 1, "before AND", ""},
        Refused{"a AND", 3, "after AND", ""}, Refused{"a AND AND b", 3, "after AND", ""},
        Refused{"a AND OR b", 3, "after AND", ""}, Refused{"NOT", 1, "after NOT", ""},
        Refused{"a NOT", 3, "after NOT", ""}, Refused{"NOT OR a", 1, "after NOT", ""},
        Refused{"a -", 3, "stands alone", ""}, Refused{"a - b", 3, "stands alone", "-word"},
        Refused{"-", 1, "stands alone", ""}, Refused{"(a NOT)", 4, "after NOT", ""},
        // Nearness.
        Refused{"NEAR/3 a", 1, "before NEAR/3", ""}, Refused{"a NEAR/3", 3, "plain word on both sides", ""},
        Refused{"a NEAR/0 b", 3, "not a distance", "NEAR/1"}, Refused{"a NEAR/x b", 3, "not a distance", ""},
        Refused{"a NEAR/ b", 3, "not a distance", ""}, Refused{"a NEAR/5000 b", 3, "not a distance", ""},
        Refused{"a NEAR/3 \"b c\"", 3, "plain word on both sides", ""},
        Refused{"a NEAR/3 (b c)", 3, "plain word on both sides", ""},
        Refused{"ser* NEAR/3 hall", 6, "plain word on both sides", ""},
        // Prefixes and empty words.
        Refused{"*", 1, "before *", ""}, Refused{"s*", 1, "before *", ""},
        Refused{"se*er", 1, "* inside", ""}, Refused{"*hall", 1, "* inside", ""},
        Refused{"a ** b", 3, "before *", ""}, Refused{"a && b", 3, "nothing to look for", ""},
        Refused{"\"&&\"", 1, "nothing to look for", ""}, Refused{"title:!", 7, "nothing to look for", ""},
        // Fields.
        Refused{"knd:mau", 1, "no field 'knd'", "did you mean kind:"},
        Refused{"a hsot:wire.example", 3, "no field 'hsot'", "host:"},
        Refused{"data:center", 1, "no field 'data'", ""},
        Refused{"https://wire.example", 1, "no field 'https'", "quotes"},
        Refused{"kind:", 1, "no value", "kind:value"}, Refused{"kind: mau", 1, "no value", "without a blank"},
        Refused{"(kind:)", 2, "no value", ""}, Refused{"kind:()", 6, "list is empty", ""},
        Refused{"lang:(en, de", 6, "never closed", ""}, Refused{"lang:(en (de))", 6, "never closed", ""},
        Refused{"kind:mua", 6, "no kind of claim 'mua'", "did you mean mau"},
        Refused{"kind:(mau, zzzzzzzz)", 12, "no kind of claim", "known: facility_plan"},
        Refused{"status:open", 8, "no status 'open'", "opened"},
        // Dates and amounts.
        Refused{"date:2023-13", 6, "'2023-13' is not a date", "2023-Q1"},
        Refused{"date:2023-02-30", 6, "not a date", ""}, Refused{"date:..", 6, "not a date", ""},
        Refused{"date:soon", 6, "not a date", ""}, Refused{"since:18.02.2023", 7, "not a date", ""},
        Refused{"date:2023-05..2023-02", 6, "ends before it begins", ""},
        Refused{"date:2023-Q5", 6, "not a date", ""}, Refused{"date:3x", 6, "not a date", ""},
        Refused{"seen:99999999999999999999d", 6, "not a date", ""},
        Refused{"date:18/02/2023", 6, "day or with the month first", ""},
        Refused{"value:many", 7, "not an amount", ">=100M"}, Refused{"value:>=", 7, "not an amount", ""},
        Refused{"value:10q", 7, "not an amount", ""}, Refused{"value:nan", 7, "not an amount", ""},
        Refused{"value:5..", 7, "not an amount", ""},
        // Saved searches.
        Refused{"a query:hals", 9, "no saved search 'hals'", "did you mean halls"},
        Refused{"query:loop", 7, "more than 8 deep", "itself"},
        Refused{"query:broken", 7, "'broken' is wrong", ""},
        // Columns count characters, not bytes.
        Refused{"größer knd:mau", 8, "no field", "kind"}));

TEST(Query, AFieldFromAnOptionIsReadTheSameAndErrorsNameTheOption) {
    const auto known = vocabulary();
    EXPECT_EQ(to_string(*parse_field_value("--kind", "kind", "mau", known)),
              "all(kind=user_metric, metric=mau)");
    EXPECT_EQ(to_string(*parse_field_value("--region", "place", "Nordland", known)), "place=nordland|hamnes");
    const auto wrong = parse_field_value("--kind", "kind", "mua", known);
    EXPECT_EQ(wrong.error().message, "--kind: there is no kind of claim 'mua'");
    EXPECT_EQ(wrong.error().hint, "did you mean mau?");
    EXPECT_EQ(parse_field_value("--since", "since", "soon", known).error().message,
              "--since: 'soon' is not a date: it does not say which days");
}

TEST(Query, BracketsThatNestTooDeepAreRefusedAndCostNothing) {
    EXPECT_THAT(parsed(std::string(2000, '(')), HasSubstr("32 levels"));
    EXPECT_THAT(parsed(std::string(2000, '-') + "a"), HasSubstr("32 levels"));
    EXPECT_THAT(parsed(std::string(5000, 'a')), HasSubstr("at most 4096"));
    EXPECT_THAT(parsed("\xFF"), HasSubstr("UTF-8"));
}

TEST(Query, JoiningKeepsTheTreeFlat) {
    const Query word{TextClause{TextClause::Form::word, {"a"}, 0, false}};
    EXPECT_EQ(to_string(both(both(word, word), word)), "all(a, a, a)");
    EXPECT_EQ(both({}, word), word);
    EXPECT_TRUE(has_text(both({}, word)));
    EXPECT_FALSE(has_text(*parse_query("kind:mau date:2023", vocabulary())));
    EXPECT_TRUE(has_text(*parse_query("kind:mau -(hall OR lang:en)", vocabulary())));
}

}  // namespace
}  // namespace claimline
