// Reading WARC records: a stream of bytes that knows where gzip members begin, and the record grammar on top
// of it.

#include <zlib.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <cstring>

#include "core/text.h"
#include "crawler/warc.h"

namespace claimline {
namespace {

constexpr std::size_t kMaxFields = 1 << 20;  // bytes of one record's named fields

struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
};

// Decoded bytes of a file, in units: a gzip member each, or the whole of a plain file.
class ByteStream {
  public:
    ByteStream(std::unique_ptr<std::FILE, CloseFile> file, std::uint64_t offset)
        : file_(std::move(file)), raw_end_(offset) {}
    ~ByteStream() {
        if (inflating_) inflateEnd(&stream_);
    }
    ByteStream(const ByteStream&) = delete;
    ByteStream& operator=(const ByteStream&) = delete;

    // Begins the next unit; false at the end of the file.
    bool open_unit() {
        if (raw_used_ == raw_.size() && !read_raw()) return false;
        gzip_ = std::string_view(raw_).substr(raw_used_).starts_with('\x1F');
        if (gzip_) {
            if (inflating_) {
                inflateReset(&stream_);
            } else {
                inflating_ = inflateInit2(&stream_, 15 + 16) == Z_OK;
            }
        }
        in_unit_ = true;
        return true;
    }

    // Makes at least one byte of the unit available; false where the unit ends.
    Result<bool> fill() {
        if (used_ < ready_.size()) return true;
        ready_.clear();
        used_ = 0;
        while (in_unit_ && ready_.empty()) {
            if (raw_used_ == raw_.size() && !read_raw()) {
                in_unit_ = false;
                if (gzip_) return fail(ErrorKind::not_found, "the file ends inside a gzip member");
            } else if (gzip_) {
                if (const auto done = inflate_some(); !done) return tl::unexpected(done.error());
            } else {
                ready_.assign(raw_, raw_used_);
                raw_used_ = raw_.size();
            }
        }
        return !ready_.empty();
    }

    [[nodiscard]] std::string_view available() const { return std::string_view(ready_).substr(used_); }
    void consume(std::size_t n) { used_ += n; }

    // Where in the file the next undelivered byte lies; inside a gzip member, where reading has come to.
    [[nodiscard]] std::uint64_t position() const {
        const std::uint64_t raw = raw_end_ - (raw_.size() - raw_used_);
        return gzip_ ? raw : raw - (ready_.size() - used_);
    }

  private:
    bool read_raw() {
        raw_.resize(kChunk);
        raw_.resize(std::fread(raw_.data(), 1, kChunk, file_.get()));
        raw_used_ = 0;
        raw_end_ += raw_.size();
        return !raw_.empty();
    }

    Result<void> inflate_some() {
        ready_.resize(kChunk);
        stream_.next_in = reinterpret_cast<Bytef*>(raw_.data() + raw_used_);
        stream_.avail_in = static_cast<uInt>(raw_.size() - raw_used_);
        stream_.next_out = reinterpret_cast<Bytef*>(ready_.data());
        stream_.avail_out = static_cast<uInt>(ready_.size());
        const int code = inflate(&stream_, Z_NO_FLUSH);
        raw_used_ = raw_.size() - stream_.avail_in;
        ready_.resize(kChunk - stream_.avail_out);
        if (code == Z_STREAM_END) {
            in_unit_ = false;
        } else if (code != Z_OK && code != Z_BUF_ERROR) {
            return fail(ErrorKind::corrupt, "a gzip member is broken");
        }
        return {};
    }

