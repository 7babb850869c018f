// Names, descriptions and references in running text, over a small table of invented parties.

#include "extract/entities.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>

#include "extract/entities_find.h"

namespace claimline {
namespace {

namespace fs = std::filesystem;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

// Invented parties beside the words that ship.
const EntityTable& table() {
    static const EntityTable loaded = [] {
        const fs::path folder = fs::temp_directory_path() / "claimline_entities_test";
        fs::create_directories(folder);
        for (const char* shipped : {"words_en.tsv", "first_names.tsv"}) {
            fs::copy_file(fs::path(CLAIMLINE_SOURCE_DATA) / "entities" / shipped, folder / shipped,
                          fs::copy_options::overwrite_existing);
        }
        std::ofstream(folder / "parties.tsv")
            << "id\tname\tkind\taliases\tambiguous\tadjectives\tparent\tcountry\tfield\tsince\n"
               "p-zed\tZed\tservice\t\tZed\t\t\t\tsocial\t2023-07\n"
               "c-orbis\tOrbis\tcompany\tOrbis Inc;ORB\t\t\t\tXA\tretail\n"
               "c-lake\tLake\tcompany\tLake Computing\tLake\t\t\t\tsearch\n"
               "p-pling\tPling\tservice\t\t\t\tc-orbis\t\tsocial\n"
               "c-nordkom\tNordkom\tcompany\t\t\t\t\t\ttelecom\n"
               "xa\tXandria\tcountry\t\t\tXandrian;Xandrians\n"
               "xa-hamar\tHamarby\tcity\t\t\t\txa\txa\n"
               "xa-dpc\tXandrian Data Board\tregulator\tXDB\t\t\t\txa\tprivacy\n"
               "xa-ca\tXandrian Trade Board\tregulator\t\t\t\t\txa\tcompetition\n"
               "m-post\tHarbour Post\tmedia\tThe Harbour Post\n"
               "law-dca\tDCA\tlaw\tData Care Act\n";
        auto made = EntityTable::load({folder});
        EXPECT_TRUE(made) << made.error().message;
        return std::move(*made);
    }();
    return loaded;
}

std::vector<EntityMention> mentions_in(const std::string& text, const std::string& title = "") {
    Article article;
    article.text = text;
    article.title = title;
    return find_entities(article, tokenise(text, Vocabulary()), table());
}

// "text=canonical:TYPE", references marked with *.
std::vector<std::string> shown(const std::string& text, const std::string& title = "") {
    std::vector<std::string> lines;
    for (const auto& mention : mentions_in(text, title)) {
        lines.push_back(std::string(slice(text, mention.span)) + "=" + mention.canonical + ":" +
                        mention.type + (mention.coref ? "*" : ""));
    }
    return lines;
}

TEST(Entities, FindsTableNamesWithTheirCanonicalName) {
    EXPECT_THAT(shown("Shoppers of ORB in Hamarby paid."),
                ElementsAre("ORB=Orbis:COMPANY", "Hamarby=Hamarby:PLACE"));
}

TEST(Entities, ReadsAdjectivesAsPlaces) {
    EXPECT_THAT(shown("Many Xandrian shops closed."), Contains("Xandrian=Xandria:PLACE"));
}

TEST(Entities, FindsNamesInsideHyphenatedWords) {
    EXPECT_THAT(shown("the Orbis-owned shop"), Contains("Orbis=Orbis:COMPANY"));
}

TEST(Entities, WantsSupportForAmbiguousNames) {
    EXPECT_THAT(shown("Lake fishing is allowed."), IsEmpty());
    EXPECT_THAT(shown("Lake said it bought rival engine makers. Analysts liked Lake's plan."),
                Contains("Lake=Lake:COMPANY"));
    EXPECT_THAT(shown("Lake Computing grew. Shares of Lake rose."), Contains("Lake=Lake:COMPANY"));
}

TEST(Entities, AnAmbiguousNameInsideALongerNameIsNotThatParty) {
    EXPECT_THAT(shown("Lake Computing grew, said the Lake Placid paper."),
                Not(Contains("Lake=Lake:COMPANY")));
}

TEST(Entities, NamesUnknownCompaniesByTheirLegalForm) {
    EXPECT_THAT(shown("The buyer is Verrano Ltd, and Verrano will pay."),
                ElementsAre("Verrano Ltd=Verrano:COMPANY", "Verrano=Verrano:COMPANY"));
}

TEST(Entities, ACompanyInCapitalsIsMeantByItsNameInSmallLettersToo) {
    const auto found = shown("The fine was imposed on BRAMVALE WATER LIMITED. Later Bramvale Water paid it.");
    EXPECT_THAT(found, Contains("BRAMVALE WATER LIMITED=BRAMVALE WATER:COMPANY"));
    EXPECT_THAT(found, Contains("Bramvale Water=BRAMVALE WATER:COMPANY"));
}

TEST(Entities, TheFirstWordsOfACompanyStandForAllOfThem) {
    EXPECT_THAT(shown("A deal with Bramvale Water Ltd was signed. People at Bramvale Water agreed."),
                Contains("Bramvale Water=Bramvale Water:COMPANY"));
}

TEST(Entities, AnAmpersandJoinsTheNamesOfPartners) {
    EXPECT_THAT(shown("Customers of Brams & Holm Bank, a lender, lost money."),
                Contains("Brams & Holm Bank=Brams & Holm Bank:COMPANY"));
}

TEST(Entities, NamesUnknownCompaniesByWhatIsSaidOfThem) {
    EXPECT_THAT(shown("Talks with Verrano, a Xandrian fashion retailer, began."),
                Contains("Verrano=Verrano:COMPANY"));
}

TEST(Entities, NamesUnknownBodiesByTheirKeyword) {
    EXPECT_THAT(
        shown("The Harbour Safety Authority (HSA) objected. HSA wrote twice."),
        ElementsAre("Harbour Safety Authority=Harbour Safety Authority:REGULATOR",
                    "HSA=Harbour Safety Authority:REGULATOR", "HSA=Harbour Safety Authority:REGULATOR"));
    EXPECT_THAT(shown("Officials of the Ministry of Ports and Rivers agreed."),
                Contains("Ministry of Ports and Rivers=Ministry of Ports and Rivers:REGULATOR"));
}

TEST(Entities, NamesPersonsAndTheirSurnamesAlone) {
    EXPECT_THAT(shown("Orbis hired Susan van der Lind. Ms Lind starts in May."),
                ElementsAre("Orbis=Orbis:COMPANY", "Susan van der Lind=Susan van der Lind:PER",
                            "Lind=Susan van der Lind:PER"));
}

TEST(Entities, ASentenceStartIsNoName) {
    EXPECT_THAT(shown("Critics objected. Yesterday nothing happened."), ElementsAre("Critics=Critics:GROUP"));
}

TEST(Entities, NamesTheAuthorityThatACountryAndItsRemitDescribe) {
    EXPECT_THAT(
        shown("Xandria's privacy watchdog fined Orbis."),
        ElementsAre("Xandria's privacy watchdog=Xandrian Data Board:REGULATOR", "Orbis=Orbis:COMPANY"));
    EXPECT_THAT(shown("A Xandrian court agreed."), ElementsAre("Xandrian court=Xandrian court:COURT"));
}

TEST(Entities, TheCountrysAuthorityIsThatOfTheCountryNamedLast) {
    EXPECT_THAT(shown("Xandria acted. The country's competition regulator fined Orbis."),
                Contains("country's competition regulator=Xandrian Trade Board:REGULATOR"));
}

TEST(Entities, TheBodyThatTheTextIntroducedIsMeantByItsHeadAlone) {
    EXPECT_THAT(shown("The Harbour Data Commission met. On Monday the Commission fined Orbis."),
                Contains("Commission=Harbour Data Commission:REGULATOR"));
    EXPECT_THAT(shown("The Xandrian Data Board met. Then the Board fined Orbis."),
                Contains("Board=Xandrian Data Board:REGULATOR"));
}

TEST(Entities, TheSurnameOfAPersonOfTheTextBeatsAnAlias) {
    EXPECT_THAT(shown("Orbis hired Susan Orb. Then ORB grew."), Contains("ORB=Orbis:COMPANY"));
    EXPECT_THAT(shown("Susan Lake runs the shop. Lake said so. Lake left."),
                Not(Contains("Lake=Lake:COMPANY")));
}

TEST(Entities, APlaceOfADatelineActsInNothing) {
    EXPECT_THAT(shown("HAMARBY, March 3 - Orbis said on Monday it was ready."),
                Not(Contains("HAMARBY=Hamarby:PLACE")));
    EXPECT_THAT(shown("Orbis came to Hamarby on March 3 - and left."), Contains("Hamarby=Hamarby:PLACE"));
}

TEST(Entities, AGivenNameAfterARoleIsNoLaw) {
    EXPECT_THAT(shown("The plan of Mayor Bill Lind failed."), Not(Contains("Mayor Bill=Mayor Bill:LAW")));
}

TEST(Entities, AParticleOrAFamilyNameInFrontStillLeadsToTheFullName) {
    EXPECT_THAT(shown("Orbis hired Susan de Lind. Mr De Lind starts in May."),
                Contains("De Lind=Susan de Lind:PER"));
}

TEST(Entities, WhatDescribesANameStandsForAnother) {
    EXPECT_THAT(shown("Orbis sold shares. Nordkom, its largest owner, bought some."),
                Contains("its=Orbis:COMPANY*"));
}

TEST(Entities, TheObjectOfAVerbIsNotItsSubject) {
    EXPECT_THAT(shown("Orbis sued Nordkom on Tuesday, blaming it for the loss."),
                Contains("it=Nordkom:COMPANY*"));
}

TEST(Entities, ItsGoesWithTheSubjectOfItsOwnVerb) {
    EXPECT_THAT(shown("Orbis closed the deal after Nordkom dropped its claim."),
                Contains("its=Nordkom:COMPANY*"));
}

TEST(Entities, WhoIsConfidentIsSomebody) {
    EXPECT_THAT(shown("Orbis said it was confident that prices fall."), Contains("it=Orbis:COMPANY*"));
    EXPECT_THAT(shown("Orbis grew. It is clear that prices fall."), Not(Contains("It=Orbis:COMPANY*")));
}

TEST(Entities, TellHowANameWasLinkedOnlyWhenAsked) {
    const std::string text = "Lake said it bought rival engine makers. Analysts liked Lake's plan.";
    const auto tokens = tokenise(text, Vocabulary());
    const Reading reading(text, tokens, table());
    const auto explained = find_entities_in(reading, {.explain = true});
    ASSERT_FALSE(explained.empty());
    EXPECT_NE(explained[0].why.find("before a verb +1"), std::string::npos) << explained[0].why;
    EXPECT_EQ(find_entities_in(reading, {})[0].why, "");
}

TEST(Entities, TheRecogniserAddsWhatNobodyElseKnowsAndYieldsToTheTable) {
    const std::string text = "The yard of Brannik Oerst went to Orbis.";
    const auto tokens = tokenise(text, Vocabulary());
    const Reading reading(text, tokens, table());
    EntityContext context;
    for (std::uint32_t i = 0; i < tokens.tokens.size(); ++i) {
        const std::string_view form = slice(text, tokens.tokens[i].span);
        if (form == "Brannik") context.recognised.push_back({{}, i, i + 2, NameType::person});
        if (form == "Orbis") context.recognised.push_back({{}, i, i + 1, NameType::location});
    }
    std::map<std::string, std::string> types;
    for (const auto& mention : find_entities_in(reading, context)) types[mention.canonical] = mention.type;
    EXPECT_EQ(types["Brannik Oerst"], "PER");
    EXPECT_EQ(types["Orbis"], "COMPANY");
}

TEST(Entities, ANameBeginsToBeUsedAtItsDate) {
    Article article;
    article.text = "Zed told users that Zed's app is new. Zed said so.";
    article.published = "2021-05-01";
    const auto tokens = tokenise(article.text, Vocabulary());
    EXPECT_THAT(find_entities(article, tokens, table()),
                testing::Each(testing::Field(&EntityMention::id, testing::StrNe("p-zed"))));
    article.published = "2024-05-01";
    const auto later = find_entities(article, tokens, table());
    ASSERT_FALSE(later.empty());
    EXPECT_EQ(later[0].id, "p-zed");
}

TEST(Entities, DescribesGroupsWithTheirModifiers) {
    EXPECT_THAT(shown("Government officials met Orbis executives and very large online platforms."),
                ElementsAre("Government officials=Government officials:GROUP",
                            "Orbis executives=Orbis executives:GROUP",
                            "very large online platforms=very large online platforms:GROUP"));
}

TEST(Entities, ReadsLawsWithTheirArticles) {
    EXPECT_THAT(shown("It broke Article 46(1) of the DCA and the Harbour Light Act."),
                ElementsAre("Article 46(1) of the DCA=DCA Article 46(1):LAW",
                            "Harbour Light Act=Harbour Light Act:LAW"));
}

TEST(References, TheCompanyIsNeverTheRegulator) {
    EXPECT_THAT(shown("Orbis was questioned. The Xandrian Data Board asked when the company knew."),
                Contains("company=Orbis:COMPANY*"));
    EXPECT_THAT(shown("The Xandrian Data Board fined Orbis. The regulator was firm."),
                Contains("regulator=Xandrian Data Board:REGULATOR*"));
}

TEST(References, DescriptionsPreferThePartyOfThatTrade) {
    EXPECT_THAT(
        shown("Nordkom and Pling signed with Orbis. The retailer paid, the social network did not."),
        testing::AllOf(Contains("retailer=Orbis:COMPANY*"), Contains("social network=Pling:PRODUCT*")));
}

TEST(References, TheOwnerOfAServiceIsItsParent) {
    EXPECT_THAT(shown("The Pling owner appealed."), ElementsAre("Pling owner=Orbis:COMPANY"));
}

TEST(References, PronounsGoBackToTheSubject) {
    EXPECT_THAT(shown("Nordkom told Orbis that it would build. It starts soon."),
                ElementsAre("Nordkom=Nordkom:COMPANY", "Orbis=Orbis:COMPANY", "it=Nordkom:COMPANY*",
                            "It=Nordkom:COMPANY*"));
    EXPECT_THAT(shown("Susan Lind met Peter Rossi. He was late, she was not."),
                testing::AllOf(Contains("He=Peter Rossi:PER*"), Contains("she=Susan Lind:PER*")));
}

TEST(References, AnIdleItIsNobody) {
    EXPECT_THAT(shown("Orbis grew. It is clear that rents rise."), ElementsAre("Orbis=Orbis:COMPANY"));
}

TEST(References, TheHeadlineDecidesBetweenParties) {
    EXPECT_THAT(shown("Orbis sells shoes. Nordkom sells phones. A report came. The company denied it.",
                      "Orbis under fire"),
                Contains("company=Orbis:COMPANY*"));
}

// What must hold for any text: sorted, apart, inside, on character borders.
void expect_sound(const std::string& text) {
    std::uint32_t end = 0;
    for (const auto& mention : mentions_in(text, text)) {
        EXPECT_GE(mention.span.begin, end);
        EXPECT_LT(mention.span.begin, mention.span.end);
        ASSERT_LE(mention.span.end, text.size());
        EXPECT_TRUE(is_valid_utf8(slice(text, mention.span))) << text;
        end = mention.span.end;
    }
}

TEST(Entities, MentionsAreSortedApartAndWhole) {
    expect_sound("");
    expect_sound("Orbis");
    expect_sound("(((Orbis))) \u201cOrbis\u2019s\u201d M\u00fcller GmbH & Co. KG, ORB\u2014Orbis Inc.\n\nMr");
    expect_sound("Article 5(1)(f) of the DCA, the Pling owner's owner; A court of the Court of Courts");
    std::string mixed;
    for (int i = 0; i < 300; ++i) mixed += i % 7 == 0 ? "Mr " : i % 3 == 0 ? "The Orbis " : "Commission of ";
    expect_sound(mixed);
}

TEST(FindNames, LeavesReferencesOut) {
    const std::string text = "Orbis says it grew";
    const auto names = find_names(text, tokenise(text, Vocabulary()), table());
    ASSERT_EQ(names.size(), 1U);
    EXPECT_EQ(names[0].id, "c-orbis");
}

}  // namespace
}  // namespace claimline
