#include "crawler/robots.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <set>

#include "conformance.h"
#include "core/url.h"

namespace claimline {
namespace {

using std::chrono::milliseconds;

bool allows(std::string_view text, std::string_view path) {
    return Robots::parse(text, "paperboy").allows(path);
}

TEST(Robots, AllowsEverythingWithoutAFile) {
    EXPECT_TRUE(Robots().allows("/anything"));
    EXPECT_TRUE(allows("", "/anything"));
    EXPECT_TRUE(allows("<html>not found</html>", "/anything"));
}

TEST(Robots, LetsTheLongestRuleWinAndAllowOnADraw) {
    constexpr std::string_view text =
        "User-agent: *\nDisallow: /desk\nAllow: /desk/open\nDisallow: /desk/open/not\n";
    EXPECT_FALSE(allows(text, "/desk/x"));
    EXPECT_TRUE(allows(text, "/desk/open/x"));
    EXPECT_FALSE(allows(text, "/desk/open/not/x"));
    EXPECT_TRUE(allows("User-agent: *\nDisallow: /same\nAllow: /same\n", "/same"));
}

TEST(Robots, ObeysTheGroupThatNamesUsAndForgetsTheOthers) {
    constexpr std::string_view text =
        "User-agent: *\nDisallow: /\n\nUser-agent: PaperBoy\nDisallow: /a\n\nUser-agent: other\nDisallow: "
        "/b\n\n"
        "User-agent: paperboy/2.0\nDisallow: /c\n";
    EXPECT_FALSE(allows(text, "/a"));
    EXPECT_TRUE(allows(text, "/b"));
    EXPECT_FALSE(allows(text, "/c")) << "groups for the same agent are one (RFC 9309, 2.2.1)";
    EXPECT_TRUE(allows(text, "/d"));
}

TEST(Robots, SharesOneGroupBetweenSeveralAgents) {
    constexpr std::string_view text = "User-agent: one\nUser-agent: paperboy\nDisallow: /both\n";
    EXPECT_FALSE(allows(text, "/both"));
}

TEST(Robots, KnowsStarsAndTheEndSign) {
    constexpr std::string_view text = "User-agent: *\nDisallow: /*.pdf$\nDisallow: /a*b*c\nDisallow: /x$\n";
    EXPECT_FALSE(allows(text, "/deep/down/file.pdf"));
    EXPECT_TRUE(allows(text, "/file.pdf?page=1"));
    EXPECT_FALSE(allows(text, "/a-b-c-d"));
    EXPECT_TRUE(allows(text, "/a-c-b"));
    EXPECT_FALSE(allows(text, "/x"));
    EXPECT_TRUE(allows(text, "/xy"));
}

TEST(Robots, ComparesPercentEncodingInOneForm) {
    EXPECT_FALSE(allows("User-agent: *\nDisallow: /caf%c3%a9", "/caf%C3%A9/menu"));
    EXPECT_FALSE(allows("User-agent: *\nDisallow: /café", "/caf%C3%A9/menu"));
    EXPECT_FALSE(allows("User-agent: *\nDisallow: /%73ecret", "/secret"));
    EXPECT_TRUE(allows("User-agent: *\nDisallow: /a%2Fb", "/a/b"));
}

TEST(Robots, SkipsAByteOrderMarkCommentsAndStrangeLineEnds) {
    EXPECT_FALSE(allows("\xEF\xBB\xBFUser-agent: *\rDisallow: /x # keep out\r\n", "/x"));
    EXPECT_FALSE(allows("User-agent: * # everybody\n\n\nDisallow: /x\n", "/x"));
}

TEST(Robots, ForgivesMisspeltKeysAndAMissingColon) {
    EXPECT_FALSE(allows("useragent: *\ndissallow: /x\n", "/x"));
    EXPECT_FALSE(allows("user-agent *\ndisallow /x\n", "/x"));
}

TEST(Robots, ReadsAtLeast500KiBAndThenStops) {
    std::string text = "User-agent: *\n";
    while (text.size() < 499 * 1024) text += "Disallow: /filler\n";
    text += "Disallow: /inside\n";
    while (text.size() < 600 * 1024) text += "Disallow: /filler\n";
    text += "Disallow: /outside\n";
    EXPECT_FALSE(allows(text, "/inside"));
    EXPECT_TRUE(allows(text, "/outside"));
}

TEST(Robots, KeepsTheCrawlDelayOfOurGroupAndAllSitemaps) {
    const auto robots = Robots::parse(
        "Sitemap: https://d.example/one.xml\nUser-agent: *\nCrawl-delay: 30\nDisallow:\n\nUser-agent: "
        "paperboy\n"
        "Crawl-delay: 1.5\nDisallow:\nSITEMAP: /two.xml\n",
        "paperboy");
    EXPECT_EQ(robots.crawl_delay(), milliseconds(1500));
    EXPECT_THAT(robots.sitemaps(), testing::ElementsAre("https://d.example/one.xml", "/two.xml"));
    EXPECT_EQ(Robots::parse("User-agent: *\nCrawl-delay: 9e99999999999999999\n", "p").crawl_delay(),
              milliseconds(9000));
    EXPECT_EQ(Robots::parse("User-agent: *\nCrawl-delay: soon\n", "p").crawl_delay(), std::nullopt);
}

TEST(Robots, CannotBeSlowedDownByStars) {
    std::string pattern = "/";
    for (int i = 0; i < 4000; ++i) pattern += "*a";
    const std::string path = '/' + std::string(4000, 'a') + 'b';
    EXPECT_TRUE(allows("User-agent: *\nDisallow: " + pattern + "b*c$\n", path));
}

class RobotsConformance : public Conformance {};

TEST_F(RobotsConformance, AgreesWithTheUncontestedCases) {
    std::set<std::string> contested;
    std::ifstream list(folder_.parent_path() / "robots_contested.txt");
    for (std::string id; std::getline(list, id);) contested.insert(id);
    const double passed = share("robots.jsonl", [&](const nlohmann::json& test) -> std::optional<bool> {
        if (contested.contains(test["id"].get<std::string>())) return std::nullopt;
        const std::string url = test["url"].get<std::string>();
        const auto slashes = url.find("://");
        const auto path = url.find('/', slashes == std::string::npos ? 0 : slashes + 3);
        const auto robots =
            Robots::parse(test["robots_txt"].get<std::string>(), test["user_agent"].get<std::string>());
        return robots.allows(path == std::string::npos ? "/" : url.substr(path, url.find('#') - path)) ==
               test["allowed"].get<bool>();
    });
    EXPECT_EQ(passed, 1);
}

}  // namespace
}  // namespace claimline
