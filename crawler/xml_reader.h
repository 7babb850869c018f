#pragma once
// XML of strangers (feeds, sitemaps) as a stream of events. Recovers from errors as far as it can; follows
// nothing: no DTD, no entity but the named characters of HTML, no network.

#include <string_view>
#include <utility>
#include <vector>

namespace claimline {

class XmlVisitor {
  public:
    using Attributes = std::vector<std::pair<std::string_view, std::string_view>>;  // local name, value

    virtual ~XmlVisitor() = default;
    // `prefix` is what the document wrote before the colon; `space` the namespace it stands for, empty when
    // undeclared.
    virtual void open(std::string_view name, std::string_view prefix, std::string_view space,
                      const Attributes& attributes) = 0;
    virtual void close(std::string_view name, std::string_view prefix) = 0;
    virtual void text(std::string_view text) = 0;  // may come in pieces; CDATA too
};

// UTF-8 views that live during the call. `charset` from the HTTP header holds when the document declares
// none. Returns false when not one element could be read.
bool read_xml(std::string_view bytes, std::string_view charset, XmlVisitor& visitor);

}  // namespace claimline
