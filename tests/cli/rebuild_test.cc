// What a rebuild takes over, what it makes again, and what it says about the difference.

#include "cli/rebuild.h"

#include <gtest/gtest.h>

#include <fstream>

#include "cli/archived_document.h"
#include "index/search_index.h"
#include "pipeline_fixture.h"

namespace claimline {
namespace {

const char* const kStrikePack = R"toml(name = "strikes"
what = "who is on strike"
version = "1"
)toml";
const char* const kStrikeKinds = R"toml([[kind]]
name = "strike"
what = "strike of {count}"
slots = { count = "number" }
required = ["subject"]
merge_key = ["count"]
)toml";

std::string strike_rule(const std::string& trigger) {
    return "[[rule]]\nid = \"strike.first\"\ntrigger = '" + trigger +
           "'\nsubject = { type = \"COMPANY\", where = \"prep:at, subject\" }\n"
           "slots.count = { type = \"COUNT\", where = \"subject, left:6\" }\n";
}

const std::string kStrikeBody = "<p>On Monday 300 workers went on strike at Nordkom Inc. in Oslo.</p>";

class RebuildTest : public PipelineTest {
  protected:
    void write_pack(const std::string& trigger) {
        const auto folder = workspace_.packs() / "strikes";
        fs::create_directories(folder);
        std::ofstream(folder / "pack.toml") << kStrikePack;
        std::ofstream(folder / "kinds.toml") << kStrikeKinds;
        std::ofstream(folder / "rules.toml") << strike_rule(trigger);
        reload();
    }

    void reload() {
        auto loaded = load_knowledge(&workspace_);
        ASSERT_TRUE(loaded) << loaded.error().message << loaded.error().hint;
        own_.emplace(std::move(*loaded));
    }

    void derive_with_own() {
        const auto done = run_pipeline(workspace_, &*own_, {.threads = 2}, kClock);
        ASSERT_TRUE(done) << done.error().message;
    }

    RebuildReport rebuild_with_own(bool dry_run = false, bool everything = false) {
        auto done =
            rebuild(workspace_, *own_,
                    {.pipeline = {.threads = 2}, .dry_run = dry_run, .everything = everything}, kClock);
        EXPECT_TRUE(done) << done.error().message;
        return done ? std::move(*done) : RebuildReport{};
    }

    // The catalogue says that the page at `url` states a claim that no rule would find there.
    void plant(const std::string& url, const std::string& html) {
        Capture capture;
        capture.url = url;
        capture.at = kClock.now();
        capture.headers = {{"Content-Type", "text/html; charset=utf-8"}};
        capture.body = html;
        auto article = read_archived_document(capture);
        ASSERT_TRUE(article);
        article->url = url;
        Claim claim;
        claim.kind = "denial";
        claim.subject = "Planted";
        claim.evidence = {{0, 10}};
        claim.id = make_claim_id(url, claim, article->text);
        const auto catalogue = open_catalogue(workspace_, *own_);
        ASSERT_TRUE(catalogue);
        const auto put = (*catalogue)
                             ->put({.pack_version = own_->version,
                                    .rule_book = to_text(rule_book_of(*own_)),
                                    .documents = {{.article = std::move(*article), .claims = {claim}}}});
        ASSERT_TRUE(put) << put.error().message;
    }

    std::optional<Knowledge> own_;
};

TEST_F(RebuildTest, GivesTheSameClaimsWithAnyNumberOfThreads) {
    for (int i = 0; i < 12; ++i)
        archive("https://a.example/" + std::to_string(i), 200, page("Page " + std::to_string(i), kBody), i);
    derive(1);
    const auto before = claims();
    EXPECT_FALSE(before.empty());
    for (const std::size_t threads : {1U, 4U}) {
        const auto done = rebuild(workspace_, *knowledge_, {.pipeline = {.threads = threads}}, kClock);
        ASSERT_TRUE(done) << done.error().message;
        EXPECT_EQ(done->derived.documents, 12U);
        EXPECT_EQ(claims(), before);
    }
    EXPECT_FALSE(fs::exists(folder_ / "rebuild.tmp"));
}

TEST_F(RebuildTest, MakesTheFullTextAgainFromTheCatalogue) {
    archive("https://a.example/1", 200, page("First", kBody), 0);
    derive();
    ASSERT_TRUE(rebuild_full_text(workspace_, *knowledge_));
    const auto index = open_xapian_index(workspace_.fulltext(), IndexMode::read);
    ASSERT_TRUE(index) << index.error().message;
    EXPECT_EQ((*index)->state()->articles, 1U);
}

TEST_F(RebuildTest, ADryRunCountsNewGoneChangedAndSameAndWritesNothing) {
    archive("https://a.example/1", 200, page("First", kBody + kStrikeBody), 0);
    write_pack("walkout");
    derive_with_own();
    const auto before = claims();
    write_pack("go <3 strike/NOUN");
    const auto tried = rebuild_with_own(true);
    EXPECT_EQ(tried.changes.kinds.at("strike").added, 1U);
    EXPECT_EQ(tried.changes.kinds.at("strike").same, 0U);
    for (const auto& [kind, counts] : tried.changes.kinds) {
        EXPECT_EQ(counts.gone + counts.changed, 0U) << kind;
        EXPECT_EQ(counts.same, kind == "strike" ? 0U : 1U) << kind;
    }
    EXPECT_EQ(claims(), before);
    EXPECT_FALSE(fs::exists(folder_ / "rebuild.tmp"));
}

