#pragma once
// An archived exchange as a document: the one way from stored bytes to text, for the pipeline and for verify.

#include "core/article.h"
#include "core/result.h"
#include "crawler/archive.h"

namespace claimline {

// Decodes and parses the body. Depends on nothing but the capture, the day of the capture included (pages
// cannot be from later days), so the same bytes give the same text for ever.
[[nodiscard]] Result<Article> read_archived_document(const Capture& capture);

}  // namespace claimline
