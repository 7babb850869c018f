// claimline series: figures over time, different ones side by side with what keeps them apart.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "cli/ask.h"
#include "cli/claim_text.h"
#include "cli/exchange_rates.h"
#include "cli/export_rows.h"
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
    auto figure = figure_in_words(row.figure);
    if (row.converted)
        figure = fmt::format(
            "{} ({})", figure_in_words({row.converted->value, std::nullopt, "", row.converted->currency}),
            figure);
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
    for (const auto& column : export_columns(ExportTable::series))
        table.columns.emplace_back(std::string(column.name));
    for (const auto& row : rows) {
        auto& cells = table.rows.emplace_back();
        for (auto& value : export_values(row)) cells.emplace_back(std::move(value));
    }
    return table;
}

// --compare: a row for each period and region, a column a service. Every different figure of a period is
// shown, the one that speaks for it first; "!" where they conflict.
Table for_comparing(const std::vector<SeriesRow>& rows) {
    Table table;
    table.columns = {"period", {"region", Fit::cut}};
    std::vector<std::string> subjects;
    std::map<std::size_t, const SeriesRow*> leading;  // group -> the figure that speaks for it
    for (const auto& row : rows) {
        if (row.relation == SeriesRelation::primary) leading[row.group] = &row;
        if (std::ranges::find(subjects, row.claim.claim.subject) == subjects.end())
            subjects.push_back(row.claim.claim.subject);
    }
    for (const auto& subject : subjects) table.columns.emplace_back(subject, Fit::cut, true);
    std::vector<const SeriesRow*> ordered;
    for (const auto& row : rows) ordered.push_back(&row);
    const auto of_group = [&leading](const SeriesRow& row) -> const SeriesRow& {
        const auto found = leading.find(row.group);
        return found == leading.end() ? row : *found->second;
    };
    std::ranges::stable_sort(ordered, {},
                             [&](const SeriesRow* row) { return of_group(*row).claim.about_from; });

    std::map<std::pair<std::string, std::string>, std::size_t> places;  // period and region -> row
    for (const auto* row : ordered) {
        // A figure that states no period stands with those that it is compared with.
        const auto period = when_of(of_group(*row).claim);
        const auto [at, fresh] = places.try_emplace({period, row->geography}, table.rows.size());
        if (fresh) {
            table.rows.emplace_back(subjects.size() + 2, Cell(""));
            table.rows.back()[0] = Cell(period);
            table.rows.back()[1] = Cell(row->geography);
        }
        const auto column = std::ranges::find(subjects, row->claim.claim.subject) - subjects.begin() + 2;
        Cell& cell = table.rows[at->second][static_cast<std::size_t>(column)];
        const bool conflict = row->relation == SeriesRelation::conflicts;
        const auto value = value_of(*row) + (conflict ? " !" : "");
        const auto shown = " / " + cell.text + " / ";
        if (cell.text.empty()) {
            cell.text = value;
        } else if (shown.find(" / " + value + " / ") == std::string::npos) {
            cell.text += " / " + value;
        }
        if (conflict) cell.style = Style::bad;
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
        bars.push_back({label, row.converted ? row.converted->value : row.figure.value, caption,
                        row.relation != SeriesRelation::primary});
    }
    return render_bars(bars, context.terminal.columns, context.terminal.color);
}

// The compared names, whatever blanks they hold, as one alternative: subject:("a", "b"). A query that is a
// party's name and nothing else is one of them: `series TikTok --compare Snapchat`.
Result<void> add_compared(FilterOptions& wanted, std::vector<std::string> names, const Asking& asking) {
    const auto words = fmt::format("{}", fmt::join(wanted.query, " "));
    if (asking.knowledge.entities.find_name(words) != nullptr) {
        names.insert(names.begin(), words);
        wanted.query.clear();
    }
    std::string any;
    for (const auto& name : names) {
        if (name.find('"') != std::string::npos)
            return fail(ErrorKind::usage, "--compare: a name can't hold a quotation mark: {}", name);
        any += (any.empty() ? "\"" : ", \"") + name + "\"";
    }
    wanted.query.push_back("subject:(" + any + ")");
    return {};
}

Result<std::vector<SeriesRow>> find_rows(const SeriesOptions& options, const Asking& asking,
                                         const Context& context) {
    const auto order = parse_date_field(options.filter.on);
    if (!order) return Failure(order.error());
    FilterOptions wanted = options.filter;
    if (wanted.kind.empty()) wanted.kind = options.metric;
    if (!options.compare.empty())
        if (auto added = add_compared(wanted, options.compare, asking); !added) return Failure(added.error());
    auto query = query_of(wanted, asking, context, BareWords::parties, *order);
    if (!query) return Failure(query.error());
    auto filter = filter_of(std::move(*query), *order, asking);
    if (!filter) return Failure(filter.error());
    const auto day = as_of_day(options.filter, context);
    if (!day) return Failure(day.error());
    filter->as_of = *day;
    auto rows = series(*asking.catalogue, *filter);
    if (!rows || options.currency.empty()) return rows;
    const auto rates = read_rates(options.rates);
    if (!rates) return Failure(rates.error());
    for (auto& row : *rows) row.converted = convert(*rates, row, options.currency);
    return rows;
}

void say_unconverted(const SeriesOptions& options, const std::vector<SeriesRow>& rows,
                     const Context& context) {
    const auto without = std::ranges::count_if(rows, [&](const SeriesRow& row) {
        return !row.figure.currency.empty() && row.figure.currency != options.currency && !row.converted;
    });
    if (!options.currency.empty() && without > 0)
        context.say(fmt::format("{} sums stay as stated: {} has no rate for their day", without,
                                options.rates.string()));
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
    say_unconverted(options, *rows, context);
    if (options.chart && !rows->empty()) {
        context.out(chart(*rows, context));
        return {};
    }
    if (people && !options.compare.empty()) return print_table(for_comparing(*rows), options.output, context);
    return print_table(people ? for_people(*rows) : for_programs(*rows), options.output, context);
}

}  // namespace

int run_series(const SeriesOptions& options, Context& context) {
    const auto done = answer(options, context);
    return done ? static_cast<int>(kDone) : report(done.error());
}

}  // namespace claimline
