#pragma once
// A fresh SQLite file with one table and a dictionary of its columns: a copy to give away, without our
// schema.

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace claimline {

enum class TableType { text, integer, real };

struct TableColumn {
    std::string_view name;
    TableType type = TableType::text;
    std::string_view meaning;
};

// Writes inside one transaction without a journal: whoever uses it writes beside the final name and renames.
// Same rows, same bytes. An empty value becomes NULL in columns that are not text.
class TableFile {
  public:
    // Replaces what is there. The dictionary is a table "columns" (name, type, meaning).
    [[nodiscard]] static Result<TableFile> create(const std::filesystem::path& path, const std::string& table,
                                                  std::span<const TableColumn> columns);
    TableFile(TableFile&&) noexcept;
    TableFile& operator=(TableFile&&) = delete;
    ~TableFile();

    [[nodiscard]] Result<void> add(std::span<const std::string> values);
    [[nodiscard]] Result<void> finish();

  private:
    struct State;
    explicit TableFile(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace claimline
