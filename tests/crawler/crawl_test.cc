// The crawl over real HTTP on loopback, with the frontier in memory and the archive on disk.

#include "crawler/crawl.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "crawler/gzip.h"
#include "crawler/loopback_server.h"
#include "crawler/memory_frontier.h"
#include "crawler/temp_folder.h"

namespace claimline {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAre;

using Request = LoopbackServer::Request;
using Pages = std::map<std::string, std::function<std::string(const Request&)>>;

std::string xml(std::string_view body, std::string_view type = "application/xml") {
    return fmt::format(
        "HTTP/1.1 200 OK\r\nContent-Type: {}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{}", type,
        body.size(), body);
}

class CrawlTest : public testing::Test {
  protected:
    CrawlTest() : server_([this](const Request& request) { return serve(request); }) {
        job_.delay = milliseconds(0);
        job_.fetch.user_agent = "paperboy/1";
        job_.fetch.allow_nets = {"127.0.0.1"};
        job_.fetch.silence_timeout = milliseconds(1000);
        job_.patience = seconds(4);
    }

    void page(const std::string& target, std::string body) {
        pages_[target] = [body](const Request&) { return answer(body); };
    }
    void script(const std::string& target, std::function<std::string(const Request&)> answers) {
        pages_[target] = std::move(answers);
    }

    CrawlReport crawl_site() { return crawl({*make_site_source(server_.url("/"))}); }
    CrawlReport crawl(std::vector<Source> sources) {
        job_.sources = std::move(sources);
        const auto archive = std::move(*open_archive(folder_.path() / "archive", clock_));
        const auto fetcher = std::move(*open_curl_fetcher(job_.fetch));
        const auto report = claimline::crawl(job_, frontier_, *fetcher, *archive, clock_);
        EXPECT_TRUE(report) << report.error().message;
        return report.value_or(CrawlReport{});
    }
    Source source(SourceKind kind, const std::string& target) {
        Source made;
        made.id = "desk";
        made.kind = kind;
        made.url = server_.url(target);
        return made;
    }

    std::vector<Capture> captures() {
        std::vector<Capture> found;
        const auto archive = std::move(*open_archive(folder_.path() / "archive", clock_));
        EXPECT_TRUE(archive->scan({}, [&](Capture&& capture) -> Result<bool> {
            found.push_back(std::move(capture));
            return true;
        }));
        return found;
    }
    Capture capture_of(const std::string& target) {
        for (Capture& capture : captures()) {
            if (capture.url == server_.url(target)) return std::move(capture);
        }
        ADD_FAILURE() << target << " was not captured";
        return {};
    }
    std::vector<std::string> targets_of(Role role) {
        std::vector<std::string> out;
        for (const Capture& capture : captures()) {
            if (capture.role == role && capture.status == 200)
                out.push_back(capture.url.substr(server_.origin().size()));
        }
        return out;
    }
    std::vector<std::string> asked() {
        std::vector<std::string> out;
        for (const Request& request : server_.requests()) out.push_back(request.target);
        return out;
    }

    std::string serve(const Request& request) {
        const auto found = pages_.find(request.target);
        return found == pages_.end() ? answer("no", "", "404 Not Found") : found->second(request);
    }

