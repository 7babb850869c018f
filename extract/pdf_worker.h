#pragma once
// The child process that runs the PDF library.

#include <chrono>
#include <string>
#include <string_view>

#include "core/result.h"

namespace claimline {

struct PdfWorkerLimits {
    std::chrono::milliseconds time;
    std::size_t memory;  // address space of the child
};

// Runs this very program again as a PDF worker and returns what it wrote (serialise_pdf()). The worker's
// crash, hang or hunger ends the worker only. Safe while other threads run: the child is started with
// posix_spawn, never a bare fork, whose copy of a threaded process may hold locks that nobody releases.
//
// Every program that links this library can be its own worker: a constructor that runs before main() looks
// for the worker's argument and never returns when it is there. So tests and tools need no second binary and
// no line in their main().
[[nodiscard]] Result<std::string> run_pdf_worker(std::string_view pdf, const PdfWorkerLimits& limits);

}  // namespace claimline
