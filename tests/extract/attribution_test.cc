// Who says what, in which role, where, and through which outlet.

#include "extract/attribution.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "extract/entities.h"

namespace claimline {
namespace {

namespace fs = std::filesystem;
using How = SentenceSpeaker::How;

const EntityTable& table() {
    static const EntityTable loaded = [] {
        const fs::path folder = fs::temp_directory_path() / "claimline_attribution_test";
        fs::create_directories(folder);
        for (const char* shipped : {"words_en.tsv", "first_names.tsv"}) {
            fs::copy_file(fs::path(CLAIMLINE_SOURCE_DATA) / "entities" / shipped, folder / shipped,
                          fs::copy_options::overwrite_existing);
        }
        std::ofstream(folder / "parties.tsv") << "id\tname\tkind\taliases\tadjectives\n"
                                                 "c-orbis\tOrbis\tcompany\n"
                                                 "r-board\tHarbour Board\tregulator\n"
                                                 "m-post\tHarbour Post\tmedia\n"
                                                 "europe\tEurope\tregion\t\tEuropean\n";
        auto made = EntityTable::load({folder});
        EXPECT_TRUE(made) << made.error().message;
        return std::move(*made);
    }();
    return loaded;
}

Attributions attribute(const std::string& text) {
    Article article;
    article.text = text;
    const auto tokens = tokenise(text, Vocabulary());
    return find_attributions(article, tokens, find_entities(article, tokens, table()), table());
}

SentenceSpeaker first_of(const std::string& text) {
    return attribute(text).by_sentence.at(0);
}

TEST(Attribution, NamesTheSubjectOfAVerbOfSpeech) {
    const auto said = first_of("Orbis said the hall is safe.");
    EXPECT_EQ(said.speaker, "Orbis");
    EXPECT_EQ(said.speaker_org_id, "c-orbis");
    EXPECT_EQ(said.how, How::said);
}

TEST(Attribution, ReadsRoleAndOrganisationBesideTheName) {
    for (const char* text :
         {"Anna Berg, head of policy at Orbis, said the hall is safe.",
          "Orbis\u2019s head of policy, Anna Berg, said the hall is safe.",
          "Orbis head of policy Anna Berg said the hall is safe.",
          "\u201cThe hall is quite safe,\u201d said Anna Berg, head of policy at Orbis."}) {
        const auto said = first_of(text);
        EXPECT_EQ(said.speaker, "Anna Berg") << text;
        EXPECT_EQ(said.role, "head of policy") << text;
        EXPECT_EQ(said.speaker_org, "Orbis") << text;
    }
}

TEST(Attribution, KeepsARoleWithItsRegion) {
    const auto said = first_of(
        "The plan grew, Orbis\u2019s general manager for stores in Europe, Anna Berg, said in a blog post.");
    EXPECT_EQ(said.speaker, "Anna Berg");
    EXPECT_EQ(said.role, "general manager for stores in Europe");
    EXPECT_EQ(said.via, "blog post");
}

TEST(Attribution, ASpokesmanSpeaksForHisCompany) {
    EXPECT_EQ(first_of("A spokesperson for Orbis said the hall is safe.").speaker, "Orbis");
    EXPECT_EQ(first_of("Orbis declined. An Orbis spokesman added nothing.").speaker, "");
    EXPECT_EQ(first_of("An Orbis spokesman said the hall is safe.").speaker, "Orbis");
}

TEST(Attribution, ASpokesmanOfANamedPartySpeaksForItWhoeverSpokeBefore) {
    const auto said =
        attribute("Anna Berg said the hall was shut. A spokeswoman for Orbis said it was safe.");
    EXPECT_EQ(said.by_sentence.at(1).speaker, "Orbis");
}

TEST(Attribution, ARoleBeforeACommaBelongsToThePersonBehindIt) {
    EXPECT_EQ(first_of("\u201cThe hall is safe,\u201d said its lawyer, Anna Berg.").speaker, "Anna Berg");
}

TEST(Attribution, AnAppositionDoesNotTurnTheSentenceRound) {
    EXPECT_EQ(first_of("Anna Berg, the minister, said Orbis had failed the town.").speaker, "Anna Berg");
    EXPECT_EQ(first_of("The hall is not safe, said Anna Berg, head of policy at Orbis.").speaker,
              "Anna Berg");
}

TEST(Attribution, ReadsAccordingTo) {
    const auto said = first_of("The hall is safe, according to the Harbour Board.");
    EXPECT_EQ(said.speaker, "Harbour Board");
    EXPECT_EQ(said.how, How::according_to);
}

TEST(Attribution, AnOutletIsNoSpeaker) {
    const auto said = first_of("The hall will close, Harbour Post reported.");
    EXPECT_EQ(said.speaker, "");
    EXPECT_EQ(said.outlet, "Harbour Post");
    EXPECT_EQ(said.how, How::unnamed);
    EXPECT_EQ(first_of("Anna Berg told the Harbour Post it was safe.").outlet, "Harbour Post");
    EXPECT_EQ(first_of("Harbour Post report: The hall was sold, Orbis said.").outlet, "Harbour Post");
}

TEST(Attribution, UnnamedSourcesStayUnnamed) {
    const auto said = first_of("The hall will close, people familiar with the matter said.");
    EXPECT_EQ(said.how, How::unnamed);
    EXPECT_EQ(said.speaker, "");
    EXPECT_EQ(said.source, "people familiar with the matter");
}

TEST(Attribution, AQuotationGoesOnWithTheSameSpeaker) {
    const auto found =
        attribute("\u201cWe are very close,\u201d Anna Berg said. \u201cThe data will move this year.\u201d");
    ASSERT_EQ(found.by_sentence.size(), 2U);
    EXPECT_EQ(found.by_sentence[1].speaker, "Anna Berg");
    EXPECT_EQ(found.by_sentence[1].how, How::quotation);
    ASSERT_EQ(found.quotes.size(), 2U);
    EXPECT_EQ(found.quotes[1].speaker, "Anna Berg");
}

TEST(Attribution, SentencesOfOneQuotationShareItsSpeaker) {
    const auto found =
        attribute("\u201cWe are sure of it. The data will move this year,\u201d Anna Berg said.");
    for (const auto& said : found.by_sentence) EXPECT_EQ(said.speaker, "Anna Berg");
}

TEST(Attribution, HeAndSurnamesLeadToTheFullName) {
    const auto found = attribute(
        "Peter Berg, chief executive of Orbis, opened the hall. \u201cIt is a fine big hall,\u201d he said. "
        "Berg said it was full.");
    ASSERT_EQ(found.by_sentence.size(), 3U);
    EXPECT_EQ(found.by_sentence[1].speaker, "Peter Berg");
    EXPECT_EQ(found.by_sentence[1].role, "chief executive");
    EXPECT_EQ(found.by_sentence[2].speaker, "Peter Berg");
}

TEST(Attribution, FindsTheSubjectOverCoordinationAndTimes) {
    EXPECT_EQ(first_of("Orbis opened a hall in May and said it was full.").speaker, "Orbis");
    EXPECT_EQ(first_of("Orbis on Monday announced that the hall was full.").speaker, "Orbis");
    EXPECT_EQ(first_of("Orbis, which opened a hall in May, said it was full.").speaker, "Orbis");
    EXPECT_EQ(first_of("Orbis closed the hall, saying it was too small.").speaker, "Orbis");
}

TEST(Attribution, WhoIsAccusedDoesNotSpeak) {
    EXPECT_EQ(first_of("Orbis was accused by the Harbour Board of hiding the hall.").speaker,
              "Harbour Board");
    EXPECT_EQ(first_of("Orbis was warned about the hall.").speaker, "");
}

TEST(Attribution, ADocumentIsAMediumAndNoSpeaker) {
    const auto said = first_of("The lawsuit accuses Orbis of hiding the hall.");
    EXPECT_EQ(said.speaker, "");
    EXPECT_EQ(said.via, "lawsuit");
}

TEST(Attribution, ItGoesOnWithTheSpeakerBefore) {
    const auto found =
        attribute("The Harbour Board said Orbis had hidden the hall. Orbis must pay, it added.");
    ASSERT_EQ(found.by_sentence.size(), 2U);
    EXPECT_EQ(found.by_sentence[1].speaker, "Harbour Board");
}

TEST(Attribution, CreditsOutletsThatNoTableKnows) {
    EXPECT_EQ(first_of("The hall will close, reported Harbourwire.").outlet, "Harbourwire");
    EXPECT_EQ(first_of("The hall will close, according to harbour-news.example.").outlet,
              "harbour-news.example");
}

TEST(Attribution, APageInTheFirstPersonSpeaksForItsOwner) {
    Article article;
    article.title = "Orbis opens a hall";
    article.text = "We open a hall today. Our hall is big. Doors open at nine.";
    const auto tokens = tokenise(article.text, Vocabulary());
    const auto found = find_attributions(article, tokens, find_entities(article, tokens, table()), table());
    EXPECT_EQ(found.by_sentence.at(0).speaker, "Orbis");
    EXPECT_EQ(found.by_sentence.at(2).speaker, "");
}

TEST(Attribution, PartOfASentenceInQuotationMarksHasNoSpeakerOfItsOwn) {
    const auto found = attribute(
        "\u201cThe hall is fine,\u201d Anna Berg said.\nOrbis paid for \u201ca long list of small "
        "repairs\u201d in May.");
    ASSERT_EQ(found.by_sentence.size(), 2U);
    EXPECT_EQ(found.by_sentence[1].speaker, "");
}

TEST(Attribution, AShortQuotationIsATermAndNoSpeech) {
    EXPECT_EQ(first_of("The \u201cbig hall\u201d opened.").how, How::none);
}

TEST(Attribution, HoldsOneEntryForEachSentenceOfAnyText) {
    for (const std::string& text : {std::string(), std::string("\u201c"), std::string("said said, said."),
                                    std::string("\u201dsaid\u201c (\n) said ,said, ) said")}) {
        const auto tokens = tokenise(text, Vocabulary());
        EXPECT_EQ(attribute(text).by_sentence.size(), tokens.sentences.size());
    }
}

}  // namespace
}  // namespace claimline
