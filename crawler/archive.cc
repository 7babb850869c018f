// What all archives share.

#include "crawler/archive.h"

#include "core/text.h"

namespace claimline {

std::string_view find_header(const std::vector<HttpHeader>& headers, std::string_view name) {
    for (const HttpHeader& header : headers) {
        if (equals_ignoring_case(header.name, name)) return header.value;
    }
    return {};
}

}  // namespace claimline
