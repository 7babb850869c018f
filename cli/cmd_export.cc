// claimline export: claims or timelines as CSV, TSV, JSON Lines, Markdown, iCalendar or a SQLite file,
// streamed page by page.

#include <fmt/format.h>

#include "cli/ask.h"
#include "cli/claim_text.h"
#include "cli/export_format.h"
#include "cli/export_package.h"
#include "cli/export_target.h"
#include "core/hash.h"
#include "index/sqlite_table_file.h"
#include "index/timeline.h"

namespace claimline {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::size_t kBuffer = 1U << 18;  // bytes gathered before they are written

// Rows as text into a target, with what a data package says about the whole.
class TextExport {
  public:
    TextExport(const ExportOptions& options, ExportFormat format, const Packs& packs, ExportTarget& target)
        : format_(format), packs_(packs), target_(target) {
        style_.guard = !options.no_formula_guard;
        style_.delimiter = options.delimiter;
        if (options.excel && format_ == ExportFormat::csv) write(kByteOrderMark);
        write(head());
    }

    Result<void> add(const ClaimRecord& record, const std::optional<ThreadCounts>& counts) {
        ++facts_.rows;
        const auto* kind = find_kind(packs_, record.claim.kind);
        switch (format_) {
            case ExportFormat::csv: write(csv_line(export_values(record, kind, counts), style_)); break;
            case ExportFormat::tsv: write(tsv_line(export_values(record, kind, counts))); break;
            case ExportFormat::jsonl: write(json_line(record, counts)); break;
            case ExportFormat::markdown: write(markdown_line(record, kind)); break;
            case ExportFormat::calendar:
                if (const auto event = calendar_event(record, kind)) {
                    write(*event);
                } else {
                    --facts_.rows;
                }
                break;
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
    // What stands before the rows.
    [[nodiscard]] std::string head() const {
        switch (format_) {
            case ExportFormat::csv: return csv_header(style_);
            case ExportFormat::tsv: return tsv_header();
            case ExportFormat::markdown: return markdown_header();
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
    const Packs& packs_;
    ExportTarget& target_;
    ExportStyle style_;
    std::string buffer_;
    Sha256 digest_;
    PackageFacts facts_;
};

// Every row of the answer in its order; `add` may fail.
template <class Add>
Result<void> for_each_row(const ExportOptions& options, const Asking& asking, ClaimFilter filter, Add add) {
    Result<void> added;
    if (options.what == "timeline") {
        const auto entries = timeline(*asking.catalogue, filter);
        if (!entries) return Failure(entries.error());
        for (const auto& entry : *entries) {
            added = add(entry.claim, std::optional(ThreadCounts{entry.origins.size(), entry.claims}));
            if (!added) return added;
        }
        return {};
    }
    filter.include_superseded = true;  // the column `state` tells them apart
    auto read = for_each_claim(*asking.catalogue, filter, [&](const ClaimRecord& record) {
        added = add(record, std::optional<ThreadCounts>{});
        return added.has_value();
    });
    return read ? added : read;
}

struct Question {
    Asking asking;
    ClaimFilter filter;
};

Result<PackageFacts> write_text(const ExportOptions& options, ExportFormat format, const fs::path& out,
                                const Question& question, const Context& context) {
    auto target = ExportTarget::open(out, context);
    if (!target) return Failure(target.error());
    TextExport text(options, format, question.asking.knowledge.packs, *target);
    auto done =
        for_each_row(options, question.asking, question.filter,
                     [&text](const auto& record, const auto& counts) { return text.add(record, counts); });
    if (!done) return Failure(done.error());
    if (auto finished = text.finish(); !finished) return Failure(finished.error());
    return text.facts();
}

// Written beside and renamed, as everything that gets a name.
Result<PackageFacts> write_sqlite(const ExportOptions& options, const Question& question) {
    if (options.out.empty() || options.out == "-")
        return with_hint(fail(ErrorKind::usage, "a SQLite file cannot go to standard output"),
                         "name it with --out");
    std::vector<TableColumn> columns;
    for (const auto& column : export_columns()) {
        const auto type = column.type == ColumnType::integer  ? TableType::integer
                          : column.type == ColumnType::number ? TableType::real
                                                              : TableType::text;
        columns.push_back({column.name, type, column.meaning});
    }
    const fs::path temporary = options.out.string() + ".tmp";
    auto file = TableFile::create(temporary, options.what, columns);
    if (!file) return Failure(file.error());
    PackageFacts facts;
    auto done =
        for_each_row(options, question.asking, question.filter, [&](const auto& record, const auto& counts) {
            ++facts.rows;
            return file->add(
                export_values(record, find_kind(question.asking.knowledge.packs, record.claim.kind), counts));
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

Result<void> write_package(const ExportOptions& options, const Question& question, const Context& context) {
    std::error_code error;
    fs::create_directories(options.package, error);
    if (error) return fail(ErrorKind::io, "making {}: {}", options.package.string(), error.message());
    auto facts =
        write_text(options, ExportFormat::csv, options.package / (options.what + ".csv"), question, context);
    if (!facts) return Failure(facts.error());
    facts->name = options.what;
    facts->question = fmt::format("{}", fmt::join(options.filter.query, " "));
    facts->guarded = !options.no_formula_guard;
    for (const auto& [name, content] : {std::pair("datapackage.json", data_package(*facts)),
                                        std::pair("data-dictionary.md", data_dictionary(*facts))})
        if (auto written = replace_file(options.package / name, content); !written) return written;
    context.say(
        fmt::format("wrote {} ({}.csv with {} rows and {} columns, datapackage.json, data-dictionary.md)",
                    options.package.string(), options.what, facts->rows, kExportColumns));
    return {};
}

Result<void> write_export(const ExportOptions& options, Context& context) {
    const auto format = parse_export_format(options.format);
    if (!format) return Failure(format.error());
    if (!options.package.empty() &&
        (!options.out.empty() || *format != ExportFormat::csv || options.delimiter != ','))
        return with_hint(fail(ErrorKind::usage, "--package writes CSV with commas into its own folder"),
                         "leave --out, --format and --delimiter away");
    auto asking = open_asking(context);
    if (!asking) return Failure(asking.error());
    auto filter = filter_of(options.filter, *asking, context);
    if (!filter) return Failure(filter.error());
    const Question question{std::move(*asking), std::move(*filter)};
    if (!options.package.empty()) return write_package(options, question, context);
    const auto facts = *format == ExportFormat::sqlite
                           ? write_sqlite(options, question)
                           : write_text(options, *format, options.out, question, context);
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
