// A writer that is killed without warning, again and again, with a reader beside it: nothing that it had
// acknowledged is lost, nothing is doubled, the marks agree, and the reader never sees an error.
//
// CLAIMLINE_KILLS sets how often (default 8; docs/benchmarks.md has a run of 200).

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <random>
#include <thread>

#include "index/make.h"
#include "index/search_index.h"
#include "index/thread_store.h"

namespace claimline::testing {
namespace {

namespace fs = std::filesystem;

constexpr int kDocumentsABatch = 5;

Document numbered(int number) {
    const std::string name = "Norrvik" + std::to_string(number % 7);
    DocumentMaker maker("https://wire.example/" + std::to_string(number), "2023-02-17T10:00:00Z",
                        name + " plans hall number " + std::to_string(number) + " in Estonia.");
    maker.claim("facility_plan", name, maker.document.article.text,
                {{"facility_type", text_slot("data_center")},
                 {"status", text_slot("planned")},
                 {"ordinal", number_slot(number)}});
    return maker.document;
}

struct Stores {
    explicit Stores(const fs::path& folder)
        : catalogue(open_sqlite_catalogue(folder / "catalogue.db", {}).value()),
          threads(open_sqlite_threads(folder / "catalogue.db", {}).value()),
          index(open_xapian_index(folder / "fulltext", IndexMode::write).value()) {}
    std::unique_ptr<Catalogue> catalogue;
    std::unique_ptr<ThreadStore> threads;
    std::unique_ptr<SearchIndex> index;
};

// Writes batch after batch until it is killed; each one that the catalogue acknowledged is a byte in the
// pipe.
[[noreturn]] void write_until_killed(const fs::path& folder, int first, int acknowledge) {
    Stores stores(folder);
    for (int batch = first;; ++batch) {
        std::vector<Document> documents;
        for (int i = 0; i < kDocumentsABatch; ++i)
            documents.push_back(numbered(batch * kDocumentsABatch + i));
        if (!stores.catalogue->put(batch_of(documents))) _exit(2);
        if (write(acknowledge, "x", 1) != 1) _exit(3);
        if (!stores.threads->settle()) _exit(4);
        if (!stores.index->follow(*stores.catalogue)) _exit(5);
    }
}

// Asks until its parent closes the pipe; ends with the number of queries that failed.
[[noreturn]] void read_until_told(const fs::path& folder, int closed) {
    int failed = 0;
    const auto catalogue = open_sqlite_catalogue(folder / "catalogue.db", {});
    const auto index = open_xapian_index(folder / "fulltext", IndexMode::read);
    if (!catalogue || !index) _exit(200);
    const Query hall{TextClause{TextClause::Form::word, {"hall"}, 0, false}};
    fd_set ready;
    timeval now{0, 0};
    do {
        const auto page = (*index)->search(hall, SearchOrder::best, Copies::collapse, 0, 20);
        const auto rows = (*index)->claims(hall, 100);
        const auto claims = (*catalogue)->claims({}, 50, std::nullopt);
        for (const bool good : {page.has_value(), rows.has_value(), claims.has_value()})
            failed += good ? 0 : 1;
        FD_ZERO(&ready);
        FD_SET(closed, &ready);
        now = {0, 2000};
    } while (select(closed + 1, &ready, nullptr, nullptr, &now) == 0);
    _exit(std::min(failed, 199));
}

int kills_wanted() {
    const char* text = std::getenv("CLAIMLINE_KILLS");
    return text != nullptr ? std::atoi(text) : 8;
}

class Killed : public ::testing::Test {
  protected:
    Killed() : folder_(fs::temp_directory_path() / ("claimline-killed-" + std::to_string(::getpid()))) {
        fs::remove_all(folder_);
        fs::create_directories(folder_);
        Stores first(folder_);  // so that the reader finds something to open
        EXPECT_TRUE(first.catalogue->put(batch_of({})));
        EXPECT_TRUE(first.index->follow(*first.catalogue));
    }
    ~Killed() override { fs::remove_all(folder_); }

    // The number of batches that were acknowledged.
    int write_and_kill(int first, std::chrono::milliseconds after) {
        int ends[2];
        if (pipe(ends) != 0) return -1;
        const pid_t writer = fork();
        if (writer == 0) write_until_killed(folder_, first, ends[1]);
        close(ends[1]);
        std::this_thread::sleep_for(after);
        kill(writer, SIGKILL);
        int status = 0;
        waitpid(writer, &status, 0);
        EXPECT_TRUE(WIFSIGNALED(status)) << "the writer failed with " << WEXITSTATUS(status);
        int acknowledged = 0;
        char byte = 0;
        while (read(ends[0], &byte, 1) == 1) ++acknowledged;
        close(ends[0]);
        return acknowledged;
    }

    fs::path folder_;
};

TEST_F(Killed, LosesNothingDoublesNothingAndDisturbsNoReader) {
    int stop[2];
    ASSERT_EQ(pipe(stop), 0);
    const pid_t reader = fork();
    if (reader == 0) {
        close(stop[1]);
        read_until_told(folder_, stop[0]);
    }
    close(stop[0]);
    std::mt19937 random(7);
    int batches = 0;
    int progress = 0;
    for (int round = 0; round < kills_wanted(); ++round) {
        const int acknowledged =
            write_and_kill(batches, std::chrono::milliseconds(10 + static_cast<int>(random() % 150)));
        progress += acknowledged > 0 ? 1 : 0;
        const auto catalogue = open_sqlite_catalogue(folder_ / "catalogue.db", {}).value();
        const auto summary = catalogue->summary().value();
        ASSERT_EQ(summary.articles % kDocumentsABatch, 0U) << "half a batch was written";
        const int kept = static_cast<int>(summary.articles) / kDocumentsABatch;
        ASSERT_GE(kept, batches + acknowledged) << "an acknowledged batch is lost";
        ASSERT_LE(kept, batches + acknowledged + 1) << "a batch is there twice";
        const auto state = open_xapian_index(folder_ / "fulltext", IndexMode::read).value()->state().value();
        ASSERT_LE(state.change_seq, summary.change_seq) << "the index is ahead of the catalogue";
        batches = kept;
    }
    close(stop[1]);
    int status = 0;
    waitpid(reader, &status, 0);
    EXPECT_EQ(WEXITSTATUS(status), 0) << "queries of the reader failed";
    EXPECT_GT(progress, 0) << "the writer was always killed before its first batch";

    Stores stores(folder_);
    ASSERT_TRUE(stores.threads->settle());
    ASSERT_TRUE(stores.index->follow(*stores.catalogue));
    const auto summary = stores.catalogue->summary().value();
    const auto state = stores.index->state().value();
    EXPECT_EQ(state.articles, summary.articles);
    EXPECT_EQ(state.claims, summary.articles);
    EXPECT_EQ(state.change_seq, summary.change_seq);
    std::set<std::string> seen;
    std::optional<ClaimCursor> after;
    do {
        const auto page = stores.catalogue->claims({}, 1000, after).value();
        for (const auto& record : page.claims) EXPECT_TRUE(seen.insert(record.claim.id).second);
        after = page.next;
    } while (after);
    EXPECT_EQ(seen.size(), summary.articles);
    RecordProperty("batches", batches);
}

}  // namespace
}  // namespace claimline::testing
