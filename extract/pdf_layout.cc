// From words on pages to running text: see pdf_layout.h.
#include "extract/pdf_layout.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <map>

#include "core/text.h"

namespace claimline {
namespace {

struct Line {
    std::string text;
    float x0, y0, x1, y1;
    float font_size;
    std::size_t page;
};

// A gap this many type sizes wide stands between two cells, not two words.
constexpr float kCellGap = 2.5F;

bool same_line(const Line& line, const PdfWord& word) {
    const float middle = (word.y0 + word.y1) / 2;
    return middle > line.y0 && middle < line.y1 && word.x0 >= line.x1 - line.font_size;
}

std::vector<Line> lines_of(const PdfContent& content) {
    std::vector<Line> lines;
    for (std::size_t page = 0; page < content.pages.size(); ++page) {
        bool open = false, space = false;
        for (const PdfWord& word : content.pages[page].words) {
            if (word.text.empty()) continue;
            if (open && same_line(lines.back(), word)) {
                Line& line = lines.back();
                const float gap = word.x0 - line.x1;
                if (gap > kCellGap * std::max(line.font_size, 6.0F)) {
                    line.text += " | ";
                } else if (space || gap > 0.15F * line.font_size) {
                    line.text += ' ';
                }
                line.text += word.text;
                line.x1 = std::max(line.x1, word.x1);
                line.y0 = std::min(line.y0, word.y0);
                line.y1 = std::max(line.y1, word.y1);
                line.font_size = std::max(line.font_size, word.font_size);
            } else {
                lines.push_back({word.text, word.x0, word.y0, word.x1, word.y1, word.font_size, page});
                open = true;
            }
            space = word.space_after;
        }
    }
    return lines;
}

// "Annual report 12" and "Annual report 13" are the same running head.
std::string without_numbers(std::string_view text) {
    std::string key;
    for (const char c : fold(text)) {
        if (is_digit(c)) {
            if (!key.ends_with('#')) key += '#';
        } else if (!is_space(c)) {
            key += c;
        }
    }
    return key;
}

bool is_page_number(std::string_view key) {
    return key == "#" || key == "-#-" || key == "page#" || key == "page#of#" || key == "#/#" ||
           key == "#of#" || key == "seite#" || key == "seite#von#" || key == "|#" || key == "#|";
}

void drop_running_lines(const PdfContent& content, std::vector<Line>& lines) {
    constexpr float kMargin = 0.09F;  // of the height, top and bottom: an inch of Letter and A4
    const auto at_edge = [&](const Line& line) {
        const float height = content.pages[line.page].height;
        return line.y1 < height * kMargin || line.y0 > height * (1 - kMargin);
    };
    std::map<std::string, std::size_t> pages_with;
    for (const Line& line : lines) {
        if (at_edge(line)) ++pages_with[without_numbers(line.text)];
    }
    const std::size_t often = std::max<std::size_t>(2, content.pages.size() * 2 / 5);
    std::erase_if(lines, [&](const Line& line) {
        if (!at_edge(line)) return false;
        const std::string key = without_numbers(line.text);
        return is_page_number(key) || (content.pages.size() > 1 && pages_with[key] >= often);
    });
}

bool is_bullet(std::string_view text) {
    for (const std::string_view mark : {"\u2022", "\u25aa", "\u25cf", "\u2013 ", "- ", "\uf0b7", "\u25a0"}) {
        if (text.starts_with(mark)) return true;
    }
    return false;
}

bool ends_sentence(std::string_view text) {
    while (text.ends_with("\u201d")) text.remove_suffix(3);
    return text.ends_with('.') || text.ends_with('!') || text.ends_with('?') || text.ends_with(':') ||
           text.ends_with('"');
}

bool starts_lower(std::string_view text) {
    if (text.empty()) return false;
    return (text[0] >= 'a' && text[0] <= 'z') ||
           (static_cast<unsigned char>(text[0]) == 0xC3 && text.size() > 1 &&
            static_cast<unsigned char>(text[1]) >= 0xA0);
}

// Right edges of the text, by page: where a full line ends.
std::vector<float> right_edges(const PdfContent& content, const std::vector<Line>& lines) {
    std::vector<float> edges(content.pages.size(), 0);
    for (const Line& line : lines) edges[line.page] = std::max(edges[line.page], line.x1);
    return edges;
}

class Paragraphs {
  public:
    Paragraphs(const std::vector<Line>& lines, std::vector<float> edges)
        : lines_(lines), edges_(std::move(edges)) {}

    std::string write() {
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            const bool joined =
                i > 0 && goes_on(lines_[i - 1], lines_[i], i + 1 < lines_.size() ? &lines_[i + 1] : nullptr);
            if (joined) {
                append(lines_[i].text);
            } else {
                if (!out_.empty()) out_ += is_list_line(i) ? "\n" : "\n\n";
                out_ += listed(lines_[i].text);
            }
        }
        return std::move(out_);
    }

  private:
    static bool is_row(std::string_view text) { return text.find(" | ") != std::string_view::npos; }

    bool is_list_line(std::size_t i) const {
        const bool both_bullets = is_bullet(lines_[i].text) && in_list_;
        in_list_ = is_bullet(lines_[i].text);
        return both_bullets || (is_row(lines_[i].text) && is_row(lines_[i - 1].text));
    }

    static std::string listed(std::string_view text) {
        for (const std::string_view mark : {"\u2022", "\u25aa", "\u25cf", "\uf0b7", "\u25a0"}) {
            if (text.starts_with(mark)) return "- " + std::string(trim(text.substr(mark.size())));
        }
        return std::string(text);
    }

