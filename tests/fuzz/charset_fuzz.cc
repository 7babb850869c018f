// Any bytes under any label: the result is valid UTF-8; bytes that are UTF-8 already stay as they are.
#include <algorithm>
#include <cstdint>
#include <cstdlib>

#include "core/text.h"
#include "extract/charset.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const std::size_t label = std::min(bytes.find('\n'), bytes.size());
    const std::string media_type =
        "text/html; charset=" + std::string(bytes.substr(0, std::min<std::size_t>(label, 40)));
    for (const auto& decoded : {claimline::decode_html(bytes, media_type), claimline::decode_html(bytes, ""),
                                claimline::decode_plain_text(bytes, media_type)}) {
        if (!claimline::is_valid_utf8(decoded.text)) std::abort();
        if (decoded.charset == "utf-8" && claimline::is_valid_utf8(bytes) &&
            !bytes.starts_with("\xEF\xBB\xBF") && decoded.text != bytes)
            std::abort();
    }
    return 0;
}
