#pragma once
// The module that holds the PDF library: loaded by the child process of pdf_worker.h, never linked.

#include <string>

#include "extract/pdf_layout.h"

namespace claimline {

enum class PdfReading {
    done,
    unreadable,
    locked,  // asks for a password
};

// Words of all pages up to 2,000 pages or a million words; `cut` says that there were more.
using PdfReader = PdfReading (*)(const std::string& bytes, PdfContent& content);

inline constexpr const char* kPdfModule = "claimline-pdf.so";
inline constexpr const char* kPdfReaderName = "claimline_read_pdf";  // a PdfReader, extern "C"

}  // namespace claimline
