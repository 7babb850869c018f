// The linear pass before the HTML parser: see html_prepass.h.
#include "extract/html_prepass.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "core/text.h"
#include "extract/html_scan.h"

namespace claimline {
namespace {

using std::string_view;

// Dropped with everything up to their end tag.
constexpr std::array<string_view, 13> kDroppedElements{"script", "style",  "svg",      "noscript", "template",
                                                       "iframe", "select", "textarea", "noembed",  "noframes",
                                                       "canvas", "object", "xmp"};
// A document cut off inside these has nothing readable left; inside the others the rest is still shown.
constexpr std::array<string_view, 3> kSwallowRest{"script", "style", "textarea"};

// Presentational tags: their removal changes no word, and keeps the parser's list of formatting elements
// (rebuilt in every paragraph: cubic on "<p><font>" ladders) empty. Those that carry a class or the like
// live on as spans, which are no formatting elements.
constexpr std::array<string_view, 18> kPresentational{"span",  "b",  "i",      "u",    "font",  "big",
                                                      "small", "tt", "strike", "nobr", "em",    "strong",
                                                      "code",  "s",  "ins",    "mark", "blink", "acronym"};

constexpr std::array<string_view, 6> kDroppedTags{"wbr",      "option", "optgroup",
                                                  "frameset", "frame",  "plaintext"};

// Elements whose start tag ends an earlier one of their kind by itself, and void elements: they do not nest.
constexpr std::array<string_view, 30> kFlatTags{
    "p",       "li",       "dt",    "dd",     "tr",    "td",   "th",    "thead", "tbody", "tfoot",
    "caption", "colgroup", "area",  "base",   "br",    "col",  "embed", "hr",    "img",   "input",
    "link",    "meta",     "param", "source", "track", "html", "head",  "body",  "a",     "title"};

constexpr std::array<string_view, 24> kKeptAttributes{
    "class",   "id",          "role",       "itemprop",    "itemtype",       "itemscope",
    "href",    "rel",         "name",       "property",    "content",        "datetime",
    "lang",    "xml:lang",    "hidden",     "aria-hidden", "http-equiv",     "title",
    "pubdate", "data-testid", "aria-label", "type",        "data-component", "style"};

constexpr std::size_t kMaxScriptDates = 40;

template <std::size_t N>
bool among(const std::array<string_view, N>& names, string_view name) {
    return std::ranges::any_of(names, [&](string_view known) {
        return known.size() == name.size() && known[0] == name[0] && known == name;
    });
}

// End tags of these close only up to the nearest of the scoping elements (HTML standard 13.2.4.2).
constexpr std::array<string_view, 6> kScopes{"table", "template", "marquee", "applet", "button", "math"};

// Not "special" in the standard: their end tags are ignored when a special element is open inside them.
constexpr std::array<string_view, 17> kPhrasing{"label", "abbr", "cite", "time", "sub",    "sup",
                                                "q",     "kbd",  "var",  "samp", "del",    "dfn",
                                                "data",  "bdi",  "bdo",  "ruby", "picture"};

bool hides(string_view style) {
    const std::string compact = [&] {
        std::string out;
        for (const char c : style) {
            if (!is_html_space(c)) out += to_lower(c);
        }
        return out;
    }();
    return compact.find("display:none") != std::string::npos ||
           compact.find("visibility:hidden") != std::string::npos;
}

class Prepass {
  public:
    Prepass(string_view html, const PrepassLimits& limits) : html_(html), limits_(limits) {
        result_.html.reserve(std::min(html.size(), limits.output_bytes) / 2 + 64);
    }

    PrepassResult run() {
        while (at_ < html_.size() && !full()) {
            std::size_t open = html_.find('<', at_);
            if (open == string_view::npos) open = html_.size();
            copy_text(html_.substr(at_, open - at_));
            at_ = open;
            if (at_ < html_.size()) markup();
        }
        if (at_ < html_.size()) result_.cut = true;
        return std::move(result_);
    }

  private:
    // An open element, as far as it nests: the names (views into the input) decide which end tags count.
    struct Open {
        string_view name;
        bool phrasing = false;
        bool written = true;  // false for a bare span or <b>: neither tag is written
    };

    bool full() const { return result_.html.size() >= limits_.output_bytes || tags_ >= limits_.tags; }

