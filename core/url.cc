// The standard's state machine, unrolled for the two schemes that a crawler follows.

#include "core/url.h"

#include <array>
#include <charconv>
#include <optional>

#include "core/percent.h"
#include "core/text.h"

namespace claimline {
namespace {

// Which bytes a part of the URL has to percent-encode (the standard's percent-encode sets); bytes of 0x7F and
// above always are.
class EncodeSet {
  public:
    explicit constexpr EncodeSet(std::string_view extra) {
        for (std::size_t i = 0; i < 0x20; ++i) bits_[i] = true;
        for (std::size_t i = 0x7F; i < 256; ++i) bits_[i] = true;
        for (const char c : extra) bits_[static_cast<unsigned char>(c)] = true;
    }
    [[nodiscard]] constexpr bool contains(char c) const { return bits_[static_cast<unsigned char>(c)]; }

  private:
    std::array<bool, 256> bits_{};
};

constexpr EncodeSet kPathSet{" \"#<>?^`{}"};
constexpr EncodeSet kQuerySet{" \"#<>'"};

void append_encoded(std::string& out, std::string_view text, const EncodeSet& set) {
    for (const char c : text) {
        if (set.contains(c)) {
            append_percent(out, static_cast<unsigned char>(c));
        } else {
            out += c;
        }
    }
}

constexpr bool is_slash(char c) {
    return c == '/' || c == '\\';
}
constexpr bool is_alpha(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

std::string_view without_outer_controls(std::string_view text) {
    while (!text.empty() && static_cast<unsigned char>(text.front()) <= 0x20) text.remove_prefix(1);
    while (!text.empty() && static_cast<unsigned char>(text.back()) <= 0x20) text.remove_suffix(1);
    return text;
}

// The scheme's length without ':', or 0 when the text starts with none.
std::size_t scheme_length(std::string_view text) {
    if (text.empty() || !is_alpha(text[0])) return 0;
    for (std::size_t i = 1; i < text.size(); ++i) {
        const char c = text[i];
        if (c == ':') return i;
        if (!is_alpha(c) && !is_digit(c) && c != '+' && c != '-' && c != '.') return 0;
    }
    return 0;
}

// 1 for ".", 2 for "..", also with the dots percent-encoded; else 0.
int dots_of(std::string_view segment) {
    int dots = 0;
    while (!segment.empty()) {
        if (segment[0] == '.') {
            segment.remove_prefix(1);
        } else if (segment.size() >= 3 && segment[0] == '%' && segment[1] == '2' &&
                   to_lower(segment[2]) == 'e') {
            segment.remove_prefix(3);
        } else {
            return 0;
        }
        if (++dots > 2) return 0;
    }
    return dots;
}

void drop_last_segment(std::string& path) {
    const auto slash = path.rfind('/');
    path.resize(slash == std::string::npos ? 0 : slash);
}

// Path state: `text` is what stands before '?' and '#'; `path` holds the segments so far, each with its '/'
// before it.
void append_segments(std::string& path, std::string_view text) {
    while (true) {
        std::size_t end = 0;
        while (end < text.size() && !is_slash(text[end])) ++end;
        const std::string_view segment = text.substr(0, end);
        const bool last = end == text.size();
        const int dots = dots_of(segment);
        if (dots == 2) drop_last_segment(path);
        if (dots == 0) {
            path += '/';
            append_encoded(path, segment, kPathSet);
        } else if (last) {
            path += '/';
        }
        if (last) return;
        text.remove_prefix(end + 1);
    }
}

struct Pieces {
    std::string scheme;
    std::string host;
    std::optional<std::uint16_t> port;
    std::string path;
    std::optional<std::string> query;
};

std::uint16_t default_port(std::string_view scheme) {
    return scheme == "https" ? 443 : 80;
}

Failure bad(std::string_view text, const char* why) {
    return fail(ErrorKind::invalid_input, "not a URL to follow: {}: {}", to_printable(text.substr(0, 200)),
                why);
}

// Path, query and fragment that follow an authority or a base's directory.
void parse_rest(std::string_view rest, Pieces& out) {
    rest = rest.substr(0, rest.find('#'));
    const auto mark = rest.find('?');
    std::string_view path = rest.substr(0, mark);
    if (mark != std::string_view::npos) {
        out.query.emplace();
        append_encoded(*out.query, rest.substr(mark + 1), kQuerySet);
    }
    if (!path.empty() && is_slash(path[0])) path.remove_prefix(1);
    append_segments(out.path, path);
}

Result<std::optional<std::uint16_t>> parse_port(std::string_view text, std::string_view scheme,
                                                std::string_view whole) {
    if (text.empty()) return std::optional<std::uint16_t>{};
    std::uint32_t value = 0;
    for (const char c : text) {
        if (!is_digit(c)) return bad(whole, "the port is no number");
        value = value * 10 + static_cast<std::uint32_t>(c - '0');
        if (value > 65535) return bad(whole, "the port is above 65535");
    }
    if (value == default_port(scheme)) return std::optional<std::uint16_t>{};
    return std::optional(static_cast<std::uint16_t>(value));
}

// Where the port's colon is: the first one outside brackets.
std::size_t port_colon(std::string_view authority) {
    bool inside = false;
    for (std::size_t i = 0; i < authority.size(); ++i) {
        if (authority[i] == '[') inside = true;
        if (authority[i] == ']') inside = false;
        if (authority[i] == ':' && !inside) return i;
    }
    return std::string_view::npos;
}

Result<void> parse_authority(std::string_view text, std::string_view whole, Pieces& out) {
    std::size_t end = 0;
    while (end < text.size() && !is_slash(text[end]) && text[end] != '?' && text[end] != '#') ++end;
    std::string_view authority = text.substr(0, end);
    if (const auto at = authority.rfind('@'); at != std::string_view::npos) authority.remove_prefix(at + 1);
    const auto colon = port_colon(authority);
    const std::string_view name = authority.substr(0, colon);
    if (name.empty()) return bad(whole, "no host");
    auto host = parse_host(name);
    if (!host) return bad(whole, "the host is malformed");
    out.host = std::move(*host);
    if (colon != std::string_view::npos) {
        const auto port = parse_port(authority.substr(colon + 1), out.scheme, whole);
        if (!port) return tl::unexpected(port.error());
        out.port = *port;
    }
    parse_rest(text.substr(end), out);
    return {};
}

void take_authority(const Url& base, Pieces& out) {
    out.scheme = base.scheme;
    out.host = base.host;
    if (base.port != default_port(base.scheme)) out.port = base.port;
}

// Relative and relative slash states. Only a reference with one leading slash (or none) comes here.
void parse_relative(std::string_view text, const Url& base, Pieces& out) {
    take_authority(base, out);
    if (!text.empty() && is_slash(text[0])) return parse_rest(text, out);
    out.path = base.path;
    const std::string_view before_fragment = text.substr(0, text.find('#'));
    if (before_fragment.empty()) {
        if (base.href.find('?') != std::string::npos) out.query = base.query;
        return;
    }
    if (before_fragment[0] == '?') {
        out.query.emplace();
        append_encoded(*out.query, before_fragment.substr(1), kQuerySet);
        return;
    }
    drop_last_segment(out.path);
    parse_rest(text, out);
}

Url assemble(Pieces&& pieces) {
    Url url;
    url.href.reserve(pieces.scheme.size() + pieces.host.size() + pieces.path.size() + 16 +
                     (pieces.query ? pieces.query->size() : 0));
    url.href = pieces.scheme;
    url.href += "://";
    url.href += pieces.host;
    if (pieces.port) url.href += fmt::format(":{}", *pieces.port);
    if (pieces.path.empty()) pieces.path.assign(1, '/');
    url.href += pieces.path;
    if (pieces.query) {
        url.href += '?';
        url.href += *pieces.query;
        url.query = std::move(*pieces.query);
    }
    url.port = pieces.port.value_or(default_port(pieces.scheme));
    url.scheme = std::move(pieces.scheme);
    url.host = std::move(pieces.host);
    url.path = std::move(pieces.path);
    return url;
}

Result<Url> parse(std::string_view original, const Url* base) {
    std::string_view text = without_outer_controls(original);
    std::string cleaned;
    if (text.find_first_of("\t\n\r") != std::string_view::npos) {
        for (const char c : text) {
            if (c != '\t' && c != '\n' && c != '\r') cleaned += c;
        }
        text = cleaned;
    }
    Pieces pieces;
    const std::size_t length = scheme_length(text);
    if (length > 0) {
        pieces.scheme = to_lower(text.substr(0, length));
        if (pieces.scheme != "http" && pieces.scheme != "https")
            return bad(original, "the scheme is not http or https");
        text.remove_prefix(length + 1);
        // "http:page.html" on an http page is a relative reference, as the standard has it.
        const bool relative = base != nullptr && base->scheme == pieces.scheme && !text.starts_with("//");
        if (relative) {
            const bool authority = text.size() > 1 && is_slash(text[0]) && is_slash(text[1]);
            if (!authority) {
                parse_relative(text, *base, pieces);
                return assemble(std::move(pieces));
            }
        }
    } else {
        if (base == nullptr) return bad(original, "no scheme");
        const bool authority = text.size() > 1 && is_slash(text[0]) && is_slash(text[1]);
        if (!authority) {
            parse_relative(text, *base, pieces);
            return assemble(std::move(pieces));
        }
        pieces.scheme = base->scheme;
    }
    while (!text.empty() && is_slash(text[0])) text.remove_prefix(1);
    if (const auto done = parse_authority(text, original, pieces); !done) return tl::unexpected(done.error());
    return assemble(std::move(pieces));
}

}  // namespace

std::string Url::origin() const {
    std::string out = scheme + "://" + host;
    if (port != default_port(scheme)) out += fmt::format(":{}", port);
    return out;
}

Result<Url> parse_url(std::string_view text) {
    return parse(text, nullptr);
}

Result<Url> resolve_url(const Url& base, std::string_view reference) {
    return parse(reference, &base);
}

}  // namespace claimline
