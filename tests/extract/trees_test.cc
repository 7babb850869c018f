#include "extract/trees.h"

#include <gtest/gtest.h>

#include <array>
#include <vector>

namespace claimline {
namespace {

TEST(Trees, QuestionsLeadToLeavesAndTreesAddUp) {
    const TreeModel model = TreeModel::parse("# a comment\nbase -1\n0:2.5 =1 1:0 =2 =3\n=0.5\n");
    EXPECT_FLOAT_EQ(model.score(std::array{2.5F, 9.0F}), 0.5F);
    EXPECT_FLOAT_EQ(model.score(std::array{2.6F, 0.0F}), 1.5F);
    EXPECT_FLOAT_EQ(model.score(std::array{2.6F, 0.1F}), 2.5F);
}

TEST(Trees, ManyRowsScoreAsEachAlone) {
    const TreeModel model = TreeModel::parse("base 0.25\n0:2.5 =1 1:0 =2 1:7 =3 =4\n=0.5\n1:3 =-1 =1\n");
    std::vector<float> rows;
    for (int i = 0; i < 19; ++i)
        rows.insert(rows.end(), {static_cast<float>(i % 5), static_cast<float>(i - 6)});
    std::vector<float> scores(19);
    model.score_rows(rows, 2, scores);
    for (std::size_t i = 0; i < 19; ++i)
        EXPECT_FLOAT_EQ(scores[i], model.score(std::span(rows).subspan(2 * i, 2))) << i;
}

}  // namespace
}  // namespace claimline
