// claimline export: claims, timelines, threads, articles, figures as CSV, TSV, JSON Lines, Markdown,
// iCalendar or a SQLite file, streamed page by page.

#include <fmt/format.h>

#include <algorithm>
#include <type_traits>

#include "cli/ask.h"
#include "cli/claim_text.h"
#include "cli/export_format.h"
#include "cli/export_package.h"
#include "cli/export_source.h"
#include "cli/export_target.h"
#include "core/hash.h"
#include "index/sqlite_table_file.h"

namespace claimline {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::size_t kBuffer = 1U << 18;  // bytes gathered before they are written

const Packs& packs_of(const Asking& asking) {
    return asking.knowledge.packs;
}

// What each kind of row is in a format; columns are all of its table.
ExportValues values_of(const ExportedClaim& row, const Packs& packs) {
    return export_values(row.record, find_kind(packs, row.record.claim.kind), row.counts);
}
ExportValues values_of(const ThreadRow& row, const Packs& packs) {
    return export_values(row, packs);
}
ExportValues values_of(const ExportedArticle& row, const Packs&) {
    return export_values(row.article);
}
ExportValues values_of(const SeriesRow& row, const Packs&) {
    return export_values(row);
}

Result<std::string> record_of(const ExportedClaim& row, const Packs&) {
    return json_line(row.record, row.counts);
}
Result<std::string> record_of(const ThreadRow& row, const Packs& packs) {
    return thread_json_line(row, packs);
}
Result<std::string> record_of(const SeriesRow& row, const Packs&) {
    const auto all = export_columns(ExportTable::series);
    return json_row({all.begin(), all.end()}, export_values(row));
}
Result<std::string> record_of(const ExportedArticle& row, const Packs&) {
    const auto claims = claims_with(row.asking, "article", row.article.head.id);
    if (!claims) return Failure(claims.error());
    return article_json_line(row.article, *claims);
}

// Rows as text into a target, with what a data package says about the whole.
class TextExport {
  public:
    TextExport(const ExportOptions& options, ExportFormat format, ExportTable table, ColumnChoice columns,
               const Packs& packs, ExportTarget& target)
        : format_(format), table_(table), columns_(std::move(columns)), packs_(packs), target_(target) {
        style_.guard = !options.no_formula_guard;
        style_.delimiter = options.delimiter;
        if (options.excel && format_ == ExportFormat::csv) write(kByteOrderMark);
        write(head());
    }

    template <class Row>
    Result<void> add(const Row& row) {
        ++facts_.rows;
        switch (format_) {
            case ExportFormat::csv: write(csv_line(chosen(row), style_)); break;
            case ExportFormat::tsv: write(tsv_line(chosen(row))); break;
            case ExportFormat::jsonl: return add_json(row);
            case ExportFormat::markdown: add_markdown(row); break;
            case ExportFormat::calendar: add_event(row); break;
            case ExportFormat::sqlite: break;
        }
        return {};
    }
    Result<void> finish() {
        if (format_ == ExportFormat::calendar) write(calendar_footer());
        flush();
        facts_.sha256 = to_hex(digest_.finish());
        return target_.finish();
    }
    [[nodiscard]] const PackageFacts& facts() const { return facts_; }

  private:
    template <class Row>
    [[nodiscard]] ExportValues chosen(const Row& row) const {
        return columns_.pick(values_of(row, packs_));
    }
    template <class Row>
    Result<void> add_json(const Row& row) {
        const auto line = columns_.is_all() ? record_of(row, packs_)
                                            : Result<std::string>(json_row(columns_.columns(), chosen(row)));
        if (!line) return Failure(line.error());
        write(*line);
        return {};
    }
    template <class Row>
    void add_markdown(const Row& row) {
        if constexpr (std::is_same_v<Row, ExportedClaim>) {
            if (as_sentences())
                return write(markdown_line(row.record, find_kind(packs_, row.record.claim.kind)));
        }
        write(markdown_line(chosen(row)));
    }
    template <class Row>
    void add_event(const Row& row) {
        std::optional<std::string> event;
        if constexpr (std::is_same_v<Row, ExportedClaim>)
            event = calendar_event(row.record, find_kind(packs_, row.record.claim.kind));
        if (event) write(*event);
        if (!event) --facts_.rows;
    }
    // Claims have a table of their own for pages, unless columns were chosen.
    [[nodiscard]] bool as_sentences() const {
        return columns_.is_all() && (table_ == ExportTable::claims || table_ == ExportTable::timeline);
    }
    // What stands before the rows.
    [[nodiscard]] std::string head() const {
        switch (format_) {
            case ExportFormat::csv: return csv_header(columns_.columns(), style_);
            case ExportFormat::tsv: return tsv_header(columns_.columns());
            case ExportFormat::markdown:
                return as_sentences() ? markdown_header() : markdown_header(columns_.columns());
            case ExportFormat::calendar: return calendar_header();
            case ExportFormat::jsonl:
            case ExportFormat::sqlite: return {};
        }
        return {};
    }
    void write(std::string_view text) {
        buffer_ += text;
        if (buffer_.size() >= kBuffer) flush();
    }
    void flush() {
        target_.write(buffer_);
        if (target_.is_file()) digest_.update(buffer_);
        facts_.bytes += buffer_.size();
        buffer_.clear();
    }

