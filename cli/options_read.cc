// The command line of what reads documents: extraction, derivation, rule packs.

#include "cli/options_define.h"

namespace claimline {
namespace {

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
                                "  claimline rebuild --dry-run\n"
                                "  claimline rebuild --dry-run --list --format csv\n"
                                "  claimline rebuild\n  claimline rebuild --index\n");
    auto& options = owned<RebuildOptions>(command, chosen);
    command->add_flag("--dry-run", options.dry_run, "Only say which claims would be new, gone or changed");
    command->add_flag("--list", options.list, "Each claim that differs, not only how many");
    command->add_flag("--everything", options.everything, "Run the rules that have not changed again too");
    command->add_flag("--index", options.index_only, "Only the full text, from the catalogue")
        ->excludes("--dry-run");
    add_output(command, options.output, kRowFormats);
    command->add_option("--threads", options.threads, "Threads for extraction (0: one a core)");
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

}  // namespace

void define_reading(CLI::App& app, Chosen& chosen) {
    define_extract(app, chosen);
    define_rebuild(app, chosen);
    define_pack(app, chosen);
}

}  // namespace claimline
