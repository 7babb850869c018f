// Character references outside the HTML parser: see html_entities.h.
#include "extract/html_entities.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <utility>

#include "core/text.h"
#include "extract/html_scan.h"

namespace claimline {
namespace {

struct Entity {
    std::string_view name;
    char32_t code_point;
};

constexpr std::array kEntities = std::to_array<Entity>({
    {"AElig", 0xC6},   {"Aacute", 0xC1},   {"Agrave", 0xC0},   {"Aring", 0xC5},   {"Auml", 0xC4},
    {"Ccedil", 0xC7},  {"Eacute", 0xC9},   {"Egrave", 0xC8},   {"Ntilde", 0xD1},  {"Oacute", 0xD3},
    {"Oslash", 0xD8},  {"Ouml", 0xD6},     {"Uuml", 0xDC},     {"aacute", 0xE1},  {"acirc", 0xE2},
    {"aelig", 0xE6},   {"agrave", 0xE0},   {"amp", '&'},       {"apos", '\''},    {"aring", 0xE5},
    {"atilde", 0xE3},  {"auml", 0xE4},     {"bdquo", 0x201E},  {"bull", 0x2022},  {"ccedil", 0xE7},
    {"copy", 0xA9},    {"deg", 0xB0},      {"eacute", 0xE9},   {"ecirc", 0xEA},   {"egrave", 0xE8},
    {"euml", 0xEB},    {"euro", 0x20AC},   {"frac12", 0xBD},   {"gt", '>'},       {"hellip", 0x2026},
    {"iacute", 0xED},  {"icirc", 0xEE},    {"iexcl", 0xA1},    {"iquest", 0xBF},  {"iuml", 0xEF},
    {"laquo", 0xAB},   {"ldquo", 0x201C},  {"lsaquo", 0x2039}, {"lsquo", 0x2018}, {"lt", '<'},
    {"mdash", 0x2014}, {"middot", 0xB7},   {"nbsp", 0xA0},     {"ndash", 0x2013}, {"ntilde", 0xF1},
    {"oacute", 0xF3},  {"ocirc", 0xF4},    {"ograve", 0xF2},   {"oslash", 0xF8},  {"otilde", 0xF5},
    {"ouml", 0xF6},    {"pound", 0xA3},    {"quot", '"'},      {"raquo", 0xBB},   {"rdquo", 0x201D},
    {"reg", 0xAE},     {"rsaquo", 0x203A}, {"rsquo", 0x2019},  {"sbquo", 0x201A}, {"sect", 0xA7},
    {"shy", 0xAD},     {"szlig", 0xDF},    {"times", 0xD7},    {"trade", 0x2122}, {"uacute", 0xFA},
    {"ucirc", 0xFB},   {"ugrave", 0xF9},   {"uuml", 0xFC},     {"yen", 0xA5},
});
static_assert(std::ranges::is_sorted(kEntities, {}, &Entity::name));

// Code point of the reference between '&' and ';', 0 when unknown.
char32_t resolve(std::string_view name) {
    if (!name.starts_with('#')) {
        const auto found = std::ranges::lower_bound(kEntities, name, {}, &Entity::name);
        return found != kEntities.end() && found->name == name ? found->code_point : 0;
    }
    name.remove_prefix(1);
    const bool hex = name.starts_with('x') || name.starts_with('X');
    if (hex) name.remove_prefix(1);
    std::uint32_t value = 0;
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), value, hex ? 16 : 10);
    const bool whole = error == std::errc{} && end == name.data() + name.size();
    const bool scalar = value >= 0x20 && value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF);
    return whole && scalar ? static_cast<char32_t>(value) : 0;
}

}  // namespace

std::string decode_entities(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t open = std::min(text.find('&', at), text.size());
        out += text.substr(at, open - at);
        at = open;
        if (at == text.size()) break;
        const std::size_t close = text.substr(at, 12).find(';');
        const char32_t code_point =
            close == std::string_view::npos ? U'\0' : resolve(text.substr(at + 1, close - 1));
        if (code_point == 0) {
            out += text[at++];
        } else {
            append_utf8(out, code_point);
            at += close + 1;
        }
    }
    return out;
}

std::string strip_markup(std::string_view fragment) {
    std::string out;
    out.reserve(fragment.size());
    for (std::size_t at = 0; at < fragment.size();) {
        const std::size_t open = std::min(fragment.find('<', at), fragment.size());
        out += fragment.substr(at, open - at);
        at = open;
        if (at >= fragment.size()) break;
        const char next = at + 1 < fragment.size() ? fragment[at + 1] : '\0';
        if (!is_ascii_letter(next) && next != '/' && next != '!') {
            out += fragment[at++];
            continue;
        }
        std::size_t name_at = at + (next == '/' ? 2 : 1);
        const std::string name = to_lower(scan_tag_name(fragment, name_at));
        const bool breaks = name == "p" || name == "br" || name == "li" || name == "div" || name == "tr" ||
                            (name.size() == 2 && name[0] == 'h');
        if (breaks) out += '\n';
        const std::size_t close = fragment.find('>', at);
        at = close == std::string_view::npos ? fragment.size() : close + 1;
    }
    return decode_entities(out);
}

}  // namespace claimline
