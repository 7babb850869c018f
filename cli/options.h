#pragma once
// What the user typed, as plain values: one struct a command. CLI11 stays in options*.cc.

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/log.h"
#include "core/result.h"

namespace claimline {

enum class ColorMode { automatic, always, never };

struct GlobalOptions {
    std::filesystem::path workspace;  // --workspace, else CLAIMLINE_WORKSPACE, else the current folder
    bool quiet = false;
    bool no_pager = false;
    int verbose = 0;  // -v 1, -vv 2
    ColorMode color = ColorMode::automatic;
    LogFormat log_format = LogFormat::text;
    std::string now;  // --now RFC3339: fixes the clock, for tests and reproducible runs
};

// How rows leave: table on a terminal, tsv in a pipe, unless --format says otherwise.
struct OutputOptions {
    std::string format;     // "" = automatic; table, csv, tsv, json, jsonl
    bool wide = false;      // no cutting of long cells
    std::size_t limit = 0;  // 0 = no limit
};

// Which claims or articles; every part narrows. `query` is the query language, the rest shorthands for it.
struct FilterOptions {
    std::vector<std::string> query;  // positional words, joined by a blank
    std::string kind;                // a kind, or an alias of it: mau, datacenter, fine
    std::string region;
    std::string since;  // ISO partial date or 3w, 90d, yesterday, 2023-Q1
    std::string until;
    std::string on = "about";  // about | published | seen
    std::string as_of;         // what was known on that day
    bool with_family = false;  // a party stands for its owner and all that it owns
};

struct InitOptions {
    std::filesystem::path folder;  // empty: the workspace of GlobalOptions
};

struct SourceAddOptions {
    std::string url;
    std::string id;  // empty: made from host and path
    std::string name;
    std::string kind;  // empty: found out by one fetch; feed, sitemap, index, page, site
    std::string entity;
    std::string region;
    std::string lang;
    std::string every = "1h";
    std::string link_pattern;
    std::string link_selector;
    std::string date_selector;
    std::string next_selector;
    std::vector<std::string> allow_net;
    bool disabled = false;
    bool dry_run = false;
};
struct SourceTestOptions {
    std::string what;  // id or address
    std::vector<std::string> allow_net;
    OutputOptions output;
};
struct SourceHealthOptions {
    bool all = false;  // also those that are switched off
    OutputOptions output;
};
struct SourceImportOptions {
    std::filesystem::path file;  // OPML, or one address a line
    std::string every = "1h";
    bool disabled = false;
    bool dry_run = false;
};
struct SourceListOptions {
    bool enabled_only = false;
    std::string region;
    std::string category;
    OutputOptions output;
};
struct SourceSwitchOptions {
    std::vector<std::string> ids;
    bool enable = true;
};

struct CrawlOptions {
    std::vector<std::string> sources;    // ids; empty = all enabled
    std::vector<std::string> sites;      // --site URL: followed whole, without a configured source
    std::filesystem::path site_list;     // --site-list FILE: one URL a line
    std::optional<double> delay;         // seconds between requests to one host; default from settings
    std::vector<std::string> allow_net;  // CIDR blocks that would be refused otherwise
    std::size_t max_pages = 0;           // 0 = no limit
    bool no_extract = false;
    bool force = false;                   // do not wait for due times: all of it
    std::string revisit;                  // due | leads | all; empty: all for --site, due for the rest
    bool join = false;                    // share the crawl that runs in this workspace
    std::optional<std::string> wait_for;  // how long for the lock of another run: 30s, 10m
    std::size_t threads = 0;
    std::filesystem::path summary;  // JSON summary of the run
    std::filesystem::path metrics;  // Prometheus text file
};

struct ExtractOptions {
    std::vector<std::string> paths;  // files, folders, "-"
    std::string from = "auto";       // auto html text jsonl warc pdf
    std::string url;
    std::string published;
    std::string lang;
    std::string anchor = "news";    // what relative dates count from: news | narrative
    std::vector<std::string> emit;  // article sentences dates quantities entities quotes claims
    std::size_t threads = 0;        // 0 = one a core
    bool explain = false;
};

struct RebuildOptions {
    bool index_only = false;  // full text again from the catalogue
    bool dry_run = false;     // say what would differ, change nothing
    bool everything = false;  // also what unchanged rules made
    bool list = false;        // each claim that differs
    std::size_t threads = 0;
    OutputOptions output;
};

struct SearchOptions {
    FilterOptions filter;
    OutputOptions output;
    bool explain = false;
    bool no_collapse = false;  // show the copies of a report too
};
struct ClaimsOptions {
    FilterOptions filter;
    OutputOptions output;
    bool all = false;  // those too that their page no longer states
};
struct EntitiesOptions {
    std::string name;  // part of a name or id; empty: all
    std::string type;  // company, product, regulator, place ...
    OutputOptions output;
};
struct DiffOptions {
    std::string id;  // article, or its address
    int from = 0;    // version numbers; 0: the first and the last
    int to = 0;
    OutputOptions output;
};
struct SavedOptions {
    enum class Action { list, add, remove };
    Action action = Action::list;
    std::string name;
    std::vector<std::string> query;
    OutputOptions output;
};
struct TimelineOptions {
    FilterOptions filter;
    OutputOptions output;
    bool all = false;  // every claim, not one row a thread
    std::string by;    // month, quarter, year: counts a period instead of rows
};
struct SeriesOptions {
    FilterOptions filter;
    OutputOptions output;
    std::string metric = "mau";
    bool chart = false;
    std::vector<std::string> compare;  // services side by side, a column each
    std::string currency;              // ISO 4217: sums converted by `rates`
    std::filesystem::path rates;
};
struct ThreadsOptions {
    FilterOptions filter;
    OutputOptions output;
    bool open = false;            // only those that are not settled
    bool conflicts = false;       // only those whose figures disagree or that went backward
    std::filesystem::path input;  // claims as `extract` writes them, instead of the workspace
};
struct ThreadShowOptions {
    std::vector<std::string> ids;
    OutputOptions output;
};
struct ShowOptions {
    std::vector<std::string> ids;  // c:..., d:..., or a URL
    OutputOptions output;
};
struct VerifyOptions {
    std::vector<std::string> ids;  // empty = every claim
    OutputOptions output;
};
struct ExportOptions {
    std::string what;  // as in export_columns.h
    FilterOptions filter;
    std::string format = "csv";     // csv | tsv | jsonl | md | ics | sqlite
    std::filesystem::path out;      // empty or "-": stdout
    std::string columns;            // names separated by commas; empty: all
    std::filesystem::path package;  // a folder for the CSV with its data package
    char delimiter = ',';           // of CSV
    bool excel = false;             // UTF-8 byte order mark
    bool no_formula_guard = false;
};
struct ReportOptions {
    FilterOptions filter;
    std::filesystem::path out = "report.html";  // "-": stdout
    std::string title;                          // empty: the party asked for
    std::size_t limit = 5000;                   // claims; the newest
};
struct CiteOptions {
    std::vector<std::string> ids;  // c:...
    std::string style = "text";    // text | markdown | bibtex | csl-json
};
struct DoctorOptions {
    OutputOptions output;
};
// Words for shell completion, one a line; not shown in --help.
struct NamesOptions {
    std::string list;  // kinds | entities | places | sources
    std::string prefix;
};
struct StatusOptions {
    OutputOptions output;
};

struct PackListOptions {
    OutputOptions output;
};
struct PackShowOptions {
    std::string name;
    OutputOptions output;
};
struct PackTestOptions {
    std::vector<std::string> names;  // empty = every pack
    OutputOptions output;
};
struct PackExplainOptions {
    std::string rules;  // beginning of rule ids: a kind or one rule
    std::string text;
    std::string title;
    std::string published;
};
struct PackNewOptions {
    std::string kind;
};

struct ArchiveListOptions {
    std::string match;  // part of the address
    std::string since;  // RFC 3339 in UTC or the beginning of it
    std::string until;
    int status = 0;    // 0 = any
    std::string role;  // "" = any
    OutputOptions output;
};
struct ArchiveExtractOptions {
    std::string what;  // id, URL, URL@TIME, FILE@OFFSET
    bool decoded = false;
    bool head = false;
    std::filesystem::path out;  // empty or "-": stdout
};
struct ArchiveCheckCommand {
    std::string head;  // a hash of the run log that must be there
    OutputOptions output;
};

struct ImportCommand {
    std::vector<std::string> paths;  // WARC files, documents, folders of them
    std::string source = "import";   // id under which they are known
    bool dry_run = false;
    bool no_extract = false;
    std::size_t threads = 0;
};

struct ServiceInstallOptions {
    bool systemd = false;  // the default
    bool cron = false;     // a crontab line instead
    std::string every = "1h";
    std::string name = "claimline";
    std::filesystem::path folder;  // for the units; empty: the user's own
    std::filesystem::path summary;
    std::filesystem::path metrics;
    bool dry_run = false;
};

// Everything the command line itself answers: --help, --version, help COMMAND, completion SHELL.
struct PrintOptions {
    std::string text;
};

// What is made from the table of commands: a completion script, or without a shell the man page.
// parse_options() answers it with PrintOptions.
struct MadeFromTable {
    std::string shell;
};

using CommandOptions =
    std::variant<PrintOptions, InitOptions, SourceAddOptions, SourceTestOptions, SourceHealthOptions,
                 SourceImportOptions, SourceListOptions, SourceSwitchOptions, CrawlOptions, ExtractOptions,
                 RebuildOptions, SearchOptions, TimelineOptions, SeriesOptions, ThreadsOptions,
                 ThreadShowOptions, ClaimsOptions, EntitiesOptions, DiffOptions, SavedOptions, ShowOptions,
                 VerifyOptions, ExportOptions, StatusOptions, PackListOptions, PackShowOptions,
                 PackTestOptions, PackExplainOptions, PackNewOptions, ArchiveListOptions,
                 ArchiveExtractOptions, ArchiveCheckCommand, ImportCommand, ServiceInstallOptions,
                 ReportOptions, CiteOptions, DoctorOptions, NamesOptions, MadeFromTable>;

struct Options {
    GlobalOptions global;
    CommandOptions command;
};

// Reads the command line. Errors are usage errors with a "did you mean" where a name is misspelt.
[[nodiscard]] Result<Options> parse_options(int argc, const char* const* argv);

}  // namespace claimline
