// Threads in the catalogue's file.

#include <algorithm>
#include <set>

#include "index/sqlite_columns.h"
#include "index/sqlite_ids.h"
#include "index/sqlite_parties.h"
#include "index/sqlite_rows.h"
#include "index/sqlite_schema.h"
#include "index/sqlite_stories.h"
#include "index/thread_store.h"
#include "index/timeline.h"

namespace claimline {
namespace {

using namespace std::chrono;

// One transaction: large enough to be cheap, small enough to let other writers in.
constexpr std::size_t kArticlesAtOnce = 256;
constexpr std::size_t kClaimsAtOnce = 5000;

constexpr const char* kFamilyClaims =
    "SELECT c.claim_id, c.kind, c.subject, c.subject_id, c.slots, c.time_date, c.time_start, c.time_end, "
    "c.speaker, "
    "c.outlet, c.modality, c.negative, c.begin, c.quote, c.confidence, c.state, a.key, "
    "coalesce(c.published_day, c.seen_day), v.site, a.host, a.story, c.thread "
    "FROM claim c JOIN article a ON a.id = c.article JOIN version v ON v.id = c.version "
    "WHERE c.family = ? AND c.latest = 1";

struct FamilyClaim {
    ThreadClaim claim;
    std::string thread;  // as stored
};

ClaimState state_of(std::string_view text) {
    return text == "superseded"  ? ClaimState::superseded
           : text == "withdrawn" ? ClaimState::withdrawn
                                 : ClaimState::current;
}

Result<FamilyClaim> read_family_claim(SQLite::Statement& row) {
    const auto text = [&row](int column) { return row.getColumn(column).getString(); };
    FamilyClaim out;
    Claim& claim = out.claim.claim;
    claim.id = text(0);
    claim.kind = text(1);
    claim.subject = text(2);
    claim.subject_id = text(3);
    auto slots = decode_slots(text(4));
    if (!slots) return Failure(slots.error());
    claim.slots = std::move(*slots);
    claim.time = {text(5), text(6), text(7)};
    claim.attribution.speaker = text(8);
    claim.attribution.outlet = text(9);
    claim.modality = parse_modality(text(10));
    claim.negative = row.getColumn(11).getInt() != 0;
    const auto begin = static_cast<std::uint32_t>(row.getColumn(12).getInt64());
    claim.evidence = {
        {begin, begin + 1}};  // only its beginning is asked for: it orders claims of one document
    out.claim.quote = text(13);
    claim.confidence = row.getColumn(14).getDouble();
    out.claim.state = state_of(text(15));
    out.claim.document = text(16);
    out.claim.told = sys_days{days{row.getColumn(17).getInt64()}};
    ClaimRecord origin;
    origin.claim.attribution.outlet = claim.attribution.outlet;
    origin.article.site = text(18);
    origin.article.host = text(19);
    out.claim.origin = origin_of(origin);
    out.claim.story = text(20);
    out.thread = text(21);
    return out;
}

std::int64_t number_of(sys_days day) {
    return day.time_since_epoch().count();
}

class ThreadWriter {
  public:
    explicit ThreadWriter(SQLite::Database& db)
        : clear_(db, "DELETE FROM thread WHERE family = ?"),
          thread_(db,
                  "INSERT OR REPLACE INTO thread VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
          step_(db, "INSERT OR REPLACE INTO thread_step VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"),
          link_(db, "INSERT OR IGNORE INTO thread_link VALUES (?, ?, ?)"),
          claim_(db, "UPDATE claim SET thread = ? WHERE claim_id = ?") {}

    void clear(const std::string& family) {
        clear_.reset();
        clear_.bind(1, family);
        clear_.exec();
    }

    void write(const Thread& thread, const std::string& family) {
        put(thread_, thread.id, family, thread.kind, thread.subject, thread.subject_id, thread.leading,
            thread.status, number_of(thread.first_reported), thread.first_source,
            number_of(thread.last_reported), std::int64_t{thread.open}, std::int64_t{thread.conflict},
            thread.case_id, static_cast<std::int64_t>(thread.claims.size()),
            static_cast<std::int64_t>(thread.documents), encode_texts(thread.origins));
        std::int64_t number = 0;
        for (const auto& step : thread.steps)
            put(step_, thread.id, ++number, step.status, number_of(step.day), step.claim_id, step.speaker,
                step.origin, static_cast<std::int64_t>(step.claims), std::string(to_string(step.note)));
        for (const auto& link : thread.links) put(link_, thread.id, link.relation, link.thread);
    }

    void move(const std::string& claim, const std::string& thread) { put(claim_, thread, claim); }

  private:
    template <class... Values>
    static void put(SQLite::Statement& statement, const Values&... values) {
        statement.reset();
        int at = 0;
        (statement.bind(++at, values), ...);
        statement.exec();
    }

    SQLite::Statement clear_, thread_, step_, link_, claim_;
};

constexpr const char* kThreadSelect =
    "SELECT id, kind, subject, subject_id, leading, status, first_reported, first_source, last_reported, "
    "open, "
    "conflict, case_id, documents, origins FROM thread WHERE id = ?";

class SqliteThreads final : public ThreadStore {
  public:
    SqliteThreads(std::unique_ptr<SQLite::Database> db, KeySlots key_slots)
        : db_(std::move(db)), key_slots_(std::move(key_slots)) {}

