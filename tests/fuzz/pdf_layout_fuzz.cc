// What the PDF worker may hand over, down to nonsense: text comes out as valid UTF-8, and what is read is
// written back.
#include <cstdint>
#include <cstdlib>

#include "core/text.h"
#include "extract/pdf_layout.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const claimline::PdfContent content = claimline::parse_serialised_pdf(bytes);
    if (!claimline::is_valid_utf8(claimline::pdf_text(content))) std::abort();
    if (!claimline::is_valid_utf8(claimline::largest_lines(content))) std::abort();
    const claimline::PdfContent again = claimline::parse_serialised_pdf(claimline::serialise_pdf(content));
    if (again.pages.size() != content.pages.size() || again.title.size() != content.title.size())
        std::abort();
    return 0;
}
