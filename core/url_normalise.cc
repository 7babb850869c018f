// The normal form of a URL: what two spellings of one document's address have in common.

#include <algorithm>
#include <array>
#include <unordered_set>
#include <vector>

#include "core/percent.h"
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

// What browsers send as it is, but RFC 3986 does not allow in a URI.
constexpr bool is_outside_uri(char c) {
    return std::string_view("\\^`{|}").find(c) != std::string_view::npos;
}

// RFC 3986 sections 6.2.2.1 and 6.2.2.2. A '%' that begins no triplet becomes "%25".
std::string with_uniform_encoding(std::string_view text) {
    std::string out;
    out.reserve(text.size() + 8);
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = percent_triplet(text.substr(i));
        if (byte && is_unreserved(static_cast<char>(*byte))) {
            out += static_cast<char>(*byte);
        } else if (byte) {
            append_percent(out, *byte);
        } else if (text[i] == '%' || is_outside_uri(text[i])) {
            append_percent(out, static_cast<unsigned char>(text[i]));
        } else {
            out += text[i];
        }
        if (byte) i += 2;
    }
    return out;
}

// A segment without its session id; as it is when only dots would be left, which stand for a place.
std::string_view without_session(std::string_view segment) {
    const std::string lower = to_lower(segment);
    std::size_t end = segment.size();
    for (const std::string& name : tracking().path_names) end = std::min(end, lower.find(name));
    const std::string_view kept = segment.substr(0, end);
    return kept == "." || kept == ".." ? segment : kept;
}

std::string normal_path(std::string_view path) {
    const std::string uniform = with_uniform_encoding(path);
    if (uniform.find(';') == std::string::npos) return uniform;
    std::string out;
    for (std::string_view rest = uniform;;) {
        const auto end = std::min(rest.find('/'), rest.size());
        out += without_session(rest.substr(0, end));
        if (end == rest.size()) return out;
        out += '/';
        rest.remove_prefix(end + 1);
    }
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
