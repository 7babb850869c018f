#pragma once
// Reads a whole archive again and says what is wrong with it: digests, records, what revisits refer to, the
// run log and the bytes it vouches for.

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/result.h"
#include "crawler/archive.h"

namespace claimline {

struct ArchiveFault {
    std::string file;  // relative to the archive folder
    std::uint64_t offset = 0;
    std::string what;
};

// The captures that were found whole; eight bytes of digest each are kept.
class FoundCaptures {
  public:
    enum class Match { found, other_bytes, missing };

    void add(const Location& location, std::string_view digest);
    // `digest` as 64 hex digits, with or without "sha256:" before them.
    [[nodiscard]] Match look_up(const Location& location, std::string_view digest) const;

  private:
    std::unordered_map<std::string, std::unordered_map<std::uint64_t, std::uint64_t>> files_;
};

struct ArchiveCheck {
    std::uint64_t files = 0;
    std::uint64_t records = 0;
    std::uint64_t captures = 0;
    std::uint64_t bytes = 0;
    std::uint64_t runs = 0;            // in the run log
    std::uint64_t unlogged = 0;        // bytes that no line of it vouches for yet
    std::string head;                  // hash of its last line; empty: there is none
    std::vector<ArchiveFault> faults;  // the first kMaxFaults, in order of files and offsets
    std::uint64_t fault_count = 0;
    std::vector<std::string> cut_off;  // files in which a run was cut off; the next run repairs them
    FoundCaptures found;

    static constexpr std::size_t kMaxFaults = 1000;
    void add_fault(std::string file, std::uint64_t offset, std::string what);
};

struct ArchiveCheckOptions {
    Archive::Marks committed;  // what the frontier knows to be stored; half a record behind it is no fault
    std::string head;          // a hash of the run log that was noted elsewhere; empty: none
};

// Goes on behind damage at the next gzip member. Fails only when the folder cannot be read.
[[nodiscard]] Result<ArchiveCheck> check_archive(const std::filesystem::path& archive,
                                                 const ArchiveCheckOptions& options);

}  // namespace claimline
