#pragma once
// What every command gets besides its own options: the global ones, the clock, and where to write.

#include <cstdio>
#include <string_view>

#include "cli/options.h"
#include "core/clock.h"
#include "core/result.h"

namespace claimline {

// Exit statuses (docs/errors.md).
enum ExitStatus : int {
    kDone = 0,
    kFailed = 1,
    kUsage = 2,
    kPartly = 3,  // done, but some sources or documents failed
    kNothingFound = 4,
    kDamaged = 70,
    kLocked = 75,
    kInterrupted = 130,
};
[[nodiscard]] ExitStatus exit_status(ErrorKind kind);

struct Terminal {
    bool out_is_terminal = false;
    bool err_is_terminal = false;
    bool color = false;  // on stdout
    std::size_t columns = 80;
    std::size_t rows = 24;
};

struct Context {
    const GlobalOptions& global;
    const Clock& clock;
    Terminal terminal;

    // Data to stdout. A closed pipe ends the program silently; a full disk is an error said once at the end.
    void out(std::string_view text) const;
    // One line for people to stderr, made printable; not in --quiet.
    void say(std::string_view line) const;
};

// Prints "claimline: message" and "hint: ..." on stderr and gives the exit status that belongs to it.
int report(const Error& error);

int run_init(const InitOptions&, Context&);
int run_source_add(const SourceAddOptions&, Context&);
int run_source_test(const SourceTestOptions&, Context&);
int run_source_health(const SourceHealthOptions&, Context&);
int run_source_import(const SourceImportOptions&, Context&);
int run_source_list(const SourceListOptions&, Context&);
int run_source_switch(const SourceSwitchOptions&, Context&);
int run_crawl(const CrawlOptions&, Context&);
int run_extract(const ExtractOptions&, Context&);
int run_rebuild(const RebuildOptions&, Context&);
int run_search(const SearchOptions&, Context&);
int run_timeline(const TimelineOptions&, Context&);
int run_series(const SeriesOptions&, Context&);
int run_claims(const ClaimsOptions&, Context&);
int run_entities(const EntitiesOptions&, Context&);
int run_diff(const DiffOptions&, Context&);
int run_saved(const SavedOptions&, Context&);
int run_threads(const ThreadsOptions&, Context&);
int run_thread_show(const ThreadShowOptions&, Context&);
int run_show(const ShowOptions&, Context&);
int run_verify(const VerifyOptions&, Context&);
int run_export(const ExportOptions&, Context&);
int run_cite(const CiteOptions&, Context&);
int run_doctor(const DoctorOptions&, Context&);
int run_names(const NamesOptions&, Context&);
int run_report(const ReportOptions&, Context&);
int run_status(const StatusOptions&, Context&);
int run_pack_list(const PackListOptions&, Context&);
int run_pack_show(const PackShowOptions&, Context&);
int run_pack_test(const PackTestOptions&, Context&);
int run_pack_explain(const PackExplainOptions&, Context&);
int run_pack_new(const PackNewOptions&, Context&);
int run_archive_list(const ArchiveListOptions&, Context&);
int run_archive_extract(const ArchiveExtractOptions&, Context&);
int run_archive_check(const ArchiveCheckCommand&, Context&);
int run_import(const ImportCommand&, Context&);
int run_service_install(const ServiceInstallOptions&, Context&);

}  // namespace claimline
