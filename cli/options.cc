// The command line in CLI11's terms: every command, its options, examples in --help, "did you mean".

#include "cli/options.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdlib>
#include <functional>
#include <map>

#include "cli/completion.h"
#include "core/suggest.h"

namespace claimline {
namespace {

// CLI11's help with long descriptions broken at the eightieth column.
class Help : public CLI::Formatter {
  public:
    Help() { column_width(kNames); }
    std::string make_option_desc(const CLI::Option* option) const override {
        return wrapped(CLI::Formatter::make_option_desc(option));
    }

  private:
    static constexpr std::size_t kNames = 26;
    static constexpr std::size_t kColumns = 80;

    static std::string wrapped(const std::string& text) {
        std::string out;
        std::size_t line = 0;
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t end = std::min(text.find(' ', at), text.size());
            const std::size_t word = end - at;
            if (line > 0 && line + 1 + word > kColumns - kNames) {
                out += '\n';
                line = 0;
            } else if (line > 0) {
                out += ' ';
                ++line;
            }
            out.append(text, at, word);
            line += word;
            at = end + 1;
        }
        return out;
    }
};

// What the user chose: each subcommand's callback fills it.
struct Chosen {
    CommandOptions command;
    bool any = false;
};

CLI::App* add_command(CLI::App& app, const std::string& name, const std::string& what,
                      const std::string& examples) {
    auto* command = app.add_subcommand(name, what);
    command->footer("Examples:\n" + examples);
    return command;
}

// Subcommand options live as long as the parser; the callback copies them into the result.
template <class T>
T& owned(CLI::App* command, Chosen& chosen) {
    auto values = std::make_shared<T>();
    command->callback([values, &chosen] {
        chosen.command = *values;
        chosen.any = true;
    });
    return *values;
}

void add_output(CLI::App* command, OutputOptions& output, const std::vector<std::string>& formats) {
    command->add_option("--format", output.format, "How rows are written; default: table, or tsv in a pipe")
        ->check(CLI::IsMember(formats));
    command->add_flag_callback(
        "--json", [&output] { output.format = "json"; }, "The same as --format json");
    command->add_flag("--wide", output.wide, "Do not cut long cells");
    command->add_option("--limit", output.limit, "At most this many rows (0: all)");
}

void add_filter(CLI::App* command, FilterOptions& filter, const std::string& what) {
    command->add_option("query", filter.query, what);
    command->add_option("--kind", filter.kind,
                        "Kind of claim, or a word for it: mau, datacenter, fine, ban ...");
    command->add_option("--region", filter.region, "Place the claim is about");
    command->add_option("--since", filter.since,
                        "From this date on: 2023, 2023-Q1, 2023-02-17, 3w, yesterday");
    command->add_option("--until", filter.until, "Up to and including this date");
    command->add_option("--on", filter.on, "Which date is meant: about, published or seen")
        ->check(CLI::IsMember({"about", "published", "seen"}));
}

const std::vector<std::string> kRowFormats{"table", "csv", "tsv", "json", "jsonl"};

void define_init(CLI::App& app, Chosen& chosen) {
    auto* command = add_command(app, "init", "Make a folder a workspace", "  claimline init ~/claims\n");
    auto& options = owned<InitOptions>(command, chosen);
    command->add_option("folder", options.folder, "The folder; default: the workspace of --workspace");
}

void define_source_add(CLI::App* source, Chosen& chosen) {
    auto* command = add_command(*source, "add", "Follow a feed, sitemap, index page, page or whole site",
                                "  claimline source add https://example.org/feed.xml --id example-news\n"
                                "  claimline source add https://example.org/news --kind index --dry-run\n");
    auto& options = owned<SourceAddOptions>(command, chosen);
    command->add_option("url", options.url, "Address of the source")->required();
    command->add_option("--id", options.id, "Short name; default: made from the address");
    command->add_option("--name", options.name, "Name for people");
    command->add_option("--kind", options.kind, "What it is; default: found out when it is first fetched")
        ->check(CLI::IsMember({"feed", "sitemap", "index", "page", "site"}));
    command->add_option("--entity", options.entity, "Id of the publisher in the entity table");
    command->add_option("--region", options.region, "Region it reports on");
    command->add_option("--lang", options.lang, "Language");
    command->add_option("--every", options.every, "How often to look: 30m, 2h, 1d");
    command->add_option("--link-pattern", options.link_pattern, "Index pages: only links that contain this");
    command->add_flag("--disabled", options.disabled, "Add it switched off");
    command->add_flag("--dry-run", options.dry_run, "Show what would be written, write nothing");
}

void define_source(CLI::App& app, Chosen& chosen) {
    auto* source = add_command(app, "source", "Add, list, enable and disable sources",
                               "  claimline source list\n  claimline source enable eu-edpb-news\n");
    source->require_subcommand(1);
    define_source_add(source, chosen);
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
    command->add_option("--threads", options.threads, "Threads for extraction (0: one a core)");
    command->add_option("--summary", options.summary, "Write a JSON summary of the run to this file");
}

void define_extract(CLI::App& app, Chosen& chosen) {
    auto* command = add_command(app, "extract", "Print what documents say as JSON Lines, store nothing",
                                "  claimline extract report.html --published 2023-02-18\n"
                                "  claimline extract --from jsonl --emit claims docs.jsonl > claims.jsonl\n"
                                "  cat notice.txt | claimline extract --from text -\n");
    auto& options = owned<ExtractOptions>(command, chosen);
    command->add_option("paths", options.paths,
                        "Files or folders (.html .htm .txt .pdf .jsonl .warc, each also .gz); - is stdin");
    command->add_option("--from", options.from, "What the input is; default: by its name")
        ->check(CLI::IsMember({"auto", "html", "text", "jsonl", "warc", "pdf"}));
    command->add_option("--url", options.url, "Address of the document");
    command->add_option("--published", options.published,
                        "Its date, which relative dates are resolved against");
    command->add_option("--lang", options.lang,
                        "Its language, such as en-GB or de; default: the page's own, else English");
    command
        ->add_option("--anchor", options.anchor,
                     "What relative dates count from: in news the day of publication, in a narrative "
                     "(history, chronicle) the date told last")
        ->check(CLI::IsMember({"news", "narrative"}));
    command
        ->add_option("--emit", options.emit,
                     "Any of article, sentences, dates, quantities, entities, quotes, claims")
        ->delimiter(',')
        ->allow_extra_args(false)
        ->check(
            CLI::IsMember({"article", "sentences", "dates", "quantities", "entities", "quotes", "claims"}));
    command->add_option("--threads", options.threads, "Threads (0: one a core); the output is the same");
    command->add_flag("--explain", options.explain,
                      "Say for each claim which rule, words and relations made it");
}

void define_rebuild(CLI::App& app, Chosen& chosen) {
    auto* command = add_command(app, "rebuild", "Derive everything again from the archive, offline",
                                "  claimline rebuild\n  claimline rebuild --index\n");
    auto& options = owned<RebuildOptions>(command, chosen);
    command->add_flag("--index", options.index_only, "Only the full text, from the catalogue");
    command->add_option("--threads", options.threads, "Threads for extraction (0: one a core)");
}

void define_ask(CLI::App& app, Chosen& chosen) {
    auto* search = add_command(app, "search", "Find articles by words, phrases and fields",
                               "  claimline search 'tiktok \"data center\" ireland'\n"
                               "  claimline search 'fine kind:fine place:ireland since:2023'\n");
    auto& found = owned<SearchOptions>(search, chosen);
    add_filter(search, found.filter, "Words, \"phrases\", OR, NOT, NEAR/n, prefix*, field:value");
    add_output(search, found.output, kRowFormats);
    search->add_flag("--explain", found.explain, "Print how the query was understood");

    auto* timeline = add_command(app, "timeline", "What was claimed about a party, in order of time",
                                 "  claimline timeline TikTok --kind datacenter\n"
                                 "  claimline timeline Meta --since 2022 --format csv\n");
    auto& line = owned<TimelineOptions>(timeline, chosen);
    add_filter(timeline, line.filter, "A party, or a query");
    add_output(timeline, line.output, kRowFormats);
    timeline->add_flag("--all", line.all, "Every claim, not one row for those that say the same");

    auto* series = add_command(app, "series", "Figures over time, conflicting sources side by side",
                               "  claimline series TikTok --metric mau --region EU\n");
    auto& figures = owned<SeriesOptions>(series, chosen);
    add_filter(series, figures.filter, "A service, or a query");
    add_output(series, figures.output, kRowFormats);
    series->add_option("--metric", figures.metric, "mau, dau, users, subscribers ...");
    series->add_flag("--chart", figures.chart, "Draw the figures as bars");
}

void define_proof(CLI::App& app, Chosen& chosen) {
    auto* show = add_command(app, "show", "One claim or article with its quote, proof, versions",
                             "  claimline show c:2c50a1\n  claimline show https://example.org/a\n");
    auto& shown = owned<ShowOptions>(show, chosen);
    show->add_option("ids", shown.ids, "Claim (c:...), article (d:...) or address")->required();
    add_output(show, shown.output, {"table", "json"});

    auto* verify = add_command(app, "verify", "Find every quote again in the archived bytes",
                               "  claimline verify\n  claimline verify c:2c50a1\n");
    auto& verified = owned<VerifyOptions>(verify, chosen);
    verify->add_option("ids", verified.ids, "Claims; default: all of them");
    add_output(verify, verified.output, kRowFormats);

    auto* exported = add_command(app, "export", "Write claims as CSV or JSON Lines",
                                 "  claimline export timeline TikTok --format csv --out tiktok.csv\n"
                                 "  claimline export claims --format jsonl > claims.jsonl\n");
    auto& out = owned<ExportOptions>(exported, chosen);
    exported->add_option("what", out.what, "timeline or claims")
        ->required()
        ->check(CLI::IsMember({"timeline", "claims"}));
    add_filter(exported, out.filter, "A party, or a query; default: everything");
    exported->add_option("--format", out.format, "csv, tsv or jsonl")
        ->check(CLI::IsMember({"csv", "tsv", "jsonl"}));
    exported->add_option("--out", out.out, "File; default: standard output");
    exported->add_flag("--excel", out.excel, "Begin with a byte order mark");
    exported->add_flag("--no-formula-guard", out.no_formula_guard,
                       "Leave cells that begin like a formula as they are");

    auto* status =
        add_command(app, "status", "What the workspace holds, and what failed", "  claimline status\n");
    auto& state = owned<StatusOptions>(status, chosen);
    add_output(status, state.output, {"table", "json"});
}

void define_pack(CLI::App& app, Chosen& chosen) {
    auto* pack = add_command(app, "pack", "The rules that find claims: list, test, explain",
                             "  claimline pack list\n  claimline pack test facilities\n");
    pack->require_subcommand(1);
    auto* list = add_command(*pack, "list", "The packs that are loaded, in order",
                             "  claimline pack list --format tsv\n");
    add_output(list, owned<PackListOptions>(list, chosen).output, kRowFormats);

    auto* show = add_command(*pack, "show", "The rules of one pack", "  claimline pack show enforcement\n");
    auto& shown = owned<PackShowOptions>(show, chosen);
    show->add_option("name", shown.name, "Name of the pack")->required();
    add_output(show, shown.output, kRowFormats);

    auto* test = add_command(*pack, "test", "Run the tests of the rules and the sample documents",
                             "  claimline pack test\n  claimline -w ws pack test layoffs\n");
    auto& tested = owned<PackTestOptions>(test, chosen);
    test->add_option("names", tested.names, "Names of packs; default: all");
    add_output(test, tested.output, kRowFormats);

    auto* explain =
        add_command(*pack, "explain", "What each rule tried on a text, why it found nothing",
                    "  claimline pack explain regulatory_action.fine 'Velta was fined 2 million.'\n");
    auto& explained = owned<PackExplainOptions>(explain, chosen);
    explain->add_option("rules", explained.rules, "A rule, or the kind whose rules are meant")->required();
    explain->add_option("text", explained.text, "The text")->required();
    explain->add_option("--title", explained.title, "Its headline");
    explain->add_option("--published", explained.published, "Its date");

    auto* fresh = add_command(*pack, "new", "Begin a pack for a kind of your own in the workspace",
                              "  claimline -w ws pack new layoffs\n");
    fresh->add_option("kind", owned<PackNewOptions>(fresh, chosen).kind, "Name of the kind")->required();
}

void define_global(CLI::App& app, GlobalOptions& global) {
    app.add_option("-w,--workspace", global.workspace, "Workspace folder; default: the current one")
        ->envname("CLAIMLINE_WORKSPACE");
    app.add_flag("-q,--quiet", global.quiet, "Only errors");
    app.add_flag("-v,--verbose", global.verbose, "More messages; twice: debugging");
    app.add_option("--color", global.color, "auto, always or never")
        ->transform(CLI::CheckedTransformer(std::map<std::string, ColorMode>{
            {"auto", ColorMode::automatic}, {"always", ColorMode::always}, {"never", ColorMode::never}}));
    app.add_option("--now", global.now, "Fix the clock: 2023-02-18T09:00:00Z")->group("");
}

std::vector<std::string> names_of(const CLI::App& app) {
    std::vector<std::string> names;
    for (const auto* command : app.get_subcommands([](const CLI::App*) { return true; }))
        names.push_back(command->get_name());
    return names;
}

std::vector<std::string> flags_of(const CLI::App& app) {
    std::vector<std::string> flags;
    for (const auto* option : app.get_options())
        for (const auto& name : option->get_lnames()) flags.push_back("--" + name);
    return flags;
}

// The innermost command that the arguments reached: its names are what a misspelling is compared with.
const CLI::App& reached(const CLI::App& app) {
    const CLI::App* at = &app;
    while (!at->get_subcommands().empty()) at = at->get_subcommands().front();
    return *at;
}

Failure usage_failure(const CLI::App& app, const CLI::ParseError& error,
                      const std::vector<std::string>& arguments) {
    const auto& command = reached(app);
    std::string hint =
        fmt::format("see claimline {}--help", command.get_parent() ? command.get_name() + " " : "");
    std::string message = error.what();
    for (const auto& argument : command.remaining(true).empty() ? arguments : command.remaining(true)) {
        const bool flag = argument.starts_with("--");
        const auto known = flag ? flags_of(command) : names_of(command);
        if (std::ranges::find(known, argument) != known.end()) continue;
        if (const auto near = nearest(argument.substr(0, argument.find('=')), known)) {
            message = fmt::format("unknown {} '{}'", flag ? "option" : "command", argument);
            hint = fmt::format("did you mean '{}'?", *near);
            break;
        }
    }
    return with_hint(fail(ErrorKind::usage, "{}", message), std::move(hint));
}

// `claimline help search` is `claimline search --help`; "completion bash" prints a script.
std::optional<Result<Options>> answer_itself(CLI::App& app, const std::vector<std::string>& arguments) {
    if (arguments.size() == 2 && arguments[0] == "completion") {
        std::map<std::string, std::vector<std::string>> commands;
        for (const auto& name : names_of(app)) commands[name] = flags_of(*app.get_subcommand(name));
        auto script = completion_script(arguments[1], commands, flags_of(app));
        if (!script) return Result<Options>(Failure(script.error()));
        return Result<Options>(Options{.global = {}, .command = PrintOptions{std::move(*script)}});
    }
    return std::nullopt;
}

}  // namespace