    Result<std::size_t> settle() override {
        return sqlite_guarded("threading claims", [this]() -> Result<std::size_t> {
            SketchMemory sketches;
            while (true) {
                SQLite::Transaction transaction(*db_, SQLite::TransactionBehavior::IMMEDIATE);
                const auto articles = settle_stories(*db_, kArticlesAtOnce, sketches);
                transaction.commit();
                if (articles < kArticlesAtOnce) break;
            }
            std::optional<Parties> parties;
            std::size_t all = 0;
            while (true) {
                SQLite::Transaction transaction(*db_, SQLite::TransactionBehavior::IMMEDIATE);
                const auto families = settle_some(parties);
                if (!families) return families;
                transaction.commit();
                if (*families == 0) return all;
                all += *families;
            }
        });
    }

    Result<std::vector<Thread>> threads(const std::vector<std::string>& ids) const override {
        return sqlite_guarded("reading threads", [&]() -> Result<std::vector<Thread>> {
            std::vector<Thread> found;
            std::set<std::string_view> seen;
            for (const auto& id : ids) {
                if (!seen.insert(id).second) continue;
                auto thread = read(id);
                if (!thread) return Failure(thread.error());
                if (!thread->id.empty()) found.push_back(std::move(*thread));
            }
            return found;
        });
    }

    Result<Thread> thread(std::string_view id) const override {
        return sqlite_guarded("reading a thread", [&]() -> Result<Thread> {
            const auto full =
                full_id(*db_, "SELECT id FROM thread WHERE id >= ? AND id < ? ORDER BY id LIMIT 6", id, 't',
                        "thread");
            if (!full) return Failure(full.error());
            return read(*full);
        });
    }

  private:
    // Families until the claims of one transaction are full; 0 when nothing is left.
    Result<std::size_t> settle_some(std::optional<Parties>& parties) {
        std::vector<std::string> families;
        SQLite::Statement todo(*db_,
                               "SELECT key FROM unsettled WHERE what = 'family' ORDER BY key LIMIT 500");
        while (todo.executeStep()) families.push_back(todo.getColumn(0).getString());
        todo.reset();
        if (!families.empty() && !parties) parties = load_parties(*db_);
        SQLite::Statement claims(*db_, kFamilyClaims);
        SQLite::Statement done(*db_, "DELETE FROM unsettled WHERE what = 'family' AND key = ?");
        ThreadWriter writer(*db_);
        std::size_t settled = 0;
        for (std::size_t read = 0; settled < families.size() && read < kClaimsAtOnce; ++settled) {
            const auto count = settle_family(families[settled], claims, writer, *parties);
            if (!count) return count;
            read += *count + 1;
            done.reset();
            done.bind(1, families[settled]);
            done.exec();
        }
        return settled;
    }

