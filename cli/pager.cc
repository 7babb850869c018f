// popen(3) of the pager.

#include "cli/pager.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <memory>

namespace claimline {
namespace {

struct ClosePipe {
    void operator()(std::FILE* pipe) const { ::pclose(pipe); }
};

bool fits(std::string_view text, const Terminal& terminal) {
    return static_cast<std::size_t>(std::ranges::count(text, '\n')) < terminal.rows;
}

}  // namespace

void print_paged(std::string_view text, const Context& context) {
    const char* pager = std::getenv("PAGER");
    const bool wanted = context.terminal.out_is_terminal && !context.global.no_pager &&
                        (pager == nullptr || *pager != '\0') && !fits(text, context.terminal);
    if (!wanted) return context.out(text);
    // As git does: leave short output on the screen, let colours through, do not clear.
    ::setenv("LESS", "FRX", 0);
    const char* fallback = "less 2>/dev/null || more";
    std::fflush(stdout);
    const std::unique_ptr<std::FILE, ClosePipe> pipe(::popen(pager != nullptr ? pager : fallback, "w"));
    // A pager that was left early closes the pipe: no error.
    if (!pipe) return context.out(text);
    std::fwrite(text.data(), 1, text.size(), pipe.get());
}

}  // namespace claimline
