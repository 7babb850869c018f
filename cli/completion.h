#pragma once
// Shell completion scripts made from the command table.

#include <string>

#include "cli/command_table.h"
#include "core/result.h"

namespace claimline {

// `shell` is bash, zsh or fish. Commands, options and their values are in the script; kinds, entities and
// sources, which a workspace may add to, are asked from the program (`claimline names`) when they are wanted.
[[nodiscard]] Result<std::string> completion_script(const std::string& shell, const CommandTable& table);

}  // namespace claimline
