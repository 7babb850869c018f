#pragma once
// What the readers of XML and HTML share of libxml2's push parsers.

#include <libxml/parser.h>

#include <memory>
#include <string_view>

namespace claimline {

struct FreeParser {
    void operator()(xmlParserCtxtPtr parser) const;
};
using XmlParser = std::unique_ptr<xmlParserCtxt, FreeParser>;

// Null text is empty.
[[nodiscard]] std::string_view view(const xmlChar* text);
// Reads on in the encoding an HTTP header names; an unknown or empty name changes nothing.
void take_charset(xmlParserCtxt& parser, std::string_view charset);
// Feeds all bytes in pieces to xmlParseChunk() or htmlParseChunk(), until a handler stops the parser.
void push(xmlParserCtxt& parser, std::string_view bytes, decltype(xmlParseChunk) parse);

}  // namespace claimline
