#pragma once
// Bytes of a web page or text file -> UTF-8: which encoding it is, and the conversion (ICU).

#include <string>
#include <string_view>

namespace claimline {

struct DecodedText {
    std::string text;     // valid UTF-8 without byte order mark; what cannot be decoded became U+FFFD
    std::string charset;  // lower-case name: "utf-8", "windows-1252", "euc-jp" ...
    std::string origin;   // what said so: "bom", "content", "http", "meta", "xml", "default"
};

// Order: byte order mark; bytes that are UTF-8 beyond chance, whatever the labels say; charset parameter of
// the HTTP media type; <meta> (the WHATWG prescan, over the first 16 kB); XML declaration; windows-1252.
// Labels mean what browsers take them for (WHATWG Encoding: iso-8859-1 is windows-1252, and so on).
[[nodiscard]] DecodedText decode_html(std::string_view bytes, std::string_view media_type);

// The same without looking for markup.
[[nodiscard]] DecodedText decode_plain_text(std::string_view bytes, std::string_view media_type);

}  // namespace claimline
