// Writing WARC records. Three compressors: records of header lines alone (requests, metadata, revisits) go
// through a code made beforehand; other small ones need no 32 KiB window, whose reset would cost more than
// they do.

#include <zlib.h>

#include <array>

#include "core/hash.h"
#include "crawler/short_gzip.h"
#include "crawler/warc.h"

namespace claimline {
namespace {

constexpr int kLevel = 4;  // of 3..6 on newsorigin pages: 4 takes 60 % of the time of 6 for 3 % more bytes
constexpr int kSmallLevel = 1;  // a few hundred bytes of headers: searching longer finds hardly more
constexpr std::size_t kSmallRecord = 4096;
constexpr int kGzip = 16;

class Deflater {
  public:
    Deflater(int level, int window_bits, int memory_level) : usual_level_(level), level_(level) {
        deflateInit2(&stream_, level, Z_DEFLATED, window_bits + kGzip, memory_level, Z_DEFAULT_STRATEGY);
    }
    ~Deflater() { deflateEnd(&stream_); }
    Deflater(const Deflater&) = delete;
    Deflater& operator=(const Deflater&) = delete;

    void begin(std::string& out) {
        out_ = &out;
        deflateReset(&stream_);
        set_level(usual_level_);
    }
    void store_from_here() { set_level(Z_NO_COMPRESSION); }
    void add(std::string_view bytes) { run(bytes, Z_NO_FLUSH); }
    void finish() { run({}, Z_FINISH); }

  private:
    void set_level(int level) {
        if (level == level_) return;
        level_ = level;
        stream_.avail_in = 0;
        give_room();
        while (deflateParams(&stream_, level, Z_DEFAULT_STRATEGY) == Z_BUF_ERROR) {
            take();
            give_room();
        }
        take();
    }

    void run(std::string_view bytes, int flush) {
        constexpr std::size_t kPiece = std::size_t{1} << 30;  // zlib counts in 32 bits
        do {
            const std::string_view piece = bytes.substr(0, kPiece);
            bytes.remove_prefix(piece.size());
            stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(piece.data()));
            stream_.avail_in = static_cast<uInt>(piece.size());
            do {
                give_room();
                deflate(&stream_, bytes.empty() ? flush : Z_NO_FLUSH);
                take();
            } while (stream_.avail_out == 0);
        } while (!bytes.empty());
    }

    void give_room() {
        stream_.next_out = room_.data();
        stream_.avail_out = static_cast<uInt>(room_.size());
    }
    void take() {
        out_->append(reinterpret_cast<const char*>(room_.data()), room_.size() - stream_.avail_out);
    }

    z_stream stream_{};
    int usual_level_;
    int level_;
    std::array<Bytef, 32 * 1024> room_;
    std::string* out_ = nullptr;
};

}  // namespace

struct WarcWriter::State {
    Deflater large{kLevel, 15, 8};
    Deflater small{kSmallLevel, 12, 5};
    ShortGzip lines;
    std::string fields;  // of the record in hand
};

WarcWriter::WarcWriter() : state_(std::make_unique<State>()) {}
WarcWriter::~WarcWriter() = default;
WarcWriter::WarcWriter(WarcWriter&&) noexcept = default;
WarcWriter& WarcWriter::operator=(WarcWriter&&) noexcept = default;

void WarcWriter::append(std::string& out, std::string_view type, const std::vector<HttpHeader>& headers,
                        std::string_view head, std::string_view body, bool packed) {
    Sha256 digest;
    digest.update(head);
    digest.update(body);
    std::string& fields = state_->fields;
    fields = "WARC/1.1\r\n";
    const auto add = [&](std::string_view name, std::string_view value) {
        fields.append(name).append(": ").append(value).append("\r\n");
    };
    add("WARC-Type", type);
    for (const HttpHeader& header : headers) add(header.name, header.value);
    add("WARC-Block-Digest", "sha256:" + to_hex(digest.finish()));
    add("Content-Length", std::to_string(head.size() + body.size()));
    fields += "\r\n";

    constexpr std::string_view kRecordEnd = "\r\n\r\n";
    const bool small = fields.size() + head.size() + body.size() <= kSmallRecord;
    if (small && body.empty() &&
        state_->lines.append(out, std::array{std::string_view(fields), head, kRecordEnd}))
        return;
    Deflater& deflater = small ? state_->small : state_->large;
    deflater.begin(out);
    deflater.add(fields);
    deflater.add(head);
    if (packed && !body.empty()) deflater.store_from_here();
    deflater.add(body);
    deflater.add(kRecordEnd);
    deflater.finish();
}

}  // namespace claimline
