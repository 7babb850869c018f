#include "crawler/archive.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/hash.h"
#include "crawler/decode.h"
#include "crawler/gzip.h"
#include "crawler/temp_folder.h"
#include "crawler/warc.h"

namespace claimline {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;

Instant at(std::string_view text) {
    return *parse_rfc3339(text);
}

Capture page(std::string url, std::string body) {
    Capture capture;
    capture.url = std::move(url);
    capture.at = at("2031-05-02T10:00:00Z");
    capture.status = 200;
    capture.reason = "OK";
    capture.headers = {{"Content-Type", "text/html"}, {"Transfer-Encoding", "chunked"}};
    capture.digest = "sha256:" + to_hex(sha256(body));
    capture.body = std::move(body);
    capture.ip = "127.0.0.1";
    capture.source_id = "mill-desk";
    capture.via = "http://desk.example/feed.xml";
    capture.redirects = {"http://desk.example/a", "http://desk.example/b"};
    capture.fetch_ms = 42;
    return capture;
}

constexpr std::string_view kRequest = "GET /x HTTP/1.1\r\nHost: desk.example\r\n\r\n";

class ArchiveTest : public testing::Test {
  protected:
    std::unique_ptr<Archive> open(ArchiveOptions options = {}) {
        return std::move(*open_archive(folder_.path(), clock_, std::move(options)));
    }
    Location put(Archive& archive, const Capture& capture) { return *archive.append(capture, kRequest); }
    std::vector<std::string> urls(const Archive& archive, const Archive::Marks& marks = {}) {
        std::vector<std::string> found;
        const auto done = archive.scan(marks, [&](Capture&& capture) -> Result<bool> {
            found.push_back(capture.url);
            return true;
        });
        EXPECT_TRUE(done) << done.error().message;
        return found;
    }

