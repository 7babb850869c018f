#include "extract/trees.h"

#include <gtest/gtest.h>

#include <array>

namespace claimline {
namespace {

TEST(Trees, QuestionsLeadToLeavesAndTreesAddUp) {
    const TreeModel model = TreeModel::parse("# a comment\nbase -1\n0:2.5 =1 1:0 =2 =3\n=0.5\n");
    EXPECT_FLOAT_EQ(model.score(std::array{2.5F, 9.0F}), 0.5F);
    EXPECT_FLOAT_EQ(model.score(std::array{2.6F, 0.0F}), 1.5F);
    EXPECT_FLOAT_EQ(model.score(std::array{2.6F, 0.1F}), 2.5F);
}

}  // namespace
}  // namespace claimline
