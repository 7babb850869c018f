#pragma once
// HTML of strangers as a stream of events, with the end tags that authors leave out.

#include <string_view>

#include "crawler/xml_reader.h"

namespace claimline {

// UTF-8 views that live during the call; prefix and space are empty. `charset` is the HTTP header's.
void read_html(std::string_view bytes, std::string_view charset, XmlVisitor& visitor);

}  // namespace claimline
