// The program: parse the command line, run the command, say what failed, exit.

#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>
#include <clocale>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string_view>

#include "cli/context.h"
#include "cli/options.h"
#include "core/log.h"

namespace claimline {
namespace {

struct Runner {
    Context& context;

    int operator()(const PrintOptions& options) const {
        context.out(options.text);
        return kDone;
    }
    int operator()(const InitOptions& options) const { return run_init(options, context); }
    int operator()(const SourceAddOptions& options) const { return run_source_add(options, context); }
    int operator()(const SourceTestOptions& options) const { return run_source_test(options, context); }
    int operator()(const SourceHealthOptions& options) const { return run_source_health(options, context); }
    int operator()(const SourceImportOptions& options) const { return run_source_import(options, context); }
    int operator()(const SourceListOptions& options) const { return run_source_list(options, context); }
    int operator()(const SourceSwitchOptions& options) const { return run_source_switch(options, context); }
    int operator()(const CrawlOptions& options) const { return run_crawl(options, context); }
    int operator()(const ExtractOptions& options) const { return run_extract(options, context); }
    int operator()(const RebuildOptions& options) const { return run_rebuild(options, context); }
    int operator()(const SearchOptions& options) const { return run_search(options, context); }
    int operator()(const TimelineOptions& options) const { return run_timeline(options, context); }
    int operator()(const SeriesOptions& options) const { return run_series(options, context); }
    int operator()(const ClaimsOptions& options) const { return run_claims(options, context); }
    int operator()(const EntitiesOptions& options) const { return run_entities(options, context); }
    int operator()(const DiffOptions& options) const { return run_diff(options, context); }
    int operator()(const SavedOptions& options) const { return run_saved(options, context); }
    int operator()(const ThreadsOptions& options) const { return run_threads(options, context); }
    int operator()(const ThreadShowOptions& options) const { return run_thread_show(options, context); }
    int operator()(const ShowOptions& options) const { return run_show(options, context); }
    int operator()(const VerifyOptions& options) const { return run_verify(options, context); }
    int operator()(const ExportOptions& options) const { return run_export(options, context); }
    int operator()(const CiteOptions& options) const { return run_cite(options, context); }
    int operator()(const DoctorOptions& options) const { return run_doctor(options, context); }
    int operator()(const NamesOptions& options) const { return run_names(options, context); }
    int operator()(const MadeFromTable&) const { return kFailed; }  // answered by parse_options()
    int operator()(const ReportOptions& options) const { return run_report(options, context); }
    int operator()(const StatusOptions& options) const { return run_status(options, context); }
    int operator()(const PackListOptions& options) const { return run_pack_list(options, context); }
    int operator()(const PackShowOptions& options) const { return run_pack_show(options, context); }
    int operator()(const PackTestOptions& options) const { return run_pack_test(options, context); }
    int operator()(const PackExplainOptions& options) const { return run_pack_explain(options, context); }
    int operator()(const PackNewOptions& options) const { return run_pack_new(options, context); }
    int operator()(const ArchiveListOptions& options) const { return run_archive_list(options, context); }
    int operator()(const ArchiveExtractOptions& options) const {
        return run_archive_extract(options, context);
    }
    int operator()(const ArchiveCheckCommand& options) const { return run_archive_check(options, context); }
    int operator()(const ImportCommand& options) const { return run_import(options, context); }
    int operator()(const ServiceInstallOptions& options) const {
        return run_service_install(options, context);
    }
};

Terminal look_at_terminal(ColorMode color) {
    Terminal terminal;
    terminal.out_is_terminal = isatty(STDOUT_FILENO) != 0;
    terminal.err_is_terminal = isatty(STDERR_FILENO) != 0;
    winsize size{};
    (void)ioctl(STDOUT_FILENO, TIOCGWINSZ, &size);  // fails where there is no terminal: all zero then
    if (const char* columns = std::getenv("COLUMNS"); columns != nullptr && std::atoi(columns) > 20)
        terminal.columns = static_cast<std::size_t>(std::atoi(columns));
    else if (size.ws_col > 20)
        terminal.columns = size.ws_col;
    if (size.ws_row > 0) terminal.rows = size.ws_row;
    const char* term = std::getenv("TERM");
    const char* no_color = std::getenv("NO_COLOR");
    const bool plain =
        (no_color != nullptr && *no_color != '\0') || (term != nullptr && std::string_view(term) == "dumb");
    terminal.color =
        color == ColorMode::always || (color == ColorMode::automatic && terminal.out_is_terminal && !plain);
    return terminal;
}

LogLevel level_of(const GlobalOptions& global) {
    if (global.quiet) return LogLevel::error;
    return global.verbose > 0 ? LogLevel::debug : LogLevel::info;
}

Result<std::unique_ptr<Clock>> make_clock(const GlobalOptions& global) {
    if (global.now.empty()) return std::make_unique<SystemClock>();
    const auto at = parse_rfc3339(global.now);
    if (!at) return fail(ErrorKind::usage, "--now: {}", at.error().message);
    return std::make_unique<FixedClock>(*at);
}

int run(int argc, char** argv) {
    const auto options = parse_options(argc, argv);
    if (!options) return report(options.error());
    set_log_level(level_of(options->global));
    set_log_format(options->global.log_format);
    const auto clock = make_clock(options->global);
    if (!clock) return report(clock.error());
    Context context{options->global, **clock, look_at_terminal(options->global.color)};
    const int status = std::visit(Runner{context}, options->command);
    if (std::fflush(stdout) != 0 && errno != EPIPE) {
        log(LogLevel::error, "writing to standard output: {}", std::strerror(errno));
        return kFailed;
    }
    return status;
}

}  // namespace
}  // namespace claimline

int main(int argc, char** argv) {
    std::signal(SIGPIPE, SIG_IGN);  // a closed pipe shows as EPIPE where it is written
    return claimline::run(argc, argv);
}
