// Any bytes are safe: libxml2 keeps its own limits on depth and length of names.

#include "crawler/xml_push.h"

#include <libxml/parserInternals.h>

#include <string>

namespace claimline {

void FreeParser::operator()(xmlParserCtxtPtr parser) const {
    xmlFreeDoc(parser->myDoc);
    xmlFreeParserCtxt(parser);
}

std::string_view view(const xmlChar* text) {
    return text == nullptr ? std::string_view{} : std::string_view(reinterpret_cast<const char*>(text));
}

void take_charset(xmlParserCtxt& parser, std::string_view charset) {
    if (charset.empty()) return;
    const auto handler = xmlFindCharEncodingHandler(std::string(charset).c_str());
    if (handler != nullptr) xmlSwitchToEncoding(&parser, handler);
}

void push(xmlParserCtxt& parser, std::string_view bytes, decltype(xmlParseChunk) parse) {
    constexpr std::size_t kPiece = 64 * 1024;
    while (!bytes.empty() && parser.disableSAX == 0) {
        const std::string_view piece = bytes.substr(0, kPiece);
        bytes.remove_prefix(piece.size());
        parse(&parser, piece.data(), static_cast<int>(piece.size()), bytes.empty() ? 1 : 0);
    }
}

}  // namespace claimline
