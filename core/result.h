#pragma once
// How functions that the outside world can make fail say so: Result<T> with one Error type.

#include <fmt/core.h>

#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace claimline {

// What went wrong, as far as callers act on it; cli/exit_status turns a kind into an exit status.
enum class ErrorKind {
    usage,          // the command line, configuration or a query is wrong: exit 2
    invalid_input,  // one document, page or file is unusable: recorded, the job goes on
    not_found,      // asked for by name and not there
    unavailable,    // may work later: network, locked database
    refused,        // policy says no: robots.txt, forbidden address, size or time limit
    corrupt,        // stored data contradicts itself: exit 70
    locked,         // another run holds the workspace: exit 75
    io,             // reading or writing a file failed
};

[[nodiscard]] constexpr const char* to_string(ErrorKind kind) {
    switch (kind) {
        case ErrorKind::usage: return "usage";
        case ErrorKind::invalid_input: return "invalid_input";
        case ErrorKind::not_found: return "not_found";
        case ErrorKind::unavailable: return "unavailable";
        case ErrorKind::refused: return "refused";
        case ErrorKind::corrupt: return "corrupt";
        case ErrorKind::locked: return "locked";
        case ErrorKind::io: return "io";
    }
    return "unknown";
}

// `message` says what was being done, to which input, and why it failed, in the user's words;
// `hint` says what to do about it, and is empty when nothing helps.
struct Error {
    ErrorKind kind = ErrorKind::invalid_input;
    std::string message;
    std::string hint;
};

template <class T>
using Result = tl::expected<T, Error>;

using Failure = tl::unexpected<Error>;

// fail(ErrorKind::io, "reading {}: {}", path, reason)
template <class... Args>
[[nodiscard]] Failure fail(ErrorKind kind, fmt::format_string<Args...> format, Args&&... args) {
    return Failure(Error{kind, fmt::format(format, std::forward<Args>(args)...), {}});
}

// fail(...) with a way out for the user.
[[nodiscard]] inline Failure with_hint(Failure failure, std::string hint) {
    failure.value().hint = std::move(hint);
    return failure;
}

}  // namespace claimline
