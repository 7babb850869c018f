#pragma once
// CSS selectors (W3C Selectors Level 3), the part that source files need: `ul.news > li a[href*="/press/"]`.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/result.h"

namespace claimline {

// An element while a page is read: name in lower case, attributes as written.
struct PageElement {
    std::string name;
    std::vector<std::pair<std::string, std::string>> attributes;

    [[nodiscard]] std::string_view attribute(std::string_view name) const;  // empty when there is none
};

class Selector {
  public:
    // Types, .class, #id, [name], [name=value] and its kinds ~= ^= $= *=, joined by blanks or '>', several
    // parted by commas. usage when `text` is anything else.
    [[nodiscard]] static Result<Selector> parse(std::string_view text);

    // Does it select the last of `path`, which holds an element and its ancestors, outermost first?
    [[nodiscard]] bool selects(const std::vector<PageElement>& path) const;

  private:
    friend class SelectorReader;
    struct Condition {
        std::string attribute;
        char kind = 0;  // 0: there at all; '=' '~' '^' '$' '*'
        std::string value;
    };
    struct Step {
        bool child = false;  // of the step before; else any descendant
        std::string name;    // empty: any
        std::vector<Condition> conditions;

        [[nodiscard]] bool fits(const PageElement& element) const;
    };
    [[nodiscard]] static bool selects(const std::vector<Step>& steps, const std::vector<PageElement>& path);

    std::vector<std::vector<Step>> choices_;
};

}  // namespace claimline