    Result<std::size_t> settle_family(const std::string& family, SQLite::Statement& query,
                                      ThreadWriter& writer, const Parties& parties) {
        query.reset();
        query.bind(1, family);
        std::vector<ThreadClaim> claims;
        std::map<std::string, std::string, std::less<>> stored;
        while (query.executeStep()) {
            auto read = read_family_claim(query);
            if (!read) return Failure(read.error());
            stored.emplace(read->claim.claim.id, std::move(read->thread));
            claims.push_back(std::move(read->claim));
        }
        writer.clear(family);
        const auto threads = make_threads(std::move(claims), parties, key_slots_);
        for (const auto& thread : threads) {
            writer.write(thread, family);
            for (const auto& claim : thread.claims)
                if (stored[claim] != thread.id) writer.move(claim, thread.id);
        }
        return stored.size();
    }

    // With an empty id when there is none.
    Result<Thread> read(const std::string& id) const {
        Thread thread;
        SQLite::Statement row(*db_, kThreadSelect);
        row.bind(1, id);
        if (!row.executeStep()) return thread;
        const auto text = [](SQLite::Statement& from, int column) {
            return from.getColumn(column).getString();
        };
        const auto day = [](SQLite::Statement& from, int column) {
            return sys_days{days{from.getColumn(column).getInt64()}};
        };
        thread.id = id;
        thread.kind = text(row, 1);
        thread.subject = text(row, 2);
        thread.subject_id = text(row, 3);
        thread.leading = text(row, 4);
        thread.status = text(row, 5);
        thread.first_reported = day(row, 6);
        thread.first_source = text(row, 7);
        thread.last_reported = day(row, 8);
        thread.open = row.getColumn(9).getInt() != 0;
        thread.conflict = row.getColumn(10).getInt() != 0;
        thread.case_id = text(row, 11);
        thread.documents = static_cast<std::size_t>(row.getColumn(12).getInt64());
        auto origins = decode_texts(text(row, 13));
        if (!origins) return Failure(origins.error());
        thread.origins = std::move(*origins);
        read_parts(thread, text, day);
        return thread;
    }

    template <class Text, class Day>
    void read_parts(Thread& thread, Text text, Day day) const {
        SQLite::Statement steps(
            *db_,
            "SELECT status, day, claim_id, speaker, origin, claims, note FROM thread_step "
            "WHERE thread = ? ORDER BY number");
        steps.bind(1, thread.id);
        while (steps.executeStep()) {
            const auto note = text(steps, 6);
            thread.steps.push_back({text(steps, 0), day(steps, 1), text(steps, 2), text(steps, 3),
                                    text(steps, 4), static_cast<std::size_t>(steps.getColumn(5).getInt64()),
                                    note == to_string(StepNote::backward)  ? StepNote::backward
                                    : note == to_string(StepNote::revived) ? StepNote::revived
                                                                           : StepNote::none});
        }
        SQLite::Statement links(
            *db_, "SELECT relation, other FROM thread_link WHERE thread = ? ORDER BY relation, other");
        links.bind(1, thread.id);
        while (links.executeStep()) thread.links.push_back({text(links, 0), text(links, 1)});
        SQLite::Statement claims(*db_,
                                 "SELECT claim_id FROM claim WHERE thread = ? AND latest = 1 "
                                 "ORDER BY coalesce(published_day, seen_day), claim_id");
        claims.bind(1, thread.id);
        while (claims.executeStep()) thread.claims.push_back(text(claims, 0));
    }

    std::unique_ptr<SQLite::Database> db_;
    KeySlots key_slots_;
};

}  // namespace

Result<std::unique_ptr<ThreadStore>> open_sqlite_threads(const std::filesystem::path& path,
                                                         KeySlots key_slots) {
    auto db = open_sqlite(path, catalogue_schema());
    if (!db) return Failure(db.error());
    return std::make_unique<SqliteThreads>(std::move(*db), std::move(key_slots));
}

}  // namespace claimline