    // Is `line` the continuation of the paragraph that `before` belongs to?
    bool goes_on(const Line& before, const Line& line, const Line* next) const {
        if (is_bullet(line.text) || is_row(line.text) || is_row(before.text)) return false;
        if (std::abs(before.font_size - line.font_size) > 0.7F) return false;
        const bool moved = before.page != line.page || line.y0 < before.y0;  // next page or column
        if (moved) return !ends_sentence(before.text) && starts_lower(line.text);
        const float size = std::max(line.font_size, 4.0F);
        const float pitch = line.y0 - before.y0;
        if (pitch > 2.1F * size) return false;
        if (next != nullptr && next->page == line.page && next->y0 > line.y0 &&
            pitch > 1.3F * (next->y0 - line.y0))
            return false;
        const bool indented = line.x0 > before.x0 + size && line.x0 < before.x0 + 6 * size;
        if (indented && ends_sentence(before.text)) return false;
        // A line that ends early has ended its paragraph, unless the next one goes on in lower case.
        const float width = edges_[before.page] - before.x0;
        const bool short_line = before.x1 < before.x0 + 0.75F * width;
        if (short_line && (ends_sentence(before.text) || !starts_lower(line.text)))
            return next_column(before, line);
        return true;
    }

    // A narrow column's full line looks short against the page: then the next line is as narrow.
    static bool next_column(const Line& before, const Line& line) {
        return !ends_sentence(before.text) && std::abs(before.x1 - line.x1) < 0.1F * (before.x1 - before.x0);
    }

    void append(std::string_view text) {
        if (out_.ends_with("\u00AD")) {
            out_.resize(out_.size() - 2);
        } else if (out_.size() > 1 && out_.ends_with('-') && starts_lower(text) &&
                   !is_space(out_[out_.size() - 2])) {
            out_.pop_back();
        } else if (!out_.ends_with(' ')) {
            out_ += ' ';
        }
        out_ += text;
    }

    const std::vector<Line>& lines_;
    std::vector<float> edges_;
    std::string out_;
    mutable bool in_list_ = false;
};

}  // namespace

std::string pdf_text(const PdfContent& content) {
    std::vector<Line> lines = lines_of(content);
    drop_running_lines(content, lines);
    std::vector<float> edges = right_edges(content, lines);
    return Paragraphs(lines, std::move(edges)).write();
}

std::string largest_lines(const PdfContent& content) {
    if (content.pages.empty()) return {};
    PdfContent first_page;
    first_page.pages.push_back(content.pages[0]);
    const std::vector<Line> lines = lines_of(first_page);
    float largest = 0, usual = 0;
    std::map<int, std::size_t> bytes_by_size;
    for (const Line& line : lines) {
        if (line.text.size() > 3) largest = std::max(largest, line.font_size);
        bytes_by_size[static_cast<int>(line.font_size * 2)] += line.text.size();
    }
    std::size_t most = 0;
    for (const auto& [size, bytes] : bytes_by_size) {
        if (bytes > most) {
            most = bytes;
            usual = static_cast<float>(size) / 2;
        }
    }
    if (largest < usual * 1.15F) return {};
    std::string title;
    for (const Line& line : lines) {
        if (line.font_size < largest - 0.5F) {
            if (!title.empty()) break;
            continue;
        }
        if (!title.empty()) title += ' ';
        title += line.text;
        if (title.size() > 300) return {};
    }
    return title;
}

std::string serialise_pdf(const PdfContent& content) {
    const auto clean = [](std::string_view text) {
        std::string out(text);
        std::ranges::replace_if(
            out, [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
        return out;
    };
    std::string out;
    out += "T\t" + clean(content.title) + "\nA\t" + clean(content.author) + "\nC\t" + clean(content.created) +
           "\nM\t" + clean(content.modified) + "\n";
    if (content.cut) out += "X\t\n";
    for (const PdfPage& page : content.pages) {
        out += fmt::format("P\t{:.1f}\t{:.1f}\n", page.width, page.height);
        for (const PdfWord& word : page.words) {
            out += fmt::format("W\t{:.1f}\t{:.1f}\t{:.1f}\t{:.1f}\t{:.1f}\t{}\t{}\n", word.x0, word.y0,
                               word.x1, word.y1, word.font_size, word.space_after ? 1 : 0, clean(word.text));
        }
    }
    return out;
}

PdfContent parse_serialised_pdf(std::string_view text) {
    PdfContent content;
    const auto next_field = [](std::string_view& line) {
        const std::size_t tab = std::min(line.find('\t'), line.size());
        const std::string_view field = line.substr(0, tab);
        line.remove_prefix(std::min(tab + 1, line.size()));
        return field;
    };
    const auto number = [&](std::string_view& line) {
        const std::string_view field = next_field(line);
        float value = 0;
        std::from_chars(field.data(), field.data() + field.size(), value);
        return std::isfinite(value) ? value : 0;
    };
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        const std::string_view kind = next_field(line);
        if (kind == "T") content.title = to_valid_utf8(line);
        if (kind == "A") content.author = to_valid_utf8(line);
        if (kind == "C") content.created = to_valid_utf8(line);
        if (kind == "M") content.modified = to_valid_utf8(line);
        if (kind == "X") content.cut = true;
        if (kind == "P") {
            PdfPage page;
            page.width = number(line);
            page.height = number(line);
            content.pages.push_back(std::move(page));
        }
        if (kind == "W" && !content.pages.empty()) {
            PdfWord word;
            for (float* field : {&word.x0, &word.y0, &word.x1, &word.y1, &word.font_size})
                *field = number(line);
            word.space_after = next_field(line) == "1";
            word.text = to_valid_utf8(line);
            content.pages.back().words.push_back(std::move(word));
        }
    }
    return content;
}

}  // namespace claimline
