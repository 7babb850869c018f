// The handler only sets a lock-free flag and restores the default action.

#include "cli/interrupt.h"

#include <csignal>

namespace claimline {
namespace {

std::atomic<bool> g_interrupted{false};
static_assert(std::atomic<bool>::is_always_lock_free);

extern "C" void on_signal(int number) {
    g_interrupted = true;
    std::signal(number, SIG_DFL);
}

}  // namespace

const std::atomic<bool>& interrupted() {
    return g_interrupted;
}

void install_interrupt() {
    std::signal(SIGINT, on_signal);
    std::signal(SIGTERM, on_signal);
}

}  // namespace claimline
