#pragma once
// claimline.toml: reading it, and the commented file that `claimline init` writes.

#include <filesystem>
#include <string_view>

#include "cli/workspace.h"
#include "core/result.h"

namespace claimline {

// Every key is checked; an unknown key, a wrong type or a value out of range is an error with file, line and
// column, and the nearest known key.
[[nodiscard]] Result<Settings> read_settings(const std::filesystem::path& file);

// What a new workspace starts with: all keys, commented, at their defaults.
[[nodiscard]] std::string_view default_settings_file();

}  // namespace claimline
