// The engine over hand-made annotations: relations, ladders, refusals, merging, links, determinism.

#include "extract/claims.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <fstream>
#include <nlohmann/json.hpp>

#include "core/claim_json.h"

namespace claimline {
namespace {

namespace fs = std::filesystem;

constexpr const char* kKinds = R"([[kind]]
name = "site"
required = ["subject", "status"]
merge_key = ["status"]
contradict = ["place", "nth", "when"]
exclusive = [["count", "nth"]]
place = "place"
slots = { status = ["planned", "talks", "opened", "dropped"], place = "place", nth = "number", count = "number", cost = "money", agent = "name", when = "date" }
same = { status = [["planned", "talks"]] }

[[kind]]
name = "act"
required = ["subject"]
slots = { actor = "name", area = "place", due = "text" }

[[kind]]
name = "blame"
required = ["subject"]
modality = "alleged"
slots = {}
)";

constexpr const char* kLexicon = R"([set]
hall = ["hall", "server hall"]
[ladder.step]
planned = { class = "not_yet", rank = 2, words = ["plan", "will"] }
talks = { class = "not_yet", rank = 1, words = ["in talk"] }
opened = { class = "real", rank = 1, words = ["open"] }
dropped = { class = "end", rank = 1, words = ["drop"] }
)";

constexpr const char* kRules = R"([[rule]]
id = "site.hall"
trigger = "@hall ~12 @ladder.step"
subject = { type = "COMPANY", where = "subject, poss" }
slots.status = { ladder = "step" }
slots.place = { type = "PLACE", where = "prep:in|near, mod" }
slots.nth = { type = "ORDINAL", where = "mod" }
slots.count = { type = "COUNT", where = "mod" }
slots.agent = { type = "REGULATOR", where = "subject, prep:by|with" }

[[rule]]
id = "act.stop"
trigger = "stop"
subject = { type = "COMPANY", where = "object", fallback = false }
slots.actor = { type = "REGULATOR", where = "subject" }
slots.area = { type = "PLACE", where = "prep:in", country_of = "actor" }
slots.due = { type = "DURATION", where = "near:6" }
time.date = { type = "DATE", where = "clause, published" }

[[rule]]
id = "act.row"
rows = true
trigger = "halt"
subject = { type = "COMPANY", where = "under:company|firm, cell", fallback = false }
slots.actor = { type = "REGULATOR", where = "under:issuer", required = true }

[[rule]]
id = "blame.cheat"
trigger = "cheat"
subject = { type = "COMPANY", where = "subject", fallback = false }
spoken_by = "other"

[[rule]]
id = "blame.admit"
trigger = "admit"
subject = { type = "COMPANY", where = "subject", fallback = false }
attribution.speaker = { same = "subject" }
)";

// A document whose mentions are given by their words.
class ClaimsTest : public testing::Test {
  protected:
    static void SetUpTestSuite() {
        root_ = new fs::path(fs::path(testing::TempDir()) / "claims_test_packs");
        fs::create_directories(*root_ / "sites");
        std::ofstream(*root_ / "kinds.toml") << kKinds;
        std::ofstream(*root_ / "sites/pack.toml") << "name = \"sites\"\n";
        std::ofstream(*root_ / "sites/lexicon.toml") << kLexicon;
        std::ofstream(*root_ / "sites/rules.toml") << kRules;
        fs::create_directories(*root_ / "entities");
        std::ofstream(*root_ / "entities/e.tsv") << "id\tname\tkind\tparent\tcountry\n"
                                                    "no\tNorland\tcountry\t\n"
                                                    "hav\tHavn\tcity\tno\n"
                                                    "don\tthe Data Office\tregulator\t\tno\n";
        auto packs = Packs::load({*root_});
        ASSERT_TRUE(packs) << packs.error().message;
        packs_ = new Packs(*std::move(packs));
        auto table = EntityTable::load({*root_ / "entities"});
        ASSERT_TRUE(table) << table.error().message;
        table_ = new EntityTable(*std::move(table));
    }
    static void TearDownTestSuite() {
        fs::remove_all(*root_);
        delete packs_;
        delete table_;
        delete root_;
    }

