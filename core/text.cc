// UTF-8 by the WHATWG decoder's table, code-point offsets by checkpoints, folding through ICU.

#include "core/text.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>

namespace claimline {
namespace {

constexpr std::size_t kStep = 64;  // bytes between checkpoints
constexpr char32_t kReplacement = 0xFFFD;

constexpr bool starts_sequence(char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
}

// Length of the sequence that `lead` announces and the least code point it may encode; 0 for no lead byte.
struct Lead {
    unsigned length;
    char32_t bits;
    char32_t least;
};
constexpr Lead lead_of(unsigned char lead) {
    if (lead < 0x80) return {1, lead, 0};
    if (lead >= 0xC2 && lead <= 0xDF) return {2, lead & 0x1FU, 0x80};
    if ((lead & 0xF0) == 0xE0) return {3, lead & 0x0FU, 0x800};
    if (lead >= 0xF0 && lead <= 0xF4) return {4, lead & 0x07U, 0x10000};
    return {0, 0, 0};
}

bool is_bidi_control(char32_t c) {
    return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069);
}

bool is_unicode_space(char32_t c) {
    return c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 ||
           c == 0x202F || c == 0x205F || c == 0x3000;
}

unsigned columns_of(char32_t c) {
    if (c == 0) return 0;
    const auto point = static_cast<UChar32>(c);
    const auto type = u_charType(point);
    if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR) return 0;
    const auto width = u_getIntPropertyValue(point, UCHAR_EAST_ASIAN_WIDTH);
    const bool emoji = u_hasBinaryProperty(point, UCHAR_EMOJI_PRESENTATION) != 0;
    return width == U_EA_WIDE || width == U_EA_FULLWIDTH || emoji ? 2 : 1;
}

}  // namespace

CodePoints::CodePoints(std::string_view text) : text_(text) {
    before_.reserve(text.size() / kStep + 1);
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (i % kStep == 0) before_.push_back(static_cast<std::uint32_t>(count_));
        if (starts_sequence(text[i])) ++count_;
    }
}

std::size_t CodePoints::from_byte(std::size_t byte_offset) const {
    if (byte_offset >= text_.size()) return count_;
    const std::size_t block = byte_offset / kStep;
    std::size_t count = before_[block];
    for (std::size_t i = block * kStep; i < byte_offset; ++i)
        if (starts_sequence(text_[i])) ++count;
    return count;
}

std::size_t CodePoints::to_byte(std::size_t code_point) const {
    if (code_point >= count_) return text_.size();
    // The last checkpoint with at most `code_point` code points before it.
    const auto after = std::ranges::upper_bound(before_, static_cast<std::uint32_t>(code_point));
    const auto block = static_cast<std::size_t>(after - before_.begin()) - 1;
    std::size_t count = before_[block];
    std::size_t i = block * kStep;
    for (; i < text_.size(); ++i) {
        if (!starts_sequence(text_[i])) continue;
        if (count == code_point) break;
        ++count;
    }
    return i;
}

char32_t next_code_point(std::string_view text, std::size_t& at) {
    const Lead lead = lead_of(static_cast<unsigned char>(text[at]));
    if (lead.length == 0 || at + lead.length > text.size()) {
        ++at;
        return kReplacement;
    }
    char32_t point = lead.bits;
    for (unsigned i = 1; i < lead.length; ++i) {
        const auto byte = static_cast<unsigned char>(text[at + i]);
        if ((byte & 0xC0) != 0x80) {
            ++at;
            return kReplacement;
        }
        point = (point << 6) | (byte & 0x3FU);
    }
    if (point < lead.least || point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF)) {
        ++at;
        return kReplacement;
    }
    at += lead.length;
    return point;
}

void append_utf8(std::string& out, char32_t c) {
    const auto push = [&out](char32_t byte) { out.push_back(static_cast<char>(byte)); };
    if (c < 0x80) {
        push(c);
    } else if (c < 0x800) {
        push(0xC0 | (c >> 6));
        push(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        push(0xE0 | (c >> 12));
        push(0x80 | ((c >> 6) & 0x3F));
        push(0x80 | (c & 0x3F));
    } else {
        push(0xF0 | (c >> 18));
        push(0x80 | ((c >> 12) & 0x3F));
        push(0x80 | ((c >> 6) & 0x3F));
        push(0x80 | (c & 0x3F));
    }
}

bool is_valid_utf8(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size()) {
        if (static_cast<unsigned char>(text[at]) < 0x80) {
            ++at;
            continue;
        }
        const std::size_t before = at;
        // U+FFFD written out in full is three bytes; as an error it consumes one.
        if (next_code_point(text, at) == kReplacement && at - before == 1) return false;
    }
    return true;
}

std::string to_valid_utf8(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    // Valid stretches, nearly everything, are copied whole: whole pages come through here.
    std::size_t copied = 0, at = 0;
    while (at < text.size()) {
        if (static_cast<unsigned char>(text[at]) < 0x80) {
            ++at;
            continue;
        }
        const std::size_t before = at;
        if (next_code_point(text, at) != kReplacement || at - before != 1) continue;
        out.append(text.substr(copied, before - copied));
        append_utf8(out, kReplacement);
        copied = at;
    }
    out.append(text.substr(copied));
    return out;
}

std::string fold(std::string_view text) {
    const bool ascii = std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (ascii) return to_lower(text);
    UErrorCode status = U_ZERO_ERROR;
    const auto* decompose = icu::Normalizer2::getNFKDInstance(status);
    auto wide =
        icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
    wide = decompose->normalize(wide, status);
    wide.foldCase();
    icu::UnicodeString kept;
    for (int32_t i = 0; i < wide.length(); i = wide.moveIndex32(i, 1)) {
        const UChar32 c = wide.char32At(i);
        if (u_charType(c) != U_NON_SPACING_MARK) kept.append(c);
    }
    std::string out;
    kept.toUTF8String(out);
    return out;
}

std::string_view trim(std::string_view text) {
    while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
    return text;
}

std::string to_lower(std::string_view text) {
    std::string out(text);
    std::ranges::transform(out, out.begin(), [](char c) { return to_lower(c); });
    return out;
}

std::string collapse_space(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    bool pending = false;
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t before = at;
        const char32_t c = next_code_point(text, at);
        if (is_unicode_space(c) || (c < 0x80 && is_space(static_cast<char>(c)))) {
            pending = true;
            continue;
        }
        if (pending && !out.empty()) out.push_back(' ');
        pending = false;
        out.append(text.substr(before, at - before));
    }
    return out;
}

bool equals_ignoring_case(std::string_view a, std::string_view b) {
    return std::ranges::equal(
        a, b, {}, [](char c) { return to_lower(c); }, [](char c) { return to_lower(c); });
}

std::size_t display_width(std::string_view text) {
    std::size_t width = 0;
    std::size_t at = 0;
    while (at < text.size()) {
        if (static_cast<unsigned char>(text[at]) < 0x80) {
            ++width;
            ++at;
        } else {
            width += columns_of(next_code_point(text, at));
        }
    }
    return width;
}

std::string to_printable(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    std::size_t at = 0;
    while (at < text.size()) {
        const char32_t c = next_code_point(text, at);
        if (c == '\n' || c == '\t' || c == '\r' || c == 0x2028 || c == 0x2029) {
            out.push_back(' ');
        } else if (c < 0x20 || (c >= 0x7F && c < 0xA0) || is_bidi_control(c)) {
            append_utf8(out, kReplacement);
        } else {
            append_utf8(out, c);
        }
    }
    return out;
}

}  // namespace claimline
