// The same documents and questions in SQLite's own full text, FTS5 with the porter stemmer.
//
//   bare_fts5 build DOCUMENTS FILE
//   bare_fts5 ask FILE QUESTIONS PASSES      bm25(), top ten, date and party joined

#include <sqlite3.h>

#include <cstring>

#include "../measure.h"

namespace {

struct Statement {
    sqlite3_stmt* handle = nullptr;
    Statement(sqlite3* db, const char* sql) {
        if (sqlite3_prepare_v2(db, sql, -1, &handle, nullptr) != SQLITE_OK) {
            std::fprintf(stderr, "bare_fts5: %s\n", sqlite3_errmsg(db));
            std::exit(1);
        }
    }
    ~Statement() { sqlite3_finalize(handle); }
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;
    void bind(int at, const std::string& text) {
        sqlite3_bind_text(handle, at, text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT);
    }
    void run() {
        sqlite3_step(handle);
        sqlite3_reset(handle);
    }
};

void build(sqlite3* db, const char* documents) {
    sqlite3_exec(
        db,
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
        "CREATE TABLE article(id INTEGER PRIMARY KEY, day TEXT, title TEXT, text TEXT);"
        "CREATE INDEX article_day ON article(day);"
        "CREATE TABLE party(entity TEXT, article INTEGER, PRIMARY KEY(entity, article)) WITHOUT ROWID;"
        "CREATE VIRTUAL TABLE words USING fts5(title, text, content='article', content_rowid='id',"
        " tokenize='porter');",
        nullptr, nullptr, nullptr);
    Statement article(db, "INSERT INTO article VALUES (?, ?, ?, ?)");
    Statement party(db, "INSERT OR IGNORE INTO party VALUES (?, ?)");
    Statement words(db, "INSERT INTO words(rowid, title, text) VALUES (?, ?, ?)");
    std::ifstream in(documents);
    measure::Document next;
    std::size_t count = 0;
    const double before = measure::cpu_seconds();
    sqlite3_exec(db, "BEGIN", nullptr, nullptr, nullptr);
    while (measure::read_document(in, next)) {
        sqlite3_bind_int64(article.handle, 1, next.id);
        article.bind(2, next.day);
        article.bind(3, next.title);
        article.bind(4, next.text);
        article.run();
        sqlite3_bind_int64(words.handle, 1, next.id);
        words.bind(2, next.title);
        words.bind(3, next.text);
        words.run();
        for (const auto& entity : next.entities) {
            party.bind(1, entity);
            sqlite3_bind_int64(party.handle, 2, next.id);
            party.run();
        }
        if (++count % 1000 == 0) sqlite3_exec(db, "COMMIT; BEGIN", nullptr, nullptr, nullptr);
    }
    sqlite3_exec(db, "COMMIT", nullptr, nullptr, nullptr);
    const double cpu = measure::cpu_seconds() - before;
    measure::print(
        "fts5 build",
        {{"documents", static_cast<double>(count)}, {"cpu_s", cpu}, {"rss_mb", measure::peak_megabytes()}});
}

void ask(sqlite3* db, const char* file, int passes) {
    const auto questions = measure::read_questions(file);
    Statement query(db,
                    "SELECT article.id FROM words JOIN article ON article.id = words.rowid "
                    "WHERE words MATCH ? AND article.day >= ? AND article.day < ? "
                    "AND EXISTS (SELECT 1 FROM party WHERE entity = ? AND article = words.rowid) "
                    "ORDER BY bm25(words) LIMIT 10");
    std::size_t found = 0;
    const auto times = measure::best_milliseconds(questions, passes, [&](const auto& question) {
        std::string words;
        for (const auto& word : question.words) words += '"' + word + "\" ";
        query.bind(1, words);
        query.bind(2, question.from);
        query.bind(3, question.until);
        query.bind(4, question.entity);
        while (sqlite3_step(query.handle) == SQLITE_ROW) ++found;
        sqlite3_reset(query.handle);
    });
    measure::print("fts5 ask", {{"questions", static_cast<double>(questions.size())},
                                {"hits", static_cast<double>(found) / passes},
                                {"p50_ms", measure::percentile(times, .5)},
                                {"p95_ms", measure::percentile(times, .95)}});
}

}  // namespace

int main(int argc, char** argv) {
    sqlite3* db = nullptr;
    const bool building = argc == 4 && std::strcmp(argv[1], "build") == 0;
    const bool asking = argc == 5 && std::strcmp(argv[1], "ask") == 0;
    if (!building && !asking) {
        std::fprintf(stderr, "usage: bare_fts5 build DOCUMENTS FILE | ask FILE QUESTIONS PASSES\n");
        return 2;
    }
    sqlite3_open(argv[building ? 3 : 2], &db);
    if (building) build(db, argv[2]);
    if (asking) ask(db, argv[3], std::atoi(argv[4]));
    sqlite3_close(db);
    return 0;
}
