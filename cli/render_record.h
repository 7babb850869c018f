#pragma once
// Labelled lines for one thing: "quote      ...", long values wrapped under themselves.

#include <cstddef>
#include <string>
#include <string_view>

#include "cli/context.h"
#include "cli/render.h"

namespace claimline {

class RecordText {
  public:
    explicit RecordText(const Context& context);

    // Nothing is added for an empty value. Values are made printable.
    RecordText& line(std::string_view label, std::string_view value, Style style = Style::plain);
    // A heading without a label; an empty line before it unless it is the first.
    RecordText& title(std::string_view text);
    // A table below the lines, indented.
    RecordText& table(const Table& table);

    [[nodiscard]] const std::string& text() const { return text_; }

  private:
    std::size_t columns_;  // 0: no wrapping
    bool color_;
    std::string text_;
};

// `text` in lines of at most `columns` columns, broken at blanks where there are some.
[[nodiscard]] std::vector<std::string> wrap(std::string_view text, std::size_t columns);

}  // namespace claimline
