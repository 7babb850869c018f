#pragma once
// Markup for reports, with one way in for markup of our own and another for text of others, so that a page we
// read can never act in the report.

#include <concepts>
#include <string>
#include <string_view>
#include <utility>

namespace claimline {

// As content or inside a quoted attribute. Control characters and bidirectional overrides become U+FFFD.
// Also written as references are ( and @: filters of mail and of auditors look for "url(" and "@import"
// without reading HTML, and a quote must not look to them like something the report loads.
[[nodiscard]] std::string html_text(std::string_view text);

// The address for a link when it is http or https, else empty: a page must not plant javascript: or data:.
[[nodiscard]] std::string_view safe_link(std::string_view url);

// The source expression of Content Security Policy Level 3 for one inline block: sha256-<base64>.
[[nodiscard]] std::string csp_hash(std::string_view block);

// Grows a piece of markup: raw() takes what this program wrote, text() what anybody wrote.
class Html {
  public:
    Html& raw(std::string_view markup) {
        out_ += markup;
        return *this;
    }
    Html& text(std::string_view content) {
        out_ += html_text(content);
        return *this;
    }
    template <std::integral Number>
    Html& number(Number value) {
        out_ += std::to_string(value);
        return *this;
    }
    // <a href="URL">content</a>, or the content alone when the address is no safe one. The page as a whole
    // sends no referrer.
    Html& link(std::string_view url, std::string_view content);

    [[nodiscard]] bool empty() const { return out_.empty(); }
    [[nodiscard]] std::size_t size() const { return out_.size(); }
    [[nodiscard]] const std::string& str() const { return out_; }
    [[nodiscard]] std::string take() { return std::move(out_); }

  private:
    std::string out_;
};

}  // namespace claimline
