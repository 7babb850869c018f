// The command line of what was kept: the archive, and what is brought into it from elsewhere.

#include "cli/options_define.h"

namespace claimline {
namespace {

void define_list(CLI::App* archive, Chosen& chosen) {
    auto* list = add_command(*archive, "list", "The captures in the archive, one a row",
                             "  claimline archive list https://example.org/news --since 2023-02\n"
                             "  claimline archive list --status 410 --format tsv\n");
    auto& options = owned<ArchiveListOptions>(list, chosen);
    list->add_option("match", options.match, "Only addresses that contain this");
    list->add_option("--since", options.since, "Captured from this time on (UTC): 2023, 2023-02-18");
    list->add_option("--until", options.until, "Captured up to this time, all of it included");
    list->add_option("--status", options.status, "Only with this HTTP status");
    list->add_option("--role", options.role, "article, index, feed, sitemap or robots")
        ->check(CLI::IsMember({"article", "index", "feed", "sitemap", "robots"}));
    add_output(list, options.output, kRowFormats);
}

void define_extract(CLI::App* archive, Chosen& chosen) {
    auto* extract = add_command(*archive, "extract", "The bytes of one capture, as they were received",
                                "  claimline archive extract https://example.org/a@2023-02-18 > a.html\n"
                                "  claimline archive extract 4f1d0c2e --decoded --out a.html\n");
    auto& options = owned<ArchiveExtractOptions>(extract, chosen);
    extract->add_option("capture", options.what, "Id, address, address@TIME or FILE.warc.gz@OFFSET")
        ->required();
    extract->add_flag("--decoded", options.decoded, "Undo the content coding (gzip) of the body");
    extract->add_flag("--head", options.head, "The status line and headers instead of the body");
    extract->add_option("--out", options.out, "File; default: standard output");
}

void define_check(CLI::App* archive, Chosen& chosen) {
    auto* check = add_command(*archive, "check", "Read everything again: digests, run log, proofs",
                              "  claimline archive check\n"
                              "  claimline archive check --json > check.json\n");
    auto& options = owned<ArchiveCheckCommand>(check, chosen);
    check->add_option("--head", options.head,
                      "A hash of the run log that was noted elsewhere: must be there");
    add_output(check, options.output, kRowFormats);
}

void define_import(CLI::App& app, Chosen& chosen) {
    auto* command = add_command(app, "import", "Take in WARC files and folders of HTML, text and PDF",
                                "  claimline import ./clippings --source my-files\n"
                                "  claimline import old-crawl.warc.gz --dry-run\n");
    auto& options = owned<ImportCommand>(command, chosen);
    command
        ->add_option("paths", options.paths,
                     "Files or folders (.warc .html .htm .xhtml .pdf .txt .md, each also .gz)")
        ->required();
    command->add_option("--source", options.source, "Source id under which they are known");
    command->add_flag("--dry-run", options.dry_run, "Say what would be imported, write nothing");
    command->add_flag("--no-extract", options.no_extract, "Stop after the archive");
    command->add_option("--threads", options.threads, "Threads for extraction (0: one a core)");
}

void define_service(CLI::App& app, Chosen& chosen) {
    auto* service = add_command(app, "service", "Crawl every so often, by systemd or cron",
                                "  claimline service install --every 1h\n");
    service->require_subcommand(1);
    auto* install = add_command(*service, "install", "Write a hardened timer and service of the user",
                                "  claimline service install --every 1h --dry-run\n"
                                "  claimline service install --cron --every 6h\n");
    auto& options = owned<ServiceInstallOptions>(install, chosen);
    auto* cron = install->add_flag("--cron", options.cron, "Print a line for crontab instead");
    install->add_flag("--systemd", options.systemd, "Units for systemd (the default)")->excludes(cron);
    install->add_option("--every", options.every, "Time between two runs: 15m, 1h, 1d");
    install->add_option("--name", options.name, "Name of the units");
    install->add_option("--dir", options.folder, "Folder for the units; default: those of the user");
    install->add_option("--summary", options.summary, "Each run writes its JSON summary to this file");
    install->add_option("--metrics", options.metrics, "Each run writes its metrics to this file");
    install->add_flag("--dry-run", options.dry_run, "Print the units, write nothing");
}

}  // namespace

void define_keeping(CLI::App& app, Chosen& chosen) {
    auto* archive = add_command(app, "archive", "What was captured: list it, get it out, check it",
                                "  claimline archive list\n  claimline archive check\n");
    archive->require_subcommand(1);
    define_list(archive, chosen);
    define_extract(archive, chosen);
    define_check(archive, chosen);
    define_import(app, chosen);
    define_service(app, chosen);
}

}  // namespace claimline
