// A bounded queue between Archive::scan(), which pushes, and the pipeline, which pulls.

#include "cli/capture_reader.h"

#include <algorithm>

namespace claimline {
namespace {

constexpr std::size_t kMaxAhead = 64;
constexpr std::size_t kMaxBytesAhead = 64U << 20;

}  // namespace

CaptureReader::CaptureReader(const Archive& archive, Archive::Marks marks)
    : thread_([this, &archive, marks = std::move(marks)] {
          const auto scanned =
              archive.scan(marks, [this](Capture&& capture) { return keep(std::move(capture)); });
          const std::lock_guard lock(mutex_);
          if (!scanned) error_ = scanned.error();
          ended_ = true;
          moved_.notify_all();
      }) {}

CaptureReader::~CaptureReader() {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    moved_.notify_all();
}

Result<bool> CaptureReader::keep(Capture&& capture) {
    std::unique_lock lock(mutex_);
    moved_.wait(lock, [this] {
        return closed_ || ahead_.empty() || (ahead_.size() < kMaxAhead && bytes_ahead_ < kMaxBytesAhead);
    });
    if (closed_) return false;
    bytes_ahead_ += capture.body.size();
    ahead_.push_back(std::move(capture));
    moved_.notify_all();
    return true;
}

std::optional<Capture> CaptureReader::next() {
    std::unique_lock lock(mutex_);
    moved_.wait(lock, [this] { return ended_ || !ahead_.empty(); });
    if (ahead_.empty()) return std::nullopt;
    Capture capture = std::move(ahead_.front());
    ahead_.pop_front();
    bytes_ahead_ -= capture.body.size();
    moved_.notify_all();
    return capture;
}

std::optional<Error> CaptureReader::error() {
    const std::lock_guard lock(mutex_);
    return error_;
}

Result<Archive::Marks> read_marks(const Catalogue& catalogue, const std::filesystem::path& archive,
                                  std::string_view pack_version) {
    namespace fs = std::filesystem;
    Archive::Marks marks;
    std::error_code error;
    for (auto at = fs::recursive_directory_iterator(archive, error);
         !error && at != fs::recursive_directory_iterator(); at.increment(error)) {
        if (!at->is_regular_file(error)) continue;
        const std::string file = at->path().lexically_relative(archive).generic_string();
        const auto mark = catalogue.archive_mark(file, pack_version);
        if (!mark) return Failure(mark.error());
        if (*mark != 0) marks[file] = *mark;
    }
    if (error) return fail(ErrorKind::io, "reading the folder {}: {}", archive.string(), error.message());
    return marks;
}

void advance(std::vector<ArchiveMark>& marks, const ArchiveMark& reached) {
    const auto known = std::ranges::find(marks, reached.warc_file, &ArchiveMark::warc_file);
    if (known == marks.end())
        marks.push_back(reached);
    else
        known->offset = std::max(known->offset, reached.offset);
}

}  // namespace claimline
