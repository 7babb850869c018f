// PDF files: see pdf.h.
#include "extract/pdf.h"

namespace claimline {

Result<Article> parse_pdf(std::string_view, const DocumentHints& hints, const ParseLimits&) {
    return fail(ErrorKind::invalid_input, "reading {}: PDF is not read yet", hints.url);
}

}  // namespace claimline
