#pragma once
// Tables for people and for programs: one description, printed as table, csv, tsv, json or jsonl.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/context.h"
#include "cli/options.h"
#include "core/result.h"

namespace claimline {

enum class Style { plain, strong, dim, accent, good, warning, bad };

struct Cell {
    std::string text;
    Style style = Style::plain;

    Cell(std::string content, Style look = Style::plain) : text(std::move(content)), style(look) {}
    Cell(const char* content, Style look = Style::plain) : text(content), style(look) {}
};

enum class Fit {
    whole,  // never cut: ids, dates, numbers
    cut,    // may lose its end ("…") when the terminal is too narrow
    spare,  // left out when the others would be cut short for it
};

struct Column {
    std::string name;  // snake_case for programs; people see it as "EVENT DATE"
    Fit fit = Fit::whole;
    bool number = false;  // right-aligned; a number in JSON

    Column(std::string column_name, Fit column_fit = Fit::whole, bool is_number = false)
        : name(std::move(column_name)), fit(column_fit), number(is_number) {}
    Column(const char* column_name, Fit column_fit = Fit::whole, bool is_number = false)
        : name(column_name), fit(column_fit), number(is_number) {}
};

struct Table {
    std::vector<Column> columns;
    std::vector<std::vector<Cell>> rows;  // each as long as `columns`
};

// Prints to stdout: as --format says, else a table on a terminal and tsv in a pipe. A table has aligned
// columns by display width, cut with … to the terminal's width unless --wide; every cell is made printable.
// An empty table prints nothing but its header (tables: nothing at all). An unknown format is a usage error.
[[nodiscard]] Result<void> print_table(const Table& table, const OutputOptions& output,
                                       const Context& context);

// The pieces, as text.
[[nodiscard]] std::string render_table(const Table& table, std::size_t columns, bool color);
[[nodiscard]] std::string render_tsv(const Table& table);
[[nodiscard]] std::string render_csv(const Table& table);
[[nodiscard]] std::string render_json(const Table& table, bool lines);

// `text` in at most `width` columns; what was cut is replaced by "…".
[[nodiscard]] std::string cut_to_width(std::string_view text, std::size_t width);
// Filled with blanks on the right (or left) to `width` columns.
[[nodiscard]] std::string pad_to_width(std::string_view text, std::size_t width, bool right = false);
// The text with the escape sequences of its style, or unchanged without colour.
[[nodiscard]] std::string styled(std::string_view text, Style style, bool color);

}  // namespace claimline
