// Any text as JSON-LD: no crash, repairs of bounded size.
#include <cstdint>
#include <cstdlib>

#include "extract/jsonld.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(data), size);
    if (claimline::repair_json(text).size() > 6 * text.size() + 6) std::abort();
    const claimline::JsonLd read = claimline::parse_json_ld({text, text});
    static_cast<void>(read.main_article("https://news.example/a", "A title"));
    return 0;
}