    static constexpr std::size_t kChunk = 64 * 1024;
    std::unique_ptr<std::FILE, CloseFile> file_;
    std::uint64_t raw_end_;  // file offset behind raw_
    std::string raw_;
    std::size_t raw_used_ = 0;
    std::string ready_;
    std::size_t used_ = 0;
    bool gzip_ = false;
    bool in_unit_ = false;
    bool inflating_ = false;
    z_stream stream_{};
};

Failure cut_off() {
    return fail(ErrorKind::not_found, "the file ends inside a record");
}

// The data of a chunked body; nothing when it is none, or ends before its last chunk.
std::optional<std::string> without_chunks(std::string_view body) {
    std::string out;
    while (true) {
        const auto end = body.find('\n');
        if (end == std::string_view::npos) return std::nullopt;
        std::uint64_t size = 0;
        const char* line_end = body.data() + end;
        const auto [after, error] = std::from_chars(body.data(), line_end, size, 16);
        if (error != std::errc() || (*after != '\r' && *after != '\n' && *after != ';' && *after != ' '))
            return std::nullopt;
        body.remove_prefix(end + 1);
        if (size == 0) return out;
        if (size > body.size()) return std::nullopt;
        out.append(body.substr(0, static_cast<std::size_t>(size)));
        body.remove_prefix(static_cast<std::size_t>(size));
        if (body.starts_with('\r')) body.remove_prefix(1);
        if (!body.starts_with('\n')) return std::nullopt;
        body.remove_prefix(1);
    }
}

// "Name: value" lines of a record or an HTTP head into `headers`; a line that begins with a blank continues
// the last.
void add_header_line(std::string_view line, std::vector<HttpHeader>& headers) {
    if (!line.empty() && (line[0] == ' ' || line[0] == '\t')) {
        if (!headers.empty()) headers.back().value.append(" ").append(trim(line));
        return;
    }
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) return;
    headers.push_back({std::string(trim(line.substr(0, colon))), std::string(trim(line.substr(colon + 1)))});
}

}  // namespace

struct WarcReader::State {
    State(std::unique_ptr<std::FILE, CloseFile> file, std::uint64_t offset, std::uint64_t max)
        : bytes(std::move(file), offset), max_block(max) {}

    // A line without its CRLF; nothing where the unit ends before any byte of it.
    Result<std::optional<std::string>> line(std::size_t& budget) {
        std::string out;
        while (true) {
            const auto more = bytes.fill();
            if (!more) return tl::unexpected(more.error());
            if (!*more) {
                if (out.empty()) return std::optional<std::string>{};
                return cut_off();
            }
            const std::string_view ready = bytes.available();
            const auto end = ready.find('\n');
            const std::size_t n = end == std::string_view::npos ? ready.size() : end + 1;
            if (n > budget) return fail(ErrorKind::corrupt, "a record has too many named fields");
            budget -= n;
            out.append(ready.substr(0, n));
            bytes.consume(n);
            if (end != std::string_view::npos) break;
        }
        while (out.ends_with('\n') || out.ends_with('\r')) out.pop_back();
        return std::optional<std::string>(std::move(out));
    }

    // The version line of the next record, past empty lines and ends of units; nothing at the end of the
    // file.
    Result<std::optional<std::uint64_t>> find_record() {
        while (true) {
            const auto more = bytes.fill();
            if (!more) return tl::unexpected(more.error());
            if (!*more) {
                if (!bytes.open_unit()) return std::optional<std::uint64_t>{};
                unit_at = bytes.position();
                fresh_unit = true;
                continue;
            }
            const char first = bytes.available()[0];
            if (first != '\r' && first != '\n') break;
            bytes.consume(1);
        }
        const std::uint64_t at = fresh_unit ? unit_at : bytes.position();
        fresh_unit = false;
        std::size_t budget = 64;
        const auto version = line(budget);
        if (!version) return tl::unexpected(version.error());
        if (!*version || !(*version)->starts_with("WARC/"))
            return fail(ErrorKind::corrupt, "no WARC record here");
        return std::optional(at);
    }

    Result<std::uint64_t> fields(WarcRecord& record) {
        std::optional<std::uint64_t> length;
        std::size_t budget = kMaxFields;
        while (true) {
            const auto next = line(budget);
            if (!next) return tl::unexpected(next.error());
            if (!*next) return cut_off();
            if ((*next)->empty()) break;
            add_header_line(**next, record.headers);
        }
        std::erase_if(record.headers, [&](const HttpHeader& header) {
            if (equals_ignoring_case(header.name, "WARC-Type")) {
                record.type = to_lower(header.value);
                return true;
            }
            if (!equals_ignoring_case(header.name, "Content-Length")) return false;
            std::uint64_t value = 0;
            const char* end = header.value.data() + header.value.size();
            const auto read = std::from_chars(header.value.data(), end, value);
            if (read.ec == std::errc() && read.ptr == end) length = value;
            return true;
        });
        if (!length) return fail(ErrorKind::corrupt, "a record has no Content-Length");
        return *length;
    }

