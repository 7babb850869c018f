#pragma once
// Tells a page that was edited from one of which other lines were taken for its text.
//
// Which lines are the article is judged from the whole page, so that other links beside a text may tip the
// balance for a line at its edge ("Media contact: ..."). That is no edit: the publisher changed nothing.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "crawler/archive.h"
#include "index/catalogue.h"

namespace claimline {

// A text, and all lines of the page that it was taken from.
struct TextOnPage {
    std::string_view text;
    std::vector<std::string> page;  // page_lines()
};

// True when the texts have the same lines in the same order but for some that both pages show, equally often.
// Clocks and counters do not count (core/volatile_lines.h).
[[nodiscard]] bool same_but_for_the_choice(const TextOnPage& before, const TextOnPage& now);

// The version of the article, known since before this capture, from whose page the document differs only by
// the choice of lines; nullopt when it is new, as it was, or edited. Reads the archive only for a text that
// is not in the catalogue yet.
[[nodiscard]] Result<std::optional<VersionRecord>> version_it_still_is(const Document& document,
                                                                       const Catalogue& catalogue,
                                                                       const Archive& archive);

}  // namespace claimline
