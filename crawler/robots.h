#pragma once
// robots.txt by RFC 9309: which paths of a host our product token may ask for. When in doubt, none.

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace claimline {

// RFC 9309 section 2.5 asks for at least 500 KiB; what lies behind is not read.
inline constexpr std::size_t kMaxRobotsBytes = 512000;

// A path as a rule writes it, spelt as normal URLs are; '*' and a final '$' stay special.
[[nodiscard]] std::string to_robots_pattern(std::string_view written);

// Does `path` (path and query) begin as the pattern says? RFC 9309 section 2.2.3.
[[nodiscard]] bool matches_robots_pattern(std::string_view path, std::string_view pattern);

class Robots {
  public:
    // Allows everything, as an absent file does.
    Robots() = default;

    // Never fails: what cannot be read is skipped. `product_token` is our name as it stands in user-agent
    // lines.
    [[nodiscard]] static Robots parse(std::string_view text, std::string_view product_token);

    // For a host whose file cannot be had (5xx, no answer): RFC 9309 section 2.3.1.4.
    [[nodiscard]] static Robots disallow_all();

    // `path` is path and query of a normalised URL ("/news/?page=2").
    [[nodiscard]] bool allows(std::string_view path) const;

    // Not in the RFC, but meant: of the group that applies to us. At most a day.
    [[nodiscard]] std::optional<std::chrono::milliseconds> crawl_delay() const { return crawl_delay_; }

    // As written, of any group.
    [[nodiscard]] const std::vector<std::string>& sitemaps() const { return sitemaps_; }

  private:
    friend class RobotsReader;
    struct Rule {
        bool allow = false;
        std::string pattern;     // percent-encoding made uniform; '*' and a final '$' are special
        std::size_t weight = 0;  // the longest matching rule wins; a draw goes to allow
    };
    std::vector<Rule> rules_;
    std::optional<std::chrono::milliseconds> crawl_delay_;
    std::vector<std::string> sitemaps_;
};

}  // namespace claimline
