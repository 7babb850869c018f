// The asking commands over a small workspace whose archive, catalogue and full text are real.

#include "cli/ask.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <sstream>

#include "cli/archived_document.h"
#include "cli/claim_text.h"
#include "cli/stores.h"
#include "crawler/archive.h"
#include "index/make.h"

namespace claimline::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class Asked : public ::testing::Test {
  protected:
    Asked() : clock_(at("2023-03-01T00:00:00Z")) {
        global_.workspace =
            std::filesystem::temp_directory_path() / ("claimline-ask-" + std::to_string(::getpid()));
        global_.quiet = true;
        std::filesystem::remove_all(global_.workspace);
        bool created = false;
        workspace_ = create_workspace(global_.workspace, created).value();
        const auto knowledge = load_knowledge(&workspace_);
        EXPECT_TRUE(knowledge) << (knowledge ? "" : knowledge.error().message);
        pack_ = knowledge->version;
        const auto archive = open_archive(workspace_.archive(), clock_).value();
        Batch batch = batch_of({archived(*archive, norrvik_plan()), archived(*archive, norrvik_elsewhere()),
                                archived(*archive, tallis_fine())},
                               pack_);
        EXPECT_TRUE(archive->sync());
        const auto catalogue = open_catalogue(workspace_, *knowledge).value();
        EXPECT_TRUE(catalogue->put(batch));
        const auto index = open_xapian_index(workspace_.fulltext(), IndexMode::write).value();
        EXPECT_TRUE(index->follow(*catalogue));
    }
    ~Asked() override { std::filesystem::remove_all(global_.workspace); }

    // Another host with another figure for the same period, and a speaker that is a formula.
    static Document norrvik_elsewhere() {
        DocumentMaker maker("https://blog.example/norrvik", "2023-02-18T10:00:00Z",
                            "Norrvik has 44 million users a month, \"it, said\".");
        maker.claim("user_metric", "Norrvik", maker.document.article.text,
                    {{"metric", text_slot("MAU")}, {"value", number_slot(44e6)}}, {"", "2022-08", "2023-01"});
        maker.last().subject_id = "norrvik";
        maker.last().attribution.speaker = "=cmd|' /C calc'!A0";
        return maker.document;
    }

    static Document archived(Archive& archive, Document document) {
        Capture capture;
        capture.url = document.article.url;
        capture.at = document.capture.at;
        capture.status = 200;
        capture.reason = "OK";
        capture.headers = {{"Content-Type", "text/plain; charset=utf-8"}};
        capture.body = document.article.text;
        capture.digest = "sha256:" + to_hex(sha256(capture.body));
        const auto location = archive.append(capture, "GET / HTTP/1.1\r\n\r\n").value();
        document.capture.warc_file = location.file;
        document.capture.offset = location.offset;
        document.capture.length = location.length;
        document.capture.payload_digest = to_hex(sha256(capture.body));
        return document;
    }

    template <class Run, class CommandOptionsType>
    std::string run(Run command, const CommandOptionsType& options, std::size_t columns = 100) {
        Context context{global_, clock_, Terminal{false, false, false, columns}};
        ::testing::internal::CaptureStdout();
        status_ = command(options, context);
        return ::testing::internal::GetCapturedStdout();
    }
    static std::string read(const std::filesystem::path& file) {
        std::ifstream in(file, std::ios::binary);
        std::ostringstream out;
        out << in.rdbuf();
        return out.str();
    }

    GlobalOptions global_;
    FixedClock clock_;
    Workspace workspace_;
    std::string pack_;
    int status_ = -1;
};

TEST_F(Asked, TimelineShowsWhatWhoAndHowManySay) {
    TimelineOptions options;
    options.filter.query = {"subject:Norrvik"};
    options.output.format = "table";
    const auto text = run(run_timeline, options, 120);
    EXPECT_EQ(status_, kDone);
    EXPECT_THAT(text, HasSubstr("3rd data center, Estonia"));
    EXPECT_THAT(text, HasSubstr("(2023-02-17)      in talks"));
    EXPECT_THAT(text, HasSubstr("Ada Brandt"));
    EXPECT_THAT(text, HasSubstr("MAU 40 million"));
    EXPECT_THAT(text, HasSubstr("MAU 44 million"));
    EXPECT_THAT(text, Not(HasSubstr("WHO"))) << "all rows are about one party";
    options.filter.query = {"subject:Norrvik", "server", "hall"};
    EXPECT_THAT(run(run_timeline, options), HasSubstr("3rd data center"));
    EXPECT_THAT(run(run_timeline, options), Not(HasSubstr("MAU"))) << "words are looked for in the quotes";
}

