// A workspace is a folder with a claimline.toml; the lock is an flock on a file beside it.

#include "cli/workspace.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <thread>

#include "cli/settings.h"

namespace claimline {
namespace {

namespace fs = std::filesystem;

fs::path settings_file(const fs::path& folder) {
    return folder / "claimline.toml";
}

}  // namespace

Result<Workspace> open_workspace(const fs::path& folder) {
    const fs::path place = folder.empty() ? fs::path(".") : folder;
    std::error_code error;
    if (!fs::exists(settings_file(place), error))
        return with_hint(
            fail(ErrorKind::usage, "{} is no workspace: it has no claimline.toml", place.string()),
            "make one with 'claimline init', or name one with --workspace");
    auto settings = read_settings(settings_file(place));
    if (!settings) return Failure(settings.error());
    return Workspace{.folder = place, .settings = std::move(*settings)};
}

Result<Workspace> create_workspace(const fs::path& folder, bool& created) {
    const fs::path place = folder.empty() ? fs::path(".") : folder;
    std::error_code error;
    for (const char* sub : {"sources", "packs", "archive"}) {
        fs::create_directories(place / sub, error);
        if (error) return fail(ErrorKind::io, "making {}: {}", (place / sub).string(), error.message());
    }
    created = !fs::exists(settings_file(place), error);
    if (created)
        if (auto written = replace_file(settings_file(place), default_settings_file()); !written)
            return Failure(written.error());
    return open_workspace(place);
}

Result<WorkspaceLock> WorkspaceLock::take(const Workspace& workspace, std::chrono::seconds patience,
                                          const std::atomic<bool>* stop) {
    const fs::path path = workspace.folder / ".lock";
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (file < 0) return fail(ErrorKind::io, "opening {}: {}", path.string(), std::strerror(errno));
    const auto end = std::chrono::steady_clock::now() + patience;
    while (::flock(file, LOCK_EX | LOCK_NB) != 0) {
        if (std::chrono::steady_clock::now() < end && (stop == nullptr || !*stop)) {
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
            continue;
        }
        ::close(file);
        return with_hint(
            fail(ErrorKind::locked, "another claimline is writing to {}", workspace.folder.string()),
            "wait until it has ended (crawl --wait 10m), or share its crawl (crawl --join)");
    }
    return WorkspaceLock(file);
}

WorkspaceLock::WorkspaceLock(WorkspaceLock&& other) noexcept : file_(std::exchange(other.file_, -1)) {}

WorkspaceLock::~WorkspaceLock() {
    if (file_ >= 0) ::close(file_);
}

Result<void> replace_file(const fs::path& path, std::string_view content) {
    const fs::path beside = path.string() + ".tmp";
    std::ofstream file(beside, std::ios::binary);
    file << content;
    file.close();
    std::error_code error;
    if (file) fs::rename(beside, path, error);
    if (!file) return fail(ErrorKind::io, "writing {}: {}", path.string(), std::strerror(errno));
    if (error) return fail(ErrorKind::io, "writing {}: {}", path.string(), error.message());
    return {};
}

Result<fs::path> data_folder() {
    std::error_code error;
    if (const char* given = std::getenv("CLAIMLINE_DATA"); given != nullptr && *given != '\0') {
        if (fs::is_directory(given, error)) return fs::path(given);
        return with_hint(fail(ErrorKind::usage, "CLAIMLINE_DATA names no folder: {}", given),
                         "unset it, or mend it");
    }
    const fs::path program = fs::read_symlink("/proc/self/exe", error);
    const fs::path installed = program.parent_path().parent_path() / "share" / "claimline";
    for (const fs::path& folder : {installed, fs::path(CLAIMLINE_SOURCE_DATA)})
        if (fs::is_directory(folder / "packs", error)) return folder;
    return with_hint(
        fail(ErrorKind::usage, "the rule packs that ship with claimline are not where they should be: {}",
             installed.string()),
        "set CLAIMLINE_DATA to the folder that holds packs/ and entities/");
}

}  // namespace claimline
