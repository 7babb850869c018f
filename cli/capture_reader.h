#pragma once
// The archive as a stream to pull from: captures read ahead on a thread of its own, a bounded number in
// memory.

#include <condition_variable>
#include <deque>
#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "core/result.h"
#include "crawler/archive.h"
#include "index/catalogue.h"

namespace claimline {

class CaptureReader {
  public:
    // Captures after `marks`, in order of writing. The archive must outlive the reader.
    CaptureReader(const Archive& archive, Archive::Marks marks);
    ~CaptureReader();

    // Waits for the next capture; nullopt at the end, or when reading failed: see error().
    [[nodiscard]] std::optional<Capture> next();
    // Why the stream ended early, if it did.
    [[nodiscard]] std::optional<Error> error();

  private:
    [[nodiscard]] Result<bool> keep(Capture&& capture);

    std::mutex mutex_;
    std::condition_variable moved_;
    std::deque<Capture> ahead_;
    std::size_t bytes_ahead_ = 0;
    bool ended_ = false;
    bool closed_ = false;
    std::optional<Error> error_;
    std::jthread thread_;  // last: starts when all else is ready
};

// How far the catalogue has read each file of the archive under this pack version.
[[nodiscard]] Result<Archive::Marks> read_marks(const Catalogue& catalogue,
                                                const std::filesystem::path& archive,
                                                std::string_view pack_version);

// Moves the mark of one file on.
void advance(std::vector<ArchiveMark>& marks, const ArchiveMark& reached);

}  // namespace claimline
