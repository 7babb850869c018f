// The command line of what fetches: workspaces, sources, crawls.

#include "cli/options_define.h"

namespace claimline {
namespace {

void define_init(CLI::App& app, Chosen& chosen) {
    auto* command = add_command(app, "init", "Make a folder a workspace", "  claimline init ~/claims\n");
    auto& options = owned<InitOptions>(command, chosen);
    command->add_option("folder", options.folder, "The folder; default: the workspace of --workspace");
}

void add_networks(CLI::App* command, std::vector<std::string>& networks) {
    command->add_option("--allow-net", networks, "Private addresses that may be asked: 127.0.0.0/8")
        ->allow_extra_args(false);
}

void define_source_add(CLI::App* source, Chosen& chosen) {
    auto* command = add_command(*source, "add", "Follow a feed, sitemap, index page, page or whole site",
                                "  claimline source add https://example.org/feed.xml --id example-news\n"
                                "  claimline source add https://example.org/news --kind index --dry-run\n");
    auto& options = owned<SourceAddOptions>(command, chosen);
    command->add_option("url", options.url, "Address of the source")->required();
    command->add_option("--id", options.id, "Short name; default: made from the address");
    command->add_option("--name", options.name, "Name for people");
    command->add_option("--kind", options.kind, "What it is, added unseen; default: found out by a look")
        ->check(CLI::IsMember({"feed", "sitemap", "index", "page", "site"}));
    command->add_option("--entity", options.entity, "Id of the publisher in the entity table");
    command->add_option("--region", options.region, "Region it reports on");
    command->add_option("--lang", options.lang, "Language");
    command->add_option("--every", options.every, "How often to look: 30m, 2h, 1d");
    command->add_option("--link-pattern", options.link_pattern, "Index pages: only links that contain this");
    command->add_option("--link-selector", options.link_selector, "Index pages: CSS selector of the links");
    command->add_option("--date-selector", options.date_selector, "Index pages: ... of their dates");
    command->add_option("--next-selector", options.next_selector, "Index pages: ... of the next page");
    add_networks(command, options.allow_net);
    command->add_flag("--disabled", options.disabled, "Add it switched off");
    command->add_flag("--dry-run", options.dry_run, "Show what would be written, write nothing");
}

void define_source_test(CLI::App* source, Chosen& chosen) {
    auto* test = add_command(*source, "test", "Look at a source or an address, store nothing",
                             "  claimline source test eu-edpb-news\n"
                             "  claimline source test https://example.org/feed.xml --format json\n");
    auto& options = owned<SourceTestOptions>(test, chosen);
    test->add_option("what", options.what, "Id of a source, or an address")->required();
    add_networks(test, options.allow_net);
    add_output(test, options.output, kRowFormats);
}

void define_source_health(CLI::App* source, Chosen& chosen) {
    auto* health = add_command(*source, "health", "Which sources work, and what is wrong with the others",
                               "  claimline source health\n  claimline source health --format json\n");
    auto& options = owned<SourceHealthOptions>(health, chosen);
    health->add_flag("--all", options.all, "Also those that are switched off");
    add_output(health, options.output, kRowFormats);
}

void define_source_import(CLI::App* source, Chosen& chosen) {
    auto* import = add_command(*source, "import", "Add the sources of an OPML file or a list of addresses",
                               "  claimline source import subscriptions.opml --dry-run\n"
                               "  claimline source import addresses.txt --every 6h --disabled\n");
    auto& options = owned<SourceImportOptions>(import, chosen);
    import->add_option("file", options.file, "OPML, or a text with one address a line")->required();
    import->add_option("--every", options.every, "How often to look: 30m, 2h, 1d");
    import->add_flag("--disabled", options.disabled, "Add them switched off");
    import->add_flag("--dry-run", options.dry_run, "Show what would be written, write nothing");
}

void define_source(CLI::App& app, Chosen& chosen) {
    auto* source = add_command(app, "source", "Add, test, list, switch and check sources",
                               "  claimline source list\n  claimline source enable eu-edpb-news\n");
    source->require_subcommand(1);
    define_source_add(source, chosen);
    define_source_test(source, chosen);
    define_source_health(source, chosen);
    define_source_import(source, chosen);
    auto* list = add_command(*source, "list", "List the sources of the workspace and those that ship",
                             "  claimline source list --enabled --format tsv\n");
    auto& listed = owned<SourceListOptions>(list, chosen);
    list->add_flag("--enabled", listed.enabled_only, "Only those that a crawl follows");
    list->add_option("--region", listed.region, "Only those of this region");
    list->add_option("--category", listed.category, "Only regulators, companies, media, courts ...");
    add_output(list, listed.output, kRowFormats);
    for (const bool enable : {true, false}) {
        auto* command = add_command(*source, enable ? "enable" : "disable",
                                    enable ? "Follow these sources" : "Stop following these sources",
                                    enable ? "  claimline source enable eu-edpb-news\n"
                                           : "  claimline source disable eu-edpb-news\n");
        auto& options = owned<SourceSwitchOptions>(command, chosen);
        options.enable = enable;
        command->add_option("ids", options.ids, "Ids of sources")->required();
    }
}

void define_crawl(CLI::App& app, Chosen& chosen) {
    auto* command =
        add_command(app, "crawl", "Fetch what is due, archive it, find its claims",
                    "  claimline crawl\n"
                    "  claimline crawl --wait 10m --summary last.json --quiet\n"
                    "  claimline --workspace ./ws crawl --site https://example.org --max-pages 200\n");
    auto& options = owned<CrawlOptions>(command, chosen);
    command->add_option("sources", options.sources, "Ids of sources; default: all enabled ones");
    command->add_option("--site", options.sites, "Follow this site whole, without a configured source")
        ->allow_extra_args(false);
    command->add_option("--site-list", options.site_list, "A file with one such address a line");
    command->add_option("--delay", options.delay, "Seconds between two requests to one host")
        ->check(CLI::NonNegativeNumber);
    command->add_option("--allow-net", options.allow_net, "Private addresses that may be asked: 127.0.0.0/8")
        ->allow_extra_args(false);
    command->add_option("--max-pages", options.max_pages, "Stop after this many pages (0: no limit)");
    command->add_flag("--no-extract", options.no_extract, "Stop after the archive");
    command->add_flag("--force", options.force, "Do not wait until a source is due");
    command
        ->add_option("--revisit", options.revisit,
                     "What to ask again: what is due (usual for sources), leads (feeds, sitemaps and start "
                     "pages, then what they name as changed), all (usual for --site)")
        ->check(CLI::IsMember({"due", "leads", "all"}));
    command->add_flag("--join", options.join, "Share the work of the crawl that runs here already");
    command->add_option("--wait", options.wait_for, "Wait so long for another run to end: 30s, 10m")
        ->expected(1);
    command->add_option("--threads", options.threads, "Threads for extraction (0: one a core)");
    command->add_option("--summary", options.summary, "Write a JSON summary of the run to this file");
    command->add_option("--metrics", options.metrics, "Write metrics for Prometheus to this file (.prom)");
}

}  // namespace

void define_fetching(CLI::App& app, Chosen& chosen) {
    define_init(app, chosen);
    define_source(app, chosen);
    define_crawl(app, chosen);
}

}  // namespace claimline
