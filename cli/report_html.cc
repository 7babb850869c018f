// Escaping.

#include "cli/report_html.h"

#include <array>

#include "core/hash.h"
#include "core/text.h"

namespace claimline {
namespace {

// RFC 4648, section 4.
std::string base64(const Digest& bytes) {
    constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        std::uint32_t group = 0;
        const std::size_t have = std::min<std::size_t>(3, bytes.size() - i);
        for (std::size_t j = 0; j < 3; ++j) group = group << 8 | (j < have ? bytes[i + j] : 0U);
        for (std::size_t j = 0; j < 4; ++j)
            out.push_back(j <= have ? kDigits[group >> (18 - 6 * j) & 63U] : '=');
    }
    return out;
}

}  // namespace

std::string html_text(std::string_view text) {
    std::string out;
    out.reserve(text.size() + text.size() / 16);
    for (const char c : to_printable(text)) {
        switch (c) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            case '\'': out += "&#39;"; break;
            case '(': out += "&#40;"; break;
            case '@': out += "&#64;"; break;
            default: out.push_back(c);
        }
    }
    return out;
}

std::string_view safe_link(std::string_view url) {
    return url.starts_with("https://") || url.starts_with("http://") ? url : std::string_view{};
}

std::string csp_hash(std::string_view block) {
    return "sha256-" + base64(sha256(block));
}

Html& Html::link(std::string_view url, std::string_view content) {
    if (safe_link(url).empty()) return text(content);
    return raw("<a href=\"").text(url).raw("\">").text(content).raw("</a>");
}

}  // namespace claimline
