#pragma once
// Words with their places on the pages of a PDF -> running text: lines, paragraphs, no headers and footers.

#include <string>
#include <string_view>
#include <vector>

namespace claimline {

// Points, origin at the upper left corner of the page.
struct PdfWord {
    float x0 = 0, y0 = 0, x1 = 0, y1 = 0;
    float font_size = 0;
    bool space_after = false;
    std::string text;
};

struct PdfPage {
    float width = 0, height = 0;
    std::vector<PdfWord> words;  // in reading order
};

struct PdfContent {
    std::string title;  // of the information dictionary, as its author's program left them
    std::string author;
    std::string created;  // "D:20230218091200+01'00'"
    std::string modified;
    std::vector<PdfPage> pages;
    bool cut = false;  // more pages or words than the limits let through
};

// Form of Article::text. Lines are joined to paragraphs, words divided at line ends are put together, running
// heads, feet and page numbers (lines that return at the same place of several pages) are dropped.
[[nodiscard]] std::string pdf_text(const PdfContent& content);

// The lines of the first page set in its largest type; empty when nothing stands out.
[[nodiscard]] std::string largest_lines(const PdfContent& content);

// How the child process hands a document to its parent: one item a line, fields apart by tabs.
[[nodiscard]] std::string serialise_pdf(const PdfContent& content);
// Lines that are no items are skipped.
[[nodiscard]] PdfContent parse_serialised_pdf(std::string_view text);

}  // namespace claimline