    void copy_text(string_view text) {
        const auto control = [](char c) {
            const auto byte = static_cast<unsigned char>(c);
            return (byte < 0x20 && !is_html_space(c)) || byte == 0x7F;
        };
        while (!text.empty()) {
            const std::size_t run =
                static_cast<std::size_t>(std::ranges::find_if(text, control) - text.begin());
            result_.html.append(text.substr(0, run));
            text.remove_prefix(std::min(run + 1, text.size()));
        }
    }

    void markup() {
        const char next = at_ + 1 < html_.size() ? html_[at_ + 1] : '\0';
        if (is_ascii_letter(next)) {
            start_tag();
        } else if (next == '/' && at_ + 2 < html_.size() && is_ascii_letter(html_[at_ + 2])) {
            end_tag();
        } else if (html_.substr(at_, 4) == "<!--") {
            comment();
        } else if (next == '!' || next == '?' || next == '/') {
            const std::size_t close = html_.find('>', at_);
            at_ = close == string_view::npos ? html_.size() : close + 1;
        } else {
            result_.html += "&lt;";  // a bare "<" is text
            ++at_;
        }
    }

    void comment() {
        const string_view rest = html_.substr(at_);
        if (rest.starts_with("<!-->") || rest.starts_with("<!--->")) {
            at_ += rest.starts_with("<!-->") ? 5U : 6U;
            return;
        }
        const std::size_t close = html_.find("--", at_ + 4);
        for (std::size_t dashes = close; dashes != string_view::npos; dashes = html_.find("--", dashes + 1)) {
            const string_view tail = html_.substr(dashes + 2, 2);
            if (tail.starts_with('>') || tail == "!>") {
                at_ = dashes + (tail.starts_with('>') ? 3U : 4U);
                return;
            }
        }
        at_ = html_.size();
    }

    string_view lowered_name(std::size_t& at) {
        name_.assign(scan_tag_name(html_, at));
        for (char& c : name_) c = to_lower(c);
        return name_;
    }

    void start_tag() {
        std::size_t at = at_ + 1;
        const std::size_t name_begin = at;
        const string_view name = lowered_name(at);
        const string_view source_name = html_.substr(name_begin, name.size());
        const std::size_t rollback = result_.html.size();
        result_.html += '<';
        result_.html += name;
        const bool complete = copy_attributes(at);
        at_ = at;
        if (!complete || name.size() > 40) {
            result_.html.resize(rollback);
            return;
        }
        if (among(kDroppedElements, name)) {
            result_.html.resize(rollback);
            skip_element(name);
        } else if (among(kDroppedTags, name)) {
            result_.html.resize(rollback);
        } else if (among(kFlatTags, name)) {
            close_start_tag();
        } else {
            nest(source_name, rollback);
        }
    }

    void nest(string_view source_name, std::size_t rollback) {
        const bool presentational = among(kPresentational, string_view(name_));
        const bool written = !presentational || kept_attributes_ > 0;
        if (open_.size() >= limits_.depth) {
            result_.html.resize(rollback);
            result_.cut = result_.cut || written;
            return;
        }
        open_.push_back({source_name, presentational || among(kPhrasing, string_view(name_)), written});
        if (!written) {
            result_.html.resize(rollback);
            return;
        }
        if (presentational) result_.html.replace(rollback + 1, name_.size(), "span");
        close_start_tag();
    }

    void close_start_tag() {
        result_.html += '>';
        ++tags_;
    }

    // False when the input ends inside the tag.
    bool copy_attributes(std::size_t& at) {
        RawAttribute attribute;
        std::uint32_t seen = 0;
        std::size_t count = 0;
        kept_attributes_ = 0;
        json_ld_ = false;
        while (scan_attribute(html_, at, attribute)) {
            if (++count > limits_.attributes) {
                result_.cut = true;
                continue;
            }
            const auto known = std::ranges::find_if(kKeptAttributes, [&](string_view name) {
                return equals_ignoring_case(name, attribute.name);
            });
            if (known == kKeptAttributes.end()) continue;
            const std::uint32_t bit = 1U << (known - kKeptAttributes.begin());
            if ((seen & bit) != 0) continue;
            seen |= bit;
            keep_attribute(*known, attribute);
        }
        return at > 0 && at <= html_.size() && html_[at - 1] == '>';
    }

