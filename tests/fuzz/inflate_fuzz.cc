// Packed bodies against the caps: whatever the coding, the output never passes them.

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "crawler/decode.h"

namespace {

using namespace claimline;

void check(const Result<std::string>& out, std::size_t in, const DecodeLimits& limits) {
    if (!out) return;
    if (out->size() > limits.max_bytes && out->size() > in) std::abort();  // plain data comes back as it is
    if (out->size() > (1 << 20) && out->size() / limits.max_ratio > 2 * in) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    for (const DecodeLimits limits : {DecodeLimits{4096, 1000}, DecodeLimits{4 << 20, 100}}) {
        for (const char* coding :
             {"gzip", "x-gzip", "deflate", "gzip, gzip", "deflate, gzip", "identity", "gzip, gzip, gzip"})
            check(decode_content(bytes, coding, limits), size, limits);
        check(gunzip_if_needed(bytes, limits), size, limits);
    }
    // The first line as the name of the coding.
    const auto line = bytes.find('\n');
    if (line != std::string_view::npos)
        check(decode_content(bytes.substr(line + 1), bytes.substr(0, line), {4096, 1000}), size,
              {4096, 1000});
    return 0;
}