    void read(std::string_view text) {
        article_.text = text;
        annotations_ = {};
        annotations_.text = tokenise(article_.text, packs_->vocabulary());
        for (const auto& [word, type] : {std::pair{"Orbis", "COMPANY"},
                                         {"Velta", "COMPANY"},
                                         {"Norland", "PLACE"},
                                         {"Havn", "PLACE"},
                                         {"the Data Office", "REGULATOR"}})
            add(word, type);
        for (const auto& [word, value] : {std::pair{"second", 2.0}, {"third", 3.0}})
            add_number(word, value, true);
        add_number("two", 2.0, false);
    }
    void add(std::string_view word, const char* type) {
        for (auto at = article_.text.find(word); at != std::string::npos;
             at = article_.text.find(word, at + 1)) {
            EntityMention mention;
            mention.span = span(at, word.size());
            mention.type = type;
            mention.canonical = word;
            const auto* known = table_->find_name(word);
            if (known != nullptr) mention.id = known->id;
            annotations_.entities.push_back(mention);
        }
        std::ranges::sort(annotations_.entities, {}, [](const EntityMention& m) { return m.span.begin; });
    }
    void add_number(std::string_view word, double value, bool ordinal) {
        const auto at = article_.text.find(word);
        if (at == std::string::npos) return;
        QuantityMention mention;
        mention.span = span(at, word.size());
        mention.type = ordinal ? QuantityType::ordinal : QuantityType::number;
        mention.value = value;
        annotations_.quantities.push_back(mention);
    }
    static Span span(std::size_t at, std::size_t size) {
        return {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + size)};
    }
    [[nodiscard]] std::vector<Claim> claims() const {
        return find_claims(article_, annotations_, *table_, *packs_, "doc");
    }
    [[nodiscard]] static std::string slot(const Claim& claim, std::string_view name) {
        const auto found = claim.slots.find(name);
        return found == claim.slots.end() ? std::string() : to_text(found->second);
    }

    static inline fs::path* root_ = nullptr;
    static inline Packs* packs_ = nullptr;
    static inline EntityTable* table_ = nullptr;
    Article article_;
    Annotations annotations_;
};

TEST_F(ClaimsTest, FillsTheRecordOfAPlan) {
    read("Orbis plans to open a second hall in Norland.");
    const auto found = claims();
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].subject, "Orbis");
    EXPECT_EQ(slot(found[0], "status"), "planned");
    EXPECT_EQ(slot(found[0], "place"), "Norland");
    EXPECT_EQ(slot(found[0], "nth"), "2");
    EXPECT_EQ(found[0].rule, "site.hall");
    EXPECT_EQ(found[0].how.at("subject"), "subject");
    ASSERT_EQ(found[0].evidence.size(), 1U);
    EXPECT_EQ(slice(article_.text, found[0].evidence[0]), article_.text);
}

TEST_F(ClaimsTest, StepsOverARelativeClauseToTheSubject) {
    read("Orbis, which owns Velta, will open a hall in Havn.");
    ASSERT_EQ(claims().size(), 1U);
    EXPECT_EQ(claims()[0].subject, "Orbis");
}

TEST_F(ClaimsTest, TakesTheAgentOfAPassiveAsItsSubject) {
    read("The hall in Havn was opened by Velta last week.");
    ASSERT_EQ(claims().size(), 1U);
    EXPECT_EQ(claims()[0].subject, "Velta");
    EXPECT_EQ(slot(claims()[0], "status"), "opened");
}

TEST_F(ClaimsTest, LetsAnEndWinOverAPlan) {
    read("Orbis dropped plans to open a hall in Havn.");
    ASSERT_EQ(claims().size(), 1U);
    EXPECT_EQ(slot(claims()[0], "status"), "dropped");
}

TEST_F(ClaimsTest, ClaimsNothingInConditionsAndQuestions) {
    read("If Orbis opened a hall in Havn, many would cheer.");
    EXPECT_TRUE(claims().empty());
    read("Will Orbis open a hall in Havn?");
    EXPECT_TRUE(claims().empty());
}

