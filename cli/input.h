#pragma once
// The documents that `claimline extract` is asked to read, one after the other: files, folders, JSON Lines,
// WARC, standard input, each also gzipped.

#include <cstddef>
#include <deque>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/result.h"
#include "extract/parse.h"

namespace claimline {

// One document before it is parsed. Either `bytes` are to be read by `hints.type`, or `is_text` says that
// they are the text itself, to be taken as it is.
struct InputDocument {
    std::string id;
    std::string bytes;
    bool is_text = false;
    std::string title;  // given by the user
    DocumentHints hints;
    std::optional<Error> error;  // this document could not be read; the others go on
};

class WarcDocuments;

// Reads lazily: one document in memory at a time. next() gives nullopt at the end.
class InputReader {
  public:
    // `from` is auto, html, text, jsonl, warc or pdf; `hints` holds what the command line says of every
    // document.
    InputReader(std::vector<std::string> paths, std::string from, DocumentHints hints);
    ~InputReader();

    [[nodiscard]] std::optional<InputDocument> next();

  private:
    struct Lines;
    void open_path(const std::string& path);
    void open_folder(const std::filesystem::path& folder);
    InputDocument read_file(const std::filesystem::path& path, const std::string& type);
    InputDocument read_json_line(const std::string& line);

    std::deque<std::string> paths_;
    std::string from_;
    DocumentHints hints_;
    std::deque<InputDocument> ready_;
    std::unique_ptr<Lines> lines_;
    std::unique_ptr<WarcDocuments> warc_;
};

}  // namespace claimline
