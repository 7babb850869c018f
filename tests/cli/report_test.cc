// Reports: nothing that a page said can act in them, and their pictures keep labels apart.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/report_html.h"
#include "cli/report_page.h"
#include "cli/report_picture.h"

namespace claimline {
namespace {

using namespace std::chrono;
using ::testing::HasSubstr;
using ::testing::Not;

sys_days on(int y, unsigned m, unsigned d) {
    return sys_days{year{y} / month{m} / day{d}};
}

ClaimRecord record(const std::string& id, sys_days day, std::string kind = "user_metric") {
    ClaimRecord out;
    out.claim.id = "c:" + id;
    out.claim.kind = std::move(kind);
    out.claim.subject = "Norrvik";
    out.quote = "Norrvik said so.";
    out.about_from = day;
    out.about_until = day + days{1};
    out.thread = "t:" + id;
    out.article.id = "d:0123456789ab";
    out.article.url = "https://wire.example/" + id;
    out.article.host = "wire.example";
    out.article.published = to_iso(day);
    return out;
}

ReportData report_of(std::vector<ClaimRecord> claims) {
    static const Packs packs = Packs::load({std::filesystem::path(CLAIMLINE_SOURCE_DATA) / "packs"}).value();
    ReportData data;
    data.title = "A title";
    data.packs = &packs;
    data.claims = std::move(claims);
    for (const auto& claim : data.claims) data.sources[claim.article.id] = {&claim, 1};
    return data;
}

TEST(Html, TextCannotBecomeMarkupOrLookLikeSomethingLoaded) {
    EXPECT_EQ(html_text("<b a=\"x\" b='y'>&"), "&lt;b a=&quot;x&quot; b=&#39;y&#39;&gt;&amp;");
    EXPECT_EQ(html_text("url(x) @import"), "url&#40;x) &#64;import");
    EXPECT_EQ(html_text("a\x1b[31m\xE2\x80\xAE z").find('\x1b'), std::string::npos);
}

TEST(Html, OnlyWebAddressesBecomeLinks) {
    EXPECT_EQ(Html().link("javascript:alert(1)", "x").str(), "x");
    EXPECT_EQ(Html().link("data:text/html,x", "x").str(), "x");
    EXPECT_THAT(Html().link("https://a.example/\"onclick=1", "x").str(),
                HasSubstr("href=\"https://a.example/&quot;onclick=1\""));
}

TEST(Html, HashesAreThoseOfContentSecurityPolicy) {
    // The example of Content Security Policy Level 2, section 4.2.5.
    EXPECT_EQ(csp_hash("alert('Hello, world.');"), "sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng=");
}

TEST(TimeAxis, TakesTheShortestUnitThatFits) {
    EXPECT_EQ(time_axis({on(2023, 2, 17), on(2023, 3, 20)}).unit, Calendar::day);
    EXPECT_EQ(time_axis({on(2020, 2, 17), on(2023, 3, 20)}).unit, Calendar::month);
    EXPECT_EQ(time_axis({on(1990, 2, 17), on(2023, 3, 20)}).unit, Calendar::year);
    EXPECT_EQ(time_axis({}).bins(), 0U);
}

TEST(TimeAxis, EveryDayInsideHasItsStretchAndDaysOutsideHaveNone) {
    const auto axis = time_axis({on(2020, 2, 17), on(2023, 3, 20)});
    EXPECT_EQ(axis.bin_of(on(2020, 2, 1)), 0U);
    EXPECT_EQ(axis.bin_of(on(2023, 3, 31)), axis.bins() - 1);
    EXPECT_EQ(axis.bin_of(on(2020, 1, 31)), axis.bins());
    EXPECT_EQ(axis.bin_of(on(2023, 4, 1)), axis.bins());
}

TEST(TimeAxis, AFewFarDaysDoNotStretchIt) {
    std::vector<sys_days> all{on(1934, 1, 1)};
    for (unsigned day = 1; day <= 28; ++day)
        for (unsigned month = 1; month <= 12; ++month) all.push_back(on(2022, month, day));
    all.push_back(on(2050, 1, 1));
    std::ranges::sort(all);
    const auto axis = time_axis(all);
    EXPECT_GE(axis.starts.front(), on(2021, 12, 1));
    EXPECT_LE(axis.starts.back(), on(2023, 2, 1));
}

TEST(TimeAxis, FiveCenturiesShowTheLastNinetyYears) {
    const auto axis = time_axis({on(1500, 1, 1), on(2023, 1, 1)});
    EXPECT_EQ(axis.bins(), 90U);
    EXPECT_EQ(axis.starts[89], on(2023, 1, 1));
}

TEST(AxisTicks, AreFewAndStayInside) {
    for (const int from : {1600, 1930, 1990, 2010, 2019, 2022, 2023}) {
        const auto axis = time_axis({on(from, 3, 5), on(2023, 9, 30)});
        const auto ticks = axis_ticks(axis);
        EXPECT_FALSE(ticks.empty()) << from;
        EXPECT_LE(ticks.size(), 12U) << from;
        EXPECT_LE(std::ranges::count(ticks, true, &AxisTick::narrow), 4) << from;
        EXPECT_LE(axis.percent(ticks.back().bin), 94) << from;
    }
}

TEST(Timeline, AFewClaimsAreBricksAndManyAreBars) {
    std::vector<ClaimRecord> few{record("000000000001", on(2023, 1, 1)),
                                 record("000000000002", on(2023, 1, 1))};
    EXPECT_THAT(timeline_picture(report_of(few)), HasSubstr("href=\"#c000000000002\""));
    std::vector<ClaimRecord> many;
    for (int i = 0; i < 40; ++i) many.push_back(record(fmt::format("{:012x}", i), on(2023, 1, 1)));
    const auto picture = timeline_picture(report_of(many));
    EXPECT_THAT(picture, HasSubstr("data-n=\"40\" data-k="));
    EXPECT_THAT(picture, HasSubstr("data-last=\"c000000000027\""));
}

TEST(Report, HostileTextStaysText) {
    auto hostile = record("00000000000a", on(2023, 1, 1));
    hostile.quote = "</blockquote><script>alert(1)</script><img src=x onerror=alert(2)>";
    hostile.claim.subject = "\"><svg onload=alert(3)>";
    hostile.article.title = "{{script}} ${x} <!--";
    hostile.article.url = "javascript:alert(4)";
    const auto page = report_page(report_of({hostile}));
    EXPECT_THAT(page, Not(HasSubstr("<script>alert")));
    EXPECT_THAT(page, Not(HasSubstr("<img")));
    EXPECT_THAT(page, Not(HasSubstr("<svg onload")));
    EXPECT_THAT(page, Not(HasSubstr("javascript:")));
    EXPECT_THAT(page, HasSubstr("{{script}} ${x} &lt;!--")) << "what is filled in is not filled again";
}

TEST(Report, IsThereEvenWithoutClaims) {
    EXPECT_THAT(report_page(report_of({})), HasSubstr("No claim was found."));
}

SeriesRow figure(const std::string& id, sys_days day, double value) {
    SeriesRow row;
    row.claim = record(id, day);
    row.figure.value = value;
    row.figure.unit = "MAU";
    return row;
}

TEST(SeriesPicture, LabelsThatWouldTouchAreLeftOut) {
    const auto a = figure("000000000001", on(2023, 1, 1), 125e6);
    const auto b = figure("000000000002", on(2023, 1, 2), 125e6);
    const auto c = figure("000000000003", on(2023, 12, 31), 134e6);
    const auto picture = series_picture({&a, &b, &c});
    const auto count = [&picture](std::string_view text) {
        std::size_t found = 0;
        for (auto at = picture.find(text); at != std::string::npos; at = picture.find(text, at + 1)) ++found;
        return found;
    };
    EXPECT_EQ(count("<circle"), 3U);
    EXPECT_EQ(count(">125 million<"), 1U);
    EXPECT_EQ(count(">134 million<"), 1U);
}

TEST(SeriesPicture, NeedsTwoFiguresAboveZero) {
    const auto one = figure("000000000001", on(2023, 1, 1), 125e6);
    const auto zero = figure("000000000002", on(2023, 1, 1), 0);
    EXPECT_TRUE(series_picture({&one}).empty());
    EXPECT_TRUE(series_picture({&zero, &zero}).empty());
}

}  // namespace
}  // namespace claimline
