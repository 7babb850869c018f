// A cell that was written is read back the same by RFC 4180, and is never a formula.

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "cli/render_csv.h"

namespace {

// The one field of a line that holds nothing else.
std::string read_field(std::string_view line) {
    if (!line.starts_with('"')) return std::string(line);
    std::string field;
    for (std::size_t i = 1; i + 1 < line.size(); ++i) {
        field.push_back(line[i]);
        if (line[i] == '"' && line[++i] != '"') std::abort();
    }
    return field;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto cell = claimline::safe_cell({reinterpret_cast<const char*>(data), size}, true);
    std::string line;
    claimline::append_csv_field(line, cell);
    if (read_field(line) != cell) std::abort();
    const bool formula =
        !cell.empty() && std::string_view("=+-@\t\r").find(cell.front()) != std::string_view::npos;
    if (formula && !claimline::is_plain_number(cell)) std::abort();
    return 0;
}
