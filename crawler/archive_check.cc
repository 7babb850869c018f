// Checking an archive: one pass over the records of every file, one over the bytes of every logged run.

#include "crawler/archive_check.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <functional>
#include <memory>
#include <optional>
#include <unordered_set>

#include "core/text.h"
#include "crawler/archive_log.h"
#include "crawler/warc.h"
#include "crawler/warc_digest.h"

namespace claimline {
namespace {

namespace fs = std::filesystem;

constexpr int kMaxResyncs = 10000;  // false gzip heads tried in one damaged file

std::string_view without_label(std::string_view digest) {
    constexpr std::string_view kLabel = "sha256:";
    return digest.starts_with(kLabel) ? digest.substr(kLabel.size()) : digest;
}

// The first eight bytes of a digest in hex.
std::uint64_t beginning_of(std::string_view digest) {
    digest = without_label(digest).substr(0, 16);
    std::uint64_t value = 0;
    std::from_chars(digest.data(), digest.data() + digest.size(), value, 16);
    return value;
}

std::size_t key_of(std::string_view url, std::string_view date) {
    return std::hash<std::string>()(fmt::format("{}\n{}", date, url));
}

// Where the next gzip member may begin, at `from` or behind it.
std::optional<std::uint64_t> next_member(const fs::path& path, std::uint64_t from) {
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rbe"), std::fclose);
    if (!file || fseeko(file.get(), static_cast<off_t>(from), SEEK_SET) != 0) return std::nullopt;
    constexpr std::string_view kMagic = "\x1F\x8B\x08";
    std::string piece(std::size_t{64} << 10, '\0');
    std::size_t kept = 0;  // bytes of the last piece that may begin the magic
    while (true) {
        const std::size_t got = std::fread(piece.data() + kept, 1, piece.size() - kept, file.get());
        if (got == 0) return std::nullopt;
        const std::string_view ready(piece.data(), kept + got);
        if (const auto at = ready.find(kMagic); at != std::string_view::npos) return from + at;
        const std::size_t tail = std::min(ready.size(), kMagic.size() - 1);
        from += ready.size() - tail;
        std::ranges::copy(std::string(ready.substr(ready.size() - tail)), piece.begin());
        kept = tail;
    }
}

class Checker {
  public:
    Checker(const fs::path& archive, const ArchiveCheckOptions& options)
        : archive_(archive), options_(options) {}

    Result<ArchiveCheck> run() {
        auto files = archive_files(archive_);
        if (!files) return tl::unexpected(files.error());
        auto log = read_run_log(archive_);
        if (!log) return tl::unexpected(log.error());
        for (const LoggedRun& one : log->runs)
            for (const LoggedFile& file : one.files)
                covered_[file.file] = std::max(covered_[file.file], file.to);

        files_ = std::move(*files);
        for (file_ = 0; file_ < files_.size(); ++file_) check_file();
        check_revisits();
        check_marks();
        check_log(*log);
        return std::move(check_);
    }

  private:
    void fault(std::uint64_t offset, std::string what) {
        check_.add_fault(files_[file_], offset, std::move(what));
    }

    void check_file() {
        const fs::path path = archive_ / files_[file_];
        std::error_code error;
        const std::uint64_t size = fs::file_size(path, error);
        ++check_.files;
        check_.bytes += error ? 0 : size;
        std::optional<std::uint64_t> from = 0;
        bool in_damage = false;
        for (int tries = 0; from && tries < kMaxResyncs; ++tries) {
            const std::uint64_t begin = *from;
            const auto read = check_records(path, begin);
            if (!read.error) return;
            // What lies behind the last good record: told once for each stretch of damage.
            if (read.end > begin || !in_damage) tell_damage(*read.error, read.end, size);
            in_damage = true;
            from = next_member(path, read.end + 1);
        }
    }

    struct Stretch {
        std::uint64_t end = 0;       // of the last good record
        std::optional<Error> error;  // absent: the file ended properly
    };
    Stretch check_records(const fs::path& path, std::uint64_t from) {
        auto reader = WarcReader::open(path, from);
        if (!reader) return {from, reader.error()};
        Stretch stretch{from, {}};
        while (true) {
            const auto record = reader->next();
            if (!record) {
                stretch.error = record.error();
                break;
            }
            if (!*record) break;
            check_record(**record);
            stretch.end = (*record)->offset + (*record)->length;
        }
        return stretch;
    }

    // A tail that a killed run left is no damage: nothing of it was ever said to be stored.
    void tell_damage(const Error& error, std::uint64_t at, std::uint64_t size) {
        const std::string& file = files_[file_];
        const auto safe = [&file](const Archive::Marks& marks) {
            const auto mark = marks.find(file);
            return mark == marks.end() ? 0 : mark->second;
        };
        const bool tail = error.kind == ErrorKind::not_found;
        if (tail && at >= safe(options_.committed) && at >= safe(covered_)) {
            check_.cut_off.push_back(file);
            return;
        }
        fault(at, tail ? fmt::format("truncated: {} (it has {} bytes)", error.message, size) : error.message);
    }

