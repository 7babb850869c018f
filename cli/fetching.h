#pragma once
// What every command that fetches needs: who we say we are, and what the workspace's settings allow.

#include <string>
#include <vector>

#include "cli/workspace.h"
#include "core/result.h"
#include "core/source.h"
#include "crawler/fetch.h"

namespace claimline {

// The User-Agent with the contact of the settings. A crawler that nobody can reach is refused by good sites
// and rude to the others: without a contact only this machine may be asked, anything else is a usage error.
[[nodiscard]] Result<std::string> user_agent(const Settings& settings, const std::vector<Source>& sources);

// The settings' limits, networks, proxy and certificates; `allow_net` is what the command line adds.
[[nodiscard]] FetchOptions fetch_options(const Settings& settings, std::string agent,
                                         const std::vector<std::string>& allow_net);

}  // namespace claimline
