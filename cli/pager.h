#pragma once
// Long answers on a terminal go through the user's pager.

#include <string_view>

#include "cli/context.h"

namespace claimline {

// Prints `text`: through $PAGER (else less, else more) when standard output is a terminal that it does not
// fit on and neither
// --no-pager nor an empty PAGER forbids it; else directly.
void print_paged(std::string_view text, const Context& context);

}  // namespace claimline
