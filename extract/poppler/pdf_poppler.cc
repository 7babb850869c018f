// Poppler's side of pdf_module.h: the words of each page with their places.
#include <poppler-document.h>
#include <poppler-page.h>

#include <memory>
#include <utility>

#include "extract/pdf_module.h"

namespace {

constexpr std::size_t kMaxPages = 2000;
constexpr std::size_t kMaxWords = 1'000'000;

std::string to_utf8(const poppler::ustring& text) {
    const poppler::byte_array bytes = text.to_utf8();
    return {bytes.begin(), bytes.end()};
}

claimline::PdfPage read_page(const poppler::page& page) {
    const poppler::rectf box = page.page_rect();
    claimline::PdfPage out{static_cast<float>(box.width()), static_cast<float>(box.height()), {}};
    for (const poppler::text_box& word : page.text_list(poppler::page::text_list_include_font)) {
        if (word.rotation() != 0) continue;
        const poppler::rectf place = word.bbox();
        out.words.push_back({static_cast<float>(place.left()), static_cast<float>(place.top()),
                             static_cast<float>(place.right()), static_cast<float>(place.bottom()),
                             static_cast<float>(word.has_font_info() ? word.get_font_size() : place.height()),
                             word.has_space_after(), to_utf8(word.text())});
    }
    return out;
}

}  // namespace

extern "C" __attribute__((visibility("default"))) claimline::PdfReading claimline_read_pdf(
    const std::string& bytes, claimline::PdfContent& content) {
    using claimline::PdfReading;
    poppler::set_debug_error_function([](const std::string&, void*) {}, nullptr);
    const std::unique_ptr<poppler::document> document(
        poppler::document::load_from_raw_data(bytes.data(), static_cast<int>(bytes.size())));
    if (document == nullptr) return PdfReading::unreadable;
    if (document->is_locked()) return PdfReading::locked;
    content.title = to_utf8(document->get_title());
    content.author = to_utf8(document->get_author());
    content.created = to_utf8(document->info_key("CreationDate"));
    content.modified = to_utf8(document->info_key("ModDate"));
    std::size_t words = 0;
    for (int i = 0; i < document->pages(); ++i) {
        if (content.pages.size() >= kMaxPages || words >= kMaxWords) {
            content.cut = true;
            break;
        }
        const std::unique_ptr<poppler::page> page(document->create_page(i));
        if (page == nullptr) continue;
        content.pages.push_back(read_page(*page));
        words += content.pages.back().words.size();
    }
    return PdfReading::done;
}