    void keep_attribute(string_view name, const RawAttribute& attribute) {
        if (name == "type") {
            json_ld_ = to_lower(attribute.value.substr(0, 64)).find("ld+json") != std::string::npos;
            return;
        }
        if (name == "style") {
            if (!hides(attribute.value.substr(0, limits_.attribute_bytes))) return;
            result_.html += " style=\"display:none\"";
            ++kept_attributes_;
            return;
        }
        ++kept_attributes_;
        const char quote = attribute.quote == '\'' ? '\'' : '"';
        result_.html += ' ';
        result_.html += name;
        result_.html += '=';
        result_.html += quote;
        const string_view value = attribute.value.substr(0, limits_.attribute_bytes);
        if (attribute.quote == '\0' && value.find('"') != string_view::npos) {
            for (const char c : value) result_.html.append(c == '"' ? "&quot;" : string_view(&c, 1));
        } else {
            result_.html += value;
        }
        result_.html += quote;
    }

    void read_script(string_view script) {
        if (json_ld_) {
            result_.json_ld.push_back(script);
            return;
        }
        // "datePublished", "published_at", "publishDate", "createdAt": the key ends soon, then comes the
        // value.
        for (const string_view stem : {"ublish", "reatedAt", "reated_at"}) {
            for (std::size_t at = 0; (at = script.find(stem, at)) != string_view::npos &&
                                     result_.script_dates.size() < kMaxScriptDates;) {
                at += stem.size();
                const std::size_t digit = script.find_first_of("0123456789", at);
                if (digit == string_view::npos) break;
                const string_view between = script.substr(at, std::min<std::size_t>(digit - at, 20));
                if (digit - at <= 16 && between.find(':') != string_view::npos &&
                    between.find('"') != string_view::npos)
                    result_.script_dates.push_back(script.substr(digit, 25));
            }
        }
    }

    // Behind the start tag of a dropped element: moves behind its end tag.
    void skip_element(string_view name) {
        const auto which =
            static_cast<std::size_t>(std::ranges::find(kDroppedElements, name) - kDroppedElements.begin());
        // Searched to the end in vain once: never again, or unclosed tags would cost quadratic time.
        const std::size_t close = unclosed_[which] ? string_view::npos : find_end_tag(html_, name, at_);
        if (close == string_view::npos) {
            unclosed_[which] = true;
            if (among(kSwallowRest, name)) at_ = html_.size();
            return;
        }
        if (name == "script") read_script(html_.substr(at_, close - at_));
        std::size_t at = close + 2;
        static_cast<void>(scan_tag_name(html_, at));
        RawAttribute skipped;
        while (scan_attribute(html_, at, skipped)) {
        }
        at_ = at;
        result_.html += ' ';
    }

    void end_tag() {
        std::size_t at = at_ + 2;
        const string_view name = lowered_name(at);
        RawAttribute skipped;
        while (scan_attribute(html_, at, skipped)) {
        }
        at_ = at;
        if (name.size() > 40 || among(kDroppedElements, name) || among(kDroppedTags, name)) return;
        if (!among(kFlatTags, name) && !close_nested(name)) return;
        result_.html += "</";
        result_.html += among(kPresentational, name) ? "span" : name;
        result_.html += '>';
    }

    // Does the end tag close something, as the parser will see it? When in doubt no: then the count of open
    // elements is too high rather than too low, and the depth limit still holds.
    bool close_nested(string_view name) {
        const bool phrasing = among(kPhrasing, name) || among(kPresentational, name);
        for (std::size_t i = open_.size(); i-- > 0;) {
            if (equals_ignoring_case(open_[i].name, name) ||
                (is_heading(name) && is_heading(open_[i].name))) {
                const bool written = open_[i].written;
                open_.resize(i);
                return written;
            }
            if (among_ignoring_case(kScopes, open_[i].name) && name != "table" && name != "template")
                return false;
            if (phrasing && !open_[i].phrasing) return false;
        }
        return false;
    }

    static bool is_heading(string_view name) {
        return name.size() == 2 && to_lower(name[0]) == 'h' && name[1] >= '1' && name[1] <= '6';
    }

    template <std::size_t N>
    static bool among_ignoring_case(const std::array<string_view, N>& names, string_view name) {
        return std::ranges::any_of(names,
                                   [&](string_view known) { return equals_ignoring_case(known, name); });
    }

    string_view html_;
    PrepassLimits limits_;
    PrepassResult result_;
    std::size_t at_ = 0;
    std::size_t tags_ = 0;
    std::string name_;
    std::vector<Open> open_;
    std::array<bool, kDroppedElements.size()> unclosed_{};
    int kept_attributes_ = 0;
    bool json_ld_ = false;
};

}  // namespace

PrepassResult prepare_html(string_view html, const PrepassLimits& limits) {
    return Prepass(html, limits).run();
}

}  // namespace claimline
