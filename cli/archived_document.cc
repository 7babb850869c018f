// Content coding off, then the parser with what HTTP said.

#include "cli/archived_document.h"

#include <chrono>

#include "crawler/decode.h"
#include "extract/parse.h"

namespace claimline {

Result<Article> read_archived_document(const Capture& capture) {
    const auto body = decode_body(capture);
    if (!body) return Failure(body.error());
    const DocumentHints hints{.media_type = std::string(find_header(capture.headers, "Content-Type")),
                              .url = capture.url,
                              .today = std::chrono::floor<std::chrono::days>(capture.at)};
    return parse_document(*body, hints);
}

}  // namespace claimline
