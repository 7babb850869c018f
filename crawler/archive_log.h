#pragma once
// The run log, archive/runs.jsonl: one line a run, each line bound to the one before and to the bytes that
// the run added to the archive. Whoever changes a line or an archived byte later breaks the chain; whoever
// cuts the end off is found out by anyone who noted the last hash.
//
// A line is a JSON object whose last member is `hash`: the SHA-256, in hex, of the line up to (not with)
// `,"hash":`. Its member `previous` is the hash of the line before, 64 zeros in the first. `files` lists what
// was added since the line before: a file, the bytes [from, to) and their SHA-256.

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/clock.h"
#include "core/result.h"
#include "crawler/archive.h"

namespace claimline {

struct RunNote {
    Instant started{};
    Instant ended{};
    std::string command;  // "crawl", "import"
    std::string program;  // "claimline/0.1.0"
    std::map<std::string, std::uint64_t> counters;
};

struct LoggedFile {
    std::string file;  // as in Location
    std::uint64_t from = 0;
    std::uint64_t to = 0;
    std::string sha256;  // hex
};

struct LoggedRun {
    std::uint64_t number = 0;  // 1 = first
    RunNote note;
    std::vector<LoggedFile> files;
    std::string previous;
    std::string hash;
};

// Where the log of an archive folder lies.
[[nodiscard]] std::filesystem::path run_log_file(const std::filesystem::path& archive);

// Appends a line for everything between what the log covers and `upto`, marks that nothing written earlier
// will ever be cut (Frontier::committed(), or file sizes after a sync). Durable on return. Several processes
// may call it at once. Gives the line's hash.
[[nodiscard]] Result<std::string> append_run(const std::filesystem::path& archive, const RunNote& note,
                                             const Archive::Marks& upto);

struct RunLog {
    std::vector<LoggedRun> runs;      // those that could be read
    std::vector<std::string> faults;  // "line 3: ...": lines that are no run, or whose chain is broken
    bool cut_off = false;             // the last line is half written; the next run writes it anew
};

// Reads and checks the chain, not the archived bytes. An archive without a log has no runs and no faults.
[[nodiscard]] Result<RunLog> read_run_log(const std::filesystem::path& archive);

// SHA-256 in hex of the bytes [from, to) of a file. corrupt when it is shorter.
[[nodiscard]] Result<std::string> hash_of_range(const std::filesystem::path& file, std::uint64_t from,
                                                std::uint64_t to);

}  // namespace claimline
