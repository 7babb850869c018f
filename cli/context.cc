// Output and exit statuses, the same for every command.

#include "cli/context.h"

#include <fmt/core.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "core/log.h"
#include "core/text.h"

namespace claimline {

ExitStatus exit_status(ErrorKind kind) {
    switch (kind) {
        case ErrorKind::usage: return kUsage;
        case ErrorKind::corrupt: return kDamaged;
        case ErrorKind::locked: return kLocked;
        case ErrorKind::invalid_input:
        case ErrorKind::not_found:
        case ErrorKind::unavailable:
        case ErrorKind::refused:
        case ErrorKind::io: return kFailed;
    }
    return kFailed;
}

void Context::out(std::string_view text) const {
    if (std::fwrite(text.data(), 1, text.size(), stdout) == text.size()) return;
    // `claimline ... | head` is no error; anything else (a full disk) must not look like success.
    if (errno == EPIPE) std::_Exit(kDone);
    log(LogLevel::error, "writing to standard output: {}", std::strerror(errno));
    std::_Exit(kFailed);
}

void Context::say(std::string_view line) const {
    if (!global.quiet) log_line(LogLevel::info, line);
}

int report(const Error& error) {
    if (log_level() >= LogLevel::error) log_line(LogLevel::error, error.message, error.hint);
    return exit_status(error.kind);
}

}  // namespace claimline
