// The run log: lines of JSON, chained by hashes, appended under a lock.

#include "crawler/archive_log.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <nlohmann/json.hpp>
#include <optional>

#include "core/hash.h"

namespace claimline {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr std::string_view kSeal = ",\"hash\":\"";
constexpr std::size_t kHex = 64;
constexpr std::uint64_t kLongestLog = std::uint64_t{1} << 30;
const std::string kNoHash(kHex, '0');

Failure failed(std::string_view doing, const fs::path& path) {
    return fail(ErrorKind::io, "{} {}: {}", doing, path.string(), std::strerror(errno));
}

class OpenFile {
  public:
    OpenFile(const fs::path& path, int flags) : descriptor_(::open(path.c_str(), flags | O_CLOEXEC, 0644)) {}
    ~OpenFile() {
        if (descriptor_ >= 0) ::close(descriptor_);
    }
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;
    [[nodiscard]] int get() const { return descriptor_; }

  private:
    int descriptor_;
};

// Calls `take` with the bytes [from, to), piece by piece; false when the file is shorter or cannot be read.
template <class Take>
bool read_range(int file, std::uint64_t from, std::uint64_t to, Take take) {
    std::string piece(std::size_t{256} << 10, '\0');
    while (from < to) {
        const auto want = static_cast<std::size_t>(std::min<std::uint64_t>(piece.size(), to - from));
        const ssize_t got = ::pread(file, piece.data(), want, static_cast<off_t>(from));
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return false;
        take(std::string_view(piece).substr(0, static_cast<std::size_t>(got)));
        from += static_cast<std::uint64_t>(got);
    }
    return true;
}

Result<std::string> read_all(int file, const fs::path& path) {
    const off_t size = ::lseek(file, 0, SEEK_END);
    if (size < 0) return failed("reading", path);
    if (static_cast<std::uint64_t>(size) > kLongestLog)
        return fail(ErrorKind::corrupt, "{} is larger than any run log", path.string());
    std::string text;
    text.reserve(static_cast<std::size_t>(size));
    if (!read_range(file, 0, static_cast<std::uint64_t>(size),
                    [&text](std::string_view piece) { text += piece; }))
        return failed("reading", path);
    return text;
}

bool is_hash(std::string_view text) {
    return text.size() == kHex && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

Json to_json(const LoggedRun& run) {
    Json files = Json::array();
    for (const LoggedFile& file : run.files)
        files.push_back({{"file", file.file}, {"from", file.from}, {"to", file.to}, {"sha256", file.sha256}});
    return {{"run", run.number},
            {"started", to_rfc3339(run.note.started)},
            {"ended", to_rfc3339(run.note.ended)},
            {"command", run.note.command},
            {"program", run.note.program},
            {"counters", run.note.counters},
            {"files", std::move(files)},
            {"previous", run.previous}};
}

// The line without its end, sealed.
std::string to_line(LoggedRun& run) {
    std::string line = to_json(run).dump(-1, ' ', false, Json::error_handler_t::replace);
    line.pop_back();  // the closing brace
    run.hash = to_hex(sha256(line));
    return fmt::format("{}{}{}\"}}", line, kSeal, run.hash);
}

std::optional<std::uint64_t> number_at(const Json& json, const char* key) {
    const auto found = json.find(key);
    if (found == json.end() || !found->is_number_unsigned()) return std::nullopt;
    return found->get<std::uint64_t>();
}

std::string text_at(const Json& json, const char* key) {
    const auto found = json.find(key);
    return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

// Only names that lie below the archive: a forged log must not make us read other files.
bool is_inside(const std::string& file) {
    const fs::path path(file);
    return !file.empty() && path.is_relative() &&
           std::ranges::none_of(path, [](const fs::path& part) { return part == ".."; });
}

std::optional<LoggedRun> parse_line(std::string_view line) {
    const Json json = Json::parse(line, nullptr, false);
    if (!json.is_object()) return std::nullopt;
    LoggedRun run;
    run.number = number_at(json, "run").value_or(0);
    run.previous = text_at(json, "previous");
    run.hash = text_at(json, "hash");
    run.note.command = text_at(json, "command");
    run.note.program = text_at(json, "program");
    run.note.started = parse_rfc3339(text_at(json, "started")).value_or(Instant{});
    run.note.ended = parse_rfc3339(text_at(json, "ended")).value_or(Instant{});
    if (const auto counters = json.find("counters"); counters != json.end() && counters->is_object()) {
        for (const auto& [name, value] : counters->items())
            if (value.is_number_unsigned()) run.note.counters[name] = value.get<std::uint64_t>();
    }
    const auto files = json.find("files");
    if (run.number == 0 || !is_hash(run.hash) || files == json.end() || !files->is_array())
        return std::nullopt;
    for (const Json& entry : *files) {
        if (!entry.is_object()) return std::nullopt;
        const auto from = number_at(entry, "from");
        const auto to = number_at(entry, "to");
        LoggedFile file{text_at(entry, "file"), from.value_or(0), to.value_or(0), text_at(entry, "sha256")};
        if (!from || !to || *from > *to || !is_inside(file.file)) return std::nullopt;
        run.files.push_back(std::move(file));
    }
    return run;
}

// Why `line` cannot follow on what came before; empty when it can.
std::string fault_of(std::string_view line, const LoggedRun& run, const LoggedRun* before) {
    const auto seal = line.rfind(kSeal);
    if (seal == std::string_view::npos || to_hex(sha256(line.substr(0, seal))) != run.hash)
        return "was changed: its hash is another one";
    if (run.previous != (before == nullptr ? kNoHash : before->hash))
        return "does not follow on the line before";
    if (run.number != (before == nullptr ? 1 : before->number + 1))
        return "has another number than its place";
    return {};
}

RunLog parse_log(std::string_view text) {
    RunLog log;
    for (std::size_t number = 1; !text.empty(); ++number) {
        const auto end = text.find('\n');
        if (end == std::string_view::npos) {
            log.cut_off = true;
            break;
        }
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(end + 1);
        auto run = parse_line(line);
        if (!run) {
            log.faults.push_back(fmt::format("line {} is no run", number));
            continue;
        }
        const auto fault = fault_of(line, *run, log.runs.empty() ? nullptr : &log.runs.back());
        if (!fault.empty()) log.faults.push_back(fmt::format("line {} {}", number, fault));
        log.runs.push_back(std::move(*run));
    }
    return log;
}

Archive::Marks covered_by(const RunLog& log) {
    Archive::Marks marks;
    for (const LoggedRun& run : log.runs)
        for (const LoggedFile& file : run.files) marks[file.file] = std::max(marks[file.file], file.to);
    return marks;
}

Result<std::vector<LoggedFile>> added_since(const Archive::Marks& covered, const fs::path& archive,
                                            const Archive::Marks& upto) {
    std::vector<LoggedFile> files;
    for (const auto& [name, to] : upto) {
        const auto mark = covered.find(name);
        const std::uint64_t from = mark == covered.end() ? 0 : mark->second;
        if (from >= to) continue;
        auto hash = hash_of_range(archive / name, from, to);
        if (!hash) return tl::unexpected(hash.error());
        files.push_back({name, from, to, std::move(*hash)});
    }
    return files;
}

Result<void> write_line(int file, std::string line, const fs::path& path) {
    line += '\n';
    for (std::string_view rest = line; !rest.empty();) {
        const ssize_t n = ::write(file, rest.data(), rest.size());
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return failed("writing", path);
        rest.remove_prefix(static_cast<std::size_t>(n));
    }
    if (::fdatasync(file) != 0) return failed("syncing", path);
    return {};
}

}  // namespace

fs::path run_log_file(const fs::path& archive) {
    return archive / "runs.jsonl";
}

Result<std::string> append_run(const fs::path& archive, const RunNote& note, const Archive::Marks& upto) {
    const fs::path path = run_log_file(archive);
    const OpenFile file(path, O_RDWR | O_CREAT | O_APPEND);
    if (file.get() < 0 || ::flock(file.get(), LOCK_EX) != 0) return failed("opening", path);
    auto text = read_all(file.get(), path);
    if (!text) return tl::unexpected(text.error());
    const auto whole = text->rfind('\n') + 1;  // npos + 1: a first line that was cut off
    if (whole < text->size()) {
        if (::ftruncate(file.get(), static_cast<off_t>(whole)) != 0) return failed("repairing", path);
        text->resize(whole);
    }
    const RunLog log = parse_log(*text);
    auto added = added_since(covered_by(log), archive, upto);
    if (!added) return tl::unexpected(added.error());

    LoggedRun run{1, note, std::move(*added), kNoHash, {}};
    if (!log.runs.empty()) {
        run.number = log.runs.back().number + 1;
        run.previous = log.runs.back().hash;
    }
    if (const auto done = write_line(file.get(), to_line(run), path); !done)
        return tl::unexpected(done.error());
    return run.hash;
}

Result<RunLog> read_run_log(const fs::path& archive) {
    const fs::path path = run_log_file(archive);
    const OpenFile file(path, O_RDONLY);
    if (file.get() < 0) {
        if (errno == ENOENT) return RunLog{};
        return failed("opening", path);
    }
    const auto text = read_all(file.get(), path);
    if (!text) return tl::unexpected(text.error());
    return parse_log(*text);
}

Result<std::string> hash_of_range(const fs::path& path, std::uint64_t from, std::uint64_t to) {
    const OpenFile file(path, O_RDONLY);
    if (file.get() < 0) return failed("opening", path);
    Sha256 digest;
    if (!read_range(file.get(), from, to, [&digest](std::string_view piece) { digest.update(piece); }))
        return fail(ErrorKind::corrupt, "{} has fewer than {} bytes", path.string(), to);
    return to_hex(digest.finish());
}

}  // namespace claimline
