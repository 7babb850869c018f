#pragma once
// WARC 1.1 records (ISO 28500:2017): written as one gzip member each, read from our own and from foreign
// files.

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/result.h"
#include "crawler/archive.h"

namespace claimline {

struct WarcRecord {
    std::string type;  // "response", "request", "metadata", "revisit", "warcinfo", "resource" ...
    std::vector<HttpHeader> headers;  // named fields in order, without WARC-Type and Content-Length
    std::string block;
    std::uint64_t offset = 0;  // in the file as it lies there, compressed or not
    std::uint64_t length = 0;
    bool cut = false;  // the block was longer than the reader's cap; `block` holds its beginning

    [[nodiscard]] std::string_view header(std::string_view name) const { return find_header(headers, name); }
};

// Makes gzip members, reusing its compressors.
class WarcWriter {
  public:
    WarcWriter();
    ~WarcWriter();
    WarcWriter(WarcWriter&&) noexcept;
    WarcWriter& operator=(WarcWriter&&) noexcept;

    // Appends the record as a gzip member to `out`. The block is `head` and then `body`; a body that is
    // compressed already (`packed`) is stored without another try. Adds WARC-Type, Content-Length and
    // WARC-Block-Digest.
    void append(std::string& out, std::string_view type, const std::vector<HttpHeader>& headers,
                std::string_view head, std::string_view body, bool packed);

  private:
    struct State;
    std::unique_ptr<State> state_;
};

// Reads records one after the other from .warc and .warc.gz files, with one block of memory at most
// `max_block` long.
class WarcReader {
  public:
    // `offset` is where a record begins.
    [[nodiscard]] static Result<WarcReader> open(const std::filesystem::path& file, std::uint64_t offset = 0,
                                                 std::uint64_t max_block = std::uint64_t{256} << 20);
    ~WarcReader();
    WarcReader(WarcReader&&) noexcept;
    WarcReader& operator=(WarcReader&&) noexcept;

    // The next record; nothing at the end of the file. corrupt when the bytes are no WARC, not_found when the
    // file ends inside a record (a writer was cut off, or still writes).
    [[nodiscard]] Result<std::optional<WarcRecord>> next();

  private:
    struct State;
    explicit WarcReader(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

// An HTTP message of an application/http block.
struct HttpMessage {
    int status = 0;  // of a response
    std::string reason;
    std::vector<HttpHeader> headers;
    std::size_t body = 0;  // where the body begins in the block
};

// nullopt when the block begins with no status line.
[[nodiscard]] std::optional<HttpMessage> parse_http_response(std::string_view block);

// The body behind the head of `message`, which was parsed from `block`, without the chunks that other
// crawlers keep (RFC 9112 section 7.1). What claims to be chunked and is not comes back as it is.
[[nodiscard]] std::string entity_body(const HttpMessage& message, std::string block);

}  // namespace claimline