    Result<void> block(std::uint64_t length, WarcRecord& record) {
        record.block.reserve(static_cast<std::size_t>(std::min<std::uint64_t>({length, max_block, 1 << 20})));
        while (length > 0) {
            const auto more = bytes.fill();
            if (!more) return tl::unexpected(more.error());
            if (!*more) return cut_off();
            const auto n =
                static_cast<std::size_t>(std::min<std::uint64_t>(length, bytes.available().size()));
            const auto room =
                static_cast<std::size_t>(max_block - std::min<std::uint64_t>(max_block, record.block.size()));
            record.block.append(bytes.available().substr(0, std::min(n, room)));
            record.cut = record.cut || n > room;
            bytes.consume(n);
            length -= n;
        }
        return {};
    }

    // The two line ends behind a record, and with them the trailer of its gzip member.
    Result<void> end_of_record() {
        for (int i = 0; i < 4; ++i) {
            const auto more = bytes.fill();
            if (!more) return tl::unexpected(more.error());
            if (!*more) return {};
            const char c = bytes.available()[0];
            if (c != '\r' && c != '\n') return {};
            bytes.consume(1);
        }
        const auto more = bytes.fill();
        if (!more) return tl::unexpected(more.error());
        return {};
    }

    ByteStream bytes;
    std::uint64_t max_block;
    std::uint64_t unit_at = 0;
    bool fresh_unit = false;
};

WarcReader::WarcReader(std::unique_ptr<State> state) : state_(std::move(state)) {}
WarcReader::~WarcReader() = default;
WarcReader::WarcReader(WarcReader&&) noexcept = default;
WarcReader& WarcReader::operator=(WarcReader&&) noexcept = default;

Result<WarcReader> WarcReader::open(const std::filesystem::path& file, std::uint64_t offset,
                                    std::uint64_t max_block) {
    std::unique_ptr<std::FILE, CloseFile> handle(std::fopen(file.c_str(), "rbe"));
    if (!handle || fseeko(handle.get(), static_cast<off_t>(offset), SEEK_SET) != 0) {
        return fail(ErrorKind::io, "opening {}: {}", file.string(), std::strerror(errno));
    }
    return WarcReader(std::make_unique<State>(std::move(handle), offset, max_block));
}

Result<std::optional<WarcRecord>> WarcReader::next() {
    const auto at = state_->find_record();
    if (!at) return tl::unexpected(at.error());
    if (!*at) return std::optional<WarcRecord>{};
    WarcRecord record;
    record.offset = **at;
    const auto length = state_->fields(record);
    if (!length) return tl::unexpected(length.error());
    if (const auto done = state_->block(*length, record); !done) return tl::unexpected(done.error());
    if (const auto done = state_->end_of_record(); !done) return tl::unexpected(done.error());
    record.length = state_->bytes.position() - record.offset;
    return std::optional(std::move(record));
}

std::optional<HttpMessage> parse_http_response(std::string_view block) {
    if (!block.starts_with("HTTP/")) return std::nullopt;
    HttpMessage message;
    std::size_t at = 0;
    const auto next_line = [&] {
        const auto end = std::min(block.find('\n', at), block.size());
        std::string_view line = block.substr(at, end - at);
        at = std::min(end + 1, block.size());
        if (line.ends_with('\r')) line.remove_suffix(1);
        return line;
    };
    const std::string_view status = next_line();
    const auto blank = status.find(' ');
    if (blank == std::string_view::npos) return std::nullopt;
    const std::string_view rest = status.substr(blank + 1);
    if (std::from_chars(rest.data(), rest.data() + rest.size(), message.status).ec != std::errc())
        return std::nullopt;
    const auto reason = rest.find(' ');
    if (reason != std::string_view::npos) message.reason = rest.substr(reason + 1);
    while (at < block.size()) {
        const std::string_view line = next_line();
        if (line.empty()) break;
        add_header_line(line, message.headers);
    }
    message.body = at;
    return message;
}

std::string entity_body(const HttpMessage& message, std::string block) {
    block.erase(0, message.body);
    if (to_lower(find_header(message.headers, "Transfer-Encoding")).find("chunked") != std::string::npos) {
        if (auto whole = without_chunks(block)) return std::move(*whole);
    }
    return block;
}

}  // namespace claimline
