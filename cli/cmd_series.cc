// claimline series: figures over time, different ones side by side with what keeps them apart.

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "cli/ask.h"
#include "cli/claim_text.h"
#include "cli/render.h"
#include "cli/render_plot.h"
#include "index/series.h"
#include "index/timeline.h"

namespace claimline {
namespace {

std::string note_of(const SeriesRow& row) {
    std::string differences;
    for (const auto& difference : row.differences)
        differences += (differences.empty() ? "" : ", ") + difference;
    switch (row.relation) {
        case SeriesRelation::primary: return "";
        case SeriesRelation::agrees: return differences.empty() ? "agrees" : "agrees; other " + differences;
        case SeriesRelation::differs: return "other " + differences;
        case SeriesRelation::conflicts: return "conflict: other " + differences;
    }
    return "";
}

// "~150 million", ">45 million"
std::string value_of(const SeriesRow& row) {
    const auto figure = figure_in_words(row.figure);
    if (row.qualifier.empty()) return figure;
    constexpr std::array<std::pair<std::string_view, const char*>, 5> kSigns{
        {{"approx", "~"}, {"more_than", ">"}, {"at_least", "≥"}, {"less_than", "<"}, {"at_most", "≤"}}};
    const auto* sign =
        std::ranges::find(kSigns, row.qualifier, [](const auto& entry) { return entry.first; });
    return (sign != kSigns.end() ? sign->second : in_words(row.qualifier) + " ") + figure;
}

Style style_of(SeriesRelation relation) {
    switch (relation) {
        case SeriesRelation::primary: return Style::strong;
        case SeriesRelation::agrees: return Style::good;
        case SeriesRelation::differs: return Style::warning;
        case SeriesRelation::conflicts: return Style::bad;
    }
    return Style::plain;
}

const char* name_of(SeriesRelation relation) {
    switch (relation) {
        case SeriesRelation::primary: return "primary";
        case SeriesRelation::agrees: return "agrees";
        case SeriesRelation::differs: return "differs";
        case SeriesRelation::conflicts: return "conflicts";
    }
    return "";
}

std::string source_of(const SeriesRow& row) {
    const ArticleHead& article = row.claim.article;
    std::string out = article.source.empty() ? article.host : article.source;
    if (row.origins.size() > 1) out += fmt::format(" +{}", row.origins.size() - 1);
    return out;
}

bool all_same(const std::vector<SeriesRow>& rows, const auto& value_of) {
    return std::ranges::all_of(rows,
                               [&](const SeriesRow& row) { return value_of(row) == value_of(rows.front()); });
}

Table for_people(const std::vector<SeriesRow>& rows) {
    const bool who = !all_same(rows, [](const SeriesRow& row) { return row.claim.claim.subject; });
    const bool measure = !all_same(rows, [](const SeriesRow& row) { return row.measure; });
    Table table;
    if (who) table.columns.emplace_back("who", Fit::cut);
    if (measure) table.columns.emplace_back("measure");
    table.columns.insert(table.columns.end(),
                         {Column("period"), Column("value", Fit::whole, true), Column("region", Fit::cut),
                          Column("source", Fit::cut), Column("said_by", Fit::spare),
                          Column("claim", Fit::spare), Column("note", Fit::cut)});
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const SeriesRow& row = rows[i];
        const auto period = when_of(row.claim);
        const bool again = i > 0 && rows[i - 1].group == row.group && when_of(rows[i - 1].claim) == period;
        const Style style = style_of(row.relation);
        std::vector<Cell> cells;
        if (who) cells.emplace_back(row.claim.claim.subject, Style::strong);
        if (measure) cells.emplace_back(in_words(row.measure));
        cells.emplace_back(again ? "\"" : period,
                           row.claim.about_basis == DateBasis::stated ? Style::plain : Style::dim);
        cells.emplace_back(value_of(row),
                           row.relation == SeriesRelation::primary ? Style::strong : Style::plain);
        cells.emplace_back(row.geography);
        cells.emplace_back(source_of(row));
        cells.emplace_back(said_by(row.claim.claim), Style::dim);
        cells.emplace_back(row.claim.claim.id.substr(0, 8), Style::accent);
        cells.emplace_back(note_of(row), style);
        table.rows.push_back(std::move(cells));
    }
    return table;
}

Table for_programs(const std::vector<SeriesRow>& rows) {
    Table table;
    table.columns = {
        "subject",  "measure",  "period_start", "period_end", "date_basis", {"value", Fit::whole, true},
        "unit",     "currency", "qualifier",    "region",     "said_by",    {"sources", Fit::whole, true},
        "relation", "reason",   "published_at", "source_id",  "url",        "claim_id",
        "quote"};
    for (const auto& row : rows) {
        const ClaimRecord& record = row.claim;
        table.rows.push_back({record.claim.subject, row.measure, to_iso(record.about_from),
                              to_iso(record.about_until - std::chrono::days{1}),
                              to_string(record.about_basis), number_to_text(row.figure.value),
                              row.figure.unit, row.figure.currency, row.qualifier, row.geography,
                              said_by(record.claim), std::to_string(row.origins.size()),
                              name_of(row.relation), row.reason, record.article.published,
                              record.article.source, record.article.url, record.claim.id, record.quote});
    }
    return table;
}

std::string chart(const std::vector<SeriesRow>& rows, const Context& context) {
    const bool who = !all_same(rows, [](const SeriesRow& row) { return row.claim.claim.subject; });
    std::vector<PlotBar> bars;
    for (const auto& row : rows) {
        std::string label = who ? row.claim.claim.subject + " " : "";
        label += when_of(row.claim);
        std::string caption = value_of(row);
        if (!row.geography.empty()) caption += ", " + row.geography;
        bars.push_back({label, row.figure.value, caption, row.relation != SeriesRelation::primary});
    }
    return render_bars(bars, context.terminal.columns, context.terminal.color);
}

Result<std::vector<SeriesRow>> find_rows(const SeriesOptions& options, const Asking& asking,
                                         const Context& context) {
    const auto order = parse_date_field(options.filter.on);
    if (!order) return Failure(order.error());
    FilterOptions wanted = options.filter;
    if (wanted.kind.empty()) wanted.kind = options.metric;
    auto query = query_of(wanted, asking, context, BareWords::parties, *order);
    if (!query) return Failure(query.error());
    const auto filter = filter_of(std::move(*query), *order, asking);
    if (!filter) return Failure(filter.error());
    return series(*asking.catalogue, *filter);
}

Result<void> answer(const SeriesOptions& options, Context& context) {
    const auto asking = open_asking(context);
    if (!asking) return Failure(asking.error());
    auto rows = find_rows(options, *asking, context);
    if (!rows) return Failure(rows.error());
    if (rows->empty()) say_nothing_found(options.filter, *asking, context, "figure");
    if (options.output.limit > 0 && rows->size() > options.output.limit)
        rows->erase(rows->begin(), rows->end() - static_cast<std::ptrdiff_t>(options.output.limit));
    const bool people = options.output.format == "table" ||
                        (options.output.format.empty() && context.terminal.out_is_terminal);
    if (options.chart && !rows->empty()) {
        context.out(chart(*rows, context));
        return {};
    }
    return print_table(people ? for_people(*rows) : for_programs(*rows), options.output, context);
}

}  // namespace

int run_series(const SeriesOptions& options, Context& context) {
    const auto done = answer(options, context);
    return done ? static_cast<int>(kDone) : report(done.error());
}

}  // namespace claimline
