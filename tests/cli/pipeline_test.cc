// The right half of the main flow over a real archive, catalogue and full text in a temporary workspace.

#include "cli/pipeline.h"

#include <gtest/gtest.h>

#include "index/search_index.h"
#include "pipeline_fixture.h"

namespace claimline {
namespace {

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
}

}  // namespace
}  // namespace claimline
