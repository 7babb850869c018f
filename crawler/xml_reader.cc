// libxml2's SAX2 interface, with every handler that could expand or load something taken out.

#include "crawler/xml_reader.h"

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <string>

#include "core/text.h"
#include "crawler/xml_push.h"

namespace claimline {
namespace {

// What the callbacks get as their user data.
struct Reading {
    XmlVisitor* visitor = nullptr;
    bool any = false;
    // The entity handed out last: libxml2 reads it before it asks for another one.
    xmlEntity entity{};
    std::array<xmlChar, 8> character{};
    XmlVisitor::Attributes attributes;
};

// Named characters of HTML, which feeds use without declaring them; whatever the document declares itself is
// unknown here, so that entities can neither grow nor load.
xmlEntityPtr on_entity(void* user, const xmlChar* name) {
    if (const xmlEntityPtr predefined = xmlGetPredefinedEntity(name)) return predefined;
    const htmlEntityDesc* known = htmlEntityLookup(name);
    if (known == nullptr) return nullptr;
    auto& reading = *static_cast<Reading*>(user);
    std::string utf8;
    append_utf8(utf8, known->value);
    reading.character.fill(0);
    std::copy(utf8.begin(), utf8.end(), reading.character.begin());
    reading.entity = {};
    reading.entity.type = XML_ENTITY_DECL;
    reading.entity.name = name;
    reading.entity.content = reading.character.data();
    reading.entity.orig = reading.character.data();
    reading.entity.length = static_cast<int>(utf8.size());
    reading.entity.etype = XML_INTERNAL_PREDEFINED_ENTITY;
    return &reading.entity;
}

void on_open(void* user, const xmlChar* name, const xmlChar* prefix, const xmlChar* space, int,
             const xmlChar**, int attribute_count, int, const xmlChar** attributes) {
    auto& reading = *static_cast<Reading*>(user);
    reading.any = true;
    reading.attributes.clear();
    for (int i = 0; i < attribute_count; ++i) {
        const xmlChar** one =
            attributes + static_cast<std::ptrdiff_t>(i) * 5;  // name, prefix, space, value, its end
        reading.attributes.emplace_back(view(one[0]),
                                        std::string_view(reinterpret_cast<const char*>(one[3]),
                                                         static_cast<std::size_t>(one[4] - one[3])));
    }
    reading.visitor->open(view(name), view(prefix), view(space), reading.attributes);
}

void on_close(void* user, const xmlChar* name, const xmlChar* prefix, const xmlChar*) {
    static_cast<Reading*>(user)->visitor->close(view(name), view(prefix));
}

void on_text(void* user, const xmlChar* text, int length) {
    static_cast<Reading*>(user)->visitor->text(
        {reinterpret_cast<const char*>(text), static_cast<std::size_t>(length)});
}

xmlSAXHandler handlers() {
    xmlSAXHandler sax;
    std::memset(&sax, 0, sizeof sax);
    sax.initialized = XML_SAX2_MAGIC;
    sax.getEntity = on_entity;
    sax.startElementNs = on_open;
    sax.endElementNs = on_close;
    sax.characters = on_text;
    sax.ignorableWhitespace = on_text;
    sax.cdataBlock = on_text;
    return sax;
}

bool declares_encoding(std::string_view bytes) {
    const std::string_view head = bytes.substr(0, 200);
    return head.starts_with("<?xml") &&
           head.substr(0, head.find("?>")).find("encoding") != std::string_view::npos;
}

}  // namespace

bool read_xml(std::string_view bytes, std::string_view charset, XmlVisitor& visitor) {
    xmlInitParser();
    while (!bytes.empty() && is_space(bytes[0])) bytes.remove_prefix(1);
    if (bytes.empty()) return false;
    Reading reading;
    reading.visitor = &visitor;
    xmlSAXHandler sax = handlers();
    const XmlParser context(xmlCreatePushParserCtxt(&sax, &reading, nullptr, 0, nullptr));
    if (!context) return false;
    // NOENT only puts characters in the place of &amp; in attributes: on_entity() knows nothing that could
    // expand.
    xmlCtxtUseOptions(context.get(), XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_NOENT |
                                         XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NOCDATA);
    if (!declares_encoding(bytes)) take_charset(*context, charset);
    push(*context, bytes, xmlParseChunk);
    return reading.any;
}

}  // namespace claimline
