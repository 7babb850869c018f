// Beside the old ones in a folder of their own; what is there stays readable until the last moment.

#include "cli/rebuild.h"

#include "cli/former_claims.h"
#include "cli/stores.h"
#include "index/search_index.h"

namespace claimline {
namespace {

namespace fs = std::filesystem;

// The folder goes with its maker, however the rebuild ends.
struct Scratch {
    fs::path folder;
    explicit Scratch(fs::path path) : folder(std::move(path)) {}
    ~Scratch() {
        std::error_code error;
        fs::remove_all(folder, error);
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
};

// The catalogue that stands; none when there is no file, or, when it is to be replaced anyway, no readable
// one.
Result<std::unique_ptr<Catalogue>> open_standing(const Workspace& workspace, const Knowledge& knowledge,
                                                 bool dry_run) {
    std::error_code error;
    if (!fs::exists(workspace.catalogue(), error)) return std::unique_ptr<Catalogue>();
    auto opened = open_catalogue(workspace, knowledge);
    if (!opened && !dry_run) return std::unique_ptr<Catalogue>();
    return opened;
}

Result<ClaimChanges> compare_with(const Catalogue* before, const Workspace& fresh, const Knowledge& knowledge,
                                  const RebuildJob& job) {
    const auto after = open_catalogue(fresh, knowledge);
    if (!after) return Failure(after.error());
    auto changes = compare_claims(before, **after, job.list);
    if (changes || job.dry_run || before == nullptr) return changes;
    return compare_claims(nullptr, **after, job.list);  // the old one is damaged: that is why it is replaced
}

}  // namespace

Result<RebuildReport> rebuild(const Workspace& workspace, const Knowledge& knowledge, const RebuildJob& job,
                              const Clock& clock) {
    RebuildReport report;
    auto standing = open_standing(workspace, knowledge, job.dry_run);
    if (!standing) return Failure(standing.error());
    report.had_catalogue = *standing != nullptr;

    std::unique_ptr<FormerClaims> former;
    if (report.had_catalogue && !job.everything) {
        // A second connection: this one is asked by many threads, the other one read afterwards.
        auto again = open_catalogue(workspace, knowledge);
        if (again) former = FormerClaims::of(std::move(*again), rule_book_of(knowledge));
        if (former != nullptr) report.kept = former->changes();
    }

    Workspace fresh = workspace;
    fresh.derived_folder = workspace.folder / "rebuild.tmp";
    if (auto made = make_empty_folder(fresh.derived_folder); !made) return Failure(made.error());
    const Scratch scratch(fresh.derived_folder);
    PipelineJob pipeline = job.pipeline;
    pipeline.former = former.get();
    pipeline.full_text = !job.dry_run;
    auto done = run_pipeline(fresh, &knowledge, pipeline, clock);
    if (!done) return Failure(done.error());
    report.derived = done->derived;
    if (report.derived.interrupted) return report;

    auto changes = compare_with(standing->get(), fresh, knowledge, job);
    if (!changes) return Failure(changes.error());
    report.changes = std::move(*changes);
    if (job.dry_run) return report;
    former.reset();
    standing->reset();
    if (auto replaced = replace_derived(workspace, fresh); !replaced) return Failure(replaced.error());
    return report;
}

Result<void> rebuild_full_text(const Workspace& workspace, const Knowledge& knowledge) {
    const auto catalogue = open_catalogue(workspace, knowledge);
    if (!catalogue) return Failure(catalogue.error());
    const auto index = open_xapian_index(workspace.fulltext(), IndexMode::replace);
    if (!index) return Failure(index.error());
    if (auto followed = (*index)->follow(**catalogue); !followed) return Failure(followed.error());
    return {};
}

}  // namespace claimline