    Pages pages_;
    LoopbackServer server_;
    TempFolder folder_;
    SystemClock clock_;
    MemoryFrontier frontier_;
    CrawlJob job_;
};

TEST_F(CrawlTest, FollowsASiteByLinksFeedsAndSitemaps) {
    page("/",
         "<link rel=alternate type=application/rss+xml href=/feed.xml><a href=/linked.html>x</a><a "
         "href='http://other.example/'>o</a>");
    page("/linked.html", "<p>A plan</p>");
    page("/fed.html", "<p>A fine</p>");
    page("/mapped.html", "<p>A figure</p>");
    script("/feed.xml", [&](const Request&) {
        return xml("<rss><channel><item><link>" + server_.url("/fed.html?utm_source=rss") +
                   "</link></item></channel></rss>");
    });
    script("/robots.txt", [&](const Request&) { return answer("Sitemap: /map.xml\n"); });
    script("/map.xml", [&](const Request&) {
        return xml(gzip("<urlset><url><loc>" + server_.url("/mapped.html") + "</loc></url></urlset>"),
                   "application/gzip");
    });
    const CrawlReport report = crawl_site();
    EXPECT_THAT(targets_of(Role::article), UnorderedElementsAre("/linked.html", "/fed.html", "/mapped.html"));
    EXPECT_THAT(targets_of(Role::index), ElementsAre("/"));
    EXPECT_EQ(report.total.fresh, 3U);
    EXPECT_EQ(report.total.failed, 0U);
    EXPECT_EQ(report.sources.begin()->second.state, SourceReport::State::ok);
    EXPECT_EQ(capture_of("/fed.html").via, server_.url("/feed.xml"));
}

TEST_F(CrawlTest, AsksOnlyLeadsAgainAndWhatTheyNameAsChanged) {
    std::string edited = "2031-05-01";
    std::string text = "<p>Three berths</p>";
    page("/", "<a href=/same.html>a</a><a href=/edited.html>b</a><a href=/linked.html>c</a>");
    page("/same.html", "<p>A quay</p>");
    page("/linked.html", "<p>A crane</p>");
    script("/edited.html", [&](const Request&) { return answer(text); });
    script("/sitemap.xml", [&](const Request&) {
        return xml("<urlset><url><loc>" + server_.url("/same.html") +
                   "</loc><lastmod>2031-05-01</lastmod></url>" + "<url><loc>" + server_.url("/edited.html") +
                   "</loc><lastmod>" + edited + "</lastmod></url></urlset>");
    });
    crawl_site();
    const std::size_t before = asked().size();
    edited = "2031-05-02";
    text = "<p>Four berths</p>";
    job_.again = Again::leads;
    const CrawlReport report = crawl_site();
    auto later = asked();
    later.erase(later.begin(), later.begin() + static_cast<std::ptrdiff_t>(before));
    EXPECT_THAT(later, UnorderedElementsAre("/", "/sitemap.xml", "/edited.html"));
    EXPECT_EQ(report.total.changed, 1U);
}

TEST_F(CrawlTest, LeavesWhatIsBeyondAHostsBudgetToALaterRun) {
    page("/", "<a href=/1>a</a><a href=/2>b</a><a href=/3>c</a>");
    for (const char* target : {"/1", "/2", "/3"}) page(target, std::string("<p>") + target);
    job_.host_budget = 2;
    const CrawlReport report = crawl_site();
    EXPECT_EQ(report.total.fetched, 2U);
    EXPECT_TRUE(report.limited);
}

TEST_F(CrawlTest, FollowsAnIndexPageByTheRuleOfItsSource) {
    page("/news",
         "<nav><a class=t href=/about>x</a></nav><ul><li><a class=t href=/n/1>A quay is built</a>"
         "<i>3 March 2031</i></ul><a rel=next href='/news?page=2'>older</a>");
    page("/news?page=2",
         "<ul><li><a class=t href=/n/2>A crane</a></ul><a rel=next href='/news?page=3'>older</a>");
    page("/news?page=3", "<ul><li><a class=t href=/n/3>A dock</a></ul>");
    for (const char* target : {"/n/1", "/n/2", "/n/3", "/about"}) page(target, std::string("<p>") + target);
    Source index = source(SourceKind::index, "/news");
    index.item_selector = "ul > li";
    index.link_selector = "a.t";
    index.date_selector = "i";
    index.next_selector = "a[rel=next]";
    index.max_pages = 2;
    crawl({index});
    EXPECT_THAT(asked(), UnorderedElementsAre("/robots.txt", "/.well-known/tdmrep.json", "/news",
                                              "/news?page=2", "/n/1", "/n/2"));
    EXPECT_THAT(targets_of(Role::article), UnorderedElementsAre("/n/1", "/n/2"));
}

TEST_F(CrawlTest, RecordsWhatThePublisherReservesAndObeysItWhereTheSourceSaysSo) {
    script("/header", [](const Request&) {
        return answer("<p>x",
                      "TDM-Reservation: 1\r\nTDM-Policy: https://d.example/p.json\r\n"
                      "X-Robots-Tag: otherbot: none\r\nX-Robots-Tag: noindex\r\n");
    });
    page("/meta", "<meta name=tdm-reservation content=1><p>y");
    page("/free", "<p>z");
    page("/", "<a href=/header>a</a><a href=/meta>b</a><a href=/free>c</a>");
    Source site = *make_site_source(server_.url("/"));
    site.tdm = RightsPolicy::obey;
    crawl({site});
    EXPECT_EQ(capture_of("/header").tdm, "1 https://d.example/p.json");
    EXPECT_EQ(capture_of("/header").directives, "noindex");
    EXPECT_EQ(capture_of("/meta").tdm, "1");
    EXPECT_EQ(capture_of("/free").tdm, "");
    EXPECT_THAT(targets_of(Role::article), ElementsAre("/free"));
}

TEST_F(CrawlTest, RecordsWhatTheFileForTheWholeHostReserves) {
    page("/.well-known/tdmrep.json",
         R"([{"location": "/paid/*", "tdm-reservation": 1, "tdm-policy": "https://d.example/p.json"},
             {"location": "/", "tdm-reservation": 0}])");
    page("/", "<a href=/paid/a>a</a><a href=/paid/b>b</a><a href=/free>c</a>");
    page("/paid/a", "<p>a");
    script("/paid/b", [](const Request&) { return answer("<p>b", "TDM-Reservation: 0\r\n"); });
    page("/free", "<p>c");
    Source site = *make_site_source(server_.url("/"));
    site.tdm = RightsPolicy::obey;
    crawl({site});
    EXPECT_EQ(capture_of("/paid/a").tdm, "1 https://d.example/p.json");
    EXPECT_EQ(capture_of("/paid/b").tdm, "0") << "the header speaks of this answer";
    EXPECT_EQ(capture_of("/free").tdm, "0");
    EXPECT_EQ(capture_of("/.well-known/tdmrep.json").role, Role::robots) << "the file itself is evidence";
    EXPECT_THAT(targets_of(Role::article), UnorderedElementsAre("/paid/b", "/free"));

    server_.forget();
    page("/paid/new", "<p>n");
    page("/", "<a href=/paid/new>n</a>");
    crawl({site});
    EXPECT_EQ(server_.hits("/.well-known/tdmrep.json"), 0) << "it holds for a day";
    EXPECT_EQ(capture_of("/paid/new").tdm, "1 https://d.example/p.json");
}

TEST_F(CrawlTest, DoesNotWaitLongForAFileThatFewHostsHave) {
    script("/.well-known/tdmrep.json", [](const Request&) { return std::string(); });
    page("/", "<p>x");
    job_.fetch.silence_timeout = seconds(60);
    const auto began = std::chrono::steady_clock::now();
    crawl_site();
    EXPECT_EQ(server_.hits("/"), 1);
    EXPECT_LT(std::chrono::steady_clock::now() - began, seconds(10));
}

TEST_F(CrawlTest, ReadsPagesThatAskNotToBeIndexedOnlyWhereTheSourceSaysSo) {
    page("/", "<a href=/header>a</a><a href=/meta>b</a>");
    script("/header", [](const Request&) { return answer("<p>x", "X-Robots-Tag: noindex, noarchive\r\n"); });
    page("/meta", "<meta name=robots content='noindex'><p>y");
    Source site = *make_site_source(server_.url("/"));
    site.noindex = RightsPolicy::record;
    crawl({site});
    EXPECT_EQ(capture_of("/header").directives, "noindex, noarchive");
    EXPECT_EQ(capture_of("/meta").directives, "noindex");
    EXPECT_THAT(targets_of(Role::article), UnorderedElementsAre("/header", "/meta"));
}

TEST_F(CrawlTest, AsksNothingThatRobotsTxtForbids) {
    page("/robots.txt", "User-agent: *\nDisallow: /secret\n");
    page("/", "<a href=/secret/x>s</a><a href=/secre%74/y>t</a><a href=/open>o</a>");
    page("/open", "fine");
    crawl_site();
    EXPECT_THAT(asked(), UnorderedElementsAre("/robots.txt", "/.well-known/tdmrep.json", "/", "/open",
                                              "/sitemap.xml"));
}

TEST_F(CrawlTest, AsksNothingAtAllWhileRobotsTxtIsBroken) {
    script("/robots.txt", [](const Request&) { return answer("down", "", "503 Service Unavailable"); });
    page("/", "<a href=/open>o</a>");
    const CrawlReport report = crawl_site();
    EXPECT_THAT(asked(), ElementsAre("/robots.txt"));
    EXPECT_EQ(report.sources.begin()->second.state, SourceReport::State::failed);
    EXPECT_THAT(report.problems.at(0).message, HasSubstr("robots.txt cannot be had"));
}

TEST_F(CrawlTest, ReadsRobotsTxtOnceAHostThatWasRefusedIsAllowed) {
    page("/robots.txt", "User-agent: *\nDisallow: /secret\n");
    page("/", "<a href=/secret>s</a>");
    job_.fetch.allow_nets = {};
    EXPECT_THAT(crawl_site().problems.at(0).message, HasSubstr("private"));
    job_.fetch.allow_nets = {"127.0.0.1"};
    crawl_site();
    EXPECT_EQ(server_.hits("/robots.txt"), 1);
    EXPECT_EQ(server_.hits("/secret"), 0);
}

TEST_F(CrawlTest, FollowsRobotsTxtToWhereItMoved) {
    script("/robots.txt", [](const Request&) { return answer("", "Location: /rules\r\n", "301 Moved"); });
    page("/rules", "User-agent: *\nDisallow: /x\n");
    page("/", "<a href=/x>x</a>");
    crawl_site();
    EXPECT_EQ(server_.hits("/x"), 0);
}

TEST_F(CrawlTest, TransfersNoBodyTwiceThatDidNotChange) {
    const auto validated = [](std::string body) {
        return [body](const Request& request) {
            if (request.header("If-None-Match") == "\"1\"")
                return std::string("HTTP/1.1 304 Not Modified\r\nETag: \"1\"\r\nConnection: close\r\n\r\n");
            return answer(body, "ETag: \"1\"\r\n");
        };
    };
    script("/", validated("<a href=/a>a</a><a href=/b>b</a>"));
    script("/a", validated("a"));
    page("/b", "b");  // without validators: the same bytes come again
    crawl_site();
    server_.forget();
    const CrawlReport second = crawl_site();
    EXPECT_EQ(second.total.unchanged, 3U);
    EXPECT_EQ(second.total.fresh + second.total.changed, 0U);
    std::size_t revisits = 0;
    for (const Capture& capture : captures()) {
        if (!capture.revisit) continue;
        ++revisits;
        EXPECT_EQ(capture.refers_to_url, capture.url);
        EXPECT_TRUE(capture.refers_to_at);
        EXPECT_EQ(capture.digest.size(), 7 + 64U);
    }
    EXPECT_EQ(revisits, 3U);
}

TEST_F(CrawlTest, TellsChangedFromNewAndGoneFromNeverThere) {
    page("/", "<a href=/a>a</a><a href=/b>b</a><a href=/never>n</a>");
    page("/a", "one version");
    page("/b", "soon gone");
    const CrawlReport first = crawl_site();
    EXPECT_EQ(first.total.fresh, 2U);
    EXPECT_EQ(first.total.failed, 1U) << "a link to nothing";
    page("/a", "another version");
    script("/b", [](const Request&) { return answer("", "", "410 Gone"); });
    const CrawlReport second = crawl_site();
    EXPECT_EQ(second.total.changed, 1U);
    EXPECT_EQ(second.total.gone, 1U);
    EXPECT_EQ(second.total.fresh, 0U);
}

TEST_F(CrawlTest, KeepsEveryHopOfARedirectAndTheWayItTook) {
    page("/", "<a href=/r1>r</a>");
    script("/r1", [](const Request&) { return answer("", "Location: /r2\r\n", "301 Moved"); });
    script("/r2", [](const Request&) { return answer("", "Location: /end\r\n", "302 Found"); });
    page("/end", "here");
    crawl_site();
    EXPECT_THAT(capture_of("/end").redirects, ElementsAre(server_.url("/r1"), server_.url("/r2")));
    EXPECT_THAT(targets_of(Role::article), ElementsAre("/end"));
}

TEST_F(CrawlTest, EndsRedirectsThatDoNot) {
    page("/", "<a href=/r0>r</a>");
    for (int i = 0; i < 40; ++i) {
        script(fmt::format("/r{}", i), [i](const Request&) {
            return answer("", fmt::format("Location: /r{}\r\n", i + 1), "302 Found");
        });
    }
    const CrawlReport report = crawl_site();
    EXPECT_LE(server_.requests().size(), 15U);
    EXPECT_THAT(report.problems.at(0).message, HasSubstr("redirects"));
}

TEST_F(CrawlTest, PassesACookieWall) {
    page("/", "<a href=/story>s</a>");
    script("/story", [](const Request& request) {
        return request.header("Cookie") == "seen=1" ? answer("the story")
                                                    : answer("", "Location: /wall\r\n", "302 Found");
    });
    script("/wall", [](const Request&) {
        return answer("", "Set-Cookie: seen=1; Path=/\r\nLocation: /story\r\n", "302 Found");
    });
    crawl_site();
    EXPECT_THAT(targets_of(Role::article), ElementsAre("/story"));
}

TEST_F(CrawlTest, SendsNoCookieUnlessARedirectNeedsIt) {
    const auto with_cookie = [](std::string body, std::string more, const char* status) {
        return [=](const Request&) { return answer(body, "Set-Cookie: who=you; Path=/\r\n" + more, status); };
    };
    script("/", with_cookie("<a href=/a>a</a><a href=/moved>m</a>", "", "200 OK"));
    script("/a", with_cookie("a", "", "200 OK"));
    script("/moved", with_cookie("", "Location: /new\r\n", "301 Moved"));
    page("/new", "n");
    crawl_site();
    EXPECT_EQ(server_.hits("/new"), 1);
    for (const Request& request : server_.requests())
        EXPECT_EQ(request.header("Cookie"), "") << request.target;
}

TEST_F(CrawlTest, ComesBackWhenRetryAfterSaysAndNotBefore) {
    page("/", "<a href=/busy>b</a>");
    std::vector<std::chrono::steady_clock::time_point> times;
    script("/busy", [&](const Request& request) {
        times.push_back(request.at);
        return request.nth == 0 ? answer("", "Retry-After: 1\r\n", "429 Too Many Requests") : answer("calm");
    });
    crawl_site();
    ASSERT_EQ(times.size(), 2U);
    EXPECT_GE(times[1] - times[0], seconds(1));
    EXPECT_THAT(targets_of(Role::article), ElementsAre("/busy"));
}

TEST_F(CrawlTest, LeavesAHostThatWantsToBeLeftAloneForLong) {
    page("/", "<a href=/busy>b</a><a href=/x>x</a>");
    script("/busy",
           [&](const Request&) { return answer("", "Retry-After: 99999999\r\n", "429 Too Many Requests"); });
    const CrawlReport report = crawl_site();
    EXPECT_EQ(server_.hits("/busy"), 1);
    EXPECT_GE(report.total.failed, 1U);
}

TEST_F(CrawlTest, MarksWhatDidNotComeWholeAndNeverCallsItADocument) {
    page("/", "<a href=/half>h</a><a href=/badzip>z</a>");
    script("/half",
           [](const Request&) { return std::string("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"); });
    script("/badzip", [](const Request&) {
        return answer(gzip(std::string(5000, 'x')).substr(0, 20), "Content-Encoding: gzip\r\n");
    });
    const CrawlReport report = crawl_site();
    EXPECT_EQ(report.total.fresh, 0U);
    EXPECT_EQ(capture_of("/half").truncated, "disconnect");
    EXPECT_EQ(capture_of("/badzip").truncated, "unspecified");
}

TEST_F(CrawlTest, DoesNotReadPagesThatAskNotToBeIndexedNorDuplicatesOfAnother) {
    page("/", "<a href=/print>p</a><a href=/private>q</a><a href=/header>h</a>");
    page("/print", "<link rel=canonical href=/story>");
    page("/story", "<link rel=canonical href=/story><p>x");
    page("/private", "<meta name=robots content=noindex>");
    script("/header", [](const Request&) { return answer("x", "X-Robots-Tag: noindex\r\n"); });
    crawl_site();
    EXPECT_THAT(targets_of(Role::article), ElementsAre("/story"));
    EXPECT_THAT(targets_of(Role::index), UnorderedElementsAre("/", "/print", "/private", "/header"));
}

// Eight stories, each linked under its headline by its own address and by an old one, which redirects to it.
std::string front_page_with_old_names(int stories) {
    std::string links;
    for (int i = 0; i < stories; ++i)
        links += fmt::format("<a href=/story/{0}.html>The {0}th mill opens in spring</a>", i);
    for (int i = 0; i < stories; ++i)
        links += fmt::format("<a href='/old?id={0}'><b>The {0}th</b> mill opens in spring</a>", i);
    return links;
}

TEST_F(CrawlTest, SoonStopsAskingForAddressesThatAreOnlyOtherNames) {
    constexpr int kStories = 40;
    page("/", front_page_with_old_names(kStories));
    for (int i = 0; i < kStories; ++i) {
        page(fmt::format("/story/{}.html", i), fmt::format("<p>Story {}</p>", i));
        script(fmt::format("/old?id={}", i), [i](const Request&) {
            return answer("", fmt::format("Location: /story/{}.html\r\n", i), "301 Moved");
        });
    }
    job_.parallel_per_host = 1;
    const CrawlReport report = crawl_site();
    EXPECT_EQ(report.total.fresh, 40U);
    const auto old =
        std::ranges::count_if(asked(), [](const auto& target) { return target.starts_with("/old"); });
    EXPECT_LT(old, 10);
    EXPECT_EQ(static_cast<std::uint64_t>(old) + report.total.aliases, 40U);

    server_.forget();
    crawl_site();
    EXPECT_LE(std::ranges::count_if(asked(), [](const auto& target) { return target.starts_with("/old"); }),
              old);
}

TEST_F(CrawlTest, AsksForEveryAddressThatMayBeADocumentOfItsOwn) {
    constexpr int kStories = 40;
    // The last of the old addresses lead to stories that nothing else names.
    std::string links = front_page_with_old_names(kStories);
    for (int i = kStories; i < kStories + 5; ++i)
        links += fmt::format("<a href='/old?id={0}'>The {0}th mill closes in autumn</a>", i);
    page("/", links);
    for (int i = 0; i < kStories + 5; ++i) {
        page(fmt::format("/story/{}.html", i), fmt::format("<p>Story {}</p>", i));
        script(fmt::format("/old?id={}", i), [i](const Request&) {
            return answer("", fmt::format("Location: /story/{}.html\r\n", i), "301 Moved");
        });
    }
    job_.parallel_per_host = 1;
    EXPECT_EQ(crawl_site().total.fresh, 45U);
}

TEST_F(CrawlTest, FollowsAFeedToItsItemsAndNoFurther) {
    script("/feed", [&](const Request&) {
        return xml("<rss><channel><item><link>" + server_.url("/1") + "</link></item></channel></rss>");
    });
    page("/1", "<a href=/2>2</a>");
    page("/2", "not named");
    const CrawlReport report = crawl({source(SourceKind::feed, "/feed")});
    EXPECT_THAT(targets_of(Role::article), ElementsAre("/1"));
    EXPECT_EQ(server_.hits("/2"), 0);
    EXPECT_EQ(report.sources.at("desk").state, SourceReport::State::ok);
    server_.forget();
    EXPECT_EQ(crawl({source(SourceKind::feed, "/feed")}).sources.at("desk").state,
              SourceReport::State::skipped)
        << "nothing is due";
    EXPECT_THAT(asked(), IsEmpty());
    job_.again = Again::all;
    crawl({source(SourceKind::feed, "/feed")});
    EXPECT_THAT(asked(), UnorderedElementsAre("/feed", "/1"));
}

TEST_F(CrawlTest, FollowsAnIndexPageToWhatItsPatternNames) {
    page("/news", "<a href=/news/1>1</a><a href=/about>a</a>");
    page("/news/1", "<a href=/news/2>2</a>");
    Source index = source(SourceKind::index, "/news");
    index.link_pattern = "/news/";
    crawl({index});
    EXPECT_THAT(targets_of(Role::article), ElementsAre("/news/1"));
    EXPECT_EQ(server_.hits("/about") + server_.hits("/news/2"), 0);
}

TEST_F(CrawlTest, FetchesASinglePageAndASitemapSource) {
    page("/only", "<a href=/more>m</a>");
    crawl({source(SourceKind::page, "/only")});
    EXPECT_THAT(targets_of(Role::article), ElementsAre("/only"));
    EXPECT_EQ(server_.hits("/more"), 0);
}

TEST_F(CrawlTest, ReportsASourceThatFails) {
    page("/", "<p>no feed here</p>");
    const CrawlReport report = crawl({source(SourceKind::feed, "/")});
    EXPECT_EQ(report.sources.at("desk").state, SourceReport::State::failed);
    EXPECT_EQ(report.problems.at(0).source_id, "desk");
    EXPECT_EQ(report.problems.at(0).kind, ErrorKind::invalid_input);
}

TEST_F(CrawlTest, BoundsTheWebsThatNeverEnd) {
    page("/", "<a href=/spiral/page.html>s</a><a href=/cal/2030/1>c</a>");
    const auto fallback = [](const Request& request) -> std::string {
        if (request.target.starts_with("/spiral"))
            return answer("<a href='deeper/page.html'>d</a><a href='a/b/'>e</a>");
        int year = 0;
        int month = 0;
        if (std::sscanf(request.target.c_str(), "/cal/%d/%d", &year, &month) == 2) {
            return answer(fmt::format("<a href=/cal/{}/{}>n</a><a href=/cal/{}/{}>p</a>", year + month / 12,
                                      month % 12 + 1, year - (month == 1 ? 1 : 0),
                                      month == 1 ? 12 : month - 1));
        }
        return answer("no", "", "404 Not Found");
    };
    for (int y = 1900; y < 2100; ++y) {
        for (int m = 1; m <= 12; ++m) script(fmt::format("/cal/{}/{}", y, m), fallback);
    }
    const LoopbackServer endless([&](const Request& request) {
        return request.target == "/" ? answer("<a href=/spiral/page.html>s</a><a href=/cal/2030/1>c</a>")
                                     : fallback(request);
    });
    crawl({*make_site_source(endless.url("/"))});
    EXPECT_LE(endless.requests().size(), 250U);
}

TEST_F(CrawlTest, KeepsTheDelayBetweenTwoRequestsToAHost) {
    page("/", "<a href=/1>1</a><a href=/2>2</a><a href=/3>3</a>");
    for (const char* target : {"/1", "/2", "/3"}) page(target, "x");
    job_.delay = milliseconds(120);
    crawl_site();
    const auto requests = server_.requests();
    ASSERT_GE(requests.size(), 5U);
    for (std::size_t i = 1; i < requests.size(); ++i)
        EXPECT_GE(requests[i].at - requests[i - 1].at, milliseconds(120));
}

TEST_F(CrawlTest, ObeysACrawlDelayUnlessTheUserDecides) {
    page("/robots.txt", "User-agent: *\nCrawl-delay: 0.3\n");
    page("/", "x");
    job_.delay.reset();
    job_.usual_delay = milliseconds(0);
    crawl_site();
    const auto requests = server_.requests();
    ASSERT_EQ(requests.size(), 4U);
    EXPECT_GE(requests[2].at - requests[1].at, milliseconds(300));
    EXPECT_GE(requests[3].at - requests[2].at, milliseconds(300));
}

TEST_F(CrawlTest, StopsAtThePageLimitAndGoesOnNextTime) {
    page("/", "<a href=/1>1</a><a href=/2>2</a><a href=/3>3</a>");
    for (const char* target : {"/1", "/2", "/3"}) page(target, "x");
    job_.max_pages = 2;
    EXPECT_TRUE(crawl_site().limited);
    job_.max_pages = 0;
    const CrawlReport rest = crawl_site();
    EXPECT_THAT(targets_of(Role::article), UnorderedElementsAre("/1", "/2", "/3"));
    EXPECT_EQ(server_.hits("/"), 1) << "the round that was cut off goes on";
}

TEST_F(CrawlTest, StopsWhenTold) {
    std::atomic<bool> stop = false;
    page("/", "<a href=/1>1</a>");
    script("/1", [&](const Request&) {
        stop = true;
        return answer("<a href=/2>2</a>");
    });
    page("/2", "x");
    job_.stop = &stop;
    const CrawlReport report = crawl_site();
    EXPECT_TRUE(report.interrupted);
    EXPECT_EQ(server_.hits("/2"), 0);
    EXPECT_THAT(targets_of(Role::article), ElementsAre("/1")) << "what was in flight is kept";
}

TEST_F(CrawlTest, NeverReachesAnAddressThatWasNotAllowedThroughARedirect) {
    const LoopbackServer inner([](const Request&) { return answer("secret"); }, "127.0.0.2");
    page("/", "<a href=/out>o</a>");
    script("/out",
           [&](const Request&) { return answer("", "Location: " + inner.url("/") + "\r\n", "302 Found"); });
    const CrawlReport report = crawl_site();
    EXPECT_THAT(inner.requests(), IsEmpty());
    EXPECT_EQ(report.problems.at(0).kind, ErrorKind::refused);
}

TEST_F(CrawlTest, ReportsAnUnreachableSiteAndGoesOnWithTheOthers) {
    page("/", "x");
    const CrawlReport report =
        crawl({*make_site_source("http://127.0.0.1:1/"), *make_site_source(server_.url("/"))});
    EXPECT_EQ(report.sources.at("site-127.0.0.1-1").state, SourceReport::State::failed);
    EXPECT_EQ(server_.hits("/"), 1);
}

TEST_F(CrawlTest, CarriesOnInAWorkspaceAfterEveryKindOfEnd) {
    page("/", "<a href=/1>1</a>");
    page("/1", "x");
    job_.sources = {*make_site_source(server_.url("/"))};
    ASSERT_TRUE(crawl_workspace(folder_.path(), job_, clock_));
    const auto again = crawl_workspace(folder_.path(), job_, clock_);
    ASSERT_TRUE(again) << again.error().message;
    EXPECT_EQ(again->total.unchanged, 2U);
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_.path() / "archive")) {
        if (entry.is_regular_file()) std::filesystem::resize_file(entry.path(), 100);
    }
    EXPECT_EQ(crawl_workspace(folder_.path(), job_, clock_).error().kind, ErrorKind::corrupt)
        << "captured bytes are missing";
}

TEST(SiteSource, IsNamedAfterItsHost) {
    EXPECT_EQ(make_site_source("http://127.0.0.11:8080/")->id, "site-127.0.0.11-8080");
    EXPECT_EQ(make_site_source("https://Mill.example/x")->id, "site-mill.example");
    EXPECT_FALSE(make_site_source("mill.example"));
}

}  // namespace
}  // namespace claimline
