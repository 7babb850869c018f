#pragma once
// What the engine tried on the way to a claim, for `pack explain`: written only when somebody asked.

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace claimline {

// Lines of one rule in the order they happened; `rule` is its id.
class ClaimTrace {
  public:
    struct Step {
        std::string rule;
        std::string text;
    };

    void begin(std::string_view rule) { rule_ = rule; }
    template <class... Args>
    void add(fmt::format_string<Args...> format, Args&&... args) {
        steps_.push_back({rule_, fmt::format(format, std::forward<Args>(args)...)});
    }
    [[nodiscard]] const std::vector<Step>& steps() const { return steps_; }

  private:
    std::string rule_;
    std::vector<Step> steps_;
};

}  // namespace claimline
