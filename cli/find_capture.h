#pragma once
// Which capture of the archive the user means by what list, show or an export printed.

#include <optional>
#include <string>
#include <string_view>

#include "cli/workspace.h"
#include "core/clock.h"
#include "core/result.h"
#include "crawler/archive.h"

namespace claimline {

// Times are compared as text: "2023", "2023-02", "2023-02-18T09" each stand for all that begins so. `option`
// is what the error names.
[[nodiscard]] Result<void> check_time(const char* option, std::string_view text);
[[nodiscard]] bool is_until(Instant at, std::string_view last);

// An id or the beginning of one, "URL", "URL@TIME" (the last capture up to then) or "FILE@OFFSET". For an
// address crawl.db is asked where its captures lie; the archive is read only for what that cannot know.
[[nodiscard]] Result<Capture> find_capture(const Workspace& workspace, const Archive& archive,
                                           const std::string& text);

// The capture whose bytes a revisit saw again.
[[nodiscard]] Result<Capture> original_of(const Workspace& workspace, const Archive& archive,
                                          const Capture& revisit);

}  // namespace claimline
