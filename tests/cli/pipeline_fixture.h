#pragma once
// A workspace in a temporary folder with a real archive, to which tests add pages.

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <string>

#include "cli/pipeline.h"
#include "cli/stores.h"
#include "crawler/archive.h"

namespace claimline {

namespace fs = std::filesystem;

inline const FixedClock kClock(std::chrono::sys_days{std::chrono::year{2024} / 3 / 4});

inline std::string page(const std::string& title, const std::string& body) {
    return "<!doctype html><html lang=en><head><title>" + title +
           "</title><meta property=\"article:published_time\" "
           "content=\"2024-03-01T08:00:00Z\"></head><body><article><h1>" +
           title + "</h1>" + body +
           "<p>The report was read by nobody but the people who wrote it, and they kept what it said to "
           "themselves "
           "until the following morning, when the office opened its doors to visitors "
           "again.</p></article></body></html>";
}

inline const std::string kBody =
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

}  // namespace claimline
