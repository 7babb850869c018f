#pragma once
// Shell completion scripts made from the command table.

#include <map>
#include <string>
#include <vector>

#include "core/result.h"

namespace claimline {

// `shell` is bash or zsh; `commands` maps a command to its long options.
[[nodiscard]] Result<std::string> completion_script(
    const std::string& shell, const std::map<std::string, std::vector<std::string>>& commands,
    const std::vector<std::string>& global_flags);

}  // namespace claimline
