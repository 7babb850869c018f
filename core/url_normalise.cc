// The normal form of a URL: what two spellings of one document's address have in common.

#include <algorithm>
#include <array>
#include <unordered_set>
#include <vector>

#include "core/text.h"
#include "core/url.h"
#include "data/url/tracking.inc"

namespace claimline {
namespace {

// The parameters of data/url/tracking.txt, read once.
struct TrackingList {
    std::unordered_set<std::string> names;
    std::vector<std::string> prefixes;
    std::vector<std::string> path_names;  // ";jsessionid=" with both signs

    TrackingList() {
        std::string_view rest = kTrackingParameters;
        while (!rest.empty()) {
            const auto end = std::min(rest.find('\n'), rest.size());
            const std::string_view line = trim(rest.substr(0, end));
            rest.remove_prefix(std::min(end + 1, rest.size()));
            if (line.empty() || line[0] == '#') continue;
            if (line[0] == ';') {
                path_names.push_back(std::string(line) + '=');
            } else if (line.back() == '*') {
                prefixes.emplace_back(line.substr(0, line.size() - 1));
            } else {
                names.emplace(line);
            }
        }
    }

    [[nodiscard]] bool contains(std::string_view name) const {
        const std::string lower = to_lower(name);
        if (names.contains(lower)) return true;
        return std::ranges::any_of(prefixes,
                                   [&](const std::string& prefix) { return lower.starts_with(prefix); });
    }
};

const TrackingList& tracking() {
    static const TrackingList list;
    return list;
}

int hex_value(char c) {
    if (is_digit(c)) return c - '0';
    const char lower = to_lower(c);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

constexpr bool is_unreserved(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '-' || c == '.' ||
           c == '_' || c == '~';
}

// What browsers send as it is, but RFC 3986 does not allow in a URI.
constexpr bool is_outside_uri(char c) {
    return std::string_view("\\^`{|}").find(c) != std::string_view::npos;
}

// RFC 3986 sections 6.2.2.1 and 6.2.2.2. A '%' that begins no triplet becomes "%25".
std::string with_uniform_encoding(std::string_view text) {
    constexpr std::string_view kHex = "0123456789ABCDEF";
    std::string out;
    out.reserve(text.size() + 8);
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (is_outside_uri(text[i])) {
            out += fmt::format("%{:02X}", static_cast<unsigned>(text[i]));
            continue;
        }
        if (text[i] != '%') {
            out += text[i];
            continue;
        }
        const int high = i + 2 < text.size() ? hex_value(text[i + 1]) : -1;
        const int low = high >= 0 ? hex_value(text[i + 2]) : -1;
        if (low < 0) {
            out += "%25";
            continue;
        }
        const char byte = static_cast<char>(high * 16 + low);
        if (is_unreserved(byte)) {
            out += byte;
        } else {
            out += '%';
            out += kHex[static_cast<std::size_t>(high)];
            out += kHex[static_cast<std::size_t>(low)];
        }
        i += 2;
    }
    return out;
}

std::string normal_path(std::string_view path) {
    std::string out = with_uniform_encoding(path);
    const std::string lower = to_lower(out);
    for (const std::string& name : tracking().path_names) {
        if (const auto at = lower.find(name); at != std::string::npos) {
            const auto end = std::min(out.find('/', at), out.size());
            out.erase(at, end - at);
            break;
        }
    }
    return out;
}

std::string normal_query(std::string_view query) {
    struct Parameter {
        std::string name;
        std::string value;
    };
    std::vector<Parameter> kept;
    while (!query.empty()) {
        const auto end = std::min(query.find('&'), query.size());
        const std::string_view pair = query.substr(0, end);
        query.remove_prefix(std::min(end + 1, query.size()));
        const auto equals = pair.find('=');
        const std::string_view name = pair.substr(0, equals);
        if (pair.empty() || tracking().contains(name)) continue;
        const std::string_view value = equals == std::string_view::npos ? "" : pair.substr(equals + 1);
        kept.push_back({with_uniform_encoding(name), with_uniform_encoding(value)});
    }
    std::ranges::stable_sort(kept, {}, &Parameter::name);
    std::string out;
    for (const Parameter& parameter : kept) {
        if (!out.empty()) out += '&';
        out += parameter.name;
        if (!parameter.value.empty() || parameter.name.empty()) out += '=' + parameter.value;
    }
    return out;
}

}  // namespace

Url normalise_url(const Url& url) {
    // Decoding unreserved characters can reveal nothing new to the parser: it already resolved %2e segments.
    Url out = url;
    out.path = normal_path(url.path);
    out.query = normal_query(url.query);
    out.href = out.origin() + out.path;
    if (!out.query.empty()) out.href += '?' + out.query;
    return out;
}

}  // namespace claimline
