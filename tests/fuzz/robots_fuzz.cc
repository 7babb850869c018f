// The file is the part before a zero byte, the path the part behind it. A rule added for us alone must be
// obeyed.

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "crawler/robots.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace claimline;
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const auto zero = input.find('\0');
    const std::string_view text = input.substr(0, zero);
    const std::string path = "/" + std::string(zero == std::string_view::npos ? "" : input.substr(zero + 1));
    const Robots robots = Robots::parse(text, "paperboy");
    (void)robots.allows(path);
    if (text.size() > 100000) return 0;
    const Robots strict =
        Robots::parse(std::string(text) + "\nuser-agent: paperboy\ndisallow: /\n", "paperboy");
    if (strict.allows("/") && text.find("llow") == std::string_view::npos) std::abort();
    return 0;
}
