// A series as a picture: a line for each region (stems for sums of money), hollow marks for what is not
// comparable, diamonds for conflicts.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "cli/claim_text.h"
#include "cli/report_html.h"
#include "cli/report_picture.h"
#include "core/text.h"

namespace claimline {
namespace {

constexpr int kHeight = 190;
constexpr int kTop = 26;      // room for a value above the highest mark
constexpr int kBottom = 160;  // y of zero
constexpr double kLeft = 5;   // percent: first and last mark keep their labels inside
constexpr double kRight = 95;
constexpr double kEdge = 20;  // percent
constexpr double kGap = 6;    // pixels between two labels
constexpr std::size_t kColours = 7;
// Inner widths, in pixels, at which labels must not touch: a phone and a page.
constexpr double kNarrow = 250;
constexpr double kWide = 860;
constexpr double kLetter = 7;  // widest usual digit at 12 px, a little more than measured

struct Mark {
    const SeriesRow* row = nullptr;
    double x = 0;  // percent
    int y = 0;
    std::size_t colour = 0;
    std::string label;
    bool narrow_label = false;
    bool wide_label = false;
};

sys_days middle(const SeriesRow& row) {
    return row.claim.about_from + (row.claim.about_until - row.claim.about_from) / 2;
}

// 1, 2 or 5 times a power of ten, so that at most four lines lie above zero.
double scale_step(double most) {
    const double rough = most / 4;
    const double power = std::pow(10, std::floor(std::log10(rough)));
    for (const double factor : {1.0, 2.0, 5.0})
        if (factor * power >= rough) return factor * power;
    return 10 * power;
}

// Labels near an edge grow inwards from their mark, the others to both sides.
const char* anchor_of(const Mark& mark) {
    if (mark.x < kEdge) return "start";
    return mark.x > 100 - kEdge ? "end" : "middle";
}

// From where to where the label lies in a picture of this width, in pixels.
std::pair<double, double> extent(const Mark& mark, double width) {
    const double length = kLetter * static_cast<double>(display_width(mark.label));
    const double at = mark.x / 100 * width;
    if (mark.x < kEdge) return {at, at + length};
    if (mark.x > 100 - kEdge) return {at - length, at};
    return {at - length / 2, at + length / 2};
}

bool collides(const Mark& a, const Mark& b, double width) {
    const auto [a_from, a_to] = extent(a, width);
    const auto [b_from, b_to] = extent(b, width);
    return a_from < b_to + kGap && b_from < a_to + kGap && std::abs(a.y - b.y) < 18;
}

// The mark itself is in the way of a label too.
bool covers(const Mark& labelled, const Mark& other, double width) {
    const auto [from, to] = extent(labelled, width);
    const double at = other.x / 100 * width;
    return at > from - kGap && at < to + kGap && other.y < labelled.y - 3 && other.y > labelled.y - 26;
}

// Labels the newest first: the present figure is the one looked for.
void place_labels(std::vector<Mark>& marks, double width, bool Mark::*shown) {
    for (std::size_t i = marks.size(); i-- > 0;) {
        if (marks[i].*shown) continue;
        const auto [from, to] = extent(marks[i], width);
        bool free = from >= 0 && to <= width;
        for (std::size_t j = 0; j < marks.size() && free; ++j) {
            if (j == i) continue;
            free = !covers(marks[i], marks[j], width) &&
                   !(marks[j].*shown && collides(marks[i], marks[j], width));
        }
        marks[i].*shown = free;
    }
}

std::vector<Mark> marks_of(const std::vector<const SeriesRow*>& rows, double top_value) {
    sys_days first = middle(*rows.front());
    sys_days last = first;
    for (const auto* row : rows) {
        first = std::min(first, middle(*row));
        last = std::max(last, middle(*row));
    }
    const double span = std::max<double>(1, static_cast<double>((last - first).count()));
    std::map<std::string, std::size_t> colours;
    std::vector<Mark> marks;
    for (const auto* row : rows) {
        Mark mark;
        mark.row = row;
        mark.x = kLeft + (kRight - kLeft) * static_cast<double>((middle(*row) - first).count()) / span;
        mark.y = kBottom - static_cast<int>(
                               std::lround((kBottom - kTop) * std::max(0.0, row->figure.value) / top_value));
        mark.colour = colours.try_emplace(fold(row->geography), colours.size() % kColours).first->second;
        mark.label = number_in_words(row->figure.value);
        marks.push_back(std::move(mark));
    }
    std::ranges::stable_sort(marks, {}, [](const Mark& mark) { return middle(*mark.row); });
    place_labels(marks, kNarrow, &Mark::narrow_label);
    // What is shown on a phone is shown everywhere; a page has room for some more.
    for (auto& mark : marks) mark.wide_label = mark.narrow_label;
    place_labels(marks, kWide, &Mark::wide_label);
    return marks;
}

// What is counted again and again has a course; sums of money (fines, deals) stand each for itself.
void draw_lines(Html& html, const std::vector<Mark>& marks) {
    std::map<std::size_t, const Mark*> before;  // by colour
    for (const auto& mark : marks) {
        if (!mark.row->figure.currency.empty()) {
            html.raw(fmt::format(
                "<line class=\"stem k{0}\" x1=\"{1:.2f}%\" y1=\"{2}\" x2=\"{1:.2f}%\" y2=\"{3}\"/>",
                mark.colour, mark.x, mark.y, kBottom));
            continue;
        }
        if (mark.row->relation != SeriesRelation::primary) continue;
        const Mark*& from = before[mark.colour];
        if (from != nullptr)
            html.raw(
                fmt::format("<line class=\"line k{}\" x1=\"{:.2f}%\" y1=\"{}\" x2=\"{:.2f}%\" y2=\"{}\"/>",
                            mark.colour, from->x, from->y, mark.x, mark.y));
        from = &mark;
    }
}

void draw_mark(Html& html, const Mark& mark) {
    const ClaimRecord& record = mark.row->claim;
    html.raw(fmt::format("<a class=\"k{}\" href=\"#", mark.colour)).text(anchor_of(record)).raw("\"><title>");
    html.text(fmt::format("{}: {}{}{} ({}){}{}", when_of(record), figure_in_words(mark.row->figure),
                          mark.row->geography.empty() ? "" : ", ", mark.row->geography, outlet_of(record),
                          mark.row->reason.empty() ? "" : "; ", mark.row->reason));
    html.raw("</title>");
    if (mark.row->relation == SeriesRelation::conflicts) {
        html.raw(
            fmt::format("<svg aria-hidden=\"true\" x=\"{:.2f}%\" y=\"{}\" width=\"1\" height=\"1\"><path "
                        "class=\"clash\" d=\"M0-6L6 0L0 6L-6 0Z\"/></svg></a>",
                        mark.x, mark.y));
        return;
    }
    html.raw(fmt::format("<circle class=\"{}\" cx=\"{:.2f}%\" cy=\"{}\" r=\"4.5\"/></a>",
                         mark.row->relation == SeriesRelation::differs ? "open" : "full", mark.x, mark.y));
}

void draw_times(Html& html, const std::vector<Mark>& marks) {
    // Only the ends are written: the table below has every period.
    const auto year_text = [](const Mark& mark) { return to_iso(middle(*mark.row)).substr(0, 7); };
    html.raw(fmt::format("<text x=\"{}%\" y=\"{}\">", kLeft, kBottom + 20));
    html.text(year_text(marks.front())).raw("</text>");
    if (year_text(marks.front()) == year_text(marks.back())) return;
    html.raw(fmt::format("<text x=\"{}%\" y=\"{}\" text-anchor=\"end\">", kRight, kBottom + 20));
    html.text(year_text(marks.back())).raw("</text>");
}

}  // namespace

std::string series_picture(const std::vector<const SeriesRow*>& rows) {
    double most = 0;
    for (const auto* row : rows) most = std::max(most, row->figure.value);
    if (rows.size() < 2 || !(most > 0) || !std::isfinite(most)) return {};
    const double step = scale_step(most);
    const double top_value = step * std::ceil(most / step);
    const auto marks = marks_of(rows, top_value);

    Html scale;
    Html plot;
    plot.raw(fmt::format(
        "<svg class=\"marks\" role=\"group\" height=\"{}\" aria-label=\"Chart of {} figures; the table "
        "below says the same.\">\n",
        kHeight, rows.size()));
    const auto lines = std::lround(top_value / step);
    for (long line = 0; line <= lines; ++line) {
        const double value = step * static_cast<double>(line);
        const auto y = kBottom - std::lround((kBottom - kTop) * value / top_value);
        plot.raw(fmt::format("<line class=\"{}\" x1=\"0\" x2=\"100%\" y1=\"{}\" y2=\"{}\"/>",
                             line == 0 ? "base" : "grid", y, y));
        scale.raw(fmt::format("<text x=\"92%\" y=\"{}\" text-anchor=\"end\">", y + 4))
            .text(number_in_words(value))
            .raw("</text>");
    }
    draw_lines(plot, marks);
    for (const auto& mark : marks) draw_mark(plot, mark);
    for (const auto& mark : marks) {
        if (!mark.narrow_label && !mark.wide_label) continue;
        plot.raw(fmt::format("<text class=\"value{}\" x=\"{:.2f}%\" y=\"{}\" text-anchor=\"{}\">",
                             mark.narrow_label ? "" : " w", mark.x, mark.y - 10, anchor_of(mark)));
        plot.text(mark.label).raw("</text>");
    }
    draw_times(plot, marks);
    return Html()
        .raw(fmt::format("<div class=\"plot\"><svg aria-hidden=\"true\" height=\"{}\">", kHeight))
        .raw(scale.str())
        .raw("</svg>")
        .raw(plot.str())
        .raw("</svg></div>\n")
        .take();
}

}  // namespace claimline