    void check_record(const WarcRecord& record) {
        ++check_.records;
        const bool whole = !record.cut;
        if (whole && match_digest(record.header("WARC-Block-Digest"), record.block) == DigestMatch::wrong)
            fault(record.offset, fmt::format("the {} record has another block digest", record.type));
        if (record.type == "response" || record.type == "resource") {
            check_payload(record, whole);
        } else if (record.type == "revisit") {
            ++check_.captures;
            remember_revisit(record);
            check_.found.add({files_[file_], record.offset, 0}, record.header("WARC-Payload-Digest"));
        }
    }

    void check_payload(const WarcRecord& record, bool whole) {
        ++check_.captures;
        const std::string_view digest = record.header("WARC-Payload-Digest");
        seen_.insert(key_of(record.header("WARC-Target-URI"), record.header("WARC-Date")));
        if (whole && !digest.empty()) {
            const auto message =
                record.type == "resource" ? std::optional(HttpMessage{}) : parse_http_response(record.block);
            const std::string_view body = std::string_view(record.block).substr(message ? message->body : 0);
            // Other crawlers hash the payload with its chunks or without them.
            const bool right =
                match_digest(digest, body) != DigestMatch::wrong ||
                (message && match_digest(digest, entity_body(*message, record.block)) != DigestMatch::wrong);
            if (!right) {
                fault(record.offset, fmt::format("the {} record has another payload digest", record.type));
                return;
            }
        }
        check_.found.add({files_[file_], record.offset, 0}, digest);
    }

    struct Revisit {
        std::size_t refers_to;
        std::size_t file;
        std::uint64_t offset;
    };
    void remember_revisit(const WarcRecord& record) {
        const std::string_view url = record.header("WARC-Refers-To-Target-URI");
        const std::string_view date = record.header("WARC-Refers-To-Date");
        if (!url.empty() && !date.empty()) revisits_.push_back({key_of(url, date), file_, record.offset});
    }

    void check_revisits() {
        for (const Revisit& revisit : revisits_) {
            if (seen_.contains(revisit.refers_to)) continue;
            check_.add_fault(files_[revisit.file], revisit.offset,
                             "a revisit refers to a capture that is not in the archive");
        }
    }

    // What the frontier stored must be there.
    void check_marks() {
        for (const auto& [file, mark] : options_.committed) {
            std::error_code error;
            const std::uint64_t size = fs::file_size(archive_ / file, error);
            if (error) {
                check_.add_fault(file, 0, "the file is missing");
            } else if (size < mark) {
                check_.add_fault(file, size, fmt::format("truncated: {} bytes were stored", mark));
            }
        }
    }

    void check_log(const RunLog& log) {
        const std::string name = run_log_file({}).string();
        for (const std::string& what : log.faults) check_.add_fault(name, 0, what);
        if (log.cut_off) check_.cut_off.push_back(name);
        check_.runs = log.runs.size();
        if (!log.runs.empty()) check_.head = log.runs.back().hash;
        for (const LoggedRun& run : log.runs)
            for (const LoggedFile& file : run.files) check_logged(run, file);
        if (!options_.head.empty() &&
            std::ranges::find(log.runs, options_.head, &LoggedRun::hash) == log.runs.end())
            check_.add_fault(name, 0, "no run has the hash that was noted: " + to_printable(options_.head));
        for (const std::string& file : files_) {
            std::error_code error;
            const std::uint64_t size = fs::file_size(archive_ / file, error);
            const std::uint64_t to = covered_[file];
            if (!error && size > to) check_.unlogged += size - to;
        }
    }

    void check_logged(const LoggedRun& run, const LoggedFile& file) {
        const auto hash = hash_of_range(archive_ / file.file, file.from, file.to);
        if (hash && *hash == file.sha256) return;
        check_.add_fault(file.file, file.from,
                         hash ? fmt::format("bytes {} to {} are not those that run {} logged", file.from,
                                            file.to, run.number)
                              : fmt::format("bytes that run {} logged are not there: {}", run.number,
                                            hash.error().message));
    }

    const fs::path& archive_;
    const ArchiveCheckOptions& options_;
    std::vector<std::string> files_;
    std::size_t file_ = 0;
    Archive::Marks covered_;
    std::unordered_set<std::size_t> seen_;  // keys of captures with bytes
    std::vector<Revisit> revisits_;
    ArchiveCheck check_;
};

}  // namespace

void FoundCaptures::add(const Location& location, std::string_view digest) {
    files_[location.file].emplace(location.offset, beginning_of(digest));
}

FoundCaptures::Match FoundCaptures::look_up(const Location& location, std::string_view digest) const {
    const auto file = files_.find(location.file);
    if (file == files_.end()) return Match::missing;
    const auto at = file->second.find(location.offset);
    if (at == file->second.end()) return Match::missing;
    return at->second == beginning_of(digest) ? Match::found : Match::other_bytes;
}

void ArchiveCheck::add_fault(std::string file, std::uint64_t offset, std::string what) {
    ++fault_count;
    if (faults.size() < kMaxFaults) faults.push_back({std::move(file), offset, std::move(what)});
}

Result<ArchiveCheck> check_archive(const fs::path& archive, const ArchiveCheckOptions& options) {
    return Checker(archive, options).run();
}

}  // namespace claimline
