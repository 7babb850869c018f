#pragma once
// The columns of exports: names, types and meanings in one place, from which the header line, the data
// package, the data dictionary and the columns of the SQLite copy are made. A contract (docs/formats.md):
// only ever appended.

#include <array>
#include <span>
#include <string>
#include <string_view>

namespace claimline {

enum class ColumnType { text, integer, number, instant };

struct ExportColumn {
    std::string_view name;
    ColumnType type = ColumnType::text;
    std::string_view meaning;
};

inline constexpr std::size_t kExportColumns = 40;
[[nodiscard]] std::span<const ExportColumn, kExportColumns> export_columns();

// One row, in their order; empty = not known.
using ExportValues = std::array<std::string, kExportColumns>;

}  // namespace claimline