TEST_F(Asked, TimelineNarrowsByKindAliasAndDates) {
    TimelineOptions options;
    options.filter.kind = "mau";
    options.output.format = "jsonl";
    EXPECT_THAT(run(run_timeline, options), HasSubstr("\"kind\":\"user_metric\""));
    options.filter.kind.clear();
    options.filter.until = "2022-06";
    EXPECT_THAT(run(run_timeline, options), HasSubstr("Tallis"));
    EXPECT_THAT(run(run_timeline, options), Not(HasSubstr("Norrvik")));
    options.filter.kind = "mua";
    EXPECT_EQ(run(run_timeline, options), "");
    EXPECT_EQ(status_, kUsage);
}

TEST_F(Asked, SeriesShowsTheFiguresThatDisagreeSideBySide) {
    SeriesOptions options;
    options.filter.query = {"subject:Norrvik"};
    options.output.format = "table";
    const auto text = run(run_series, options, 120);
    EXPECT_THAT(text, HasSubstr("40 million"));
    EXPECT_THAT(text, HasSubstr("44 million"));
    EXPECT_THAT(text, HasSubstr("conflict: other value"));
    options.chart = true;
    EXPECT_THAT(run(run_series, options), HasSubstr("█"));
}

TEST_F(Asked, ComparingShowsEveryFigureOfAPeriodNotOnlyTheFirst) {
    SeriesOptions options;
    options.compare = {"Norrvik", "Tallis"};
    options.output.format = "table";
    const auto text = run(run_series, options, 120);
    EXPECT_THAT(text, HasSubstr("40 million / 44 million !"));
    EXPECT_EQ(text.find("40 million"), text.rfind("40 million")) << "a figure that two tell stands once";
}

TEST_F(Asked, SearchMarksTheWordsAndKnowsTheClaims) {
    SearchOptions options;
    options.filter.query = {"halls"};
    options.output.format = "table";
    const auto text = run(run_search, options);
    EXPECT_THAT(text, HasSubstr("**hall**"));
    EXPECT_THAT(text, HasSubstr("2 claims"));
    options.filter.query = {"(hall"};
    EXPECT_EQ(run(run_search, options), "");
    EXPECT_EQ(status_, kUsage);
}

TEST_F(Asked, ShowGivesQuoteProofAndThread) {
    ShowOptions options;
    options.ids = {norrvik_plan().claims[0].id};
    const auto text = run(run_show, options);
    EXPECT_THAT(text, HasSubstr("“Norrvik is in talks about a third server hall in Estonia.”"));
    EXPECT_THAT(text, HasSubstr("characters 0..57 of version 1"));
    EXPECT_THAT(text, HasSubstr(to_hex(sha256(norrvik_plan().article.text))));
    options.ids = {norrvik_plan().article.url};
    EXPECT_THAT(run(run_show, options), HasSubstr("2 claims"));
    options.ids = {"c:ffffffffffff"};
    EXPECT_EQ(run(run_show, options), "");
    EXPECT_EQ(status_, kFailed);
}

TEST_F(Asked, VerifyFindsEveryQuoteInTheArchivedBytes) {
    VerifyOptions options;
    options.output.format = "tsv";
    const auto text = run(run_verify, options);
    EXPECT_EQ(status_, kDone);
    EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 5) << "a header and four claims";
    EXPECT_THAT(text, Not(HasSubstr("damaged")));
}

TEST_F(Asked, VerifyNoticesADamagedArchive) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(workspace_.archive()))
        if (entry.is_regular_file()) std::filesystem::resize_file(entry.path(), entry.file_size() / 2);
    VerifyOptions options;
    EXPECT_THAT(run(run_verify, options), HasSubstr("damaged"));
    EXPECT_EQ(status_, kDamaged);
}

TEST_F(Asked, VerifyNoticesAClaimWhoseTextIsNotInTheBytes) {
    const auto knowledge = load_knowledge(&workspace_);
    const auto catalogue = open_catalogue(workspace_, *knowledge).value();
    const auto known = catalogue->claim(tallis_fine().claims[0].id).value();
    Document forged = tallis_fine();
    forged.capture = known.capture;
    forged.article.text = "The watchdog fined Tallis 99 million euros on 30 May 2022.";
    forged.claims[0].id = "c:00000000beef";
    ASSERT_TRUE(catalogue->put(batch_of({forged}, "another-pack")));
    VerifyOptions options;
    options.ids = {"c:00000000beef"};
    EXPECT_THAT(run(run_verify, options), HasSubstr("damaged"));
    EXPECT_EQ(status_, kDamaged);
}

