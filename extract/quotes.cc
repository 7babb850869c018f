#include "extract/quotes.h"

#include <algorithm>
#include <array>

namespace claimline {
namespace {

// A quotation mark as read from the text; which of them close which.
enum class Mark : std::uint8_t {
    none,
    left_double,
    right_double,
    low_double,
    straight_double,
    left_angle,
    right_angle,
    left_single,
    right_single,
    low_single,
    straight_single
};

struct ReadMark {
    Mark mark = Mark::none;
    std::size_t size = 1;
};

ReadMark mark_at(std::string_view text, std::size_t at) {
    const std::string_view rest = text.substr(at);
    if (rest[0] == '"') return {Mark::straight_double, 1};
    if (rest[0] == '\'') return {Mark::straight_single, 1};
    if (static_cast<unsigned char>(rest[0]) < 0x80) return {};
    struct Row {
        std::string_view bytes;
        Mark mark;
    };
    static constexpr std::array kRows = {Row{"\u201c", Mark::left_double},  Row{"\u201d", Mark::right_double},
                                         Row{"\u201e", Mark::low_double},   Row{"\u00ab", Mark::left_angle},
                                         Row{"\u00bb", Mark::right_angle},  Row{"\u2039", Mark::left_angle},
                                         Row{"\u203a", Mark::right_angle},  Row{"\u2018", Mark::left_single},
                                         Row{"\u2019", Mark::right_single}, Row{"\u201a", Mark::low_single}};
    for (const Row& row : kRows) {
        if (rest.starts_with(row.bytes)) return {row.mark, row.bytes.size()};
    }
    return {};
}

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) ||
           static_cast<unsigned char>(c) >= 0x80;
}

// White space, a bracket or a dash before: here a quotation may open.
bool opens_here(std::string_view text, std::size_t at) {
    if (at == 0) return true;
    const char before = text[at - 1];
    return is_space(before) || before == '(' || before == '[' || before == '-' || before == ':' ||
           text.substr(0, at).ends_with("\u2014") || text.substr(0, at).ends_with("\u2013");
}

bool closes(Mark opening, Mark mark) {
    switch (opening) {
        case Mark::left_double: return mark == Mark::right_double;
        case Mark::right_double:
            return mark == Mark::right_double;  // Swedish and Finnish: both marks the same
        case Mark::low_double: return mark == Mark::left_double || mark == Mark::right_double;
        case Mark::straight_double: return mark == Mark::straight_double;
        case Mark::left_angle: return mark == Mark::right_angle;
        case Mark::right_angle: return mark == Mark::left_angle;  // German: »so«
        case Mark::left_single: return mark == Mark::right_single;
        case Mark::low_single: return mark == Mark::left_single || mark == Mark::right_single;
        case Mark::straight_single: return mark == Mark::straight_single;
        default: return false;
    }
}

bool is_single(Mark mark) {
    return mark == Mark::left_single || mark == Mark::low_single || mark == Mark::straight_single;
}

bool may_open(std::string_view text, std::size_t at, const ReadMark& read) {
    const std::size_t after = at + read.size;
    const bool before_text = after < text.size() && !is_space(text[after]);
    switch (read.mark) {
        case Mark::left_double:
        case Mark::low_double:
        case Mark::low_single: return true;
        case Mark::left_angle:
        case Mark::straight_double: return before_text && opens_here(text, at);
        case Mark::left_single:
        case Mark::straight_single: return before_text && opens_here(text, at) && is_letter(text[after]);
        case Mark::right_double:
        case Mark::right_angle: return before_text && opens_here(text, at);
        default: return false;
    }
}

// A right single mark between letters is an apostrophe ("don’t"); so is one after an s that a word follows.
bool is_apostrophe(std::string_view text, std::size_t at, std::size_t size) {
    const std::size_t after = at + size;
    if (after < text.size() && is_letter(text[after])) return true;
    if (at == 0) return false;
    const char before = text[at - 1];
    const bool plural = before == 's' || before == 'S';
    return plural && after + 1 < text.size() && text[after] == ' ' && is_letter(text[after + 1]);
}

// End of the quotation that opens before `from`; 0 when its line has no closing mark.
std::size_t closing_after(std::string_view text, std::size_t from, Mark opening) {
    for (std::size_t at = from; at < text.size() && text[at] != '\n';) {
        const ReadMark read = mark_at(text, at);
        if (closes(opening, read.mark) && !(is_single(opening) && is_apostrophe(text, at, read.size))) {
            return at + read.size;
        }
        at += read.size;
    }
    return 0;
}

}  // namespace

std::vector<Quotation> find_quotations(std::string_view text) {
    std::vector<Quotation> found;
    bool left_open = false;
    // Singles without a closing mark in the line are not searched for again: keeps the work linear.
    std::size_t no_single_before = 0;
    for (std::size_t at = 0; at < text.size();) {
        const ReadMark read = mark_at(text, at);
        if (read.mark == Mark::none || !may_open(text, at, read)) {
            at += read.size;
            continue;
        }
        const bool single = is_single(read.mark);
        std::size_t end =
            single && at < no_single_before ? 0 : closing_after(text, at + read.size, read.mark);
        const std::size_t line = std::min(text.find('\n', at), text.size());
        if (end == 0 && single) {
            no_single_before = line;
            at += read.size;
            continue;
        }
        const bool closed = end != 0;
        if (!closed) end = line;
        found.push_back(
            {{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)}, closed, left_open});
        left_open = !closed;
        at = std::max(end, at + read.size);
    }
    return found;
}

}  // namespace claimline
