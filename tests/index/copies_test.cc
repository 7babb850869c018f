// Copies of one report are told by their words, numbers and names.

#include "index/copies.h"

#include <gtest/gtest.h>

namespace claimline {
namespace {

std::string report(int halls, const char* town) {
    std::string text;
    for (int i = 0; i < 12; ++i)
        text += "The group said on Friday that part " + std::to_string(i) + " of its plan covers " +
                std::to_string(halls) + " halls near " + town +
                " and would be ready by the end of the year. ";
    return text;
}

TEST(Copies, ACutCopyIsACopy) {
    const auto whole = report(40, "Fjordby");
    EXPECT_TRUE(are_copies(copy_sketch(whole), copy_sketch(whole)));
    EXPECT_TRUE(are_copies(copy_sketch(whole), copy_sketch(whole.substr(0, whole.size() * 3 / 4))));
}

TEST(Copies, AnotherNumberOrTownMakesAnotherReport) {
    EXPECT_FALSE(are_copies(copy_sketch(report(40, "Fjordby")), copy_sketch(report(70, "Osthaven"))));
    EXPECT_FALSE(are_one_wording("The group will build its 2nd hall in the old port of Fjordby next year.",
                                 "The group will build its 3rd hall in the old port of Fjordby next year."));
}

TEST(Copies, WordingIsComparedWithoutRegardToItsFrame) {
    EXPECT_TRUE(
        are_one_wording("The watchdog said the group had hidden 40 losses from its investors.",
                        "On Monday the watchdog said the group had hidden 40 losses from its investors"));
    EXPECT_FALSE(are_one_wording("The group declined.", "The group declined.")) << "too short to tell";
}

TEST(Copies, ASketchOfTheSameTextIsTheSame) {
    EXPECT_EQ(sketch_of(report(40, "Fjordby")), sketch_of(report(40, "Fjordby")));
    EXPECT_FALSE(sketch_of("Too short.").tells());
    EXPECT_EQ(resemblance(sketch_of(""), sketch_of("")), 0);
}

}  // namespace
}  // namespace claimline
