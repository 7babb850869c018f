#pragma once
// SIGINT and SIGTERM ask the job in hand to stop at the next safe place.

#include <atomic>

namespace claimline {

// Set by the first signal after install_interrupt(); the second one ends the program at once.
[[nodiscard]] const std::atomic<bool>& interrupted();
void install_interrupt();

}  // namespace claimline
