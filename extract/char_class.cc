// Classes of characters beyond ASCII follow the general category of the Unicode Character Database.

#include "extract/char_class.h"

#include <unicode/uchar.h>

#include "core/text.h"

namespace claimline {
namespace {

CharClass class_of(char32_t code) {
    if (code >= 0x2000 &&
        code <= 0x206F) {  // general punctuation: the bulk of what news text has beyond ASCII
        if (code <= 0x200B || code == 0x2028 || code == 0x2029 || code == 0x202F || code == 0x205F) {
            return CharClass::space;
        }
        return code == 0x200C || code == 0x200D || code == 0x2060 ? CharClass::mark : CharClass::symbol;
    }
    if (code == 0xFEFF) return CharClass::space;
    if (code == 0xAD) return CharClass::mark;
    const auto point = static_cast<UChar32>(code);
    switch (u_charType(point)) {
        case U_UPPERCASE_LETTER:
        case U_TITLECASE_LETTER: return CharClass::upper;
        case U_LOWERCASE_LETTER:
        case U_MODIFIER_LETTER:
        case U_OTHER_LETTER: return CharClass::lower;
        case U_NON_SPACING_MARK:
        case U_ENCLOSING_MARK:
        case U_COMBINING_SPACING_MARK: return CharClass::mark;
        case U_DECIMAL_DIGIT_NUMBER: return CharClass::digit;
        case U_SPACE_SEPARATOR:
        case U_LINE_SEPARATOR:
        case U_PARAGRAPH_SEPARATOR:
        case U_CONTROL_CHAR: return CharClass::space;
        default: return CharClass::symbol;
    }
}

}  // namespace

CharAt char_beyond_ascii(std::string_view text, std::size_t at) {
    std::size_t next = at;
    const char32_t code = next_code_point(text, next);
    return {code, static_cast<std::uint32_t>(next - at), class_of(code)};
}

char32_t to_lower(char32_t code) {
    if (code < 0x80) return static_cast<unsigned char>(to_lower(static_cast<char>(code)));
    return static_cast<char32_t>(u_tolower(static_cast<UChar32>(code)));
}

}  // namespace claimline
