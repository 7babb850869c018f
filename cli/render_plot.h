#pragma once
// A series as a picture of text.

#include <cstddef>
#include <string>
#include <vector>

namespace claimline {

struct PlotBar {
    std::string label;
    double value = 0;
    std::string caption;  // the value in words, after the bar
    bool faint = false;   // not the main statement of its period
};

// One horizontal bar a line, from zero, scaled so that everything fits in `columns`. Negative values have no
// bar.
[[nodiscard]] std::string render_bars(const std::vector<PlotBar>& bars, std::size_t columns, bool color);

}  // namespace claimline
