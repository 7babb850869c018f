// The right half of the main flow over a real archive, catalogue and full text in a temporary workspace.

#include "cli/pipeline.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "cli/stores.h"
#include "crawler/archive.h"
#include "index/search_index.h"

namespace claimline {
namespace {

namespace fs = std::filesystem;

const FixedClock kClock(std::chrono::sys_days{std::chrono::year{2024} / 3 / 4});

std::string page(const std::string& title, const std::string& body) {
    return "<!doctype html><html lang=en><head><title>" + title +
           "</title><meta property=\"article:published_time\" "
           "content=\"2024-03-01T08:00:00Z\"></head><body><article><h1>" +
           title + "</h1>" + body +
           "<p>The report was read by nobody but the people who wrote it, and they kept what it said to "
           "themselves "
           "until the following morning, when the office opened its doors to visitors "
           "again.</p></article></body></html>";
}

const std::string kBody =
    "<p>Nordkom Inc. has an average of 12 million monthly active users in the European Union. The company "
    "was fined "
    "3 million euros by the European Commission on Thursday for breaching the Digital Services Act.</p>";

class PipelineTest : public testing::Test {
  protected:
    static void SetUpTestSuite() {
        auto loaded = load_knowledge(nullptr);
        ASSERT_TRUE(loaded) << loaded.error().message;
        knowledge_ = new Knowledge(std::move(*loaded));
    }
    static void TearDownTestSuite() { delete knowledge_; }

    void SetUp() override {
        folder_ = fs::temp_directory_path() / ("claimline-pipeline-" + std::to_string(::getpid()));
        fs::remove_all(folder_);
        bool created = false;
        auto made = create_workspace(folder_, created);
        ASSERT_TRUE(made) << made.error().message;
        workspace_ = std::move(*made);
    }
    void TearDown() override { fs::remove_all(folder_); }

    void archive(const std::string& url, int status, const std::string& body, int minute) {
        auto archive = open_archive(workspace_.archive(), kClock);
        ASSERT_TRUE(archive) << archive.error().message;
        Capture capture;
        capture.url = url;
        capture.at = kClock.now() + std::chrono::minutes(minute);
        capture.status = status;
        capture.headers = {{"Content-Type", "text/html; charset=utf-8"}};
        capture.body = body;
        capture.source_id = "test";
        const auto kept = (*archive)->append(capture, "GET / HTTP/1.1\r\n\r\n");
        ASSERT_TRUE(kept) << kept.error().message;
        ASSERT_TRUE((*archive)->sync());
    }

    DeriveReport derive(std::size_t threads = 2) {
        auto done = run_pipeline(workspace_, knowledge_, {.threads = threads}, kClock);
        EXPECT_TRUE(done) << done.error().message;
        return done ? done->derived : DeriveReport{};
    }

    // Every claim with its proof, as one text.
    std::string claims() {
        const auto catalogue = open_catalogue(workspace_, *knowledge_);
        const auto page = (*catalogue)->claims({.include_superseded = true}, 1000, std::nullopt);
        EXPECT_TRUE(page) << page.error().message;
        std::string all;
        for (const auto& claim : page->claims)
            all += fmt::format("{} {} {} {} {}:{} {}\n", claim.claim.id, claim.claim.kind,
                               to_string(claim.state), claim.quote, claim.capture.warc_file,
                               claim.capture.offset, claim.article.id);
        return all;
    }

    static inline Knowledge* knowledge_ = nullptr;  // loading takes longer than most tests
    fs::path folder_;
    Workspace workspace_;
};

TEST_F(PipelineTest, ReadsTheArchiveOnceAndGoesOnFromThere) {
    archive("https://a.example/1", 200, page("First", kBody), 0);
    const auto first = derive();
    EXPECT_EQ(first.documents, 1U);
    EXPECT_EQ(first.put.new_articles, 1U);
    EXPECT_GE(first.put.new_claims, 1U);
    EXPECT_EQ(derive().documents, 0U);
    archive("https://a.example/2", 200, page("Second", kBody), 1);
    EXPECT_EQ(derive().documents, 1U);
}

TEST_F(PipelineTest, RebuildGivesTheSameClaimsWithAnyNumberOfThreads) {
    for (int i = 0; i < 12; ++i)
        archive("https://a.example/" + std::to_string(i), 200, page("Page " + std::to_string(i), kBody), i);
    derive(1);
    const auto before = claims();
    EXPECT_FALSE(before.empty());
    for (const std::size_t threads : {1U, 4U}) {
        const auto done = rebuild(workspace_, *knowledge_, {.threads = threads}, kClock);
        ASSERT_TRUE(done) << done.error().message;
        EXPECT_EQ(done->documents, 12U);
        EXPECT_EQ(claims(), before);
    }
    EXPECT_FALSE(fs::exists(folder_ / "rebuild.tmp"));
}

TEST_F(PipelineTest, AWithdrawnArticleKeepsItsClaimsAndSaysSo) {
    archive("https://a.example/1", 200, page("First", kBody), 0);
    archive("https://a.example/1", 410, "gone", 10);
    EXPECT_EQ(derive().put.withdrawn, 1U);
    EXPECT_NE(claims().find("withdrawn"), std::string::npos);
}

TEST_F(PipelineTest, AWithdrawalInTheSameSecondCounts) {
    archive("https://a.example/1", 200, page("First", kBody), 0);
    archive("https://a.example/1", 410, "gone", 0);
    EXPECT_EQ(derive().put.withdrawn, 1U);
}

TEST_F(PipelineTest, ABadPageIsAProblemAndTheOthersGoOn) {
    archive("https://a.example/empty", 200, "", 0);
    archive("https://a.example/1", 200, page("First", kBody), 1);
    const auto report = derive();
    EXPECT_EQ(report.failed, 1U);
    EXPECT_EQ(report.documents, 1U);
    const auto catalogue = open_catalogue(workspace_, *knowledge_);
    const auto summary = (*catalogue)->summary();
    ASSERT_TRUE(summary);
    ASSERT_EQ(summary->problems.size(), 1U);
    EXPECT_EQ(summary->problems[0].url, "https://a.example/empty");
}

TEST_F(PipelineTest, TheFullTextFollowsTheCatalogue) {
    archive("https://a.example/1", 200, page("First", kBody), 0);
    derive();
    const auto index = open_xapian_index(workspace_.fulltext(), IndexMode::read);
    ASSERT_TRUE(index) << index.error().message;
    EXPECT_EQ((*index)->state()->articles, 1U);
    ASSERT_TRUE(rebuild_full_text(workspace_, *knowledge_));
    EXPECT_EQ((*index)->state()->articles, 1U);
}

}  // namespace
}  // namespace claimline
