// The timeline of a report: a lane for each kind of claim, a brick for each claim.

#include <fmt/format.h>

#include <algorithm>

#include "cli/claim_text.h"
#include "cli/report_html.h"
#include "cli/report_picture.h"

namespace claimline {
namespace {

constexpr std::size_t kMostBricks = 12;  // on top of each other; above, the lane shows bars
constexpr int kBrick = 6;
constexpr int kStep = 7;
constexpr int kBarRoom = 72;   // of the tallest bar
constexpr int kLaneHead = 24;  // name of the lane
constexpr int kLaneGap = 16;
constexpr int kAxisRoom = 26;

// The claims of one kind, by stretch of time.
struct Lane {
    std::string kind;
    std::size_t claims = 0;
    std::vector<std::vector<std::size_t>> bins;  // indices into ReportData::claims

    [[nodiscard]] std::size_t tallest() const {
        std::size_t most = 0;
        for (const auto& bin : bins) most = std::max(most, bin.size());
        return most;
    }
    [[nodiscard]] bool bricks() const { return tallest() <= kMostBricks; }
    [[nodiscard]] int room() const { return bricks() ? static_cast<int>(tallest()) * kStep : kBarRoom; }
};

std::vector<Lane> lanes_of(const ReportData& data, const TimeAxis& axis) {
    std::vector<Lane> lanes;
    for (std::size_t i = 0; i < data.claims.size(); ++i) {
        const auto& kind = data.claims[i].claim.kind;
        auto lane = std::ranges::find(lanes, kind, &Lane::kind);
        if (lane == lanes.end())
            lane = lanes.insert(lane, {kind, 0, std::vector<std::vector<std::size_t>>(axis.bins())});
        ++lane->claims;
        const auto bin = axis.bin_of(day_of(data.claims[i], data.order));
        if (bin < axis.bins()) lane->bins[bin].push_back(i);
    }
    std::ranges::stable_sort(lanes, [](const Lane& a, const Lane& b) { return a.claims > b.claims; });
    return lanes;
}

std::string caption_of(const ReportData& data, const ClaimRecord& record) {
    const auto* kind = find_kind(*data.packs, record.claim.kind);
    const auto status = status_of(record);
    return fmt::format("{} {}: {}{}{} ({})", when_of(record), subjects_of(record.claim),
                       what_of(record.claim, kind), status.empty() ? "" : ", ", status, outlet_of(record));
}

void draw_brick(Html& html, const ReportData& data, std::size_t claim, double x, double width, int y) {
    const ClaimRecord& record = data.claims[claim];
    html.raw("<a href=\"#").text(anchor_of(record)).raw("\"");
    if (record.state != ClaimState::current) html.raw(" class=\"old\"");
    html.raw("><title>").text(caption_of(data, record)).raw("</title>");
    html.raw(fmt::format("<rect x=\"{:.2f}%\" y=\"{}\" width=\"{:.2f}%\" height=\"{}\" rx=\"1.5\"/></a>", x,
                         y, width, kBrick));
}

void draw_bar(Html& html, const ReportData& data, const Lane& lane, std::size_t bin, const TimeAxis& axis,
              int base) {
    const auto& claims = lane.bins[bin];
    const double share = static_cast<double>(claims.size()) / static_cast<double>(lane.tallest());
    const double height = std::max(2.0, share * kBarRoom);
    const auto last = axis.starts[bin + 1] - std::chrono::days{1};
    html.raw("<a href=\"#").text(anchor_of(data.claims[claims.front()]));
    html.raw(fmt::format("\" data-n=\"{}\" data-k=\"{}\" data-last=\"", claims.size(),
                         data.kind_number(lane.kind)));
    html.text(anchor_of(data.claims[claims.back()])).raw("\"><title>");
    html.text(fmt::format("{} to {}: {} claims, {}", to_iso(axis.starts[bin]), to_iso(last), claims.size(),
                          in_words(lane.kind)));
    html.raw(fmt::format(
        "</title><rect x=\"{:.2f}%\" y=\"{:.1f}\" width=\"{:.2f}%\" height=\"{:.1f}\" rx=\"1.5\"/></a>",
        axis.percent(bin), base - height, 84.0 / static_cast<double>(axis.bins()), height));
}

void draw_lane(Html& html, const ReportData& data, const Lane& lane, const TimeAxis& axis, int top) {
    const int base = top + kLaneHead + lane.room();
    html.raw(fmt::format("<g class=\"k{}\"><text class=\"lane\" y=\"{}\">", data.kind_number(lane.kind),
                         top + 13));
    html.text(in_words(lane.kind)).raw(fmt::format("<tspan dx=\"8\">{}</tspan></text>", lane.claims));
    html.raw(fmt::format("<line class=\"base\" x1=\"0\" x2=\"100%\" y1=\"{0}\" y2=\"{0}\"/>", base + 1));
    // Wide stretches would make slabs: a brick is never wider than this share of the picture.
    const double stretch = 100.0 / static_cast<double>(axis.bins());
    const double width = std::min(stretch * 0.84, 1.6);
    for (std::size_t bin = 0; bin < lane.bins.size(); ++bin) {
        if (lane.bins[bin].empty()) continue;
        if (!lane.bricks()) {
            draw_bar(html, data, lane, bin, axis, base);
            continue;
        }
        for (std::size_t i = 0; i < lane.bins[bin].size(); ++i)
            draw_brick(html, data, lane.bins[bin][i], axis.percent(bin), width,
                       base - static_cast<int>(i + 1) * kStep + 1);
    }
    html.raw("</g>\n");
}

void draw_axis(Html& html, const TimeAxis& axis, int height) {
    for (const auto& tick : axis_ticks(axis)) {
        const auto x = axis.percent(tick.bin);
        html.raw(fmt::format("<g{}><line class=\"grid\" x1=\"{:.2f}%\" x2=\"{:.2f}%\" y1=\"0\" y2=\"{}\"/>",
                             tick.narrow ? "" : " class=\"w\"", x, x, height - kAxisRoom + 6));
        html.raw(fmt::format("<text x=\"{:.2f}%\" y=\"{}\">", x, height - 6))
            .text(tick.label)
            .raw("</text></g>");
    }
}

// Links to what lies outside the axis.
std::string outside(const ReportData& data, const TimeAxis& axis) {
    std::size_t earlier = 0;
    std::size_t later = 0;
    const ClaimRecord* first_later = nullptr;
    for (const auto& record : data.claims) {
        const auto day = day_of(record, data.order);
        if (day < axis.starts.front()) ++earlier;
        if (day < axis.starts.back()) continue;
        if (later++ == 0) first_later = &record;
    }
    if (earlier + later == 0) return {};
    Html html;
    html.raw("<p class=\"outside\"><span>");
    if (earlier > 0)
        html.raw("<a href=\"#")
            .text(anchor_of(data.claims.front()))
            .raw("\">← ")
            .number(earlier)
            .raw(" earlier</a>");
    html.raw("</span><span>");
    if (later > 0)
        html.raw("<a href=\"#").text(anchor_of(*first_later)).raw("\">").number(later).raw(" later →</a>");
    return html.raw("</span></p>\n").take();
}

}  // namespace

std::string timeline_picture(const ReportData& data) {
    std::vector<sys_days> days;
    for (const auto& record : data.claims) days.push_back(day_of(record, data.order));
    std::ranges::sort(days);
    const auto axis = time_axis(days);
    if (axis.bins() == 0) return {};
    const auto lanes = lanes_of(data, axis);
    int height = kAxisRoom;
    for (const auto& lane : lanes) height += kLaneHead + lane.room() + kLaneGap;
    Html html;
    html.raw(fmt::format(
        "<svg class=\"marks times\" role=\"group\" height=\"{}\" aria-label=\"Timeline: {} claims of {} "
        "kinds. Arrow keys move from mark to mark, Enter goes to the claim.\">\n",
        height, data.claims.size(), lanes.size()));
    draw_axis(html, axis, height);
    int top = 0;
    for (const auto& lane : lanes) {
        draw_lane(html, data, lane, axis, top);
        top += kLaneHead + lane.room() + kLaneGap;
    }
    return html.raw("</svg>\n").raw(outside(data, axis)).take();
}

}  // namespace claimline
