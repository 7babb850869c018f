// Tag names, attributes and end tags: see html_scan.h.
#include "extract/html_scan.h"

#include "core/text.h"

namespace claimline {
namespace {

std::size_t skip_spaces(std::string_view html, std::size_t at) {
    while (at < html.size() && is_html_space(html[at])) ++at;
    return at;
}

}  // namespace

std::string_view scan_tag_name(std::string_view html, std::size_t& at) {
    const std::size_t begin = at;
    while (at < html.size() && !is_html_space(html[at]) && html[at] != '/' && html[at] != '>') ++at;
    return html.substr(begin, at - begin);
}

bool scan_attribute(std::string_view html, std::size_t& at, RawAttribute& attribute) {
    while (at < html.size() && (is_html_space(html[at]) || html[at] == '/')) ++at;
    if (at >= html.size()) return false;
    if (html[at] == '>') {
        ++at;
        return false;
    }
    const std::size_t name = at;
    ++at;  // a leading '=' belongs to the name
    while (at < html.size() && !is_html_space(html[at]) && html[at] != '/' && html[at] != '>' &&
           html[at] != '=')
        ++at;
    attribute = {html.substr(name, at - name), {}, '\0'};
    const std::size_t equals = skip_spaces(html, at);
    if (equals >= html.size() || html[equals] != '=') return true;
    at = skip_spaces(html, equals + 1);
    if (at >= html.size()) return false;
    if (html[at] == '"' || html[at] == '\'') {
        const std::size_t close = html.find(html[at], at + 1);
        if (close == std::string_view::npos) {
            at = html.size();
            return false;
        }
        attribute.quote = html[at];
        attribute.value = html.substr(at + 1, close - at - 1);
        at = close + 1;
        return true;
    }
    const std::size_t value = at;
    while (at < html.size() && !is_html_space(html[at]) && html[at] != '>') ++at;
    attribute.value = html.substr(value, at - value);
    return true;
}

std::size_t find_end_tag(std::string_view html, std::string_view name, std::size_t at) {
    while ((at = html.find("</", at)) != std::string_view::npos) {
        const std::size_t after = at + 2 + name.size();
        if (after > html.size()) return std::string_view::npos;
        const bool closed =
            after == html.size() || is_html_space(html[after]) || html[after] == '/' || html[after] == '>';
        if (closed && equals_ignoring_case(html.substr(at + 2, name.size()), name)) return at;
        at += 2;
    }
    return std::string_view::npos;
}

}  // namespace claimline
