// Layout of a text: lines, paragraphs, lists, tables, headings, hard-wrapped prose.

#include <algorithm>

#include "extract/char_class.h"
#include "extract/language_tables.h"
#include "extract/sentences.h"

namespace claimline {
namespace {

constexpr std::uint32_t kLongestHeading =
    120;                                     // bytes; headlines of news pages stay below, most sentences not
constexpr std::uint32_t kShortestWrap = 30;  // a line that stops earlier was not broken for its width

struct Line {
    Span span;                 // trimmed, not empty
    bool after_empty = false;  // an empty line stands before it
    bool ends_sentence = false;
    SentenceRole role = SentenceRole::prose;
};

Span trim_line(std::string_view text, std::uint32_t begin, std::uint32_t end) {
    while (begin < end) {
        const CharAt c = char_at(text, begin);
        if (c.kind != CharClass::space) break;
        begin += c.size;
    }
    while (end > begin) {
        std::uint32_t last = end - 1;
        while (last > begin && (static_cast<unsigned char>(text[last]) & 0xC0) == 0x80) --last;
        if (char_at(text, last).kind != CharClass::space) break;
        end = last;
    }
    return {begin, end};
}

bool is_closing(char32_t c) {
    return c == '"' || c == '\'' || c == ')' || c == ']' || c == 0x201D || c == 0x2019 || c == 0xBB;
}

// The last mark before closing quotes and brackets ends a sentence or introduces what follows.
bool has_final_mark(std::string_view line) {
    std::size_t end = line.size();
    while (end > 0) {
        std::size_t last = end - 1;
        while (last > 0 && (static_cast<unsigned char>(line[last]) & 0xC0) == 0x80) --last;
        const char32_t c = char_at(line, last).code;
        if (!is_closing(c)) return c == '.' || c == '!' || c == '?' || c == ':' || c == ';' || c == 0x2026;
        end = last;
    }
    return false;
}

bool is_bullet(char32_t c) {
    return c == '-' || c == '*' || c == 0x2022 || c == 0x2023 || c == 0x2043 || c == 0x2013 || c == 0xB7 ||
           (c >= 0x25A0 && c <= 0x25FF) || c == 0x2713 || c == 0x2714 || c == 0x27A4;
}

// "- ", "• ", "1. ", "12) ", "(a) ", "(iv) ".
bool starts_list_item(std::string_view line) {
    const CharAt first = char_at(line, 0);
    if (is_bullet(first.code)) return char_at(line, first.size).kind == CharClass::space;
    const bool bracket = first.code == '(';
    std::size_t at = bracket ? 1 : 0;
    const std::size_t label = at;
    bool digits = true;
    while (at < line.size() && at < label + 4 && char_at(line, at).is_alnum()) {
        const CharAt c = char_at(line, at);
        digits = digits && c.kind == CharClass::digit;
        at += c.size;
    }
    const std::size_t length = at - label;
    if (length == 0 || at + 1 >= line.size() || !is_space(line[at + 1])) return false;
    if (line[at] == ')') return digits ? length <= 2 : length == 1 || bracket;
    return !bracket && digits && length <= 2 && line[at] == '.';
}

std::size_t cell_marks(std::string_view line) {
    return static_cast<std::size_t>(
        std::ranges::count_if(line, [](char c) { return c == '|' || c == '\t'; }));
}

// "Monthly users: 14 million": a label and its value.
bool is_labelled_value(std::string_view line) {
    const std::size_t colon = line.find(": ");
    return colon != std::string_view::npos && colon > 0 && colon < 60 && line.size() < kLongestHeading;
}

std::vector<Line> find_lines(std::string_view text) {
    std::vector<Line> lines;
    bool after_empty = true;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find_first_of("\n\r", at), text.size());
        const Span span = trim_line(text, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end));
        const bool crlf = end + 1 < text.size() && text[end] == '\r' && text[end + 1] == '\n';
        at = end + (crlf ? 2 : 1);
        if (span.size() == 0) {
            after_empty = true;
            continue;
        }
        lines.push_back({span, after_empty, has_final_mark(slice(text, span)), SentenceRole::prose});
        after_empty = false;
    }
    return lines;
}

void mark_lists_and_tables(std::string_view text, std::vector<Line>& lines) {
    std::size_t before = 0;  // cell marks of the line above, 0 after an empty line
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const std::string_view line = slice(text, lines[i].span);
        const std::size_t cells = cell_marks(line);
        const bool above = !lines[i].after_empty && cells == before;
        const bool below = i + 1 < lines.size() && !lines[i + 1].after_empty &&
                           cells == cell_marks(slice(text, lines[i + 1].span));
        if (cells >= 2 || (cells == 1 && (above || below))) {
            lines[i].role = SentenceRole::table_row;
        } else if (starts_list_item(line)) {
            lines[i].role = SentenceRole::list_item;
        }
        before = cells;
    }
}

