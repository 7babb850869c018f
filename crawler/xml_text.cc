// Single passes over short texts; nothing here builds a tree.

#include "crawler/xml_text.h"

#include <libxml/HTMLparser.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "core/text.h"

namespace claimline {
namespace {

constexpr std::size_t kLongestName = 32;  // of a named character

constexpr bool is_letter(char c) {
    return to_lower(c) >= 'a' && to_lower(c) <= 'z';
}

// "&name;", "&#65;" or "&#x41;" at the beginning of `text`: its length, 0 when it is none.
std::size_t reference_length(std::string_view text) {
    std::size_t at = 1;
    const auto run = [&](auto accepts) {
        const std::size_t from = at;
        while (at < text.size() && at - from < kLongestName && accepts(text[at])) ++at;
        return at > from;
    };
    bool any = false;
    if (at < text.size() && text[at] == '#') {
        ++at;
        const bool hex = at < text.size() && to_lower(text[at]) == 'x';
        if (hex) ++at;
        any = run([hex](char c) { return is_digit(c) || (hex && to_lower(c) >= 'a' && to_lower(c) <= 'f'); });
    } else {
        any = at < text.size() && is_letter(text[at]) &&
              run([](char c) { return is_letter(c) || is_digit(c); });
    }
    return any && at < text.size() && text[at] == ';' ? at + 1 : 0;
}

// `reference` as reference_length() measured it. False for an unknown name or no character.
bool append_reference(std::string& out, std::string_view reference) {
    const std::string_view body = reference.substr(1, reference.size() - 2);
    if (body[0] != '#') {
        const std::string name(body);
        const auto* known = htmlEntityLookup(reinterpret_cast<const xmlChar*>(name.c_str()));
        if (known == nullptr && name != "apos") return false;
        append_utf8(out, known != nullptr ? known->value : U'\'');
        return true;
    }
    const bool hex = to_lower(body[1]) == 'x';
    std::uint32_t value = 0;
    const auto [end, error] =
        std::from_chars(body.data() + (hex ? 2 : 1), body.data() + body.size(), value, hex ? 16 : 10);
    if (error != std::errc() || value == 0 || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000))
        return false;
    append_utf8(out, value);
    return true;
}

// From '<' to behind what it begins: a comment, an element without text of its own, or a tag; 0 for a '<'
// that is only a sign.
std::size_t markup_length(std::string_view text) {
    const auto behind = [text](std::string_view sign, std::size_t from) {
        const auto at = text.find(sign, from);
        return at == std::string_view::npos ? text.size() : at + sign.size();
    };
    if (text.starts_with("<!--")) return behind("-->", 4);
    if (text.size() < 2 || !(is_letter(text[1]) || text[1] == '/' || text[1] == '!' || text[1] == '?'))
        return 0;
    const std::size_t tag = behind(">", 1);
    for (const std::string_view name : {"script", "style"}) {
        if (!equals_ignoring_case(text.substr(1, name.size()), name)) continue;
        const std::string lower = to_lower(text);
        const auto end = lower.find("</" + std::string(name), tag);
        return end == std::string::npos ? text.size() : behind(">", end);
    }
    return tag;
}

}  // namespace

std::string resolve_references(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const auto plain = std::min(text.find('&'), text.size());
        out.append(text.substr(0, plain));
        text.remove_prefix(plain);
        if (text.empty()) break;
        const auto length = reference_length(text);
        const bool known = length > 0 && append_reference(out, text.substr(0, length));
        if (!known) out += '&';
        text.remove_prefix(known ? length : 1);
    }
    return out;
}

std::string text_of_markup(std::string_view html) {
    std::string out;
    while (!html.empty()) {
        const auto plain = std::min(html.find('<'), html.size());
        out += resolve_references(html.substr(0, plain));
        html.remove_prefix(plain);
        const auto markup = html.empty() ? 0 : markup_length(html);
        if (!html.empty() && markup == 0) out += '<';
        html.remove_prefix(html.empty() ? 0 : std::max<std::size_t>(markup, 1));
    }
    std::string collapsed;
    for (const char c : out) {
        const bool space = is_space(c);
        if (space && (collapsed.empty() || collapsed.back() == ' ')) continue;
        collapsed += space ? ' ' : c;
    }
    if (collapsed.ends_with(' ')) collapsed.pop_back();
    return collapsed;
}

std::optional<std::string> decode_base64(std::string_view text) {
    constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    std::uint32_t bits = 0;
    int count = 0;
    for (const char c : text) {
        if (is_space(c) || c == '=') continue;
        const auto value = kAlphabet.find(c);
        if (value == std::string_view::npos) return std::nullopt;
        bits = (bits << 6 | static_cast<std::uint32_t>(value)) & 0xFFFFFF;
        count += 6;
        if (count < 8) continue;
        count -= 8;
        out += static_cast<char>(bits >> count & 255);
    }
    return out;
}

std::string mend_references(std::string_view xml) {
    if (xml.substr(0, 4).find('\0') != std::string_view::npos) return std::string(xml);
    constexpr std::array<std::pair<std::string_view, std::string_view>, 2> kLeftAlone{
        {{"<![CDATA[", "]]>"}, {"<!--", "-->"}}};
    std::string out;
    out.reserve(xml.size() + 64);
    while (!xml.empty()) {
        const auto plain = std::min(xml.find_first_of("<&"), xml.size());
        out.append(xml.substr(0, plain));
        xml.remove_prefix(plain);
        if (xml.empty()) break;
        std::size_t kept = 1;
        for (const auto& [begin, end] : kLeftAlone) {
            if (!xml.starts_with(begin)) continue;
            const auto at = xml.find(end, begin.size());
            kept = at == std::string_view::npos ? xml.size() : at + end.size();
        }
        if (xml[0] == '&' && reference_length(xml) == 0) {
            out += "&amp;";
        } else if (xml.starts_with("&#X")) {
            out += "&#x";
            kept = 3;
        } else {
            out.append(xml.substr(0, kept));
        }
        xml.remove_prefix(kept);
    }
    return out;
}

}  // namespace claimline
