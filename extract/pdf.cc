// PDF files: see pdf.h.
#include "extract/pdf.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>
#include <utility>

#include "core/text.h"
#include "extract/metadata.h"
#include "extract/pdf_layout.h"
#include "extract/pdf_worker.h"
#include "extract/written_dates.h"

namespace claimline {
namespace {

// Programs leave the names of files and templates in the title field.
bool is_real_title(std::string_view title) {
    const std::string lower = to_lower(title);
    if (lower.size() < 6 || lower.find(' ') == std::string::npos) return false;
    for (const std::string_view mark : {"microsoft word", "untitled", "powerpoint", "layout 1", "slide 1"}) {
        if (lower.find(mark) != std::string::npos) return false;
    }
    for (const std::string_view ending :
         {".doc", ".docx", ".indd", ".qxd", ".pdf", ".ppt", ".pptx", ".xls", ".tex", ".odt"}) {
        if (lower.ends_with(ending)) return false;
    }
    return true;
}

// ISO 32000-1, 7.9.4: D:YYYYMMDDHHmmSSOHH'mm', all behind the year optional; days are wanted here.
std::string iso_of_pdf_date(std::string_view date) {
    if (date.starts_with("D:")) date.remove_prefix(2);
    std::size_t digits = 0;
    while (digits < date.size() && is_digit(date[digits])) ++digits;
    if (digits < 8) return {};
    const auto part = [&](std::size_t at) { return std::string(date.substr(at, 2)); };
    std::string iso = std::string(date.substr(0, 4)) + "-" + part(4) + "-" + part(6);
    if (digits < 12) return iso;
    iso += "T" + part(8) + ":" + part(10);
    if (digits >= 14) iso += ":" + part(12);
    const std::string_view zone = date.substr(digits);
    if (zone.starts_with('Z')) return iso + "Z";
    const bool has_offset =
        zone.size() >= 3 && (zone[0] == '+' || zone[0] == '-') && is_digit(zone[1]) && is_digit(zone[2]);
    if (!has_offset) return iso;
    const bool has_minutes = zone.size() >= 6 && is_digit(zone[4]) && is_digit(zone[5]);
    return iso + std::string(zone.substr(0, 3)) + ":" + (has_minutes ? std::string(zone.substr(4, 2)) : "00");
}

// The date that a press release or letter bears: alone in a short line, or in the dateline of the first
// paragraphs, on the first page.
std::optional<WrittenDate> date_on_first_page(std::string_view text, std::string_view lang,
                                              std::chrono::sys_days today) {
    constexpr std::size_t kFirstPage = 3000, kShortLine = 80, kDateline = 60;
    text = text.substr(0, kFirstPage);
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const std::string_view line = text.substr(at, end - at);
        const auto date = first_written_date(line, lang);
        const bool stands_out = date && (line.size() <= kShortLine || date->begin <= kDateline);
        if (stands_out && is_plausible(date->day, today)) return date;
        at = end + 1;
    }
    return std::nullopt;
}

void add_dates(const PdfContent& content, std::chrono::sys_days today, Article& article) {
    const auto plausible = [&](const std::string& iso) {
        const auto date = first_written_date(iso, "");
        return date && is_plausible(date->day, today);
    };
    if (const auto date = date_on_first_page(article.text, article.lang, today)) {
        article.published = date->to_iso();
        article.provenance["published"] = "first page";
    } else if (std::string created = iso_of_pdf_date(content.created); plausible(created)) {
        article.published = std::move(created);
        article.provenance["published"] = "pdf CreationDate";
    }
    if (std::string modified = iso_of_pdf_date(content.modified); plausible(modified)) {
        article.modified = std::move(modified);
        article.provenance["modified"] = "pdf ModDate";
    }
}

void add_title(const PdfContent& content, Article& article) {
    const std::string largest = collapse_space(largest_lines(content));
    const std::string info = collapse_space(content.title);
    const bool info_is_real = is_real_title(info);
    // The page itself is the better witness; the dictionary often keeps the title of the template.
    if (largest.size() >= 10 &&
        !(info_is_real && fold(article.text.substr(0, 3000)).find(fold(info)) != std::string::npos)) {
        article.title = largest;
        article.provenance["title"] = "largest type of the first page";
    } else if (info_is_real) {
        article.title = info;
        article.provenance["title"] = "pdf Title";
    }
}

}  // namespace

Result<Article> parse_pdf(std::string_view bytes, const DocumentHints& hints, const ParseLimits& limits) {
    auto output = run_pdf_worker(bytes, {limits.time, limits.pdf_memory});
    if (!output)
        return fail(output.error().kind, "reading {}: {}", hints.url.empty() ? "a PDF" : hints.url,
                    output.error().message);
    const PdfContent content = parse_serialised_pdf(*output);
    Article article;
    article.url = hints.url;
    article.text = pdf_text(content);
    article.provenance["text"] = "pdf text layer";
    article.lang = detect_language(article.text);
    if (!article.lang.empty()) article.provenance["lang"] = "text";
    add_title(content, article);
    add_dates(content,
              hints.today.value_or(std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now())),
              article);
    if (content.cut) {
        article.partial = true;
        article.provenance["partial"] = "pdf over a limit";
    }
    return article;
}

}  // namespace claimline
