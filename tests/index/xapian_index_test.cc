// The Xapian index keeps the contract of full text indexes; date terms cover exactly the range asked for.

#include <algorithm>
#include <random>

#include "index/search_index_contract.h"
#include "index/xapian_terms.h"

namespace claimline::testing {
namespace {

using namespace std::chrono;

INSTANTIATE_TEST_SUITE_P(Xapian, SearchIndexContract, ::testing::Values(OpenIndex(open_xapian_index)));

// A kill while Xapian makes a database leaves some of its files: the writer has to begin anew.
TEST(XapianIndex, AHalfMadeDatabaseIsMadeAgain) {
    namespace fs = std::filesystem;
    const fs::path folder = fs::temp_directory_path() / ("claimline-halfmade-" + std::to_string(::getpid()));
    const auto catalogue = open_sqlite_catalogue(":memory:", {});
    ASSERT_TRUE(catalogue);
    for (const char* missing : {"iamglass", "postlist.glass"}) {
        fs::remove_all(folder);
        fs::create_directories(folder);
        ASSERT_TRUE(open_xapian_index(folder, IndexMode::write));
        ASSERT_TRUE(fs::remove(folder / "articles" / missing)) << missing;
        const auto index = open_xapian_index(folder, IndexMode::write);
        ASSERT_TRUE(index) << missing << ": " << index.error().message;
        EXPECT_TRUE((*index)->follow(**catalogue)) << missing;
    }
    fs::remove_all(folder);
}

TEST(DateTerms, WholeYearsAndMonthsAreOneTermEach) {
    const DateRange range{sys_days{2022y / December / 30d}, sys_days{2024y / February / 2d}};
    EXPECT_THAT(range_terms(IndexPart::claims, DateField::about, range),
                ElementsAre("W202212", "D20221230", "D20221231", "Y2023", "M202401", "W202402", "D20240201"));
    EXPECT_THAT(range_terms(IndexPart::articles, DateField::published, range),
                ElementsAre("D20221230", "D20221231", "Y2023", "M202401", "D20240201"))
        << "the days of a page are always there";
}

TEST(DateTerms, ADayMatchesARangeExactlyWhenItLiesInside) {
    std::mt19937 random(7);  // seeded: the same 2,000 cases every time
    const auto any_day = [&random] { return sys_days{2020y / January / 1d} + days{random() % 1500}; };
    for (int i = 0; i < 2000; ++i) {
        auto from = any_day();
        auto until = any_day();
        if (from > until) std::swap(from, until);
        const auto day = any_day();
        const auto filed = period_terms(IndexPart::claims, DateField::about, day, day + days{1});
        const auto asked = range_terms(IndexPart::claims, DateField::about, {from, until});
        const bool found = std::ranges::any_of(
            asked, [&filed](const auto& term) { return std::ranges::find(filed, term) != filed.end(); });
        ASSERT_EQ(found, from <= day && day < until)
            << to_iso(day) << " in " << to_iso(from) << ".." << to_iso(until);
    }
}

TEST(DateTerms, APeriodIsFiledUnderEveryMonthItTouches) {
    const auto filed = period_terms(IndexPart::claims, DateField::about, sys_days{2022y / August / 1d},
                                    sys_days{2023y / February / 1d});
    for (const DateRange& inside : {DateRange{sys_days{2022y / October / 3d}, sys_days{2022y / October / 4d}},
                                    DateRange{sys_days{2023y / January / 31d}, std::nullopt},
                                    DateRange{std::nullopt, sys_days{2022y / August / 2d}}}) {
        const auto asked = range_terms(IndexPart::claims, DateField::about, inside);
        EXPECT_TRUE(std::ranges::any_of(
            asked, [&filed](const auto& term) { return std::ranges::find(filed, term) != filed.end(); }));
    }
}

TEST(DateTerms, AbsurdPeriodsStaySmall) {
    const auto filed = period_terms(IndexPart::claims, DateField::about, sys_days{1y / January / 1d},
                                    sys_days{9999y / December / 31d});
    EXPECT_LT(filed.size(), 6000U);
    EXPECT_FALSE(period_terms(IndexPart::claims, DateField::about, sys_days{9990y / January / 1d},
                              sys_days{9991y / January / 1d})
                     .empty());
}

TEST(FieldTerms, AreNeverLongerThanXapianCanStore) {
    EXPECT_EQ(field_term("kind", "user_metric"), "Kuser_metric");
    EXPECT_EQ(field_term("status", "in_talks"), "XFstatus:in_talks");
    EXPECT_LE(field_term("entity", std::string(5000, 'n')).size(), 100U);
    EXPECT_EQ(field_term("entity", std::string("a\0b", 3)).find('\0'), std::string::npos);
}

}  // namespace
}  // namespace claimline::testing
