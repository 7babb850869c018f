// Reads robots.txt as RFC 9309 and, where the RFC leaves a gap, as the widest used parser does: misspelt keys
// count, a missing colon is forgiven, groups for the same agent are merged.

#include "crawler/robots.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/percent.h"
#include "core/text.h"

namespace claimline {
namespace {

constexpr std::size_t kMaxLine = 16 * 1024;
constexpr std::size_t kMaxSitemaps = 1000;

enum class Key { user_agent, allow, disallow, sitemap, crawl_delay, other };

bool starts_ignoring_case(std::string_view text, std::string_view prefix) {
    return text.size() >= prefix.size() && equals_ignoring_case(text.substr(0, prefix.size()), prefix);
}

Key key_of(std::string_view word) {
    const auto is_any = [&](auto... names) { return (starts_ignoring_case(word, names) || ...); };
    if (is_any("user-agent", "useragent", "user agent")) return Key::user_agent;
    if (is_any("allow")) return Key::allow;
    if (is_any("disallow", "dissallow", "dissalow", "disalow", "diasllow", "disallaw")) return Key::disallow;
    if (is_any("sitemap", "site-map")) return Key::sitemap;
    if (is_any("crawl-delay", "crawldelay")) return Key::crawl_delay;
    return Key::other;
}

// Hex digits in upper case and bytes beyond ASCII encoded, as our normal URLs have them; with `decode`,
// unreserved characters also lose their encoding (RFC 9309 section 2.2.2).
std::string uniform_pattern(std::string_view text, bool decode) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = percent_triplet(text.substr(i));
        if (byte && decode && is_unreserved(static_cast<char>(*byte))) {
            out += static_cast<char>(*byte);
        } else if (byte || static_cast<unsigned char>(text[i]) >= 0x80) {
            append_percent(out, byte.value_or(static_cast<unsigned char>(text[i])));
        } else {
            out += text[i];
        }
        if (byte) i += 2;
    }
    return out;
}

// The matcher works between stars; a run of them is one.
std::string one_star_for_many(std::string pattern) {
    const auto both_stars = [](char a, char b) { return a == '*' && b == '*'; };
    pattern.erase(std::unique(pattern.begin(), pattern.end(), both_stars), pattern.end());
    return pattern;
}

// "crawlbot/1.2 (+https://...)" -> "crawlbot": RFC 9309 section 2.2.1.
std::string_view token_of(std::string_view value) {
    const auto belongs = [](char c) {
        return (to_lower(c) >= 'a' && to_lower(c) <= 'z') || c == '-' || c == '_';
    };
    std::size_t end = 0;
    while (end < value.size() && belongs(value[end])) ++end;
    return value.substr(0, end);
}

std::optional<std::chrono::milliseconds> parse_delay(std::string_view text) {
    double seconds = 0;
    double unit = 0;  // 0 before the point, then the weight of the next digit
    bool any = false;
    for (const char c : text) {
        if (c == '.' && unit == 0) {
            unit = .1;
        } else if (is_digit(c) && unit == 0) {
            seconds = std::min(seconds * 10 + (c - '0'), 86400.0);
            any = true;
        } else if (is_digit(c)) {
            seconds += unit * (c - '0');
            unit /= 10;
            any = true;
        } else {
            break;
        }
    }
    if (!any) return std::nullopt;
    return std::chrono::milliseconds(std::llround(std::min(seconds, 86400.0) * 1000));
}

}  // namespace

std::string to_robots_pattern(std::string_view written) {
    return one_star_for_many(uniform_pattern(written, false));
}

// Between stars, each piece is looked for as early as possible: linear but for the search itself.
bool matches_robots_pattern(std::string_view path, std::string_view pattern) {
    const bool anchored = pattern.ends_with('$');
    if (anchored) pattern.remove_suffix(1);
    std::size_t at = 0;
    bool first = true;
    while (true) {
        const auto star = pattern.find('*');
        const std::string_view piece = pattern.substr(0, star);
        const bool last = star == std::string_view::npos;
        if (last && anchored) {
            if (first) return path == piece;
            return path.size() >= at + piece.size() && path.ends_with(piece);
        }
        if (first) {
            if (!path.starts_with(piece)) return false;
            at = piece.size();
        } else if (!piece.empty()) {
            at = path.find(piece, at);
            if (at == std::string_view::npos) return false;
            at += piece.size();
        }
        if (last) return true;
        pattern.remove_prefix(star + 1);
        first = false;
    }
}

// The state of reading: which groups the lines belong to, and what was collected for us and for everybody.
class RobotsReader {
  public:
    explicit RobotsReader(std::string_view product_token) : token_(product_token) {}