// Two label-and-value lines in a row are a list without bullets.
void mark_labelled_lists(std::string_view text, std::vector<Line>& lines) {
    const auto is_row = [&text, &lines](std::size_t i) {
        return i < lines.size() && lines[i].role != SentenceRole::table_row && !lines[i].ends_sentence &&
               is_labelled_value(slice(text, lines[i].span));
    };
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (!is_row(i)) continue;
        const bool follows = !lines[i].after_empty && i > 0 && lines[i - 1].role == SentenceRole::list_item;
        const bool leads = i + 1 < lines.size() && !lines[i + 1].after_empty && is_row(i + 1);
        if (follows || leads) lines[i].role = SentenceRole::list_item;
    }
}

// Line `i` stops in mid-sentence for no reason but its length.
bool may_be_wrapped(const std::vector<Line>& lines, std::size_t i) {
    return i + 1 < lines.size() && !lines[i + 1].after_empty && !lines[i].ends_sentence &&
           lines[i].role != SentenceRole::table_row && lines[i + 1].role == SentenceRole::prose;
}

// A line cannot end with "the", "of", "and" ...: it was cut by accident, for instance at a link.
bool ends_open(std::string_view text, const Line& line) {
    const std::string_view words = slice(text, line.span);
    const std::size_t blank = words.find_last_of(" \t");
    const Pos last = closed_class_of(to_lower(words.substr(blank == std::string_view::npos ? 0 : blank + 1)));
    return last == Pos::det || last == Pos::adp || last == Pos::cconj || last == Pos::sconj ||
           last == Pos::aux;
}

bool starts_lower(std::string_view text, const Line& line) {
    return char_at(text, line.span.begin).kind == CharClass::lower;
}

// Some letter case is needed to tell: of the lines that stop in mid-sentence, at least two and two in five go
// on in lower case.
bool is_hard_wrapped(std::string_view text, const std::vector<Line>& lines) {
    std::size_t open = 0;
    std::size_t lower = 0;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (!may_be_wrapped(lines, i) || lines[i].span.size() < kShortestWrap) continue;
        ++open;
        lower += starts_lower(text, lines[i + 1]);
    }
    return lower >= 2 && lower * 5 >= open * 2;
}

void mark_headings(std::string_view text, bool wrapped, std::vector<Line>& lines) {
    for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
        Line& line = lines[i];
        if (line.role != SentenceRole::prose || line.ends_sentence || line.span.size() > kLongestHeading)
            continue;
        if (starts_lower(text, line)) continue;
        const bool alone = line.after_empty && lines[i + 1].after_empty;
        const bool goes_on = wrapped && line.span.size() >= kShortestWrap && !lines[i + 1].after_empty;
        const bool list_before = i > 0 && !line.after_empty && lines[i - 1].role != SentenceRole::prose;
        const bool continued =
            may_be_wrapped(lines, i) && (starts_lower(text, lines[i + 1]) || ends_open(text, line));
        if (alone || (!goes_on && !continued && !list_before)) line.role = SentenceRole::heading;
    }
}

// The line goes on in the next one.
bool joins_next(std::string_view text, bool wrapped, const std::vector<Line>& lines, std::size_t i) {
    if (i + 1 >= lines.size() || lines[i + 1].after_empty || lines[i + 1].role != SentenceRole::prose)
        return false;
    const Line& line = lines[i];
    if (line.role == SentenceRole::heading || line.role == SentenceRole::table_row) return false;
    if (wrapped && line.span.size() >= kShortestWrap) return true;
    return !line.ends_sentence && (starts_lower(text, lines[i + 1]) || ends_open(text, line));
}

}  // namespace

std::vector<SentenceBlock> find_blocks(std::string_view text) {
    std::vector<Line> lines = find_lines(text);
    mark_lists_and_tables(text, lines);
    mark_labelled_lists(text, lines);
    const bool wrapped = is_hard_wrapped(text, lines);
    mark_headings(text, wrapped, lines);

    std::vector<SentenceBlock> blocks;
    blocks.reserve(lines.size());
    std::uint32_t paragraph = 0;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (i > 0) {
            const auto is_text = [](SentenceRole role) {
                return role == SentenceRole::prose || role == SentenceRole::heading;
            };
            const bool two_paragraphs = !wrapped && is_text(lines[i - 1].role) && is_text(lines[i].role);
            if (lines[i].after_empty || two_paragraphs) ++paragraph;
        }
        SentenceBlock block{lines[i].span, paragraph, lines[i].role};
        while (joins_next(text, wrapped, lines, i)) block.span.end = lines[++i].span.end;
        blocks.push_back(block);
    }
    return blocks;
}

}  // namespace claimline