    TempFolder folder_;
    FixedClock clock_{at("2031-05-02T10:00:00Z")};
};

TEST_F(ArchiveTest, GivesBackWhatWasSeen) {
    auto archive = open();
    const auto first = put(*archive, page("http://desk.example/x", "<p>The mill closes</p>"));
    const auto second = put(*archive, page("http://desk.example/y", "two"));
    ASSERT_TRUE(archive->sync());
    EXPECT_EQ(second.offset, first.end());

    const auto capture = archive->read(first);
    ASSERT_TRUE(capture) << capture.error().message;
    EXPECT_EQ(capture->url, "http://desk.example/x");
    EXPECT_EQ(capture->at, at("2031-05-02T10:00:00Z"));
    EXPECT_EQ(capture->status, 200);
    EXPECT_EQ(capture->body, "<p>The mill closes</p>");
    EXPECT_EQ(capture->digest, "sha256:" + to_hex(sha256(capture->body)));
    EXPECT_EQ(find_header(capture->headers, "content-type"), "text/html");
    EXPECT_EQ(find_header(capture->headers, "Transfer-Encoding"), "") << "the body is not chunked any more";
    EXPECT_EQ(capture->ip, "127.0.0.1");
    EXPECT_EQ(capture->source_id, "mill-desk");
    EXPECT_EQ(capture->role, Role::article);
    EXPECT_EQ(capture->via, "http://desk.example/feed.xml");
    EXPECT_THAT(capture->redirects, ElementsAre("http://desk.example/a", "http://desk.example/b"));
    EXPECT_EQ(capture->fetch_ms, 42);
    EXPECT_EQ(capture->location, first);
}

TEST_F(ArchiveTest, KeepsPackedBodiesByteForByte) {
    auto archive = open();
    Capture capture = page("http://desk.example/x", gzip(std::string(100000, 'x') + "end"));
    capture.headers = {{"Content-Encoding", "gzip"}};
    const auto location = put(*archive, capture);
    ASSERT_TRUE(archive->sync());
    const auto read = archive->read(location);
    EXPECT_EQ(read->body, capture.body);
    EXPECT_EQ(decode_body(*read)->size(), 100003U);
}

TEST_F(ArchiveTest, PointsFromARevisitToWhatWasSeenBefore) {
    auto archive = open();
    Capture again = page("http://desk.example/x", "");
    again.status = 304;
    again.revisit = true;
    again.digest = "sha256:" + to_hex(sha256("the first bytes"));
    again.refers_to_url = again.url;
    again.refers_to_at = at("2031-05-01T09:00:00Z");
    const auto location = put(*archive, again);
    ASSERT_TRUE(archive->sync());
    const auto read = archive->read(location);
    EXPECT_TRUE(read->revisit);
    EXPECT_EQ(read->digest, again.digest);
    EXPECT_EQ(read->refers_to_url, again.url);
    EXPECT_EQ(read->refers_to_at, again.refers_to_at);
    EXPECT_EQ(read->body, "");
}

TEST_F(ArchiveTest, ScansFromAMarkOn) {
    auto archive = open();
    put(*archive, page("http://desk.example/1", "1"));
    const auto second = put(*archive, page("http://desk.example/2", "2"));
    put(*archive, page("http://desk.example/3", "3"));
    ASSERT_TRUE(archive->sync());
    EXPECT_THAT(urls(*archive),
                ElementsAre("http://desk.example/1", "http://desk.example/2", "http://desk.example/3"));
    EXPECT_THAT(urls(*archive, {{second.file, second.end()}}), ElementsAre("http://desk.example/3"));
}

TEST_F(ArchiveTest, BeginsANewFileWhenOneIsFullAndEveryMonth) {
    auto archive = open({.rotate_at = 2000});
    const auto first = put(*archive, page("http://desk.example/1", std::string(50, 'a')));
    for (int i = 0; i < 5; ++i) put(*archive, page("http://desk.example/m", std::string(50, 'a')));
    const auto later = put(*archive, page("http://desk.example/2", "b"));
    EXPECT_LT(first.file, later.file);
    clock_.set(at("2031-06-01T00:00:00Z"));
    const auto june = put(*archive, page("http://desk.example/3", "c"));
    EXPECT_THAT(june.file, testing::StartsWith("2031/06/claimline-20310601T000000Z-"));
    ASSERT_TRUE(archive->sync());
    EXPECT_EQ(urls(*archive).size(), 8U);
    EXPECT_EQ(urls(*archive).back(), "http://desk.example/3");
}

TEST_F(ArchiveTest, GoesOnInTheSameFileWhenOpenedAgain) {
    const auto first = put(*open(), page("http://desk.example/1", "1"));
    const auto second = put(*open(), page("http://desk.example/2", "2"));
    EXPECT_EQ(first.file, second.file);
    EXPECT_EQ(second.offset, first.end());
}

TEST_F(ArchiveTest, NamesFilesInOrderOfWritingAlsoWhenTheClockIsSetBack) {
    const auto first = put(*open(), page("http://desk.example/1", "1"));
    clock_.set(at("2031-05-01T00:00:00Z"));
    const auto second = put(*open({.rotate_at = 1}), page("http://desk.example/2", "2"));
    EXPECT_LT(first.file, second.file);
}

TEST_F(ArchiveTest, RepairCutsWhatAKilledWriterLeftAtTheEnd) {
    Location first;
    Location second;
    {
        auto archive = open();
        first = put(*archive, page("http://desk.example/1", "1"));
        second = put(*archive, page("http://desk.example/2", "2"));
    }
    const fs::path file = folder_.path() / first.file;
    const std::string whole = read_file(file);
    // Wherever the second capture was cut, the first one stays and the second one goes.
    for (std::uint64_t size = second.offset + 1; size < second.end(); size += 7) {
        write_file(file, std::string_view(whole).substr(0, size));
        ASSERT_TRUE(open()->repair({{first.file, first.end()}}));
        EXPECT_EQ(fs::file_size(file), first.end());
        EXPECT_THAT(urls(*open()), ElementsAre("http://desk.example/1"));
    }
}

TEST_F(ArchiveTest, RepairKeepsWholeCapturesThatTheFrontierDoesNotKnowYet) {
    Location second;
    {
        auto archive = open();
        put(*archive, page("http://desk.example/1", "1"));
        second = put(*archive, page("http://desk.example/2", "2"));
    }
    ASSERT_TRUE(open()->repair({}));
    EXPECT_EQ(fs::file_size(folder_.path() / second.file), second.end());
}

TEST_F(ArchiveTest, RepairRemovesAFileThatWasOnlyJustMade) {
    write_file(folder_.path() / "2031/05/claimline-20310501T000000Z-00000.warc.gz", "");
    write_file(folder_.path() / "2031/05/foreign.warc.gz", "");
    ASSERT_TRUE(open()->repair({}));
    EXPECT_FALSE(fs::exists(folder_.path() / "2031/05/claimline-20310501T000000Z-00000.warc.gz"));
    EXPECT_TRUE(fs::exists(folder_.path() / "2031/05/foreign.warc.gz")) << "not ours";
}

TEST_F(ArchiveTest, RepairReportsMissingBytes) {
    const auto first = put(*open(), page("http://desk.example/1", "1"));
    fs::resize_file(folder_.path() / first.file, first.end() - 5);
    EXPECT_EQ(open()->repair({{first.file, first.end()}}).error().kind, ErrorKind::corrupt);
    EXPECT_EQ(open()->repair({{"2031/01/claimline-x.warc.gz", 10}}).error().kind, ErrorKind::corrupt);
}

TEST_F(ArchiveTest, ScanStopsQuietlyAtATailThatIsStillBeingWritten) {
    const auto first = put(*open(), page("http://desk.example/1", "1"));
    const fs::path file = folder_.path() / first.file;
    write_file(file, read_file(file) + gzip("WARC/1.1\r\nWARC-Type: response\r\n").substr(0, 20));
    EXPECT_THAT(urls(*open()), ElementsAre("http://desk.example/1"));
}

TEST(WarcReader, ReadsForeignFilesPlainAndPacked) {
    const std::string plain =
        "WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 4\r\n\r\ninfo\r\n\r\n"
        "WARC/1.0\r\nwarc-type: Response\r\nWARC-Target-URI: <http://d.example/>\r\nX-Long: a\r\n  b\r\n"
        "Content-Length: 23\r\n\r\nHTTP/1.1 200 OK\r\n\r\nbody"
        "\r\n\r\n";
    TempFolder folder;
    for (const std::string& bytes : {plain, gzip(plain)}) {
        write_file(folder.path() / "f", bytes);
        auto reader = WarcReader::open(folder.path() / "f");
        EXPECT_EQ((*reader->next())->block, "info");
        const auto record = *reader->next();
        ASSERT_TRUE(record);
        EXPECT_EQ(record->type, "response");
        EXPECT_EQ(record->header("x-long"), "a b");
        EXPECT_EQ(record->block, "HTTP/1.1 200 OK\r\n\r\nbody");
    }
}

TEST(WarcReader, NeverHoldsMoreThanItWasToldTo) {
    TempFolder folder;
    write_file(folder.path() / "f", "WARC/1.1\r\nWARC-Type: resource\r\nContent-Length: 1000\r\n\r\n" +
                                        std::string(1000, 'x') + "\r\n\r\n");
    auto reader = WarcReader::open(folder.path() / "f", 0, 10);
    const auto record = *reader->next();
    EXPECT_TRUE(record->cut);
    EXPECT_EQ(record->block.size(), 10U);
    EXPECT_FALSE(*reader->next());
}

TEST(WarcReader, SaysWhetherAFileIsBrokenOrOnlyCutOff) {
    TempFolder folder;
    const auto kind_of = [&](std::string_view bytes) {
        write_file(folder.path() / "f", bytes);
        const auto record = WarcReader::open(folder.path() / "f")->next();
        return record ? std::string("fine") : to_string(record.error().kind);
    };
    EXPECT_EQ(kind_of("WARC/1.1\r\nContent-Length: 5\r\n\r\nab"), "not_found");
    EXPECT_EQ(kind_of("WARC/1.1\r\nContent-Le"), "not_found");
    EXPECT_EQ(kind_of("PK\x03\x04 something else entirely\n"), "corrupt");
    EXPECT_EQ(kind_of("WARC/1.1\r\nContent-Length: many\r\n\r\n"), "corrupt");
    EXPECT_EQ(kind_of(gzip("WARC/1.1\r\nContent-Length: 0\r\n\r\n\r\n\r\n").substr(0, 30)), "not_found");
    EXPECT_EQ(kind_of(""), "fine");
}

}  // namespace
}  // namespace claimline