    void read_line(std::string_view line) {
        line = trim(line.substr(0, std::min(line.find('#'), kMaxLine)));
        auto separator = line.find(':');
        if (separator == std::string_view::npos) {
            // Forgiven only for exactly two words.
            separator = line.find_first_of(" \t");
            if (separator == std::string_view::npos) return;
            if (trim(line.substr(separator)).find_first_of(" \t") != std::string_view::npos) return;
        }
        const std::string_view word = trim(line.substr(0, separator));
        const std::string_view value = trim(line.substr(separator + 1));
        if (!word.empty()) take(key_of(word), value);
    }

    Robots finish() && {
        Robots robots;
        Collected& chosen = named_us_ever_ ? ours_ : everybodys_;
        robots.rules_ = std::move(chosen.rules);
        robots.crawl_delay_ = chosen.delay;
        robots.sitemaps_ = std::move(sitemaps_);
        // Longest first, allow before disallow: the first match decides.
        std::ranges::stable_sort(robots.rules_, [](const Robots::Rule& a, const Robots::Rule& b) {
            return a.weight != b.weight ? a.weight > b.weight : a.allow && !b.allow;
        });
        return robots;
    }

  private:
    struct Collected {
        std::vector<Robots::Rule> rules;
        std::optional<std::chrono::milliseconds> delay;
    };

    void take(Key key, std::string_view value) {
        switch (key) {
            case Key::user_agent: open_group(value); break;
            case Key::allow:
            case Key::disallow: add_rule(key == Key::allow, value); break;
            case Key::crawl_delay: add_delay(value); break;
            case Key::sitemap:
                if (!value.empty() && sitemaps_.size() < kMaxSitemaps) sitemaps_.emplace_back(value);
                break;
            case Key::other: break;
        }
    }

    void open_group(std::string_view agent) {
        if (rules_seen_) names_us_ = names_everybody_ = rules_seen_ = false;
        if (!agent.empty() && agent[0] == '*' && (agent.size() == 1 || is_space(agent[1]))) {
            names_everybody_ = true;
        } else if (equals_ignoring_case(token_of(agent), token_)) {
            names_us_ = named_us_ever_ = true;
        }
    }

    void add_rule(bool allow, std::string_view value) {
        if (!names_us_ && !names_everybody_) return;
        rules_seen_ = true;
        if (value.empty()) return;
        const std::string pattern = uniform_pattern(value, false);
        put(allow, pattern, pattern.size());
        if (allow) {
            // "Allow: /dir/index.html" opens "/dir/" as well.
            const auto slash = pattern.rfind('/');
            if (slash != std::string::npos &&
                std::string_view(pattern).substr(slash + 1).starts_with("index.htm")) {
                put(true, pattern.substr(0, slash + 1) + '$', slash + 2);
            }
        } else if (std::string decoded = uniform_pattern(value, true); decoded != pattern) {
            put(false, std::move(decoded), pattern.size());
        }
    }

    void put(bool allow, std::string pattern, std::size_t weight) {
        pattern = one_star_for_many(std::move(pattern));
        if (names_us_) ours_.rules.push_back({allow, pattern, weight});
        if (names_everybody_) everybodys_.rules.push_back({allow, std::move(pattern), weight});
    }

    void add_delay(std::string_view value) {
        const auto delay = parse_delay(value);
        if (!delay) return;
        if (names_us_ && !ours_.delay) ours_.delay = delay;
        if (names_everybody_ && !everybodys_.delay) everybodys_.delay = delay;
    }

    std::string_view token_;
    Collected ours_;
    Collected everybodys_;
    std::vector<std::string> sitemaps_;
    bool names_us_ = false;
    bool names_everybody_ = false;
    bool named_us_ever_ = false;
    bool rules_seen_ = false;  // the next user-agent line opens another group
};

Robots Robots::parse(std::string_view text, std::string_view product_token) {
    for (const char byte : {'\xEF', '\xBB', '\xBF'}) {
        if (!text.starts_with(byte)) break;
        text.remove_prefix(1);
    }
    if (text.size() > kMaxRobotsBytes) {
        text = text.substr(0, kMaxRobotsBytes);
        // A rule cut in two would forbid or allow more than it says.
        text = text.substr(0, text.find_last_of("\r\n") + 1);
    }
    RobotsReader reader(product_token);
    while (!text.empty()) {
        const auto end = std::min(text.find_first_of("\r\n"), text.size());
        reader.read_line(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return std::move(reader).finish();
}

Robots Robots::disallow_all() {
    Robots robots;
    robots.rules_.push_back({false, "/", 1});
    return robots;
}

bool Robots::allows(std::string_view path) const {
    for (const Rule& rule : rules_) {
        if (matches_robots_pattern(path, rule.pattern)) return rule.allow;
    }
    return true;
}

}  // namespace claimline
