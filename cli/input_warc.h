#pragma once
// The documents inside one WARC file, ours or foreign, one in memory at a time.

#include <filesystem>
#include <optional>
#include <string>

#include "cli/input.h"
#include "crawler/warc.h"

namespace claimline {

class WarcDocuments {
  public:
    [[nodiscard]] static Result<WarcDocuments> open(const std::filesystem::path& file, DocumentHints hints);

    // The next response with status 200 and a document's media type; nullopt at the end. Its id is the target
    // URI. A damaged record is one failed document and ends the file.
    [[nodiscard]] std::optional<InputDocument> next();

  private:
    WarcDocuments(WarcReader reader, std::string name, DocumentHints hints);

    WarcReader reader_;
    std::string name_;
    DocumentHints hints_;
    bool ended_ = false;
};

}  // namespace claimline
