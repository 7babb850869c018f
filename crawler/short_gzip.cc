// The code comes from a text like those to be written, so that the common letters of header lines are short.

#include "crawler/short_gzip.h"

#include <zlib.h>

#include <algorithm>
#include <functional>
#include <queue>
#include <vector>

namespace claimline {
namespace {

constexpr std::string_view kTypical =
    "WARC/1.1\r\nWARC-Type: revisit\r\nWARC-Record-ID: <urn:uuid:0a1b2c3d-4e5f-8061-9728-3a4b5c6d7e8f>\r\n"
    "WARC-Date: 2024-06-03T18:27:59Z\r\nWARC-Target-URI: https://www.example.com/news/2024/06/an-article\r\n"
    "WARC-Payload-Digest: sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\r\n"
    "WARC-IP-Address: 192.0.2.146\r\nWARC-Block-Digest: "
    "sha256:fedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543210\r\nContent-Length: 258\r\n"
    "WARC-Concurrent-To: <urn:uuid:f8e7d6c5-b4a3-8291-8f70-61524334a5b6>\r\n"
    "Content-Type: application/http;msgtype=request\r\n\r\nHTTP/1.1 304 Not Modified\r\nServer: example\r\n"
    "Date: Mon, 03 Jun 2024 18:27:59 GMT\r\nConnection: keep-alive\r\nETag: \"665dfff0-2222\"\r\n\r\n"
    "GET /news/2024/06/another-article.html HTTP/1.1\r\nAccept: text/html,application/xml;q=0.9,*/*;q=0.8\r\n"
    "If-Modified-Since: Sun, 02 Jun 2024 17:40:00 GMT\r\nvia: https://www.example.org/sitemap.xml\r\n";
constexpr int kLongest = 13;  // leaves room for two other words in a code of four bits a length
constexpr int kZeros3 = 17;   // 3 to 10 lengths of zero
constexpr int kZeros11 = 18;  // 11 to 138
constexpr std::array<int, 19> kLengthOrder{16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};

// Bits as deflate packs them, first one lowest.
class BitWriter {
  public:
    explicit BitWriter(std::string& out) : out_(out) {}

    void put(std::uint64_t bits, int length) {
        bits_ |= bits << length_;
        length_ += length;
        for (; length_ >= 8; length_ -= 8, bits_ >>= 8) out_.push_back(static_cast<char>(bits_ & 0xFF));
    }
    [[nodiscard]] std::uint64_t bits() const { return bits_; }
    [[nodiscard]] int length() const { return length_; }

