// Wrapping by display width.

#include "cli/render_record.h"

#include "core/text.h"

namespace claimline {
namespace {

constexpr std::size_t kLabelWidth = 13;
constexpr std::size_t kLeastValue = 20;

}  // namespace

std::vector<std::string> wrap(std::string_view text, std::size_t columns) {
    std::vector<std::string> lines;
    std::string line;
    std::size_t used = 0;
    std::size_t at = 0;
    while (at < text.size()) {
        const auto end = std::min(text.find(' ', at), text.size());
        std::string_view word = text.substr(at, end - at);
        const std::size_t width = display_width(word);
        if (used > 0 && used + 1 + width > columns) {
            lines.push_back(std::move(line));
            line.clear();
            used = 0;
        }
        if (used > 0) {
            line.push_back(' ');
            ++used;
        }
        // A word longer than a line (an address) is left whole: it must stay copyable.
        line += word;
        used += width;
        at = end + 1;
    }
    if (!line.empty() || lines.empty()) lines.push_back(std::move(line));
    return lines;
}

RecordText::RecordText(const Context& context)
    : columns_(context.terminal.out_is_terminal ? context.terminal.columns : 0),
      color_(context.terminal.color) {}

RecordText& RecordText::title(std::string_view text) {
    if (!text_.empty()) text_ += "\n";
    text_ += styled(to_printable(text), Style::strong, color_) + "\n";
    return *this;
}

RecordText& RecordText::line(std::string_view label, std::string_view value, Style style) {
    if (value.empty()) return *this;
    const auto printable = to_printable(value);
    const std::size_t room = columns_ > kLabelWidth + kLeastValue ? columns_ - kLabelWidth : 0;
    const auto lines = room > 0 ? wrap(printable, room) : std::vector<std::string>{printable};
    for (std::size_t i = 0; i < lines.size(); ++i) {
        text_ += styled(pad_to_width(i == 0 ? label : "", kLabelWidth), Style::dim, color_);
        text_ += styled(lines[i], style, color_) + "\n";
    }
    return *this;
}

RecordText& RecordText::table(const Table& table) {
    const auto rendered = render_table(table, columns_ > 2 ? columns_ - 2 : 0, color_);
    std::size_t at = 0;
    while (at < rendered.size()) {
        const auto end = rendered.find('\n', at);
        text_ += "  " + rendered.substr(at, end - at + 1);
        at = end + 1;
    }
    return *this;
}

}  // namespace claimline
