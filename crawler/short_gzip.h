#pragma once
// gzip members for short texts, by one Huffman code that is made once (RFC 1951 section 3.2.7).
//
// Most records of a crawl are a few hundred bytes of header lines. zlib builds two trees and empties a hash
// table for each of them; here every byte is one lookup. No matches are searched: the price is about a fifth
// more bytes.

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace claimline {

class ShortGzip {
  public:
    ShortGzip();

    // Appends the pieces, one behind the other, as one member to `out`. False, and nothing appended, when
    // they hold a byte that the code has no word for (anything but printable ASCII, CR and LF).
    [[nodiscard]] bool append(std::string& out, std::span<const std::string_view> pieces) const;

  private:
    struct Word {
        std::uint16_t bits = 0;  // first bit lowest, as a deflate stream has them
        std::uint8_t length = 0;
    };
    static constexpr std::size_t kEnd = 256;  // the symbol that ends a block

    std::array<Word, kEnd + 1> words_{};
    std::string start_;             // whole bytes of member and block header ...
    std::uint32_t start_bits_ = 0;  // ... and the bits behind them
    int start_length_ = 0;
};

}  // namespace claimline
