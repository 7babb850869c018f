#pragma once
// PDF files with a text layer -> Article.

#include <string_view>

#include "core/article.h"
#include "core/result.h"
#include "extract/parse.h"

namespace claimline {

// Runs the PDF library in a child process: its crash, hang or hunger is an error of this one document.
[[nodiscard]] Result<Article> parse_pdf(std::string_view bytes, const DocumentHints& hints,
                                        const ParseLimits& limits);

}  // namespace claimline
