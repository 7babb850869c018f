#pragma once
// Single cells of CSV (RFC 4180) and TSV, safe to open in a spreadsheet.

#include <string>
#include <string_view>

namespace claimline {

// Whether a spreadsheet would read the cell as a plain number: -12, 3.5, 1e9.
[[nodiscard]] bool is_plain_number(std::string_view cell);

// Control characters and bidi overrides become U+FFFD; line feeds and tabs stay. With `guard`, a cell that a
// spreadsheet would take for a formula (first character = + - @ TAB CR, CWE-1236) gets a ' before it.
[[nodiscard]] std::string safe_cell(std::string_view text, bool guard);

// Appends one field, quoted when it must be, its quotes doubled.
void append_csv_field(std::string& line, std::string_view cell, char delimiter = ',');
// safe_cell() and append_csv_field() in one, without a copy for the usual cell of plain ASCII.
void append_safe_csv_field(std::string& line, std::string_view cell, bool guard, char delimiter = ',');

}  // namespace claimline
