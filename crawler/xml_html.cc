// libxml2's HTML parser as a stream: no tree is built.

#include "crawler/xml_html.h"

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>

#include <cstring>
#include <memory>
#include <string>

namespace claimline {
namespace {

std::string_view view(const xmlChar* text) {
    return text == nullptr ? std::string_view{} : std::string_view(reinterpret_cast<const char*>(text));
}

struct Reading {
    XmlVisitor* visitor = nullptr;
    XmlVisitor::Attributes attributes;
};

void on_open(void* user, const xmlChar* name, const xmlChar** attributes) {
    auto& reading = *static_cast<Reading*>(user);
    reading.attributes.clear();
    for (; attributes != nullptr && attributes[0] != nullptr; attributes += 2)
        reading.attributes.emplace_back(view(attributes[0]), view(attributes[1]));
    reading.visitor->open(view(name), {}, {}, reading.attributes);
}

void on_close(void* user, const xmlChar* name) {
    static_cast<Reading*>(user)->visitor->close(view(name), {});
}

void on_text(void* user, const xmlChar* text, int length) {
    static_cast<Reading*>(user)->visitor->text(
        {reinterpret_cast<const char*>(text), static_cast<std::size_t>(length)});
}

struct FreeContext {
    void operator()(htmlParserCtxtPtr context) const {
        xmlFreeDoc(context->myDoc);
        htmlFreeParserCtxt(context);
    }
};

}  // namespace

void read_html(std::string_view bytes, std::string_view charset, XmlVisitor& visitor) {
    xmlInitParser();
    Reading reading;
    reading.visitor = &visitor;
    xmlSAXHandler sax;
    std::memset(&sax, 0, sizeof sax);
    sax.startElement = on_open;
    sax.endElement = on_close;
    sax.characters = on_text;
    sax.ignorableWhitespace = on_text;
    const std::unique_ptr<xmlParserCtxt, FreeContext> context(
        htmlCreatePushParserCtxt(&sax, &reading, nullptr, 0, nullptr, XML_CHAR_ENCODING_NONE));
    if (!context) return;
    htmlCtxtUseOptions(context.get(),
                       HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET);
    if (!charset.empty()) {
        if (const xmlCharEncodingHandlerPtr handler =
                xmlFindCharEncodingHandler(std::string(charset).c_str())) {
            xmlSwitchToEncoding(context.get(), handler);
        }
    }
    constexpr std::size_t kPiece = 64 * 1024;
    while (!bytes.empty()) {
        const std::string_view piece = bytes.substr(0, kPiece);
        bytes.remove_prefix(piece.size());
        htmlParseChunk(context.get(), piece.data(), static_cast<int>(piece.size()), bytes.empty() ? 1 : 0);
        if (context->disableSAX != 0) break;
    }
}

}  // namespace claimline
