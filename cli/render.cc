// Tables for terminals, and the choice of format.

#include "cli/render.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <numeric>

#include "cli/pager.h"
#include "cli/render_csv.h"
#include "core/text.h"

namespace claimline {
namespace {

constexpr std::string_view kGap = "  ";
constexpr std::size_t kLeastWidth = 12;   // of a column that may be cut
constexpr std::size_t kUsefulWidth = 32;  // below it a column is cut short, and spare ones make room

const char* escape_of(Style style) {
    switch (style) {
        case Style::plain: return "";
        case Style::strong: return "\x1b[1m";
        case Style::dim: return "\x1b[2m";
        case Style::accent: return "\x1b[36m";
        case Style::good: return "\x1b[32m";
        case Style::warning: return "\x1b[33m";
        case Style::bad: return "\x1b[31m";
    }
    return "";
}

// event_date -> EVENT DATE
std::string heading(std::string_view name) {
    std::string out(name);
    for (char& c : out) c = c == '_' ? ' ' : (c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c);
    return out;
}

std::size_t total(const std::vector<std::size_t>& widths) {
    const std::size_t gaps = widths.empty() ? 0 : (widths.size() - 1) * kGap.size();
    return std::accumulate(widths.begin(), widths.end(), gaps);
}

// Narrows the widest column that may be cut, again and again, until the row fits or nothing can give way.
void fit(std::vector<std::size_t>& widths, const Table& table, std::size_t columns) {
    while (total(widths) > columns) {
        std::size_t widest = widths.size();
        for (std::size_t i = 0; i < widths.size(); ++i) {
            if (table.columns[i].fit != Fit::cut || widths[i] <= kLeastWidth) continue;
            if (widest == widths.size() || widths[i] > widths[widest]) widest = i;
        }
        if (widest == widths.size()) return;
        --widths[widest];
    }
}

// Takes the last spare column out, if there is one.
bool drop_spare(Table& table) {
    for (std::size_t i = table.columns.size(); i-- > 0;) {
        if (table.columns[i].fit != Fit::spare) continue;
        const auto at = static_cast<std::ptrdiff_t>(i);
        table.columns.erase(table.columns.begin() + at);
        for (auto& row : table.rows) row.erase(row.begin() + at);
        return true;
    }
    return false;
}

std::vector<std::size_t> natural_widths(const Table& table) {
    std::vector<std::size_t> widths;
    for (const auto& column : table.columns) widths.push_back(display_width(heading(column.name)));
    for (const auto& row : table.rows)
        for (std::size_t i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], display_width(row[i].text));
    return widths;
}

bool cut_short(const std::vector<std::size_t>& fitted, const std::vector<std::size_t>& natural,
               std::size_t columns) {
    if (total(fitted) > columns) return true;
    for (std::size_t i = 0; i < fitted.size(); ++i)
        if (fitted[i] < std::min(natural[i], kUsefulWidth)) return true;
    return false;
}

// Cells made printable, spare columns left out as far as `columns` demands (0: no limit), and the widths to
// use.
std::pair<Table, std::vector<std::size_t>> laid_out(Table table, std::size_t columns) {
    for (auto& row : table.rows)
        for (auto& cell : row) cell.text = to_printable(cell.text);
    while (true) {
        const auto natural = natural_widths(table);
        auto fitted = natural;
        if (columns > 0) fit(fitted, table, columns);
        if (columns == 0 || !cut_short(fitted, natural, columns) || !drop_spare(table))
            return {std::move(table), std::move(fitted)};
    }
}

void trim_right(std::string& line) {
    while (!line.empty() && line.back() == ' ') line.pop_back();
}

}  // namespace

std::string cut_to_width(std::string_view text, std::size_t width) {
    if (display_width(text) <= width) return std::string(text);
    if (width == 0) return {};
    std::string out;
    std::size_t used = 0;
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t begin = at;
        (void)next_code_point(text, at);
        const auto piece = text.substr(begin, at - begin);
        const std::size_t columns = display_width(piece);
        if (used + columns > width - 1) break;
        out += piece;
        used += columns;
    }
    trim_right(out);
    return out + "…";
}

std::string pad_to_width(std::string_view text, std::size_t width, bool right) {
    const std::size_t used = display_width(text);
    const std::string blanks(used < width ? width - used : 0, ' ');
    return right ? blanks + std::string(text) : std::string(text) + blanks;
}

std::string styled(std::string_view text, Style style, bool color) {
    if (!color || style == Style::plain || text.empty()) return std::string(text);
    return std::string(escape_of(style)) + std::string(text) + "\x1b[0m";
}

std::string render_table(const Table& described, std::size_t columns, bool color) {
    if (described.rows.empty()) return {};
    const auto [table, widths] = laid_out(described, columns);
    const std::size_t count = table.columns.size();
    std::string out;
    for (std::size_t r = 0; r <= table.rows.size(); ++r) {
        std::string line;
        for (std::size_t i = 0; i < count; ++i) {
            const Column& column = table.columns[i];
            const Cell cell = r == 0 ? Cell(heading(column.name), Style::dim) : table.rows[r - 1][i];
            const auto cut = cut_to_width(cell.text, widths[i]);
            // Blanks at the end of a line would wrap on a narrow terminal and show in selections.
            const bool fill = column.number || i + 1 < count;
            if (i > 0) line += kGap;
            line += styled(fill ? pad_to_width(cut, widths[i], column.number) : cut, cell.style, color);
        }
        trim_right(line);
        out += line + "\n";
    }
    return out;
}

std::string render_json(const Table& table, bool lines) {
    using Json = nlohmann::ordered_json;
    Json all = Json::array();
    std::string out;
    const auto dump = [](const Json& json, int indent) {
        return json.dump(indent, ' ', false, Json::error_handler_t::replace);
    };
    for (const auto& row : table.rows) {
        Json object = Json::object();
        for (std::size_t i = 0; i < row.size(); ++i) {
            const auto& [text, style] = row[i];
            if (table.columns[i].number && text.empty()) {
                object[table.columns[i].name] = nullptr;
            } else if (table.columns[i].number && is_plain_number(text)) {
                object[table.columns[i].name] = Json::parse(text, nullptr, false);
            } else {
                object[table.columns[i].name] = text;
            }
        }
        if (lines) {
            out += dump(object, -1) + "\n";
        } else {
            all.push_back(std::move(object));
        }
    }
    return lines ? out : dump(all, 2) + "\n";
}

Result<void> print_table(const Table& table, const OutputOptions& output, const Context& context) {
    std::string format = output.format;
    if (format.empty()) format = context.terminal.out_is_terminal ? "table" : "tsv";
    if (format == "table") {
        print_paged(render_table(table, output.wide ? 0 : context.terminal.columns, context.terminal.color),
                    context);
    } else if (format == "tsv") {
        context.out(render_tsv(table));
    } else if (format == "csv") {
        context.out(render_csv(table));
    } else if (format == "json" || format == "jsonl") {
        context.out(render_json(table, format == "jsonl"));
    } else {
        return with_hint(fail(ErrorKind::usage, "there is no format '{}'", format),
                         "known: table, tsv, csv, json, jsonl");
    }
    return {};
}

}  // namespace claimline
