// Folders of outlines are passed through: a subscription is one wherever it stands.

#include "crawler/opml.h"

#include "core/text.h"
#include "crawler/xml_reader.h"

namespace claimline {
namespace {

constexpr std::size_t kMost = 100000;

class OpmlReader final : public XmlVisitor {
  public:
    void open(std::string_view name, std::string_view, std::string_view,
              const Attributes& attributes) override {
        if (equals_ignoring_case(name, "opml")) is_opml = true;
        if (!is_opml || !equals_ignoring_case(name, "outline") || found.size() >= kMost) return;
        Subscription one;
        for (const auto& [key, value] : attributes) {
            if (equals_ignoring_case(key, "xmlUrl")) one.url = trim(value);
            const bool title = equals_ignoring_case(key, "title");
            if (title || (equals_ignoring_case(key, "text") && one.name.empty())) one.name = trim(value);
        }
        if (!one.url.empty()) found.push_back(std::move(one));
    }
    void close(std::string_view, std::string_view) override {}
    void text(std::string_view) override {}

    bool is_opml = false;
    std::vector<Subscription> found;
};

}  // namespace

Result<std::vector<Subscription>> parse_opml(std::string_view bytes) {
    OpmlReader reader;
    if (!read_xml(bytes, {}, reader) || !reader.is_opml)
        return fail(ErrorKind::invalid_input, "reading OPML: there is no <opml> element");
    return std::move(reader.found);
}

}  // namespace claimline
