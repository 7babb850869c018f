// Bars of block characters, to an eighth of a column.

#include "cli/render_plot.h"

#include <algorithm>
#include <array>

#include "cli/render.h"
#include "core/text.h"

namespace claimline {
namespace {

constexpr std::size_t kLeastBar = 10;  // columns of the longest bar

std::string bar_of(double share, std::size_t columns) {
    constexpr std::array<const char*, 8> kEighths{"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
    const auto eighths =
        static_cast<std::size_t>(std::clamp(share, 0.0, 1.0) * static_cast<double>(columns) * 8 + 0.5);
    std::string bar;
    for (std::size_t i = 0; i < eighths / 8; ++i) bar += "█";
    return bar + kEighths[eighths % 8];
}

}  // namespace

std::string render_bars(const std::vector<PlotBar>& bars, std::size_t columns, bool color) {
    std::size_t label_width = 0;
    std::size_t caption_width = 0;
    double most = 0;
    for (const auto& bar : bars) {
        label_width = std::max(label_width, display_width(to_printable(bar.label)));
        caption_width = std::max(caption_width, display_width(to_printable(bar.caption)));
        most = std::max(most, bar.value);
    }
    const std::size_t taken = label_width + caption_width + 3;
    const std::size_t room = std::max(columns > taken ? columns - taken : 0, kLeastBar);
    std::string out;
    for (const auto& bar : bars) {
        out += pad_to_width(to_printable(bar.label), label_width) + "  ";
        const auto blocks = bar_of(most > 0 ? bar.value / most : 0, room);
        out += styled(blocks, bar.faint ? Style::dim : Style::accent, color);
        out += (blocks.empty() ? "" : " ") + to_printable(bar.caption) + "\n";
    }
    return out;
}

}  // namespace claimline
