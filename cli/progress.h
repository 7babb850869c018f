#pragma once
// One line of progress on a terminal's stderr, redrawn in place; nothing at all when stderr is no terminal.

#include <chrono>
#include <string>
#include <string_view>

#include "cli/context.h"

namespace claimline {

class Progress {
  public:
    explicit Progress(const Context& context);
    ~Progress();  // clears the line
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    // False when nobody would see it.
    [[nodiscard]] bool is_shown() const { return on_; }

    // `done` of `all` (0: unknown) with a few words; at most ten times a second.
    void show(std::string_view what, std::size_t done, std::size_t all, std::string_view detail = {});

  private:
    bool on_;
    std::size_t columns_;
    std::chrono::steady_clock::time_point last_{};
};

// "1.2 MB", "48 kB".
[[nodiscard]] std::string bytes_to_text(std::uint64_t bytes);

// "45 s", "3 min", "2 h 5 min".
[[nodiscard]] std::string duration_to_text(double seconds);

}  // namespace claimline
