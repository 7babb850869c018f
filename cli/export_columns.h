#pragma once
// The columns of exports: names, types and meanings in one place, from which the header line, the data
// package, the data dictionary and the columns of the SQLite copy are made. A contract (docs/formats.md):
// only ever appended.

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace claimline {

enum class ExportTable { claims, timeline, threads, articles, series };
[[nodiscard]] const char* to_string(ExportTable table);
// usage error that names the known ones
[[nodiscard]] Result<ExportTable> parse_export_table(std::string_view name);

enum class ColumnType { text, integer, number, instant };

struct ExportColumn {
    std::string_view name;
    ColumnType type = ColumnType::text;
    std::string_view meaning;
};

// All of a table; the first tells its rows apart.
[[nodiscard]] std::span<const ExportColumn> export_columns(ExportTable table);

// One row, in the order of its columns; empty = not known.
using ExportValues = std::vector<std::string>;

// The columns that are written, in their order.
class ColumnChoice {
  public:
    // `names`: separated by commas; empty: all. A name that is not there or stands twice is a usage error.
    [[nodiscard]] static Result<ColumnChoice> parse(ExportTable table, std::string_view names);

    [[nodiscard]] const std::vector<ExportColumn>& columns() const { return columns_; }
    [[nodiscard]] bool is_all() const { return places_.empty(); }
    // From a row of all columns.
    [[nodiscard]] ExportValues pick(ExportValues row) const;

  private:
    std::vector<ExportColumn> columns_;
    std::vector<std::size_t> places_;  // of the chosen ones among all; empty: all as they are
};

}  // namespace claimline
