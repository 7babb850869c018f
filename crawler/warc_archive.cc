// The archive in WARC files: archive/YYYY/MM/claimline-<first write>-<serial>.warc.gz, appended to by one
// writer.

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include "core/hash.h"
#include "core/text.h"
#include "crawler/archive.h"
#include "crawler/warc.h"
#include "crawler/warc_capture.h"

namespace claimline {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kBuffer = 1 << 20;
constexpr std::string_view kIdenticalPayload =
    "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest";
constexpr std::string_view kNotModified = "http://netpreserve.org/warc/1.1/revisit/server-not-modified";

Failure failed(std::string_view doing, const fs::path& path) {
    return fail(ErrorKind::io, "{} {}: {}", doing, path.string(), std::strerror(errno));
}

class FileHandle {
  public:
    FileHandle() = default;
    explicit FileHandle(int descriptor) : descriptor_(descriptor) {}
    ~FileHandle() { close(); }
    FileHandle(FileHandle&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
    FileHandle& operator=(FileHandle&& other) noexcept {
        close();
        descriptor_ = std::exchange(other.descriptor_, -1);
        return *this;
    }
    [[nodiscard]] int get() const { return descriptor_; }
    [[nodiscard]] bool is_open() const { return descriptor_ >= 0; }
    void close() {
        if (descriptor_ >= 0) ::close(descriptor_);
        descriptor_ = -1;
    }

  private:
    int descriptor_ = -1;
};

// A new name is durable only when its folder is.
void sync_folder(const fs::path& folder) {
    const FileHandle handle(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (handle.is_open()) ::fsync(handle.get());
}

// A name that is the same whenever the same record is written to the same place (RFC 9562, version 8).
std::string record_id(std::string_view file, std::uint64_t offset, std::string_view type) {
    Digest digest = sha256(fmt::format("{}@{}#{}", file, offset, type));
    digest[6] = static_cast<std::uint8_t>(0x80 | (digest[6] & 0x0F));
    digest[8] = static_cast<std::uint8_t>(0x80 | (digest[8] & 0x3F));
    const std::string hex = to_hex(digest);
    std::string id = "<urn:uuid:";
    for (const std::size_t at : {8U, 12U, 16U, 20U}) {
        const std::size_t from = at == 8 ? 0 : at - 4;
        id.append(hex, from, at - from).push_back('-');
    }
    return id.append(hex, 20, 12).append(">");
}

// What cannot be read back from the archive is damage, whatever the reader calls it.
Failure damaged(std::string_view file, const Error& error) {
    return fail(ErrorKind::corrupt, "{}: {}", file, error.message);
}

// Visits the captures of one file from `offset` on; false when the visitor has seen enough. `name` is for
// locations.
Result<bool> scan_file(const fs::path& path, const std::string& name, std::uint64_t offset,
                       const Archive::Visitor& visit) {
    auto reader = WarcReader::open(path, offset);
    if (!reader) return tl::unexpected(reader.error());
    WarcCaptures captures(std::move(*reader), name);
    while (true) {
        auto capture = captures.next();
        if (!capture) {
            // The tail that a writer is at, or was at when it was killed.
            if (capture.error().kind == ErrorKind::not_found) return true;
            return damaged(name, capture.error());
        }
        if (!*capture) return true;
        const auto goes_on = visit(std::move(**capture));
        if (!goes_on || !*goes_on) return goes_on;
    }
}

class WarcArchive final : public Archive {
  public:
    WarcArchive(fs::path folder, const Clock& clock, ArchiveOptions options)
        : folder_(std::move(folder)), clock_(clock), options_(std::move(options)) {}

    ~WarcArchive() override { (void)write_out(); }

    Result<Location> append(const Capture& capture, std::string_view request_head) override {
        if (const auto ready = make_ready(); !ready) return tl::unexpected(ready.error());
        Location location{file_, end(), 0};
        const std::string id = record_id(file_, end(), capture.resource ? "resource" : "response");
        if (capture.resource) {
            append_resource(capture, id);
        } else {
            append_response(capture, id);
        }
        if (!request_head.empty()) append_companion(capture, id, "request", request_head);
        append_companion(capture, id, "metadata", metadata_block(capture));
        location.length = end() - location.offset;
        if (buffer_.size() >= kBuffer) {
            if (const auto done = write_out(); !done) return tl::unexpected(done.error());
        }
        return location;
    }

    Result<void> sync() override {
        if (const auto done = write_out(); !done) return done;
        if (!unsynced_) return {};
        if (::fdatasync(handle_.get()) != 0) return failed("syncing", folder_ / file_);
        unsynced_ = false;
        return {};
    }

    Result<Capture> read(const Location& location) const override {
        auto reader = WarcReader::open(folder_ / location.file, location.offset);
        if (!reader) return tl::unexpected(reader.error());
        auto capture = WarcCaptures(std::move(*reader), location.file).next();
        if (!capture) return damaged(location.file, capture.error());
        if (!*capture || (*capture)->location.offset != location.offset) {
            return fail(ErrorKind::corrupt, "{}: no capture at {}", location.file, location.offset);
        }
        return std::move(**capture);
    }

    Result<void> scan(const Marks& marks, const Visitor& visit) const override {
        const auto files = archive_files(folder_);
        if (!files) return tl::unexpected(files.error());
        for (const std::string& file : *files) {
            const auto mark = marks.find(file);
            const std::uint64_t from = mark == marks.end() ? 0 : mark->second;
            std::error_code error;
            if (fs::file_size(folder_ / file, error) <= from && !error) continue;
            const auto goes_on = scan_file(folder_ / file, file, from, visit);
            if (!goes_on) return tl::unexpected(goes_on.error());
            if (!*goes_on) return {};
        }
        return {};
    }

    Result<void> repair(const Marks& committed) override {
        const auto files = archive_files(folder_);
        if (!files) return tl::unexpected(files.error());
        for (const auto& [file, mark] : committed) {
            if (!std::ranges::binary_search(*files, file)) {
                return fail(ErrorKind::corrupt, "the archive lacks {}", (folder_ / file).string());
            }
        }
        for (const std::string& file : *files) {
            if (fs::path(file).filename().string().rfind("claimline-", 0) != 0) continue;  // not ours to cut
            const auto mark = committed.find(file);
            const auto done = repair_file(file, mark == committed.end() ? 0 : mark->second);
            if (!done) return done;
        }
        return {};
    }

  private:
    // A moment as WARC-Date wants it; most are the second of the one before.
    const std::string& written(Instant at) {
        if (date_.empty() || at != date_of_) date_ = to_rfc3339(at);
        date_of_ = at;
        return date_;
    }

    [[nodiscard]] std::uint64_t end() const { return written_ + buffer_.size(); }

    // A file that is open, of this month and not full.
    Result<void> make_ready() {
        const std::string month = written(clock_.now()).substr(0, 7);
        const std::string month_folder = month.substr(0, 4) + "/" + month.substr(5, 2);
        if (handle_.is_open() && end() < options_.rotate_at && month_folder == month_folder_) return {};
        if (handle_.is_open()) {
            if (const auto done = sync(); !done) return done;
            handle_.close();
        }
        const bool first = month_folder_.empty();
        month_folder_ = month_folder;
        if (first) {
            const auto continued = continue_last_file();
            if (!continued) return tl::unexpected(continued.error());
            if (*continued) return {};
        }
        return begin_file();
    }

    // Goes on where the last run stopped, so that an hourly job does not leave a file an hour.
    Result<bool> continue_last_file() {
        const auto files = archive_files(folder_);
        if (!files) return tl::unexpected(files.error());
        if (files->empty() || !files->back().starts_with(month_folder_ + "/claimline-")) return false;
        FileHandle handle(::open((folder_ / files->back()).c_str(), O_WRONLY | O_APPEND | O_CLOEXEC));
        if (!handle.is_open()) return failed("opening", folder_ / files->back());
        // Another process that writes here holds the lock: leave the file to it.
        if (::flock(handle.get(), LOCK_EX | LOCK_NB) != 0) return false;
        const off_t size = ::lseek(handle.get(), 0, SEEK_END);
        if (size <= 0 || static_cast<std::uint64_t>(size) >= options_.rotate_at) return false;
        handle_ = std::move(handle);
        file_ = files->back();
        written_ = static_cast<std::uint64_t>(size);
        return true;
    }

    Result<void> begin_file() {
        const fs::path folder = folder_ / month_folder_;
        std::error_code error;
        fs::create_directories(folder, error);
        if (error) return fail(ErrorKind::io, "making {}: {}", folder.string(), error.message());
        const auto files = archive_files(folder_);
        if (!files) return tl::unexpected(files.error());
        std::string stamp = to_rfc3339(clock_.now());
        std::erase_if(stamp, [](char c) { return c == '-' || c == ':'; });
        for (int serial = 0; serial < 100000; ++serial) {
            std::string name = fmt::format("{}/claimline-{}-{:05}.warc.gz", month_folder_, stamp, serial);
            // Names must sort in order of writing, also when the clock was set back.
            if (!files->empty() && name <= files->back()) {
                const auto dash = files->back().rfind('-');
                if (serial == 0 && files->back().starts_with(month_folder_) && dash != std::string::npos &&
                    dash > 16) {
                    stamp = files->back().substr(dash - 16, 16);
                }
                continue;
            }
            FileHandle handle(
                ::open((folder_ / name).c_str(), O_WRONLY | O_APPEND | O_CREAT | O_EXCL | O_CLOEXEC, 0644));
            if (!handle.is_open()) {
                if (errno == EEXIST) continue;
                return failed("making", folder_ / name);
            }
            (void)::flock(handle.get(), LOCK_EX | LOCK_NB);
            handle_ = std::move(handle);
            file_ = std::move(name);
            written_ = 0;
            sync_folder(folder);
            sync_folder(folder.parent_path());
            append_warcinfo();
            return {};
        }
        return fail(ErrorKind::io, "no free name for a WARC file in {}", folder.string());
    }

    void append_warcinfo() {
        const std::string block = fmt::format(
            "software: {}\r\nformat: WARC File Format 1.1\r\n"
            "conformsTo: http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\n"
            "robots: obey\r\nhttp-header-user-agent: {}\r\n",
            one_line(options_.software), one_line(options_.user_agent));
        writer_.append(buffer_, "warcinfo",
                       {{"WARC-Record-ID", record_id(file_, end(), "warcinfo")},
                        {"WARC-Date", to_rfc3339(clock_.now())},
                        {"WARC-Filename", file_.substr(file_.rfind('/') + 1)},
                        {"Content-Type", "application/warc-fields"}},
                       block, {}, false);
    }

    void append_response(const Capture& capture, const std::string& id) {
        std::vector<HttpHeader> fields{{"WARC-Record-ID", id},
                                       {"WARC-Date", written(capture.at)},
                                       {"WARC-Target-URI", capture.url},
                                       {"WARC-Payload-Digest", capture.digest}};
        if (!capture.ip.empty()) fields.push_back({"WARC-IP-Address", capture.ip});
        if (!capture.truncated.empty()) fields.push_back({"WARC-Truncated", capture.truncated});
        if (capture.revisit) {
            fields.push_back(
                {"WARC-Profile", std::string(capture.status == 304 ? kNotModified : kIdenticalPayload)});
            fields.push_back({"WARC-Refers-To-Target-URI", capture.refers_to_url});
            if (capture.refers_to_at)
                fields.push_back({"WARC-Refers-To-Date", to_rfc3339(*capture.refers_to_at)});
        }
        fields.push_back({"Content-Type", "application/http;msgtype=response"});
        writer_.append(buffer_, capture.revisit ? "revisit" : "response", fields, http_head(capture),
                       capture.revisit ? std::string_view{} : std::string_view(capture.body),
                       is_packed(capture));
    }

    // The bytes of a file: the block is the document itself.
    void append_resource(const Capture& capture, const std::string& id) {
        writer_.append(buffer_, "resource",
                       {{"WARC-Record-ID", id},
                        {"WARC-Date", written(capture.at)},
                        {"WARC-Target-URI", capture.url},
                        {"WARC-Payload-Digest", capture.digest},
                        {"Content-Type", one_line(find_header(capture.headers, "Content-Type"))}},
                       {}, capture.body, is_packed(capture));
    }

    void append_companion(const Capture& capture, const std::string& id, std::string_view type,
                          std::string_view block) {
        writer_.append(buffer_, type,
                       {{"WARC-Record-ID", record_id(file_, end(), type)},
                        {"WARC-Date", written(capture.at)},
                        {"WARC-Target-URI", capture.url},
                        {"WARC-Concurrent-To", id},
                        {"Content-Type",
                         type == "request" ? "application/http;msgtype=request" : "application/warc-fields"}},
                       block, {}, false);
    }

    // All of the buffer or nothing: a disk that fills up leaves no half record behind.
    Result<void> write_out() {
        std::string_view rest = buffer_;
        while (!rest.empty()) {
            const ssize_t n = ::write(handle_.get(), rest.data(), rest.size());
            if (n < 0 && errno == EINTR) continue;
            if (n <= 0) {
                const auto failure = failed("writing", folder_ / file_);
                if (::ftruncate(handle_.get(), static_cast<off_t>(written_)) != 0) handle_.close();
                buffer_.clear();
                return failure;
            }
            rest.remove_prefix(static_cast<std::size_t>(n));
        }
        unsynced_ = unsynced_ || !buffer_.empty();
        written_ += buffer_.size();
        buffer_.clear();
        return {};
    }

    // Cuts behind the last whole capture.
    Result<void> repair_file(const std::string& file, std::uint64_t committed) {
        const fs::path path = folder_ / file;
        std::error_code error;
        const std::uint64_t size = fs::file_size(path, error);
        if (error) return fail(ErrorKind::io, "reading {}: {}", path.string(), error.message());
        if (size < committed) {
            return fail(ErrorKind::corrupt, "{} has {} bytes, but {} were stored", path.string(), size,
                        committed);
        }
        if (size == committed && size > 0) return {};
        std::uint64_t good = committed;
        auto reader = WarcReader::open(path, committed);
        if (!reader) return tl::unexpected(reader.error());
        while (true) {
            auto record = reader->next();
            if (!record || !*record) break;
            const std::string& type = (*record)->type;
            if (type == "metadata" || type == "warcinfo") good = (*record)->offset + (*record)->length;
        }
        if (good < size) fs::resize_file(path, good, error);
        if (error) return fail(ErrorKind::io, "repairing {}: {}", path.string(), error.message());
        if (good == 0) fs::remove(path, error);
        return {};
    }

    fs::path folder_;
    const Clock& clock_;
    ArchiveOptions options_;
    WarcWriter writer_;
    FileHandle handle_;
    std::string file_;          // relative name of the one being written
    std::string month_folder_;  // "2024/06"
    Instant date_of_{};
    std::string date_;  // date_of_ in words
    std::uint64_t written_ = 0;
    std::string buffer_;  // behind `written_`
    bool unsynced_ = false;
};

}  // namespace

Result<std::vector<std::string>> archive_files(const fs::path& folder) {
    std::vector<std::string> files;
    std::error_code error;
    for (fs::recursive_directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
        const std::string name = it->path().filename().string();
        if (name.ends_with(".warc.gz") || name.ends_with(".warc")) {
            files.push_back(it->path().lexically_relative(folder).generic_string());
        }
    }
    if (error) return fail(ErrorKind::io, "listing {}: {}", folder.string(), error.message());
    std::ranges::sort(files);
    return files;
}

Result<void> read_warc(const fs::path& file, const Archive::Visitor& visit) {
    const auto done = scan_file(file, file.string(), 0, visit);
    if (!done) return tl::unexpected(done.error());
    return {};
}

Result<std::unique_ptr<Archive>> open_archive(const fs::path& folder, const Clock& clock,
                                              ArchiveOptions options) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (error) return fail(ErrorKind::io, "making {}: {}", folder.string(), error.message());
    return std::make_unique<WarcArchive>(folder, clock, std::move(options));
}

}  // namespace claimline
