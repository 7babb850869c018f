#include "cli/options.h"

#include <gtest/gtest.h>

#include <cstdlib>

namespace claimline {
namespace {

Result<Options> parse(std::vector<const char*> arguments) {
    arguments.insert(arguments.begin(), "claimline");
    return parse_options(static_cast<int>(arguments.size()), arguments.data());
}

TEST(Options, ReadTheAdHocCrawlThatInstrumentsCall) {
    const auto options =
        parse({"--workspace", "ws", "crawl", "--site", "http://a.example", "--site", "http://b.example",
               "--delay", "0", "--allow-net", "127.0.0.0/8", "--max-pages", "7", "--no-extract"});
    ASSERT_TRUE(options) << options.error().message;
    EXPECT_EQ(options->global.workspace, "ws");
    const auto& crawl = std::get<CrawlOptions>(options->command);
    EXPECT_EQ(crawl.sites, (std::vector<std::string>{"http://a.example", "http://b.example"}));
    EXPECT_EQ(crawl.delay, 0.0);
    EXPECT_EQ(crawl.allow_net, std::vector<std::string>{"127.0.0.0/8"});
    EXPECT_EQ(crawl.max_pages, 7U);
    EXPECT_TRUE(crawl.no_extract);
}

TEST(Options, GlobalFlagsMayFollowTheCommand) {
    const auto options = parse({"status", "--workspace", "ws", "-q"});
    ASSERT_TRUE(options) << options.error().message;
    EXPECT_EQ(options->global.workspace, "ws");
    EXPECT_TRUE(options->global.quiet);
}

TEST(Options, EmitTakesAList) {
    const auto options = parse({"extract", "--emit", "claims,dates", "-"});
    ASSERT_TRUE(options) << options.error().message;
    EXPECT_EQ(std::get<ExtractOptions>(options->command).emit, (std::vector<std::string>{"claims", "dates"}));
}

TEST(Options, RelativeDatesCountFromPublicationUnlessANarrativeIsAskedFor) {
    const auto plain = parse({"extract", "-"});
    ASSERT_TRUE(plain) << plain.error().message;
    EXPECT_EQ(std::get<ExtractOptions>(plain->command).anchor, "news");
    const auto narrative = parse({"extract", "--anchor", "narrative", "--lang", "en-GB", "-"});
    ASSERT_TRUE(narrative) << narrative.error().message;
    EXPECT_EQ(std::get<ExtractOptions>(narrative->command).anchor, "narrative");
    EXPECT_EQ(std::get<ExtractOptions>(narrative->command).lang, "en-GB");
    EXPECT_FALSE(parse({"extract", "--anchor", "novel", "-"}));
}

TEST(Options, AMisspeltCommandGetsTheNearestOne) {
    const auto options = parse({"timelien", "TikTok"});
    ASSERT_FALSE(options);
    EXPECT_EQ(options.error().kind, ErrorKind::usage);
    EXPECT_NE(options.error().message.find("timelien"), std::string::npos);
    EXPECT_NE(options.error().hint.find("timeline"), std::string::npos);
}

TEST(Options, AMisspeltOptionGetsTheNearestOneOfItsCommand) {
    const auto options = parse({"crawl", "--max-page", "3"});
    ASSERT_FALSE(options);
    EXPECT_NE(options.error().message.find("--max-page"), std::string::npos);
    EXPECT_NE(options.error().hint.find("--max-pages"), std::string::npos);
}

TEST(Options, AnUnknownOptionIsNamedAndPointsToHelp) {
    const auto options = parse({"--no-such-option-xyz"});
    ASSERT_FALSE(options);
    EXPECT_NE(options.error().message.find("no-such-option-xyz"), std::string::npos);
    EXPECT_NE(options.error().hint.find("--help"), std::string::npos);
}

TEST(Options, HelpOfACommandFitsEightyColumnsAndShowsAnExample) {
    for (const char* command : {"init", "source", "crawl", "extract", "rebuild", "search", "timeline",
                                "series", "show", "verify", "export", "status"}) {
        const auto options = parse({"help", command});
        ASSERT_TRUE(options) << command;
        const auto& text = std::get<PrintOptions>(options->command).text;
        EXPECT_NE(text.find("Examples:"), std::string::npos) << command;
        std::size_t begin = 0;
        while (begin < text.size()) {
            const auto end = text.find('\n', begin);
            EXPECT_LE(end - begin, 80U) << text.substr(begin, end - begin);
            begin = end + 1;
        }
    }
}

TEST(Options, EveryShellGetsACompletionOfCommandsOptionsAndValues) {
    for (const char* shell : {"bash", "zsh", "fish"}) {
        const auto options = parse({"completion", shell});
        ASSERT_TRUE(options) << shell;
        const auto& text = std::get<PrintOptions>(options->command).text;
        for (const char* word : {"timeline", "region", "bibtex", "claimline names"})
            EXPECT_NE(text.find(word), std::string::npos) << shell << " " << word;
        EXPECT_EQ(text.find("--now"), std::string::npos) << "a hidden option";
    }
    EXPECT_FALSE(parse({"completion", "ksh"}));
}

TEST(Options, TheManualIsMadeOfTheSameTable) {
    const auto options = parse({"man"});
    ASSERT_TRUE(options);
    const auto& text = std::get<PrintOptions>(options->command).text;
    EXPECT_TRUE(text.starts_with(".TH CLAIMLINE 1"));
    EXPECT_NE(text.find(".SS \"claimline source add\""), std::string::npos);
    EXPECT_NE(text.find("\\-\\-format"), std::string::npos);
    EXPECT_EQ(text.find("claimline names"), std::string::npos) << "a hidden command";
}

}  // namespace
}  // namespace claimline