    ExportFormat format_;
    ExportTable table_;
    ColumnChoice columns_;
    const Packs& packs_;
    ExportTarget& target_;
    ExportStyle style_;
    std::string buffer_;
    Sha256 digest_;
    PackageFacts facts_;
};

Result<PackageFacts> write_text(const ExportOptions& options, ExportFormat format, const fs::path& out,
                                const ExportQuestion& question, const ColumnChoice& columns,
                                const Context& context) {
    auto target = ExportTarget::open(out, context);
    if (!target) return Failure(target.error());
    TextExport text(options, format, question.table, columns, packs_of(question.asking), *target);
    auto done = for_each_row(question, [&text](const auto& row) { return text.add(row); });
    if (!done) return Failure(done.error());
    if (auto finished = text.finish(); !finished) return Failure(finished.error());
    return text.facts();
}

// Written beside and renamed, as everything that gets a name.
Result<PackageFacts> write_sqlite(const ExportOptions& options, const ExportQuestion& question,
                                  const ColumnChoice& choice) {
    if (options.out.empty() || options.out == "-")
        return with_hint(fail(ErrorKind::usage, "a SQLite file cannot go to standard output"),
                         "name it with --out");
    std::vector<TableColumn> columns;
    for (const auto& column : choice.columns()) {
        const auto type = column.type == ColumnType::integer  ? TableType::integer
                          : column.type == ColumnType::number ? TableType::real
                                                              : TableType::text;
        columns.push_back({column.name, type, column.meaning});
    }
    const fs::path temporary = options.out.string() + ".tmp";
    auto file = TableFile::create(temporary, options.what, columns);
    if (!file) return Failure(file.error());
    PackageFacts facts;
    auto done = for_each_row(question, [&](const auto& row) {
        ++facts.rows;
        return file->add(choice.pick(values_of(row, packs_of(question.asking))));
    });
    if (done) done = file->finish();
    std::error_code error;
    if (done) fs::rename(temporary, options.out, error);
    if (done && !error) return facts;
    std::error_code ignored;
    fs::remove(temporary, ignored);
    if (!done) return Failure(done.error());
    return fail(ErrorKind::io, "writing {}: {}", options.out.string(), error.message());
}

Result<void> write_package(const ExportOptions& options, const ExportQuestion& question,
                           const ColumnChoice& columns, const Context& context) {
    std::error_code error;
    fs::create_directories(options.package, error);
    if (error) return fail(ErrorKind::io, "making {}: {}", options.package.string(), error.message());
    auto facts = write_text(options, ExportFormat::csv, options.package / (options.what + ".csv"), question,
                            columns, context);
    if (!facts) return Failure(facts.error());
    facts->name = options.what;
    facts->columns = columns.columns();
    const auto key = export_columns(question.table).front().name;
    // A claim may state several figures.
    if (question.table != ExportTable::series &&
        std::ranges::find(facts->columns, key, &ExportColumn::name) != facts->columns.end())
        facts->key = key;
    facts->question = fmt::format("{}", fmt::join(options.filter.query, " "));
    facts->guarded = !options.no_formula_guard;
    for (const auto& [name, content] : {std::pair("datapackage.json", data_package(*facts)),
                                        std::pair("data-dictionary.md", data_dictionary(*facts))})
        if (auto written = replace_file(options.package / name, content); !written) return written;
    context.say(
        fmt::format("wrote {} ({}.csv with {} rows and {} columns, datapackage.json, data-dictionary.md)",
                    options.package.string(), options.what, facts->rows, facts->columns.size()));
    return {};
}

Result<void> write_export(const ExportOptions& options, Context& context) {
    const auto format = parse_export_format(options.format);
    if (!format) return Failure(format.error());
    if (!options.package.empty() &&
        (!options.out.empty() || *format != ExportFormat::csv || options.delimiter != ','))
        return with_hint(fail(ErrorKind::usage, "--package writes CSV with commas into its own folder"),
                         "leave --out, --format and --delimiter away");
    const auto table = parse_export_table(options.what);
    if (!table) return Failure(table.error());
    if (*format == ExportFormat::calendar && *table != ExportTable::claims && *table != ExportTable::timeline)
        return with_hint(fail(ErrorKind::usage, "dates are made of claims, not of {}", options.what),
                         "claimline export claims --format ics");
    const auto columns = ColumnChoice::parse(*table, options.columns);
    if (!columns) return Failure(columns.error());
    const auto question = ask_for_export(options, context);
    if (!question) return Failure(question.error());
    if (!options.package.empty()) return write_package(options, *question, *columns, context);
    const auto facts = *format == ExportFormat::sqlite
                           ? write_sqlite(options, *question, *columns)
                           : write_text(options, *format, options.out, *question, *columns, context);
    if (!facts) return Failure(facts.error());
    if (!options.out.empty() && options.out != "-")
        context.say(fmt::format("wrote {} ({} {})", options.out.string(), facts->rows,
                                *format == ExportFormat::calendar ? "dates" : "rows"));
    return {};
}

}  // namespace

int run_export(const ExportOptions& options, Context& context) {
    const auto done = write_export(options, context);
    return done ? static_cast<int>(kDone) : report(done.error());
}

}  // namespace claimline