Result<Options> parse_options(int argc, const char* const* argv) {
    CLI::App app{"Follows what companies, regulators and courts claim, and proves every row.", "claimline"};
    app.formatter(std::make_shared<Help>());
    app.set_version_flag("-V,--version", "claimline " CLAIMLINE_VERSION);
    app.footer(
        "Examples:\n"
        "  claimline init && claimline crawl --site https://example.org\n"
        "  claimline timeline TikTok --kind datacenter\n"
        "  claimline export timeline --format csv --out timeline.csv\n\n"
        "claimline COMMAND --help explains one command.");
    app.require_subcommand(0, 1);
    app.fallthrough();

    Options options;
    Chosen chosen;
    define_global(app, options.global);
    define_init(app, chosen);
    define_source(app, chosen);
    define_crawl(app, chosen);
    define_extract(app, chosen);
    define_rebuild(app, chosen);
    define_ask(app, chosen);
    define_proof(app, chosen);
    define_pack(app, chosen);

    std::vector<std::string> arguments(argv + 1, argv + argc);
    if (arguments.size() >= 2 && arguments[0] == "help") {
        arguments.erase(arguments.begin());
        arguments.emplace_back("--help");
    }
    if (auto answer = answer_itself(app, arguments)) return *answer;
    try {
        std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());  // what CLI11 expects
        app.parse(std::move(reversed));
    } catch (const CLI::CallForHelp&) {
        return Options{options.global, PrintOptions{reached(app).help("", CLI::AppFormatMode::Normal)}};
    } catch (const CLI::CallForVersion&) {
        return Options{options.global, PrintOptions{"claimline " CLAIMLINE_VERSION "\n"}};
    } catch (const CLI::ParseError& error) {
        return usage_failure(app, error, arguments);
    }
    if (!chosen.any) return Options{options.global, PrintOptions{app.help()}};
    options.command = std::move(chosen.command);
    return options;
}

}  // namespace claimline
