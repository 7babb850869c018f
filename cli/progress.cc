// A bar of twenty cells (ten where the terminal is narrow), then the words, cut to its width.

#include "cli/progress.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>

#include "cli/render.h"
#include "core/text.h"

namespace claimline {
namespace {

constexpr std::size_t kCells = 20;
constexpr std::size_t kNarrow = 100;  // columns: below, half of the cells make room for words

void write_stderr(std::string_view text) {
    // Nobody to tell when stderr is gone.
    [[maybe_unused]] const auto written = ::write(STDERR_FILENO, text.data(), text.size());
}

std::string bar(std::size_t done, std::size_t all, std::size_t cells) {
    const std::size_t full = all == 0 ? 0 : std::min(cells, done * cells / all);
    std::string out;
    for (std::size_t i = 0; i < cells; ++i) out += i < full ? "█" : "░";
    return out;
}

}  // namespace

Progress::Progress(const Context& context)
    : on_(context.terminal.err_is_terminal && !context.global.quiet), columns_(context.terminal.columns) {}

Progress::~Progress() {
    if (on_ && last_ != std::chrono::steady_clock::time_point{}) write_stderr("\r\x1b[K");
}

void Progress::show(std::string_view what, std::size_t done, std::size_t all, std::string_view detail) {
    const auto now = std::chrono::steady_clock::now();
    if (!on_ || now - last_ < std::chrono::milliseconds(100)) return;
    last_ = now;
    const std::size_t cells = columns_ < kNarrow ? kCells / 2 : kCells;
    std::string line = all == 0 ? fmt::format("{} {}", what, done)
                                : fmt::format("{} {} {}/{}", what, bar(done, all, cells), done, all);
    if (!detail.empty()) line += ' ' + to_printable(detail);
    write_stderr("\r" + cut_to_width(line, columns_ - 1) + "\x1b[K");
}

std::string bytes_to_text(std::uint64_t bytes) {
    if (bytes < 1000) return fmt::format("{} B", bytes);
    const double value = static_cast<double>(bytes);
    if (bytes < 1000000) return fmt::format("{:.0f} kB", value / 1e3);
    if (bytes < 1000000000) return fmt::format("{:.1f} MB", value / 1e6);
    return fmt::format("{:.1f} GB", value / 1e9);
}

std::string duration_to_text(double seconds) {
    const auto whole = static_cast<std::int64_t>(std::clamp(seconds, 0.0, 1e9));
    if (whole < 60) return fmt::format("{} s", whole);
    if (whole < 3600) return fmt::format("{} min", (whole + 30) / 60);
    return fmt::format("{} h {} min", whole / 3600, whole % 3600 / 60);
}

}  // namespace claimline
