#pragma once
// Index pages read by the declarative rule of their source: which elements are entries, their links, their
// dates, and the link to the next page.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/clock.h"
#include "core/result.h"
#include "core/source.h"
#include "crawler/selector.h"

namespace claimline {

struct IndexEntry {
    std::string url;  // as written
    std::string title;
    std::optional<Instant> published;
};

struct IndexPage {
    std::vector<IndexEntry> entries;  // in order, at most 5000
    std::string next;                 // of the next page, as written; empty on the last one
};

class IndexRule {
  public:
    // usage when a selector of the source is none; nothing when it has no `link_selector`.
    [[nodiscard]] static Result<std::optional<IndexRule>> make(const Source& source);

    // `charset` is the HTTP header's.
    [[nodiscard]] IndexPage read(std::string_view html, std::string_view charset) const;

  private:
    friend class IndexReader;
    std::optional<Selector> item_;
    std::optional<Selector> link_;
    std::optional<Selector> date_;
    std::optional<Selector> next_;
};

}  // namespace claimline
