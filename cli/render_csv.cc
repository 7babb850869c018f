// CSV and TSV of tables, by RFC 4180: CRLF, quotes doubled, a header line.

#include "cli/render_csv.h"

#include <algorithm>
#include <charconv>

#include "cli/render.h"
#include "core/text.h"

namespace claimline {

bool is_plain_number(std::string_view cell) {
    if (cell.empty() ||
        (!is_digit(cell.front()) && (cell.front() != '-' || cell.size() == 1 || !is_digit(cell[1]))))
        return false;  // from_chars would take "inf" and "nan"
    double value = 0;
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
    return error == std::errc{} && end == cell.data() + cell.size();
}

std::string safe_cell(std::string_view text, bool guard) {
    std::string out;
    std::size_t from = 0;
    while (true) {
        const auto at = text.find_first_of("\n\t", from);
        out += to_printable(text.substr(from, at == std::string_view::npos ? at : at - from));
        if (at == std::string_view::npos) break;
        out.push_back(text[at]);
        from = at + 1;
    }
    const bool formula =
        !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
    if (guard && formula && !is_plain_number(text)) out.insert(0, 1, '\'');
    return out;
}

void append_csv_field(std::string& line, std::string_view cell, char delimiter) {
    const char special[] = {delimiter, '"', '\r', '\n', '\0'};
    if (cell.find_first_of(special) == std::string_view::npos) {
        line += cell;
        return;
    }
    line.push_back('"');
    for (const char c : cell) {
        if (c == '"') line.push_back('"');
        line.push_back(c);
    }
    line.push_back('"');
}

void append_safe_csv_field(std::string& line, std::string_view cell, bool guard, char delimiter) {
    const auto plain = [delimiter](char c) { return c >= ' ' && c <= '~' && c != '"' && c != delimiter; };
    const bool starts_plainly =
        cell.empty() || std::string_view("=+-@").find(cell.front()) == std::string_view::npos;
    if (starts_plainly && std::ranges::all_of(cell, plain)) {
        line += cell;
    } else {
        append_csv_field(line, safe_cell(cell, guard), delimiter);
    }
}

std::string render_csv(const Table& table) {
    std::string out;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        if (i > 0) out.push_back(',');
        append_csv_field(out, table.columns[i].name);
    }
    out += "\r\n";
    for (const auto& row : table.rows) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (i > 0) out.push_back(',');
            append_csv_field(out, safe_cell(row[i].text, true));
        }
        out += "\r\n";
    }
    return out;
}

// Cells hold no tabs or line feeds afterwards, so that cut, awk and while read work.
std::string render_tsv(const Table& table) {
    std::string out;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        if (i > 0) out.push_back('\t');
        out += table.columns[i].name;
    }
    out.push_back('\n');
    for (const auto& row : table.rows) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (i > 0) out.push_back('\t');
            out += to_printable(row[i].text);
        }
        out.push_back('\n');
    }
    return out;
}

}  // namespace claimline
