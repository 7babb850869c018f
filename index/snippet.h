#pragma once
// The piece of a text that shows best why it was found.

#include <cstddef>
#include <string_view>
#include <vector>

#include "core/text.h"

namespace claimline {

struct Snippet {
    Span window;              // of the text, cut at blanks
    std::vector<Span> marks;  // matches inside the window
    bool cut_before = false;
    bool cut_after = false;
};

// The window of about `columns` columns with the most different matches, the earliest among equals; the
// beginning of the text when there are none. `matches` are sorted.
[[nodiscard]] Snippet best_snippet(std::string_view text, const std::vector<Span>& matches,
                                   std::size_t columns);

}  // namespace claimline
