// Inflating what strangers send: piece by piece, stopped by an absolute and a ratio cap, checksum demanded.

#include "crawler/decode.h"

#include <zlib.h>

#include <algorithm>
#include <array>

#include "core/text.h"

namespace claimline {
namespace {

constexpr std::uint64_t kRatioFrom = std::uint64_t{1} << 20;

// Window bits as zlib counts them: 15 + 16 for gzip, 15 for zlib, -15 for bare deflate.
class Inflater {
  public:
    explicit Inflater(int window_bits) { ready_ = inflateInit2(&stream_, window_bits) == Z_OK; }
    ~Inflater() { inflateEnd(&stream_); }
    Inflater(const Inflater&) = delete;
    Inflater& operator=(const Inflater&) = delete;

    // All members of `data`; bytes behind the last one that begin no member are ignored, as browsers do.
    Result<std::string> run(std::string_view data, const DecodeLimits& limits) {
        if (!ready_) return fail(ErrorKind::io, "decoding: zlib could not start");
        std::string out;
        out.reserve(std::min<std::uint64_t>(data.size() * 4, limits.max_bytes));
        stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(data.data()));
        stream_.avail_in = static_cast<uInt>(std::min<std::size_t>(data.size(), 0xFFFFFFFFU));
        std::array<char, 64 * 1024> piece;
        while (true) {
            stream_.next_out = reinterpret_cast<Bytef*>(piece.data());
            stream_.avail_out = static_cast<uInt>(piece.size());
            const int code = inflate(&stream_, Z_NO_FLUSH);
            out.append(piece.data(), piece.size() - stream_.avail_out);
            if (auto over = over_limit(out.size(), data.size(), limits)) return tl::unexpected(*over);
            if (code == Z_STREAM_END) {
                if (!another_member()) return out;
                inflateReset(&stream_);
            } else if (code != Z_OK) {
                return fail(ErrorKind::invalid_input, "decoding: the data is {}",
                            code == Z_BUF_ERROR ? "cut off" : "broken");
            }
        }
    }

  private:
    [[nodiscard]] bool another_member() const {
        return stream_.avail_in >= 18 && stream_.next_in[0] == 0x1F && stream_.next_in[1] == 0x8B;
    }

    static std::optional<Error> over_limit(std::uint64_t out, std::uint64_t in, const DecodeLimits& limits) {
        if (out > limits.max_bytes) {
            return Error{
                ErrorKind::refused, fmt::format("decoding: more than {} bytes", limits.max_bytes), {}};
        }
        if (out > kRatioFrom && out / limits.max_ratio > in) {
            return Error{
                ErrorKind::refused, fmt::format("decoding: grows more than {} times", limits.max_ratio), {}};
        }
        return std::nullopt;
    }

    z_stream stream_{};
    bool ready_ = false;
};

bool is_gzip(std::string_view data) {
    return data.starts_with("\x1F\x8B");
}

Result<std::string> decode_one(std::string_view body, std::string_view coding, const DecodeLimits& limits) {
    if (coding == "gzip" || coding == "x-gzip") {
        if (!is_gzip(body)) return std::string(body);
        return Inflater(15 + 16).run(body, limits);
    }
    if (coding == "deflate") {
        // RFC 9110 means zlib; some servers send the bare stream.
        auto zlib = Inflater(15).run(body, limits);
        if (zlib || zlib.error().kind != ErrorKind::invalid_input) return zlib;
        return Inflater(-15).run(body, limits);
    }
    return fail(ErrorKind::invalid_input, "decoding: unknown content coding {}",
                to_printable(coding.substr(0, 40)));
}

}  // namespace

Result<std::string> decode_content(std::string_view body, std::string_view coding,
                                   const DecodeLimits& limits) {
    if (body.empty()) return std::string();
    std::string data;
    // The coding applied last stands last.
    int layers = 0;
    while (!coding.empty()) {
        const auto comma = coding.rfind(',');
        const std::string one =
            to_lower(trim(coding.substr(comma == std::string_view::npos ? 0 : comma + 1)));
        coding = comma == std::string_view::npos ? std::string_view{} : coding.substr(0, comma);
        if (one.empty() || one == "identity") continue;
        if (++layers > 2) return fail(ErrorKind::refused, "decoding: more than two content codings");
        auto decoded = decode_one(layers == 1 ? body : std::string_view(data), one, limits);
        if (!decoded) return decoded;
        data = std::move(*decoded);
    }
    return layers == 0 ? std::string(body) : data;
}

std::string charset_of(std::string_view content_type) {
    const std::string lower = to_lower(content_type);
    const auto at = lower.find("charset=");
    if (at == std::string::npos) return {};
    std::string_view value = trim(std::string_view(lower).substr(at + 8));
    value = value.substr(0, value.find(';'));
    while (!value.empty() && (value.front() == '"' || value.front() == '\'')) value.remove_prefix(1);
    while (!value.empty() && (value.back() == '"' || value.back() == '\'' || is_space(value.back())))
        value.remove_suffix(1);
    return std::string(value);
}

Result<std::string> decode_body(const Capture& capture, const DecodeLimits& limits) {
    return decode_content(capture.body, find_header(capture.headers, "Content-Encoding"), limits);
}

Result<std::string> gunzip_if_needed(std::string_view data, const DecodeLimits& limits) {
    if (!is_gzip(data)) return std::string(data);
    return Inflater(15 + 16).run(data, limits);
}

}  // namespace claimline