TEST_F(ClaimsTest, MarksANegatedClaim) {
    read("Orbis did not open a hall in Havn but plans for Velta stay.");
    ASSERT_FALSE(claims().empty());
    EXPECT_TRUE(claims()[0].negative);
}

TEST_F(ClaimsTest, TakesTheSubjectFromThePreviousSentence) {
    read("Orbis grew fast. A third hall will open in Havn.");
    ASSERT_EQ(claims().size(), 1U);
    EXPECT_EQ(claims()[0].subject, "Orbis");
    EXPECT_EQ(claims()[0].how.at("subject"), "previous");
    EXPECT_LT(claims()[0].confidence, 0.80);
    EXPECT_EQ(claims()[0].evidence.size(), 2U);
}

TEST_F(ClaimsTest, StatesARepeatedClaimOnceWithAllItsEvidence) {
    read("Orbis plans a hall in Norland. More follows.\n\nOrbis will open the hall in Havn.");
    const auto found = claims();
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].evidence.size(), 2U);
    EXPECT_EQ(slot(found[0], "place"), "Havn");  // the finer of the two
}

TEST_F(ClaimsTest, KeepsAPartApartFromTheWholeAndLinksThem) {
    read("Orbis plans two halls in Norland. Orbis plans a second hall in Havn.");
    const auto found = claims();
    ASSERT_EQ(found.size(), 2U);
    ASSERT_EQ(found[0].links.size(), 1U);
    EXPECT_EQ(found[0].links[0].relation, "finer");
    EXPECT_EQ(found[0].links[0].claim_id, found[1].id);
    EXPECT_EQ(found[1].links[0].relation, "coarser");
}

TEST_F(ClaimsTest, NeverMergesWhatContradicts) {
    read(
        "Orbis will open a second hall in Havn. Orbis will open a third hall in Havn. Velta will open a hall "
        "in Havn.");
    EXPECT_EQ(claims().size(), 3U);
}

TEST_F(ClaimsTest, GivesTheSameClaimsAndIdsEachTime) {
    read("Orbis plans two halls in Norland. Orbis plans a second hall in Havn. Velta dropped a hall.");
    const auto first = claims();
    const auto second = claims();
    ASSERT_EQ(first.size(), second.size());
    for (std::size_t i = 0; i < first.size(); ++i) EXPECT_EQ(first[i].id, second[i].id);
}

TEST_F(ClaimsTest, GivesClaimsOfOneSentenceDifferentIds) {
    read("Orbis plans a hall and Velta dropped a hall in Havn.");
    const auto found = claims();
    for (std::size_t i = 1; i < found.size(); ++i) EXPECT_NE(found[0].id, found[i].id);
}

TEST_F(ClaimsTest, DatesAFreshReportByItsDay) {
    article_.published = "2023-02-18T09:00:00Z";
    read("the Data Office has stopped Orbis.");
    ASSERT_EQ(claims().size(), 1U);
    EXPECT_EQ(claims()[0].time.date, "2023-02-18");
    EXPECT_EQ(claims()[0].how.at("time.date"), "published");
    read("the Data Office had stopped Orbis.");
    ASSERT_EQ(claims().size(), 1U);
    EXPECT_EQ(claims()[0].time.date, "");
}

TEST_F(ClaimsTest, PutsAWeekdayBesideAPastVerbIntoThePast) {
    article_.published = "2023-02-18";
    read("the Data Office on Monday stopped Orbis.");
    DateMention monday;
    monday.span = span(article_.text.find("Monday"), 6);
    monday.type = "DATE";
    monday.value = monday.start = monday.end = "2023-02-20";  // as a calendar reads it beside "plans to"
    annotations_.dates.push_back(monday);
    ASSERT_EQ(claims().size(), 1U);
    EXPECT_EQ(claims()[0].time.date, "2023-02-13");
}

TEST_F(ClaimsTest, TakesTheCountryOfTheActorWhenNoPlaceIsStated) {
    read("the Data Office stopped Orbis.");
    ASSERT_EQ(claims().size(), 1U);
    EXPECT_EQ(slot(claims()[0], "area"), "Norland");
    EXPECT_EQ(claims()[0].how.at("area"), "country of actor");
}

