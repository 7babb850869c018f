// claimline rebuild: what can be derived is derived again, from the archive alone.

#include <fmt/format.h>

#include "cli/context.h"
#include "cli/interrupt.h"
#include "cli/progress.h"
#include "cli/rebuild.h"
#include "cli/render.h"

namespace claimline {
namespace {

Table table_by_kind(const ClaimChanges& changes) {
    Table table;
    table.columns = {"kind",
                     {"new", Fit::whole, true},
                     {"gone", Fit::whole, true},
                     {"changed", Fit::whole, true},
                     {"same", Fit::whole, true}};
    for (const auto& [kind, n] : changes.kinds)
        table.rows.push_back({kind,
                              {std::to_string(n.added), n.added > 0 ? Style::good : Style::plain},
                              {std::to_string(n.gone), n.gone > 0 ? Style::bad : Style::plain},
                              {std::to_string(n.changed), n.changed > 0 ? Style::warning : Style::plain},
                              std::to_string(n.same)});
    return table;
}

Table table_of_claims(const ClaimChanges& changes, std::size_t limit) {
    Table table;
    table.columns = {"change",
                     "claim_id",
                     "kind",
                     {"subject", Fit::cut},
                     {"rule", Fit::spare},
                     {"quote", Fit::cut},
                     {"url", Fit::spare}};
    const auto word = [](ChangeMark mark) {
        if (mark == ChangeMark::added) return Cell("new", Style::good);
        return mark == ChangeMark::gone ? Cell("gone", Style::bad) : Cell("changed", Style::warning);
    };
    for (const auto& change : changes.listed) {
        if (limit != 0 && table.rows.size() == limit) break;
        table.rows.push_back({word(change.mark), change.id, change.kind, change.subject, change.rule,
                              change.quote, change.url});
    }
    return table;
}

// "+18 new, -3 gone, ~9 changed, =297 same"
std::string sum_of(const ClaimChanges& changes) {
    KindChanges sum;
    for (const auto& [kind, n] : changes.kinds) {
        sum.added += n.added;
        sum.gone += n.gone;
        sum.changed += n.changed;
        sum.same += n.same;
    }
    return fmt::format("{} claims -> {}: +{} new, -{} gone, ~{} changed, ={} same",
                       sum.gone + sum.changed + sum.same, sum.added + sum.changed + sum.same, sum.added,
                       sum.gone, sum.changed, sum.same);
}

Result<void> show_changes(const RebuildReport& report, const RebuildOptions& options,
                          const Context& context) {
    if (!report.had_catalogue) context.say("There was no catalogue to compare with: every claim is new");
    if (report.kept)
        context.say(fmt::format("Rules      {} new, changed or gone; the claims of {} others were kept",
                                report.kept->rules, report.kept->kept));
    context.say("Claims     " + sum_of(report.changes));
    if (!options.dry_run && !options.list) return {};
    return print_table(
        options.list ? table_of_claims(report.changes, options.output.limit) : table_by_kind(report.changes),
        options.output, context);
}

int finish(const Result<RebuildReport>& done, const RebuildOptions& options, Context& context) {
    if (!done) return report(done.error());
    if (done->derived.interrupted) {
        context.say("Interrupted: the catalogue and the full text are as they were");
        return kInterrupted;
    }
    if (auto shown = show_changes(*done, options, context); !shown) return report(shown.error());
    if (options.dry_run)
        context.say("Nothing was written (--dry-run)");
    else
        context.say(fmt::format("Rebuilt from the archive: {} documents, {} articles",
                                done->derived.documents, done->derived.put.new_articles));
    if (done->derived.failed > 0)
        context.say(
            fmt::format("Problems   {} documents (claimline status lists them)", done->derived.failed));
    return done->derived.failed > 0 ? kPartly : kDone;
}

}  // namespace

int run_rebuild(const RebuildOptions& options, Context& context) {
    const auto workspace = open_workspace(context.global.workspace);
    if (!workspace) return report(workspace.error());
    const auto lock = WorkspaceLock::take(*workspace);
    if (!lock) return report(lock.error());
    const auto knowledge = load_knowledge(&*workspace);
    if (!knowledge) return report(knowledge.error());
    if (options.index_only) {
        if (auto done = rebuild_full_text(*workspace, *knowledge); !done) return report(done.error());
        context.say("Rebuilt the full text from the catalogue");
        return kDone;
    }
    install_interrupt();
    const auto done = [&] {
        Progress progress(context);
        return rebuild(
            *workspace, *knowledge,
            {.pipeline = {.threads = options.threads,
                          .stop = &interrupted(),
                          .progress = [&](std::size_t n) { progress.show("Reading", n, 0, "documents"); }},
             .dry_run = options.dry_run,
             .everything = options.everything,
             .list = options.list},
            context.clock);
    }();
    return finish(done, options, context);
}

}  // namespace claimline
