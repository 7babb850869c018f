// One write per line, so that messages of several threads never mix.

#include "core/log.h"

#include <unistd.h>

#include <atomic>
#include <nlohmann/json.hpp>
#include <string>

#include "core/text.h"

namespace claimline {
namespace {

std::atomic<LogLevel> g_level{LogLevel::warning};
std::atomic<LogFormat> g_format{LogFormat::text};

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

std::string_view name_of(LogLevel level) {
    switch (level) {
        case LogLevel::error: return "error";
        case LogLevel::warning: return "warning";
        case LogLevel::debug: return "debug";
        case LogLevel::quiet:
        case LogLevel::info: return "info";
    }
    return "info";
}

std::string to_text(LogLevel level, std::string_view line, std::string_view hint) {
    std::string out(prefix(level));
    out += to_printable(line) + "\n";
    if (!hint.empty()) out += "hint: " + to_printable(hint) + "\n";
    return out;
}

std::string to_json(LogLevel level, std::string_view line, std::string_view hint) {
    nlohmann::ordered_json json{{"level", name_of(level)}, {"message", to_printable(line)}};
    if (!hint.empty()) json["hint"] = to_printable(hint);
    return json.dump() + "\n";
}

}  // namespace

void set_log_level(LogLevel level) {
    g_level = level;
}
LogLevel log_level() {
    return g_level;
}

void set_log_format(LogFormat format) {
    g_format = format;
}

void log_line(LogLevel level, std::string_view line, std::string_view hint) {
    std::string out = g_format == LogFormat::json ? to_json(level, line, hint) : to_text(level, line, hint);
    // A closed or full stderr leaves nobody to tell.
    [[maybe_unused]] const auto written = ::write(STDERR_FILENO, out.data(), out.size());
}

}  // namespace claimline
