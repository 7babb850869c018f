#pragma once
// Bytes of a document -> Article: HTML, PDF (text layer, in a child process) or plain text.

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/article.h"
#include "core/result.h"

namespace claimline {

enum class DocumentType { automatic, html, text, pdf };

// What is known of a document besides its bytes. Everything may be empty.
struct DocumentHints {
    DocumentType type = DocumentType::automatic;  // automatic: by media type, then by the first bytes
    std::string media_type = {};                  // HTTP Content-Type with parameters
    std::string url = {};
    std::string published = {};  // given by the user; wins over the page
    std::string lang = {};       // the same; BCP 47: en, en-GB, de
    // Day of the capture: pages cannot be from later days. Default: the system clock.
    std::optional<std::chrono::sys_days> today = {};
};

struct ParseLimits {
    std::size_t max_bytes = 64U << 20;  // larger documents are refused
    // Text beyond is cut at a paragraph, and the article marked partial.
    std::size_t max_text_bytes = 8U << 20;
    std::chrono::milliseconds time{20000};  // hard limit for the PDF child; HTML is linear by construction
    std::size_t pdf_memory = 1U << 30;
};

// Errors: invalid_input (not readable as what it should be), refused (over a limit). An empty page is no
// error: its text is empty.
[[nodiscard]] Result<Article> parse_document(std::string_view bytes, const DocumentHints& hints,
                                             const ParseLimits& limits = {});

// All lines that an HTML page shows, navigation and all, each in the form it has in Article::text when it is
// taken for the text.
[[nodiscard]] std::vector<std::string> page_lines(std::string_view bytes, std::string_view media_type);

}  // namespace claimline
