// One table in a file.

#include "index/sqlite_table_file.h"

#include <charconv>

#include "core/sqlite/open.h"

namespace claimline {
namespace {

const char* name_of(TableType type) {
    switch (type) {
        case TableType::text: return "TEXT";
        case TableType::integer: return "INTEGER";
        case TableType::real: return "REAL";
    }
    return "";
}

std::string create_statement(const std::string& table, std::span<const TableColumn> columns) {
    std::string sql = "CREATE TABLE \"" + table + "\" (";
    for (const auto& column : columns)
        sql += fmt::format("{}\"{}\" {}", &column == columns.data() ? "" : ", ", column.name,
                           name_of(column.type));
    return sql + ") STRICT";
}

std::string insert_statement(const std::string& table, std::size_t columns) {
    std::string sql = "INSERT INTO \"" + table + "\" VALUES (?";
    for (std::size_t i = 1; i < columns; ++i) sql += ", ?";
    return sql + ")";
}

void bind_value(SQLite::Statement& statement, int at, TableType type, const std::string& value) {
    if (type == TableType::text) return statement.bindNoCopy(at, value);
    const char* end = value.data() + value.size();
    if (type == TableType::integer) {
        std::int64_t number = 0;
        if (std::from_chars(value.data(), end, number).ec == std::errc{}) return statement.bind(at, number);
    } else {
        double number = 0;
        if (std::from_chars(value.data(), end, number).ec == std::errc{}) return statement.bind(at, number);
    }
    statement.bind(at);
}

}  // namespace

struct TableFile::State {
    std::vector<TableType> types;
    SQLite::Database database;
    std::unique_ptr<SQLite::Statement> insert;
};

TableFile::TableFile(std::unique_ptr<State> state) : state_(std::move(state)) {}
TableFile::TableFile(TableFile&&) noexcept = default;
TableFile::~TableFile() = default;

Result<TableFile> TableFile::create(const std::filesystem::path& path, const std::string& table,
                                    std::span<const TableColumn> columns) {
    std::error_code ignored;
    std::filesystem::remove(path, ignored);
    return sqlite_guarded("writing " + path.string(), [&]() -> Result<TableFile> {
        auto state = std::make_unique<State>(State{
            {}, SQLite::Database(path.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE), nullptr});
        SQLite::Database& database = state->database;
        database.exec("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; BEGIN");
        database.exec(
            "CREATE TABLE columns (name TEXT PRIMARY KEY, type TEXT NOT NULL, meaning TEXT NOT NULL) STRICT");
        SQLite::Statement describe(database, "INSERT INTO columns VALUES (?, ?, ?)");
        for (const auto& column : columns) {
            state->types.push_back(column.type);
            describe.bind(1, std::string(column.name));
            describe.bind(2, name_of(column.type));
            describe.bind(3, std::string(column.meaning));
            describe.exec();
            describe.reset();
        }
        database.exec(create_statement(table, columns));
        state->insert =
            std::make_unique<SQLite::Statement>(database, insert_statement(table, columns.size()));
        return TableFile(std::move(state));
    });
}

Result<void> TableFile::add(std::span<const std::string> values) {
    return sqlite_guarded("writing the SQLite copy", [&]() -> Result<void> {
        SQLite::Statement& insert = *state_->insert;
        for (std::size_t i = 0; i < values.size(); ++i)
            bind_value(insert, static_cast<int>(i) + 1, state_->types[i], values[i]);
        insert.exec();
        insert.reset();
        return {};
    });
}

Result<void> TableFile::finish() {
    return sqlite_guarded("writing the SQLite copy", [&]() -> Result<void> {
        state_->insert.reset();
        state_->database.exec("COMMIT");
        return {};
    });
}

}  // namespace claimline
