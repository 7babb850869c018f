#pragma once
// Leveled messages for people on stderr. Data never goes through here.

#include <fmt/core.h>

#include <string_view>
#include <utility>

namespace claimline {

enum class LogLevel { quiet, error, warning, info, debug };

// Set once by the command line before any thread starts. Default: warning.
void set_log_level(LogLevel level);
[[nodiscard]] LogLevel log_level();

// text: "claimline: message" and "hint: ..."; json: one object a line, {"level": ..., "message": ...} and,
// where there are any, "hint".
enum class LogFormat { text, json };
void set_log_format(LogFormat format);

// One message, made printable, written with a single write so that threads never mix lines. `hint` says what
// to do about it.
void log_line(LogLevel level, std::string_view line, std::string_view hint = {});

template <class... Args>
void log(LogLevel level, fmt::format_string<Args...> format, Args&&... args) {
    if (level <= log_level()) log_line(level, fmt::format(format, std::forward<Args>(args)...));
}

}  // namespace claimline
