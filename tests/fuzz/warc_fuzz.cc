// WARC files of strangers, the HTTP heads in them, and packed bodies.

#include <sys/mman.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "crawler/decode.h"
#include "crawler/warc.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace claimline;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    static const std::string path = fmt::format("/proc/self/fd/{}", ::memfd_create("warc", 0));
    std::FILE* file = std::fopen(path.c_str(), "wb");
    std::fwrite(data, 1, size, file);
    std::fclose(file);
    std::size_t records = 0;
    const auto done = read_warc(path, [&](Capture&& capture) -> Result<bool> {
        if (capture.location.offset > size || ++records > size) std::abort();
        (void)decode_body(capture, {.max_bytes = 1 << 20, .max_ratio = 1000});
        return true;
    });
    (void)done;
    (void)parse_http_response(bytes);
    for (const char* coding : {"gzip", "deflate", "gzip, gzip"}) {
        const auto body = decode_content(bytes, coding, {.max_bytes = 1 << 20, .max_ratio = 1000});
        if (body && body->size() > (1 << 20) + size) std::abort();
    }
    return 0;
}
