// claimline rebuild: what can be derived is derived again, from the archive alone.

#include <fmt/format.h>

#include "cli/context.h"
#include "cli/interrupt.h"
#include "cli/pipeline.h"
#include "cli/progress.h"

namespace claimline {

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
    Result<DeriveReport> done = DeriveReport{};
    {
        Progress progress(context);
        const PipelineJob job{
            .threads = options.threads, .stop = &interrupted(), .progress = [&](std::size_t n) {
                progress.show("Reading", n, 0, "documents");
            }};
        done = rebuild(*workspace, *knowledge, job, context.clock);
    }
    if (!done) return report(done.error());
    if (done->interrupted) {
        context.say("Interrupted: the catalogue and the full text are as they were");
        return kInterrupted;
    }
    context.say(fmt::format("Rebuilt from the archive: {} documents, {} articles, {} claims", done->documents,
                            done->put.new_articles, done->put.new_claims));
    if (done->failed > 0)
        context.say(fmt::format("Problems   {} documents (claimline status lists them)", done->failed));
    return done->failed > 0 ? kPartly : kDone;
}

}  // namespace claimline