TEST_F(Asked, ExportWritesTheFixedColumnsAndNoFormula) {
    ExportOptions options;
    options.what = "claims";
    options.out = global_.workspace / "claims.csv";
    EXPECT_EQ(run(run_export, options), "");
    EXPECT_EQ(status_, kDone);
    const auto csv = read(options.out);
    EXPECT_THAT(
        csv,
        StartsWith("claim_id,thread_id,kind,status,subject_id,subject,predicate,object,value,unit,currency,"
                   "qualifier,region,event_start,event_end,date_precision,published_at,first_seen_at,"
                   "source_id,url,quote,snapshot_sha256,"));
    EXPECT_THAT(csv, HasSubstr(",'=cmd|' /C calc'!A0,"));
    EXPECT_THAT(csv, HasSubstr("\"Norrvik has 44 million users a month, \"\"it, said\"\".\""));
    EXPECT_THAT(csv, HasSubstr(",12000000,,EUR,"));
    EXPECT_THAT(csv, HasSubstr(",2022-08,2023-01,month,"));
    for (const auto& file : std::filesystem::directory_iterator(global_.workspace))
        EXPECT_NE(file.path().extension(), ".tmp") << "nothing half-written stays";
}

TEST_F(Asked, ExportOfTimelinesAndJsonLinesCarryTheProof) {
    ExportOptions options;
    options.what = "timeline";
    options.format = "jsonl";
    options.filter.query = {"kind:regulatory_action"};
    const auto line = run(run_export, options);
    EXPECT_THAT(line, HasSubstr("\"amount\":{\"currency\":\"EUR\",\"value\":12000000}"));
    EXPECT_THAT(line, HasSubstr("\"evidence\":[[0,42]]"));
    EXPECT_THAT(line, HasSubstr("\"warc_offset\":"));
    EXPECT_THAT(line, HasSubstr("\"sources\":1"));
    EXPECT_EQ(std::count(line.begin(), line.end(), '\n'), 1);
    options.out = global_.workspace / "no" / "such" / "folder.csv";
    run(run_export, options);
    EXPECT_EQ(status_, kFailed);
}

TEST_F(Asked, StatusSumsTheWorkspaceUp) {
    const auto text = run(run_status, StatusOptions{});
    EXPECT_THAT(text, HasSubstr("3 from 3 hosts"));
    EXPECT_THAT(text, HasSubstr("4 in 3 threads"));
    EXPECT_THAT(text, HasSubstr("up to date, 3 articles, 4 claims"));
}

TEST_F(Asked, AnEmptyWorkspaceSaysWhatToDoNext) {
    std::filesystem::remove(workspace_.catalogue());
    run(run_timeline, TimelineOptions{});
    EXPECT_EQ(status_, kFailed);
    EXPECT_FALSE(std::filesystem::exists(workspace_.catalogue())) << "asking writes nothing";
}

TEST(ClaimText, FillsTemplatesAndLeavesMissingPartsOut) {
    Claim claim;
    claim.kind = "regulatory_action";
    claim.slots = {{"action", text_slot("fine")}, {"amount", money_slot("EUR", 405e6)}};
    KindInfo kind;
    kind.what = "{action} {amount} by {actor}, {location}";
    EXPECT_EQ(what_of(claim, &kind), "fine EUR 405 million");
    claim.slots["actor"] = text_slot("Data Guard Board");
    EXPECT_EQ(what_of(claim, &kind), "fine EUR 405 million by Data Guard Board");
    kind.what = "{ordinal} {facility_type}, {location}";
    claim.slots = {{"facility_type", text_slot("data_center")}, {"ordinal", number_slot(22)}};
    EXPECT_EQ(what_of(claim, &kind), "22nd data center");
    EXPECT_EQ(what_of(claim, nullptr), "data center, 22nd");
}

TEST(ClaimText, NumbersAreShortenedOnlyWhenNothingIsLost) {
    EXPECT_EQ(number_in_words(125e6), "125 million");
    EXPECT_EQ(number_in_words(125.3e6), "125.3 million");
    EXPECT_EQ(number_in_words(125123456), "125,123,456");
    EXPECT_EQ(number_in_words(1.2e9), "1.2 billion");
    EXPECT_EQ(number_in_words(1250), "1,250");
    EXPECT_EQ(number_in_words(-45000.5), "-45,000.5");
    EXPECT_EQ(number_in_words(11), "11");
}

}  // namespace
}  // namespace claimline::testing