  private:
    std::string& out_;
    std::uint64_t bits_ = 0;
    int length_ = 0;
};

std::uint16_t reversed(unsigned word, int length) {
    unsigned out = 0;
    for (int i = 0; i < length; ++i) out |= ((word >> i) & 1U) << (length - 1 - i);
    return static_cast<std::uint16_t>(out);
}

// Huffman's lengths; 0 for what never occurs.
std::vector<int> huffman_lengths(const std::vector<int>& counts) {
    struct Node {
        int weight, left, right;
    };
    std::vector<Node> nodes;
    std::vector<int> symbol_of;
    using Entry = std::pair<int, int>;  // weight, node
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> open;
    for (std::size_t symbol = 0; symbol < counts.size(); ++symbol) {
        if (counts[symbol] == 0) continue;
        open.emplace(counts[symbol], static_cast<int>(nodes.size()));
        nodes.push_back({counts[symbol], -1, -1});
        symbol_of.push_back(static_cast<int>(symbol));
    }
    while (open.size() > 1) {
        const auto [left_weight, left] = open.top();
        open.pop();
        const auto [right_weight, right] = open.top();
        open.pop();
        open.emplace(left_weight + right_weight, static_cast<int>(nodes.size()));
        nodes.push_back({left_weight + right_weight, left, right});
    }
    std::vector<int> depth(nodes.size(), 0);
    std::vector<int> lengths(counts.size(), 0);
    for (std::size_t i = nodes.size(); i-- > 0;) {  // parents stand behind their children
        if (nodes[i].left < 0) {
            lengths[static_cast<std::size_t>(symbol_of[i])] = depth[i];
            continue;
        }
        depth[static_cast<std::size_t>(nodes[i].left)] = depth[i] + 1;
        depth[static_cast<std::size_t>(nodes[i].right)] = depth[i] + 1;
    }
    return lengths;
}

// Lengths for all that may occur, none longer than kLongest.
std::vector<int> literal_lengths() {
    std::vector<int> counts(257, 0);
    std::fill(counts.begin() + ' ', counts.begin() + 127, 1);
    counts['\r'] = counts['\n'] = counts[256] = 1;
    for (const char c : kTypical) counts[static_cast<unsigned char>(c)] += 4;
    while (true) {
        std::vector<int> lengths = huffman_lengths(counts);
        if (*std::ranges::max_element(lengths) <= kLongest) return lengths;
        for (int& count : counts) count = (count + 1) / 2;
    }
}

// The code of the lengths themselves: four bits for each of 0 to 13, kZeros3 and kZeros11.
void put_length(BitWriter& out, int symbol) {
    const int word = symbol <= kLongest ? symbol : kLongest + symbol - kZeros3 + 1;
    out.put(reversed(static_cast<unsigned>(word), 4), 4);
}

void put_lengths(BitWriter& out, const std::vector<int>& lengths) {
    for (std::size_t i = 0; i < lengths.size();) {
        std::size_t zeros = 0;
        while (i + zeros < lengths.size() && lengths[i + zeros] == 0 && zeros < 138) ++zeros;
        if (zeros >= 11) {
            put_length(out, kZeros11);
            out.put(zeros - 11, 7);
        } else if (zeros >= 3) {
            put_length(out, kZeros3);
            out.put(zeros - 3, 3);
        } else {
            put_length(out, lengths[i]);
            zeros = 1;
        }
        i += zeros;
    }
}

void put_block_header(BitWriter& out, std::vector<int> lengths) {
    out.put(1, 1);       // the last block
    out.put(2, 2);       // of its own code
    out.put(0, 5);       // 257 literals
    out.put(1, 5);       // 2 distances, which are never used: some readers want a whole code
    out.put(19 - 4, 4);  // all lengths of the code of lengths
    for (const int symbol : kLengthOrder) {
        const bool used = symbol <= kLongest || symbol == kZeros3 || symbol == kZeros11;
        out.put(used ? 4 : 0, 3);
    }
    lengths.insert(lengths.end(), {1, 1});
    put_lengths(out, lengths);
}

void put_number(std::string& out, std::uint32_t number) {
    for (int i = 0; i < 4; ++i) out.push_back(static_cast<char>(number >> (8 * i)));
}

}  // namespace

ShortGzip::ShortGzip() {
    const std::vector<int> lengths = literal_lengths();
    unsigned next = 0;  // words of one length count up, shorter ones first (RFC 1951 section 3.2.2)
    for (int length = 1; length <= kLongest; ++length, next <<= 1) {
        for (std::size_t symbol = 0; symbol < lengths.size(); ++symbol) {
            if (lengths[symbol] != length) continue;
            words_[symbol] = {reversed(next++, length), static_cast<std::uint8_t>(length)};
        }
    }
    start_.assign("\x1F\x8B\x08\0\0\0\0\0\0\x03", 10);  // RFC 1952: deflate, no name, no time, Unix
    BitWriter out(start_);
    put_block_header(out, lengths);
    start_bits_ = static_cast<std::uint32_t>(out.bits());
    start_length_ = out.length();
}

bool ShortGzip::append(std::string& out, std::span<const std::string_view> pieces) const {
    std::size_t size = 0;
    for (const std::string_view piece : pieces) size += piece.size();
    const std::size_t before = out.size();
    out += start_;
    std::size_t at = out.size();
    out.resize(at + size * 2 + 16);  // no word is longer than 16 bits; four bytes are written at a time
    std::uint64_t bits = start_bits_;
    int length = start_length_;
    const auto put = [&](Word word) {
        bits |= std::uint64_t{word.bits} << length;
        length += word.length;
        if (length < 32) return;
        for (int i = 0; i < 4; ++i) out[at++] = static_cast<char>(bits >> (8 * i));
        bits >>= 32;
        length -= 32;
    };
    auto checksum = crc32(0, nullptr, 0);
    for (const std::string_view piece : pieces) {
        for (const char c : piece) {
            const Word word = words_[static_cast<unsigned char>(c)];
            if (word.length == 0) {
                out.resize(before);
                return false;
            }
            put(word);
        }
        checksum = crc32_z(checksum, reinterpret_cast<const Bytef*>(piece.data()), piece.size());
    }
    put(words_[kEnd]);
    for (; length > 0; length -= 8, bits >>= 8) out[at++] = static_cast<char>(bits);
    out.resize(at);
    put_number(out, static_cast<std::uint32_t>(checksum));
    put_number(out, static_cast<std::uint32_t>(size));
    return true;
}

}  // namespace claimline
