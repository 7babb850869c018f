// Name and value of each Set-Cookie (RFC 6265 section 4.1.1), in their order.

#include "crawler/cookies.h"

#include "core/text.h"

namespace claimline {
namespace {

constexpr std::size_t kMaxCookies = 4096;

}  // namespace

std::string cookies_set_by(const std::vector<HttpHeader>& headers) {
    std::string jar;
    for (const HttpHeader& header : headers) {
        if (!equals_ignoring_case(header.name, "Set-Cookie")) continue;
        const std::string_view pair = trim(std::string_view(header.value).substr(0, header.value.find(';')));
        if (pair.find('=') == std::string_view::npos || jar.size() + pair.size() > kMaxCookies) continue;
        if (!jar.empty()) jar += "; ";
        jar += pair;
    }
    return jar;
}

}  // namespace claimline
