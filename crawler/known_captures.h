#pragma once
// Where the captures of an address lie, as crawl.db remembers: found without reading the archive. Read only.

#include <filesystem>
#include <string>
#include <vector>

#include "core/clock.h"
#include "core/result.h"
#include "crawler/archive.h"

namespace claimline {

struct KnownCapture {
    Location location;
    Instant at{};  // when the request was sent
};

// Those of one normalised URL, oldest first. Files of rules (robots.txt) and what was imported are not known.
[[nodiscard]] Result<std::vector<KnownCapture>> captures_of(const std::filesystem::path& crawl_db,
                                                            const std::string& url);

// True when nothing but crawls wrote to the archive, so that captures_of() knows all captures of a page.
[[nodiscard]] Result<bool> only_crawls_wrote(const std::filesystem::path& archive,
                                             const std::filesystem::path& crawl_db);

}  // namespace claimline
