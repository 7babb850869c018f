#pragma once
// The workspace folder: where its files are, its settings, and the lock that lets one writer in.

#include <atomic>
#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace claimline {

// claimline.toml, checked. Command-line flags override single values later.
struct Settings {
    std::string contact;  // e-mail or URL for the User-Agent; needed before the first crawl outside loopback
    double delay_seconds = 5;
    std::size_t host_budget = 0;  // requests of one run to one host; 0: no limit
    std::size_t max_body_bytes = 32U << 20;
    std::chrono::seconds request_timeout{60};
    std::vector<std::string> allow_net;
    std::string proxy;
    std::string ca_file;
};

struct Workspace {
    std::filesystem::path folder;
    Settings settings;
    std::filesystem::path derived_folder;  // where what can be derived again lies; empty: in `folder`

    [[nodiscard]] std::filesystem::path derived() const {
        return derived_folder.empty() ? folder : derived_folder;
    }
    [[nodiscard]] std::filesystem::path archive() const { return folder / "archive"; }
    [[nodiscard]] std::filesystem::path frontier() const { return folder / "crawl.db"; }
    [[nodiscard]] std::filesystem::path catalogue() const { return derived() / "catalogue.db"; }
    [[nodiscard]] std::filesystem::path fulltext() const { return derived() / "fulltext"; }
    [[nodiscard]] std::filesystem::path sources() const { return folder / "sources"; }
    [[nodiscard]] std::filesystem::path packs() const { return folder / "packs"; }
};

// Opens an existing workspace: a folder with a claimline.toml. Not there: not_found with the hint to run
// init.
[[nodiscard]] Result<Workspace> open_workspace(const std::filesystem::path& folder);
// Makes the folder a workspace if it is none; keeps every file that is there. `created` says whether it was
// none.
[[nodiscard]] Result<Workspace> create_workspace(const std::filesystem::path& folder, bool& created);

// The one writer of a workspace, held until destroyed; also freed when the process dies. A second one:
// locked.
class WorkspaceLock {
  public:
    // Waits at most `patience`, or until `stop` is set.
    [[nodiscard]] static Result<WorkspaceLock> take(const Workspace& workspace,
                                                    std::chrono::seconds patience = {},
                                                    const std::atomic<bool>* stop = nullptr);
    WorkspaceLock(WorkspaceLock&& other) noexcept;
    WorkspaceLock& operator=(WorkspaceLock&&) = delete;
    ~WorkspaceLock();

  private:
    explicit WorkspaceLock(int file) : file_(file) {}
    int file_ = -1;
};

// Writes beside and renames: a reader never sees half of it, a kill leaves the old file.
[[nodiscard]] Result<void> replace_file(const std::filesystem::path& path, std::string_view content);

// The folder with the shipped packs, entities and sources: CLAIMLINE_DATA, else beside the installed program,
// else the source tree this program was built from.
[[nodiscard]] Result<std::filesystem::path> data_folder();

}  // namespace claimline
