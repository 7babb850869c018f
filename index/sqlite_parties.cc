// Rows of the table `entity`, and what follows when it changes.

#include "index/sqlite_parties.h"

#include "index/sqlite_columns.h"

namespace claimline {
namespace {

std::string stored_digest(SQLite::Database& db) {
    SQLite::Statement query(db, "SELECT value FROM meta WHERE key = 'entities'");
    return query.executeStep() ? query.getColumn(0).getString() : std::string();
}

}  // namespace

bool store_parties(SQLite::Database& db, const Parties& parties) {
    const auto digest = parties.digest();
    if (digest == stored_digest(db)) return false;
    db.exec("DELETE FROM entity");
    SQLite::Statement insert(db, "INSERT OR REPLACE INTO entity VALUES (?, ?, ?, ?, ?, ?, ?)");
    for (const auto& party : parties.rows()) {
        insert.reset();
        insert.bind(1, party.id);
        insert.bind(2, party.name);
        insert.bind(3, party.kind);
        insert.bind(4, party.type);
        insert.bind(5, encode_texts(party.aliases));
        insert.bind(6, party.parent);
        insert.bind(7, party.country);
        insert.exec();
    }
    SQLite::Statement note(db, "INSERT OR REPLACE INTO meta VALUES ('entities', ?)");
    note.bind(1, digest);
    note.exec();
    return true;
}

Parties load_parties(SQLite::Database& db) {
    SQLite::Statement query(db,
                            "SELECT id, name, kind, type, aliases, parent, country FROM entity ORDER BY id");
    std::vector<KnownParty> rows;
    while (query.executeStep()) {
        auto aliases = decode_texts(query.getColumn(4).getString());
        rows.push_back({query.getColumn(0).getString(), query.getColumn(1).getString(),
                        query.getColumn(2).getString(), query.getColumn(3).getString(),
                        aliases ? std::move(*aliases) : std::vector<std::string>(),
                        query.getColumn(5).getString(), query.getColumn(6).getString()});
    }
    return Parties(std::move(rows));
}

void refamily(SQLite::Database& db, const Parties& parties) {
    SQLite::Statement query(db, "SELECT DISTINCT subject_id, subject, family FROM claim");
    SQLite::Statement move(db,
                           "UPDATE claim SET family = ? WHERE subject_id = ? AND subject = ? AND family = ?");
    SQLite::Statement note(db, "INSERT OR IGNORE INTO unsettled VALUES ('family', ?)");
    struct Move {
        std::string subject_id, subject, before, now;
    };
    std::vector<Move> moves;  // first read, then written: the table must not change under the query
    while (query.executeStep()) {
        Move one{query.getColumn(0).getString(),
                 query.getColumn(1).getString(),
                 query.getColumn(2).getString(),
                 {}};
        one.now = parties.family(one.subject_id, one.subject);
        if (one.now != one.before) moves.push_back(std::move(one));
    }
    query.reset();
    for (const auto& one : moves) {
        move.reset();
        move.bind(1, one.now);
        move.bind(2, one.subject_id);
        move.bind(3, one.subject);
        move.bind(4, one.before);
        move.exec();
        for (const auto& family : {one.before, one.now}) {
            note.reset();
            note.bind(1, family);
            note.exec();
        }
    }
}

}  // namespace claimline
