// libxml2's HTML parser as a stream: no tree is built.

#include "crawler/xml_html.h"

#include <libxml/HTMLparser.h>

#include <cstring>
#include <string>

#include "crawler/xml_push.h"

namespace claimline {
namespace {

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
    const XmlParser context(
        htmlCreatePushParserCtxt(&sax, &reading, nullptr, 0, nullptr, XML_CHAR_ENCODING_NONE));
    if (!context) return;
    htmlCtxtUseOptions(context.get(),
                       HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET);
    take_charset(*context, charset);
    push(*context, bytes, htmlParseChunk);
}

}  // namespace claimline
