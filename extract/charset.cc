// Encoding detection and conversion: see charset.h.
#include "extract/charset.h"

#include <unicode/ucnv.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <utility>

#include "core/text.h"
#include "extract/html_scan.h"

namespace claimline {
namespace {

// The standard looks at 1,024 bytes; real pages put scripts before their <meta>.
constexpr std::size_t kPrescanBytes = 16384;

struct ConverterClose {
    void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, ConverterClose>;

// Labels which browsers read as something else than ICU does (WHATWG Encoding, section 4.2).
constexpr std::array<std::pair<std::string_view, std::string_view>, 24> kBrowserNames{{
    {"iso-8859-1", "windows-1252"},
    {"iso8859-1", "windows-1252"},
    {"latin1", "windows-1252"},
    {"latin-1", "windows-1252"},
    {"ascii", "windows-1252"},
    {"us-ascii", "windows-1252"},
    {"ansi", "windows-1252"},
    {"x-user-defined", "windows-1252"},
    {"iso-8859-9", "windows-1254"},
    {"latin5", "windows-1254"},
    {"iso-8859-11", "windows-874"},
    {"tis-620", "windows-874"},
    {"gb2312", "gb18030"},
    {"gbk", "gb18030"},
    {"gb_2312-80", "gb18030"},
    {"x-gbk", "gb18030"},
    {"ks_c_5601-1987", "windows-949"},
    {"euc-kr", "windows-949"},
    {"x-sjis", "shift_jis"},
    {"shift_jis", "windows-31j"},
    {"utf8", "utf-8"},
    {"unicode", "utf-16le"},
    {"utf-16", "utf-16le"},
    {"big5-hkscs", "big5-hkscs"},
}};

// Lower-case canonical name of an encoding label, or nothing when nobody knows it.
std::optional<std::string> canonical_charset(std::string_view label) {
    std::string name = to_lower(trim(label));
    if (name.empty() || name.size() > 40) return std::nullopt;
    // ICU skips punctuation in names; browsers do not.
    const auto in_labels = [](char c) {
        return (c >= 'a' && c <= 'z') || is_digit(c) || c == '-' || c == '_' || c == ':';
    };
    if (!std::ranges::all_of(name, in_labels)) return std::nullopt;
    for (const auto& [alias, meaning] : kBrowserNames) {
        if (name == alias) return std::string(meaning);
    }
    UErrorCode status = U_ZERO_ERROR;
    const char* standard = ucnv_getStandardName(name.c_str(), "MIME", &status);
    if (U_FAILURE(status) || standard == nullptr) {
        status = U_ZERO_ERROR;
        standard = ucnv_getStandardName(name.c_str(), "IANA", &status);
    }
    if (U_SUCCESS(status) && standard != nullptr) {
        const std::string found = to_lower(standard);
        return found == "iso-8859-1" || found == "us-ascii" ? "windows-1252" : found;
    }
    status = U_ZERO_ERROR;
    const Converter converter(ucnv_open(name.c_str(), &status));
    return U_SUCCESS(status) ? std::optional(name) : std::nullopt;
}

// Value of `charset=` in a media type or in the content of <meta http-equiv> (HTML standard 2.5.5).
std::optional<std::string> charset_parameter(std::string_view text) {
    const std::string lower = to_lower(text);
    for (std::size_t at = 0; (at = lower.find("charset", at)) != std::string::npos;) {
        at += 7;
        while (at < lower.size() && is_html_space(lower[at])) ++at;
        if (at >= lower.size() || lower[at] != '=') continue;
        ++at;
        while (at < lower.size() && is_html_space(lower[at])) ++at;
        if (at >= lower.size()) return std::nullopt;
        const char quote = lower[at];
        const bool quoted = quote == '"' || quote == '\'';
        const std::size_t begin = quoted ? at + 1 : at;
        const std::size_t end = quoted ? lower.find(quote, begin) : lower.find_first_of("; \t\n\f\r", begin);
        if (quoted && end == std::string::npos) return std::nullopt;
        return canonical_charset(std::string_view(lower).substr(begin, end - begin));
    }
    return std::nullopt;
}

// What one <meta> says; `at` is behind its name.
std::optional<std::string> meta_charset(std::string_view head, std::size_t& at) {
    std::optional<std::string> direct, from_content;
    bool is_content_type = false;
    bool has_charset = false;
    RawAttribute attribute;
    while (scan_attribute(head, at, attribute)) {
        if (equals_ignoring_case(attribute.name, "charset") && !has_charset) {
            has_charset = true;
            direct = canonical_charset(attribute.value);
        } else if (equals_ignoring_case(attribute.name, "http-equiv")) {
            is_content_type = equals_ignoring_case(attribute.value, "content-type");
        } else if (equals_ignoring_case(attribute.name, "content") && !from_content) {
            from_content = charset_parameter(attribute.value);
        }
    }
    const bool complete = at <= head.size() && at > 0 && head[at - 1] == '>';
    if (!complete) return std::nullopt;
    std::optional<std::string> found = has_charset ? direct : is_content_type ? from_content : std::nullopt;
    // Bytes in which ASCII "<meta" could be read are not UTF-16.
    if (found && found->starts_with("utf-16")) found = "utf-8";
    return found;
}

// HTML standard 13.2.3.2, "prescan a byte stream to determine its encoding".
std::optional<std::string> prescan(std::string_view bytes) {
    const std::string_view head = bytes.substr(0, kPrescanBytes);
    std::size_t at = 0;
    while ((at = head.find('<', at)) != std::string_view::npos) {
        if (head.substr(at, 4) == "<!--") {
            at = head.find("-->", at + 2);
            if (at == std::string_view::npos) return std::nullopt;
            at += 3;
            continue;
        }
        ++at;
        if (at >= head.size()) return std::nullopt;
        if (head[at] == '!' || head[at] == '?') {
            at = head.find('>', at);
            if (at == std::string_view::npos) return std::nullopt;
            continue;
        }
        if (head[at] == '/') ++at;
        if (at >= head.size() || !is_ascii_letter(head[at])) continue;
        const bool start_tag = head[at - 1] == '<';
        if (start_tag && equals_ignoring_case(scan_tag_name(head, at), "meta")) {
            if (auto found = meta_charset(head, at)) return found;
            continue;
        }
        RawAttribute skipped;
        while (scan_attribute(head, at, skipped)) {
        }
    }
    return std::nullopt;
}

std::optional<std::string> xml_declaration(std::string_view bytes) {
    if (!bytes.starts_with("<?xml")) return std::nullopt;
    const std::string_view declaration = bytes.substr(0, std::min(bytes.find('>'), std::size_t{256}));
    const std::size_t encoding = declaration.find("encoding");
    if (encoding == std::string_view::npos) return std::nullopt;
    const std::size_t open = declaration.find_first_of("\"'", encoding);
    if (open == std::string_view::npos) return std::nullopt;
    const std::size_t close = declaration.find(declaration[open], open + 1);
    if (close == std::string_view::npos) return std::nullopt;
    return canonical_charset(declaration.substr(open + 1, close - open - 1));
}

struct Utf8Evidence {
    std::size_t sequences = 0;  // well-formed sequences of two bytes or more
    std::size_t errors = 0;     // bytes that belong to none
    std::size_t cut = 0;        // the same in the last three bytes, where the end may have cut a sequence off
};

Utf8Evidence look_for_utf8(std::string_view bytes) {
    Utf8Evidence evidence;
    for (std::size_t at = 0; at < bytes.size();) {
        if (static_cast<unsigned char>(bytes[at]) < 0x80) {
            ++at;
            continue;
        }
        const std::size_t begin = at;
        static_cast<void>(next_code_point(bytes, at));
        if (at - begin > 1) {
            ++evidence.sequences;
        } else {
            ++(bytes.size() - begin < 4 ? evidence.cut : evidence.errors);
        }
    }
    return evidence;
}

std::string convert(std::string_view bytes, const std::string& charset) {
    UErrorCode status = U_ZERO_ERROR;
    const Converter from(ucnv_open(charset.c_str(), &status));
    const Converter to(ucnv_open("utf-8", &status));
    if (U_FAILURE(status)) return to_valid_utf8(bytes);
    std::string out(bytes.size() + bytes.size() / 2 + 64, '\0');
    std::array<UChar, 4096> pivot{};
    UChar* pivot_read = pivot.data();
    UChar* pivot_write = pivot.data();
    const char* source = bytes.data();
    const char* const source_end = source + bytes.size();
    std::size_t written = 0;
    bool first = true;
    while (true) {
        status = U_ZERO_ERROR;
        char* target = out.data() + written;
        ucnv_convertEx(to.get(), from.get(), &target, out.data() + out.size(), &source, source_end,
                       pivot.data(), &pivot_read, &pivot_write, pivot.data() + pivot.size(), first ? 1 : 0, 1,
                       &status);
        first = false;
        written = static_cast<std::size_t>(target - out.data());
        if (status != U_BUFFER_OVERFLOW_ERROR) break;
        out.resize(out.size() * 2);
    }
    out.resize(written);
    return to_valid_utf8(out);
}

std::string_view without_bom(std::string_view text) {
    return text.starts_with("\xEF\xBB\xBF") ? text.substr(3) : text;
}

std::optional<DecodedText> decode_by_bom(std::string_view bytes) {
    if (bytes.starts_with("\xEF\xBB\xBF")) return DecodedText{to_valid_utf8(bytes.substr(3)), "utf-8", "bom"};
    if (bytes.starts_with("\xFE\xFF"))
        return DecodedText{convert(bytes.substr(2), "utf-16be"), "utf-16be", "bom"};
    if (bytes.starts_with("\xFF\xFE"))
        return DecodedText{convert(bytes.substr(2), "utf-16le"), "utf-16le", "bom"};
    return std::nullopt;
}

struct Label {
    std::string charset;
    std::string origin;
};

DecodedText decode(std::string_view bytes, Label label) {
    const Utf8Evidence evidence = look_for_utf8(bytes);
    // One stray byte in a hundred sequences is a damaged UTF-8 page; Latin text shows the opposite ratio.
    const bool is_utf8 = evidence.sequences > 0 && evidence.errors * 10 <= evidence.sequences;
    if (is_utf8 && label.charset != "utf-8") return {to_valid_utf8(bytes), "utf-8", "content"};
    if (label.charset == "utf-8" && !is_utf8 && evidence.errors + evidence.cut > evidence.sequences)
        return {convert(bytes, "windows-1252"), "windows-1252", "content"};
    const bool plain_ascii = evidence.sequences + evidence.errors + evidence.cut == 0;
    const bool seven_bit = label.charset.starts_with("iso-2022") || label.charset.starts_with("hz");
    if (label.charset == "utf-8" || (plain_ascii && !seven_bit && !label.charset.starts_with("utf-16")))
        return {to_valid_utf8(without_bom(bytes)), label.charset, label.origin};
    return {convert(bytes, label.charset), label.charset, label.origin};
}

}  // namespace

DecodedText decode_html(std::string_view bytes, std::string_view media_type) {
    if (auto decoded = decode_by_bom(bytes)) return std::move(*decoded);
    if (auto found = charset_parameter(media_type)) return decode(bytes, {*found, "http"});
    if (auto found = prescan(bytes)) return decode(bytes, {*found, "meta"});
    if (auto found = xml_declaration(bytes)) return decode(bytes, {*found, "xml"});
    return decode(bytes, {"windows-1252", "default"});
}

DecodedText decode_plain_text(std::string_view bytes, std::string_view media_type) {
    if (auto decoded = decode_by_bom(bytes)) return std::move(*decoded);
    if (auto found = charset_parameter(media_type)) return decode(bytes, {*found, "http"});
    return decode(bytes, {"windows-1252", "default"});
}

}  // namespace claimline
