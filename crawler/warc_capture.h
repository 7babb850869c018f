#pragma once
// A capture as WARC records and back: the texts of its records, and a reader that puts them together again.

#include <optional>
#include <string>
#include <string_view>

#include "crawler/archive.h"
#include "crawler/warc.h"

namespace claimline {

// Line ends would begin another header: they become blanks.
[[nodiscard]] std::string one_line(std::string_view text);

// The answer's head as it is kept: what was sent, but for the transfer coding, which is undone in the body.
[[nodiscard]] std::string http_head(const Capture& capture);

// The body would not get smaller: it has a content coding or a packed format.
[[nodiscard]] bool is_packed(const Capture& capture);

// The block of the metadata record (application/warc-fields).
[[nodiscard]] std::string metadata_block(const Capture& capture);

// Reads captures: each a response, revisit or resource with the records that follow and name it. What a
// foreign file does not say stays empty; records about anything but web documents are passed over.
class WarcCaptures {
  public:
    // What becomes of a capture behind which the file is broken: one of ours is not whole without its
    // metadata record, others have none.
    enum class Tail { drop, keep };

    // `file` is for locations.
    WarcCaptures(WarcReader reader, std::string file, Tail tail = Tail::drop)
        : reader_(std::move(reader)), file_(std::move(file)), tail_(tail) {}

    // The next capture; nothing at the end. invalid_input: one record is no exchange, the next call goes on
    // behind it. corrupt and not_found as in WarcReader: nothing more can be read.
    [[nodiscard]] Result<std::optional<Capture>> next();

  private:
    [[nodiscard]] Result<std::optional<WarcRecord>> take();
    [[nodiscard]] Result<std::optional<Capture>> with_companions(WarcRecord&& record);

    WarcReader reader_;
    std::string file_;
    Tail tail_;
    std::optional<WarcRecord> waiting_;
    std::optional<Error> broken_;  // what is behind the capture that was kept
};

}  // namespace claimline