TEST_F(ClaimsTest, WritesALengthOfTimeInDigits) {
    read("the Data Office stopped Orbis for three months.");
    DateMention length;
    length.span = span(article_.text.find("three"), 12);
    length.type = "DURATION";
    length.value = "P3M";
    annotations_.dates.push_back(length);
    ASSERT_EQ(claims().size(), 1U);
    EXPECT_EQ(slot(claims()[0], "due"), "3 months");
}

TEST_F(ClaimsTest, BelievesAnAccusationOnlyFromSomebodyElse) {
    read("Orbis cheated, Velta said.");
    EXPECT_TRUE(claims().empty());  // nobody is known to have said it
    annotations_.attributions.by_sentence.assign(1, {.how = SentenceSpeaker::How::said, .speaker = "Velta"});
    ASSERT_EQ(claims().size(), 1U);
    EXPECT_EQ(claims()[0].attribution.speaker, "Velta");
    annotations_.attributions.by_sentence.front().speaker = "Orbis";
    EXPECT_TRUE(claims().empty());
}

TEST_F(ClaimsTest, LetsWhoAdmitsSpeakForHimself) {
    read("Orbis admitted it.");
    ASSERT_EQ(claims().size(), 1U);
    EXPECT_EQ(claims()[0].modality, Modality::alleged);
    EXPECT_EQ(claims()[0].attribution.speaker, "Orbis");
}

TEST_F(ClaimsTest, MakesOneClaimAboutAllPartiesOfOneAct) {
    read("Orbis and Velta plan to open a hall in Norland.");
    const auto found = claims();
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(subjects_of(found[0]), "Orbis; Velta");
    read("Orbis, Velta's owner, plans to open a hall in Norland.");
    ASSERT_EQ(claims().size(), 1U);
    EXPECT_EQ(subjects_of(claims()[0]), "Orbis") << "an apposition is no second party";
}

TEST_F(ClaimsTest, RunsOnlyTheKindsAskedFor) {
    read("Orbis plans to open a second hall in Norland.");
    const KindNames none{"fine"};
    EXPECT_TRUE(find_claims(article_, annotations_, *table_, *packs_, "doc", &none).empty());
    const KindNames some{"fine", "site"};
    EXPECT_EQ(find_claims(article_, annotations_, *table_, *packs_, "doc", &some).size(), 1U);
}

TEST_F(ClaimsTest, ReadsACellByItsHeader) {
    read("Issuer | Company | Measure\nOffice of Havn | Bagel & Sons | halt\nthe Data Office | Velta | halt");
    const auto made = claims();
    ASSERT_EQ(made.size(), 2U);
    EXPECT_EQ(made[0].subject, "Bagel & Sons") << "known to no table: the cell is the name";
    EXPECT_EQ(slot(made[0], "actor"), "Office of Havn");
    EXPECT_EQ(made[1].subject, "Velta");
}

TEST_F(ClaimsTest, ReadsLinesWithLabelsAsOneEntry) {
    read("Issuer: the Data Office\nFirm: Velta\nMeasure: halt");
    const auto made = claims();
    ASSERT_EQ(made.size(), 1U);
    EXPECT_EQ(made[0].subject, "Velta");
    EXPECT_EQ(slot(made[0], "actor"), "the Data Office");
    EXPECT_EQ(made[0].evidence.size(), 3U) << "every line is evidence";
    read("Issuer: the Data Office\nMeasure: halt");
    EXPECT_THAT(claims(), testing::IsEmpty()) << "two lines are no entry";
}

TEST_F(ClaimsTest, KnowsATextThatCannotClaimByItsWordsAlone) {
    const auto may = [this](std::string_view text) {
        read(text);
        return may_claim(article_.text, annotations_.text, *packs_);
    };
    EXPECT_TRUE(may("Nice. Orbis plans to open a hall in Norland."));
    EXPECT_FALSE(may("Orbis has a hall in Norland. It plans a party.")) << "two parts, but in two sentences";
    EXPECT_FALSE(may(""));
}

