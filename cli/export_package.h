#pragma once
// What goes beside an exported CSV so that others can read it without asking: a Frictionless data package
// (specs.frictionlessdata.io, tabular-data-package) and the same for people in Markdown.

#include <string>
#include <string_view>
#include <vector>

#include "cli/export_columns.h"

namespace claimline {

struct PackageFacts {
    std::string name;  // of the resource: "timeline"
    std::vector<ExportColumn> columns;
    std::string key;       // the column that tells rows apart; empty: it was not chosen
    std::string question;  // what was asked for; empty: everything
    std::size_t rows = 0;
    std::size_t bytes = 0;  // of the CSV
    std::string sha256;     // hex
    bool guarded = true;    // formulas have a ' before them
};

[[nodiscard]] std::string data_package(const PackageFacts& facts);
[[nodiscard]] std::string data_dictionary(const PackageFacts& facts);

}  // namespace claimline
