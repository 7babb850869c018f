// claimline export: claims or timelines as CSV, TSV or JSON Lines, streamed page by page.

#include <fmt/format.h>

#include "cli/ask.h"
#include "cli/claim_text.h"
#include "cli/export_rows.h"
#include "cli/export_target.h"
#include "index/timeline.h"

namespace claimline {
namespace {

class Exporter {
  public:
    Exporter(const ExportOptions& options, const Packs& packs, ExportTarget& target)
        : options_(options), packs_(packs), target_(target) {
        style_.guard = !options.no_formula_guard;
    }

    void begin() {
        if (options_.excel && options_.format == "csv") target_.write("\xEF\xBB\xBF");
        if (options_.format == "csv") target_.write(csv_header(style_));
        if (options_.format == "tsv") target_.write(tsv_header());
    }
    void add(const ClaimRecord& record, const std::optional<ThreadCounts>& counts = std::nullopt) {
        ++rows_;
        if (options_.format == "jsonl") return target_.write(json_line(record, counts));
        const auto* kind = find_kind(packs_, record.claim.kind);
        target_.write(options_.format == "tsv" ? tsv_line(record, kind, counts)
                                               : csv_line(record, kind, counts, style_));
    }
    [[nodiscard]] std::size_t rows() const { return rows_; }

  private:
    const ExportOptions& options_;
    const Packs& packs_;
    ExportTarget& target_;
    ExportStyle style_;
    std::size_t rows_ = 0;
};

Result<void> export_claims(const Asking& asking, ClaimFilter filter, Exporter& exporter) {
    filter.include_superseded = true;  // the column `state` tells them apart
    return for_each_claim(*asking.catalogue, filter, [&exporter](const ClaimRecord& record) {
        exporter.add(record);
        return true;
    });
}

Result<void> export_timeline(const Asking& asking, const ClaimFilter& filter, Exporter& exporter) {
    const auto entries = timeline(*asking.catalogue, filter);
    if (!entries) return Failure(entries.error());
    for (const auto& entry : *entries)
        exporter.add(entry.claim, ThreadCounts{entry.origins.size(), entry.claims});
    return {};
}

Result<void> write_export(const ExportOptions& options, Context& context) {
    if (options.what != "claims" && options.what != "timeline")
        return with_hint(fail(ErrorKind::usage, "nothing is called '{}'", options.what),
                         "known: timeline, claims");
    if (options.format != "csv" && options.format != "tsv" && options.format != "jsonl")
        return with_hint(fail(ErrorKind::usage, "there is no format '{}'", options.format),
                         "known: csv, tsv, jsonl");
    const auto asking = open_asking(context);
    if (!asking) return Failure(asking.error());
    const auto filter = filter_of(options.filter, *asking, context);
    if (!filter) return Failure(filter.error());
    auto target = ExportTarget::open(options.out, context);
    if (!target) return Failure(target.error());
    Exporter exporter(options, asking->knowledge.packs, *target);
    exporter.begin();
    auto done = options.what == "claims" ? export_claims(*asking, *filter, exporter)
                                         : export_timeline(*asking, *filter, exporter);
    if (!done) return done;
    if (auto finished = target->finish(); !finished) return finished;
    if (target->is_file())
        context.say(options.format == "jsonl"
                        ? fmt::format("wrote {} ({} rows)", options.out.string(), exporter.rows())
                        : fmt::format("wrote {} ({} rows, {} columns)", options.out.string(), exporter.rows(),
                                      export_columns().size()));
    return {};
}

}  // namespace

int run_export(const ExportOptions& options, Context& context) {
    const auto done = write_export(options, context);
    return done ? static_cast<int>(kDone) : report(done.error());
}

}  // namespace claimline
