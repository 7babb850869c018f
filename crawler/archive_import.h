#pragma once
// Brings documents from elsewhere into an archive: WARC files of other crawlers and single files. What is
// there already is not added again, and every date is that of the input.

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "core/result.h"
#include "crawler/archive.h"

namespace claimline {

struct ImportProblem {
    std::string input;  // file, with "@offset" of a record in it
    std::string message;
};

struct ImportCounts {
    std::uint64_t added = 0;
    std::uint64_t known = 0;     // in the archive already
    std::uint64_t left_out = 0;  // no documents: pictures, scripts, revisits of what nobody has
    std::uint64_t damaged = 0;
    std::vector<ImportProblem> problems;  // of what was damaged, the first 1000
    std::vector<std::string> urls;        // of the documents added, without repetition
    Archive::Marks upto;                  // how far the archive's files were written
};

struct ImportOptions {
    std::string source_id = "import";
    bool dry_run = false;                               // count only
    std::uint64_t max_block = std::uint64_t{64} << 20;  // a longer record is no document
};

class Importer {
  public:
    // Learns what the archive holds; it must outlive the importer.
    [[nodiscard]] static Result<Importer> open(Archive& archive, ImportOptions options);

    // The documents of one WARC file: responses and resources that are HTML, text or PDF, answers that a page
    // is gone or moved, revisits of captures that the archive has. WARC-Date is the date. Damage ends the
    // file and is counted; only a failure to store is an error. `name` is what the user calls the file.
    [[nodiscard]] Result<void> add_warc(const std::filesystem::path& file, const std::string& name);

    // One document that came as a file. `capture` has url, at, headers (Content-Type), body, imported_from.
    [[nodiscard]] Result<void> add_file(Capture capture);

    void note_damage(std::string input, std::string message);

    [[nodiscard]] ImportCounts& counts() { return counts_; }

  private:
    Importer(Archive& archive, ImportOptions options) : archive_(&archive), options_(std::move(options)) {}

    [[nodiscard]] Result<void> take(Capture&& capture, const std::string& input);
    [[nodiscard]] Result<void> store(Capture&& capture);
    void learn(const Capture& capture);

    Archive* archive_;
    ImportOptions options_;
    std::unordered_set<std::uint64_t> known_;    // keys of captures
    std::unordered_set<std::uint64_t> moments_;  // URL and time of those with bytes of their own
    std::unordered_set<std::uint64_t> listed_;   // URLs in counts_.urls
    ImportCounts counts_;
};

// Media types of which the extractor makes documents; an empty one may be anything.
[[nodiscard]] bool is_document_type(std::string_view media_type);

}  // namespace claimline