TEST_F(ClaimsTest, TellsWhatARuleTriedWhenAsked) {
    read("The hall in Havn will open.");
    ClaimTrace trace;
    EXPECT_TRUE(find_claims(article_, annotations_, *table_, *packs_, "doc", nullptr, &trace).empty());
    std::string told;
    for (const auto& step : trace.steps()) told += step.rule + ": " + step.text + "\n";
    EXPECT_THAT(told, testing::HasSubstr("site.hall: trigger: \"hall in Havn will\""));
    EXPECT_THAT(told, testing::HasSubstr("site.hall:   refused: no subject"));
}

// The rules in another order and in another folder: the same claims, byte for byte.
TEST_F(ClaimsTest, GivesTheSameClaimsInWhateverOrderRulesStand) {
    const std::string_view rules = kRules;
    std::vector<std::string_view> parts;
    for (auto at = rules.find("[[rule]]"); at != std::string_view::npos;) {
        const auto next = rules.find("[[rule]]", at + 1);
        parts.push_back(rules.substr(at, next == std::string_view::npos ? next : next - at));
        at = next;
    }
    ASSERT_GT(parts.size(), 3U);
    const auto root = fs::path(testing::TempDir()) / "claims_test_reordered";
    fs::remove_all(root);
    for (const char* pack : {"a", "z"}) {
        fs::create_directories(root / pack);
        std::ofstream(root / pack / "pack.toml") << "name = \"" << pack << "\"\n";
    }
    std::ofstream(root / "kinds.toml") << kKinds;
    std::ofstream(root / "z" / "lexicon.toml") << kLexicon;
    std::ofstream first(root / "a" / "rules.toml");
    std::ofstream second(root / "z" / "rules.toml");
    for (std::size_t i = parts.size(); i-- > 0;) (i % 2 == 0 ? first : second) << parts[i] << "\n";
    first.close();
    second.close();
    const auto reordered = Packs::load({root});
    ASSERT_TRUE(reordered) << reordered.error().message;
    EXPECT_EQ(reordered->version(), packs_->version());

    const auto print = [&](const Packs& packs) {
        read(
            "Orbis plans to open a second hall in Havn and Velta scrapped a third hall in Norland. The Data "
            "Office fined Velta. Orbis plans to open a second hall in Norland.");
        annotations_.text = tokenise(article_.text, packs.vocabulary());
        std::string out;
        for (const auto& claim : find_claims(article_, annotations_, *table_, packs, "doc"))
            out += to_json(claim, CodePoints(article_.text)).dump() + "\n";
        return out;
    };
    EXPECT_FALSE(print(*packs_).empty());
    EXPECT_EQ(print(*reordered), print(*packs_));
    fs::remove_all(root);
}

// Triggers in quadratic company, in a text that is nothing but their words.
TEST_F(ClaimsTest, AHostilePackAndTextCostSecondsNotHours) {
    const auto root = fs::path(testing::TempDir()) / "claims_test_hostile";
    fs::remove_all(root);
    fs::create_directories(root / "bad");
    std::ofstream(root / "kinds.toml") << kKinds;
    std::ofstream(root / "bad" / "pack.toml") << "name = \"bad\"\n";
    {
        std::ofstream rules(root / "bad" / "rules.toml");
        for (int i = 0; i < 1000; ++i)
            rules
                << "[[rule]]\nid = \"site.r" << i
                << "\"\ntrigger = 'hall ~40 hall ~40 hall ~40 hall'\n"
                   "subject = { type = \"COMPANY\", where = \"subject, near:40, sentence, title, topic\" }\n";
    }
    const auto packs = Packs::load({root});
    ASSERT_TRUE(packs) << packs.error().message;
    std::string text;
    for (int i = 0; i < 100; ++i) {
        for (int j = 0; j < 400; ++j) text += "hall ";
        text += "Orbis.\n\n";
    }
    article_.text = text;
    annotations_ = {};
    annotations_.text = tokenise(article_.text, packs->vocabulary());
    const auto start = std::chrono::steady_clock::now();
    EXPECT_LE(find_claims(article_, annotations_, *table_, *packs, "doc").size(), 2000U);
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(20));
    fs::remove_all(root);
}

TEST_F(ClaimsTest, ReadsAnEmptyTextWithoutClaims) {
    read("");
    EXPECT_TRUE(claims().empty());
}

}  // namespace
}  // namespace claimline