TEST_F(RebuildTest, DoesWhatTheDryRunSaidAndHasNothingMoreToDo) {
    archive("https://a.example/1", 200, page("First", kBody + kStrikeBody), 0);
    write_pack("go <3 strike/NOUN");
    derive_with_own();
    EXPECT_NE(claims().find(" strike "), std::string::npos);
    write_pack("walkout");
    EXPECT_EQ(rebuild_with_own(true).changes.kinds.at("strike").gone, 1U);
    EXPECT_EQ(rebuild_with_own().changes.kinds.at("strike").gone, 1U);
    EXPECT_EQ(claims().find(" strike "), std::string::npos);
    for (const auto& [kind, counts] : rebuild_with_own(true).changes.kinds)
        EXPECT_EQ(counts.added + counts.gone + counts.changed, 0U) << kind;
}

TEST_F(RebuildTest, AnEditedSlotOfNoKeyIsAChangeOfTheSameClaim) {
    archive("https://a.example/1", 200, page("First", kStrikeBody), 0);
    write_pack("go <3 strike/NOUN");
    derive_with_own();
    const auto before = claims();
    std::ofstream(workspace_.packs() / "strikes" / "rules.toml", std::ios::app) << "weight = 0.5\n";
    reload();
    EXPECT_EQ(rebuild_with_own(true).changes.kinds.at("strike").changed, 1U);
    rebuild_with_own();
    EXPECT_EQ(claims(), before) << "ids, quotes and proofs stay";
}

TEST_F(RebuildTest, RunsOnlyKindsWithAnotherRuleAgain) {
    const auto html = page("First", kBody + kStrikeBody);
    archive("https://a.example/1", 200, html, 0);
    write_pack("walkout");
    plant("https://a.example/1", html);
    write_pack("go <3 strike/NOUN");
    const auto report = rebuild_with_own();
    ASSERT_TRUE(report.kept.has_value());
    EXPECT_EQ(report.kept->kinds, KindNames{"strike"});
    EXPECT_EQ(report.kept->rules, 1U);
    EXPECT_GT(report.kept->kept, 50U);
    EXPECT_NE(claims().find(" denial "), std::string::npos) << "the rules of denials did not run";
    EXPECT_EQ(claims().find(" user_metric "), std::string::npos) << "nor those of figures";
    EXPECT_NE(claims().find(" strike "), std::string::npos);
}

TEST_F(RebuildTest, RunsEveryRuleWhenAskedToOrWhenNoneDiffers) {
    const auto html = page("First", kBody + kStrikeBody);
    archive("https://a.example/1", 200, html, 0);
    for (const bool everything : {true, false}) {
        write_pack("walkout");
        fs::remove(workspace_.catalogue());
        plant("https://a.example/1", html);
        if (everything) write_pack("go <3 strike/NOUN");
        EXPECT_FALSE(rebuild_with_own(false, everything).kept.has_value());
        EXPECT_EQ(claims().find(" denial "), std::string::npos);
        EXPECT_NE(claims().find(" user_metric "), std::string::npos);
    }
}

TEST_F(RebuildTest, TakesNothingOverFromAnotherTextOfThePage) {
    archive("https://a.example/1", 200, page("First", kBody), 0);
    write_pack("walkout");
    plant("https://a.example/1", page("First", kBody + kStrikeBody));
    write_pack("go <3 strike/NOUN");
    rebuild_with_own();
    EXPECT_EQ(claims().find(" denial "), std::string::npos);
    EXPECT_NE(claims().find(" user_metric "), std::string::npos);
}

TEST_F(RebuildTest, ReplacesACatalogueThatCannotBeReadButDoesNotCompareWithIt) {
    archive("https://a.example/1", 200, page("First", kBody), 0);
    derive();
    const auto before = claims();
    std::ofstream(workspace_.catalogue(), std::ios::trunc) << "this is no database, however long it is made";
    EXPECT_FALSE(rebuild(workspace_, *knowledge_, {.dry_run = true}, kClock).has_value());
    const auto done = rebuild(workspace_, *knowledge_, {}, kClock);
    ASSERT_TRUE(done) << done.error().message;
    EXPECT_FALSE(done->had_catalogue);
    EXPECT_EQ(claims(), before);
}

TEST(RuleBook, SurvivesTheWayThroughTextAndNamesWhatDiffers) {
    const RuleBook one{"v1", "r", {{"fine", "a"}, {"ban", "b"}}, {{"fine.x", "1"}, {"fine.y", "2"}}};
    const auto read = parse_rule_book(to_text(one));
    ASSERT_TRUE(read.has_value());
    EXPECT_EQ(*read, one);
    auto two = one;
    two.rules["fine.y"] = "3";
    const auto changes = compare(one, two);
    EXPECT_EQ(changes.rules, 1U);
    EXPECT_EQ(changes.kept, 1U);
    EXPECT_EQ(changes.kinds, KindNames{"fine"});
    EXPECT_FALSE(changes.reading);
    two.reading = "s";
    EXPECT_TRUE(compare(one, two).reading);
    EXPECT_FALSE(parse_rule_book("{\"version\": 1}").has_value());
    EXPECT_FALSE(parse_rule_book("no json").has_value());
}

}  // namespace
}  // namespace claimline
