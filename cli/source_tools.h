#pragma once
// What the source commands share: the sources there are, names for new ones, times in words.

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "cli/workspace.h"
#include "core/clock.h"
#include "core/result.h"
#include "core/source.h"
#include "core/url.h"

namespace claimline {

struct KnownSources {
    std::vector<Source> own;      // of the workspace
    std::vector<Source> shipped;  // not (yet) in the workspace, switched off

    [[nodiscard]] const Source* find(std::string_view id) const;
};
[[nodiscard]] Result<KnownSources> known_sources(const Workspace& workspace);

// A usage error that names the nearest id.
[[nodiscard]] Failure unknown_source(const std::string& id, const KnownSources& known);

// "https://www.example.org/news/feed.xml" -> "example-org-news-feed", with a number where `taken` has it.
[[nodiscard]] std::string id_from(const Url& url, const std::set<std::string>& taken = {});

// What an address says of itself before it was looked at.
[[nodiscard]] SourceKind kind_from(const Url& url);
[[nodiscard]] std::optional<SourceKind> kind_named(std::string_view name);

// "10 min ago", "3 d ago"; "never".
[[nodiscard]] std::string ago(std::optional<Instant> at, Instant now);

}  // namespace claimline
