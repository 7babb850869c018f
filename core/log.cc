// One write per line, so that messages of several threads never mix.

#include "core/log.h"

#include <unistd.h>

#include <atomic>
#include <string>

#include "core/text.h"

namespace claimline {
namespace {

std::atomic<LogLevel> g_level{LogLevel::warning};

std::string_view prefix(LogLevel level) {
    switch (level) {
        case LogLevel::error: return "claimline: ";
        case LogLevel::warning: return "claimline: warning: ";
        case LogLevel::debug: return "claimline: debug: ";
        case LogLevel::quiet:
        case LogLevel::info: return "";
    }
    return "";
}

}  // namespace

void set_log_level(LogLevel level) {
    g_level = level;
}
LogLevel log_level() {
    return g_level;
}

void log_line(LogLevel level, std::string_view line) {
    std::string out(prefix(level));
    out += to_printable(line);
    out.push_back('\n');
    // A closed or full stderr leaves nobody to tell.
    [[maybe_unused]] const auto written = ::write(STDERR_FILENO, out.data(), out.size());
}

}  // namespace claimline
